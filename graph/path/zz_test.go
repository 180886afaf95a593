package path_test
import ("testing";"context";"time";"fmt";"entente/bench/generate";"entente/graph";"entente/graph/path";"entente/graph/index")
func TestZZ(t *testing.T){
 g:=generate.PowerLaw(100_000,1_000_000,42)
 s,_:=index.Build(context.Background(),g.Outlines(),today)
 p:=g.Pairs(30,5)
 r:=path.New()
 for _,order:=range []graph.Order{0,1}{
 for i:=0;i<8;i++{ 
  from,_:=s.Lookup(p[i][0]); to,_:=s.Lookup(p[i][1])
  for _,f:=range []graph.RouteFilter{{},everything()} {
  f.Via=[]graph.ID{p[i+10][0],p[i+20][0]}
  t0:=time.Now()
  res,err:=r.Find(context.Background(),s,path.Query{From:from,To:to,K:10,MaxHops:8,Order:order,Today:today,Filter:f})
  d:=time.Since(t0)
  h:=0; if len(res.Routes)>0{h=len(res.Routes[0].Hops)}
  fmt.Println(order,d,len(res.Routes),h,res.Truncated,res.Scanned,err,res.Diagnosis)
 }}}
}
