package seed_test
import ("testing";"os";"io";"time";"fmt";"syscall";"entente/seed";"entente/seed/facts";"entente/store/sqlite")
func cpu() float64 { var u syscall.Rusage; syscall.Getrusage(0,&u); return float64(u.Utime.Sec+u.Stime.Sec)+float64(u.Utime.Usec+u.Stime.Usec)/1e6 }
func rss() int64 { var u syscall.Rusage; syscall.Getrusage(0,&u); return u.Maxrss>>10 }
func TestTmpLoad(t *testing.T){
 s,err:=sqlite.Open(t.Context(), t.TempDir()+"/x.db", sqlite.Options{}); if err!=nil{t.Fatal(err)}
 defer s.Close()
 do:=func(f string, in seed.Input){ t0,c0:=time.Now(),cpu(); r,err:=seed.Load(t.Context(), s, f, in, seed.Options{}); 
  fmt.Printf("%s: %+v err=%v wall %v cpu %.1f rss %d MB\n", f, r, err, time.Since(t0), cpu()-c0, rss()); if err!=nil{t.Fatal(err)} }
 do("entente", seed.Input{Name:"facts",Open:facts.Open})
 in:=seed.Input{Name:"ror-dump-v2.json.gz",Open:func()(io.ReadCloser,error){return os.Open("/work/shared/data/ror-dump-v2.json.gz")}}
 do("ror",in); do("ror",in)
 do("entente", seed.Input{Name:"facts",Open:facts.Open})
 do("ror",in); do("ror",in)
 h,_:=s.Head(t.Context()); fmt.Println(h)
}
