package index_test
import ("testing";"syscall";"time";"runtime";"fmt")
func cpu() time.Duration { var r syscall.Rusage; syscall.Getrusage(1, &r); return time.Duration(r.Utime.Nano()) }
func TestCPU(t *testing.T) {
	for _, sz := range [][2]int{{51000,80000},{100000,1000000}} {
	o := network(sz[0],sz[1])
	for range 4 { runtime.GC()
	c, w := cpu(), time.Now(); buildOf(t, o); fmt.Println(sz, "cpu", cpu()-c, "wall", time.Since(w)) }
	n := 0
	w := time.Now(); for x := range stream(o) { if x.Tie != nil { n += len(x.Tie.ID) } ; _ = n }; fmt.Println("producer", time.Since(w))
	}
}
