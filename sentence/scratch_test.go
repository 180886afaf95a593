package sentence_test
import ("testing";"fmt";"os";"bufio";"encoding/json";"entente/graph";"entente/sentence")
type rec struct{ Record, ID, Kind, From, To, Role string; Names []struct{Value,Lang,Type string}; Claims []struct{Source,Locator,Confidence,Status,Start,End,Note string} }
func load()(map[string]*graph.Entity, []*graph.Relationship){
 f,_:=os.Open("/work/shared/data/entente-facts.jsonl"); defer f.Close()
 sc:=bufio.NewScanner(f); sc.Buffer(nil,1<<24)
 es:=map[string]*graph.Entity{}; var rs []*graph.Relationship
 for sc.Scan(){ var r rec; json.Unmarshal(sc.Bytes(),&r)
  if r.Record=="entity" { k,_:=graph.ParseEntityKind(r.Kind); e:=&graph.Entity{ID:graph.ID(r.ID),Kind:k}
    for _,n:=range r.Names { t,_:=graph.ParseNameType(n.Type); e.Names=append(e.Names,graph.Name{Value:n.Value,Language:n.Lang,Type:t}) }
    es[r.ID]=e }
  if r.Record=="relationship" { k,_:=graph.ParseRelationshipKind(r.Kind); x:=&graph.Relationship{ID:graph.ID(r.ID),Kind:k,From:graph.ID(r.From),To:graph.ID(r.To),Role:r.Role}
    for _,c:=range r.Claims { cf,_:=graph.ParseConfidence(c.Confidence); st,_:=graph.ParseStatus(c.Status); s,_:=graph.ParseDate(c.Start); e,_:=graph.ParseDate(c.End)
     x.Claims=append(x.Claims,graph.Claim{Confidence:cf,Status:st,Start:s,End:e}) }
    rs=append(rs,x) } }
 return es,rs
}
func TestScratch(t *testing.T){
 es,rs:=load()
 seen:=map[string]int{}
 for _,r:=range rs { k:=r.Kind.String()+r.Role+r.Resolve().Status.String(); if seen[k]++; seen[k]>1 {continue}
  st:=[]sentence.Step{{From:es[string(r.From)],To:es[string(r.To)],Tie:r,Forward:true}}
  fmt.Println(sentence.Path("en",st)); fmt.Println("    ",sentence.Path("fa",st)) }
 adj:=map[string][]sentence.Step{}
 for _,r:=range rs { if r.Kind.Class()!=graph.Contact {continue}
  a,b:=string(r.From),string(r.To)
  adj[a]=append(adj[a],sentence.Step{From:es[a],To:es[b],Tie:r,Forward:true}); adj[b]=append(adj[b],sentence.Step{From:es[b],To:es[a],Tie:r,Forward:false}) }
 for _,p:=range [][2]string{{"org:cpdi","academy:cas"},{"org:cpdi","org:jkuat"},{"iso:IR","iso:KE"},{"org:cpdi","org:uon"},{"iso:IR","academy:twas"},{"academy:cas","iso:AM"},{"iso:BR","org:cpdi"},{"person:ailikun","academy:iran"},{"firm:cinnagen","org:jinr"},{"org:pardis","iso:HU"}} {
  prev:=map[string]sentence.Step{}; q:=[]string{p[0]}; vis:=map[string]bool{p[0]:true}
  for len(q)>0 && !vis[p[1]] { u:=q[0]; q=q[1:]; for _,s:=range adj[u] { v:=string(s.To.ID); if !vis[v] { vis[v]=true; prev[v]=s; q=append(q,v) } } }
  if !vis[p[1]] { fmt.Println("NO",p); continue }
  var st []sentence.Step
  for v:=p[1]; v!=p[0]; { s:=prev[v]; st=append([]sentence.Step{s},st...); v=string(s.From.ID) }
  fmt.Println("##",p); fmt.Println(sentence.Path("en",st)); fmt.Println(sentence.Path("fa",st))
 }
}
