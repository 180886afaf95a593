package resolver_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"entente/engine"
	"entente/graph"
)

// fake is a graph in memory that counts the reads of records. Everything in it
// is invented. It stands for the real graph where a test needs a graph that
// fails, or one of a stated size.
type fake struct {
	entities      map[graph.ID]*graph.Entity
	relationships map[graph.ID]*graph.Relationship
	sources       map[graph.ID]*graph.Source
	// ties are the relationships of each entity, by id.
	ties map[graph.ID][]*graph.Relationship

	mu    sync.Mutex
	calls map[string]int
	// fail, when set, is what reads of records answer.
	fail error
	// fed are the pages of the feed, behind which fail follows.
	fed [][]engine.FeedItem
	// applied is the last batch.
	applied  graph.Batch
	standing engine.StandingPage
	paths    engine.Paths
	asked    engine.PathQuery
	// placed tells that a list of relationships was asked for with its cursors.
	placed atomic.Bool
	// building is how far the index is, nil when it stands.
	building *engine.Progress
}

func newFake() *fake {
	return &fake{entities: map[graph.ID]*graph.Entity{}, relationships: map[graph.ID]*graph.Relationship{},
		sources: map[graph.ID]*graph.Source{}, ties: map[graph.ID][]*graph.Relationship{}, calls: map[string]int{}}
}

// members makes bodies, each a member of as many academies as asked, each
// membership claimed by two sources:
//
//	org:invented-000 ─MEMBER_OF→ academy:invented-000 … 009
//	org:invented-001 ─MEMBER_OF→ academy:invented-001 … 010
func members(bodies, each int) *fake {
	f := newFake()
	for i := range bodies {
		f.body(graph.Organization, "org", i)
		for j := range each {
			f.body(graph.Academy, "academy", i+j)
			f.member(id("org", i), id("academy", i+j), i, j)
		}
	}
	return f
}

func id(scheme string, n int) graph.ID { return graph.ID(fmt.Sprintf("%s:invented-%03d", scheme, n)) }

func (f *fake) body(kind graph.EntityKind, scheme string, n int) {
	source := f.source(n % 40)
	f.entities[id(scheme, n)] = &graph.Entity{ID: id(scheme, n), Kind: kind,
		Names:      []graph.Name{{Value: fmt.Sprintf("Invented %s %d", kind, n), Language: "en", Type: graph.Label, Source: source}},
		Properties: map[string]graph.Value{"country": graph.Text("IR"), "founded": graph.DateOf(graph.Date{Year: 2018})},
		Statements: []graph.Statement{{Property: "memberCount", Value: "12", Source: source}},
	}
}

func (f *fake) source(n int) graph.ID {
	f.sources[id("src", n)] = &graph.Source{ID: id("src", n), Title: "An invented page", Kind: "page"}
	return id("src", n)
}

func (f *fake) member(from, to graph.ID, i, j int) {
	r := &graph.Relationship{Kind: graph.MemberOf, From: from, To: to, Role: "founder", Claims: []graph.Claim{
		{Source: f.source(i % 40), Confidence: graph.ConfidenceA, Status: graph.Active, Start: graph.Date{Year: 2018, Month: 11}},
		{Source: f.source(j % 40), Confidence: graph.ConfidenceB, Status: graph.Unknown},
	}}
	r.ID = graph.RelationshipID(r.Kind, from, to, r.Role)
	f.relationships[r.ID] = r
	for _, end := range []graph.ID{from, to} {
		f.ties[end] = append(f.ties[end], r)
		slices.SortFunc(f.ties[end], func(a, b *graph.Relationship) int { return strings.Compare(string(a.ID), string(b.ID)) })
	}
}

func (f *fake) count(call string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls[call]++
	return f.fail
}

func byID[T any](records map[graph.ID]*T, ids []graph.ID) []*T {
	found := make([]*T, len(ids))
	for i, id := range ids {
		found[i] = records[id]
	}
	return found
}

func (f *fake) Entities(_ context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return byID(f.entities, ids), f.count("entities")
}

func (f *fake) Relationships(_ context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return byID(f.relationships, ids), f.count("relationships")
}

func (f *fake) Sources(_ context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return byID(f.sources, ids), f.count("sources")
}

func (f *fake) Ties(_ context.Context, query engine.TieQuery) (page engine.TiePage, err error) {
	if !query.Placeless {
		f.placed.Store(true)
	}
	for _, r := range f.ties[query.Entity] {
		other := r.From
		if r.From == query.Entity {
			other = r.To
		}
		page.Items = append(page.Items, engine.TieItem{Relationship: r.ID, Other: other, Cursor: "after " + string(r.ID)})
	}
	page.Total = len(page.Items)
	if query.Page.First > 0 && query.Page.First < page.Total {
		page.Items, page.HasNext = page.Items[:query.Page.First], true
	}
	return page, nil
}

func (f *fake) Counts(_ context.Context, id graph.ID) ([]engine.Count, error) {
	page, err := f.Ties(context.Background(), engine.TieQuery{Entity: id})
	return []engine.Count{{Kind: graph.MemberOf, Direction: graph.Out, Count: page.Total}}, err
}

func (f *fake) Node(id graph.ID) (graph.Node, error) {
	entity := f.entities[id]
	if entity == nil || f.building != nil {
		return graph.Node{}, graph.Errorf(graph.NotFound, "the index has no %s", id)
	}
	return graph.Node{ID: entity.ID, Kind: entity.Kind}, nil
}

func (f *fake) RestrictionsOn(context.Context, []graph.ID) ([]engine.PartyRestriction, error) {
	return nil, nil
}

func (f *fake) Restrictions(context.Context, graph.ID) ([]graph.ID, error) { return nil, nil }

func (f *fake) Strength(*graph.Relationship) (graph.Strength, error) {
	return graph.Strength{Value: 0.92, Factors: []graph.Factor{{Name: "kind", Value: 0.92, Reason: "MEMBER_OF as founder"}}}, nil
}

func (f *fake) List(_ context.Context, listing engine.Listing) (page engine.EntityPage, err error) {
	for _, entity := range f.entities {
		if len(listing.Where.Kinds) == 0 || slices.Contains(listing.Where.Kinds, entity.Kind) {
			page.Items = append(page.Items, engine.EntityItem{Entity: entity, Cursor: "after " + string(entity.ID)})
		}
	}
	slices.SortFunc(page.Items, func(a, b engine.EntityItem) int { return strings.Compare(string(a.Entity.ID), string(b.Entity.ID)) })
	page.Total = len(page.Items)
	if listing.Page.First > 0 && listing.Page.First < page.Total {
		page.Items, page.HasNext = page.Items[:listing.Page.First], true
	}
	return page, f.count("list")
}

func (f *fake) Search(ctx context.Context, query engine.SearchQuery) (engine.EntityPage, error) {
	found, err := f.List(ctx, engine.Listing{Where: engine.EntityFilter{Kinds: query.Kinds}, Page: query.Page})
	for i := range found.Items {
		found.Items[i].Matched, found.Items[i].Score = found.Items[i].Entity.Names[0], 0.5
	}
	return found, err
}

func (f *fake) Paths(_ context.Context, query engine.PathQuery) (engine.Paths, error) {
	f.asked = query
	return f.paths, f.count("paths")
}

func (f *fake) Breaking(context.Context, engine.BreakingQuery) (engine.Breaking, error) {
	return engine.Breaking{}, f.count("breaking")
}

func (f *fake) WhatIf(context.Context, engine.WhatIfQuery) (engine.WhatIf, error) {
	return engine.WhatIf{}, f.count("whatIf")
}

func (f *fake) Suppose(context.Context, []engine.Assumption) (*engine.Graph, error) {
	return nil, f.count("suppose")
}

func (f *fake) Intermediaries(_ context.Context, query engine.IntermediaryQuery) (engine.IntermediaryPage, error) {
	if query.SharesOnly {
		return engine.IntermediaryPage{}, f.count("shares alone")
	}
	return engine.IntermediaryPage{}, f.count("intermediaries")
}

func (f *fake) Gatekeepers(_ context.Context, query engine.GatekeeperQuery) (engine.Gatekeepers, error) {
	if query.RoutesOnly {
		return engine.Gatekeepers{}, f.count("routes alone")
	}
	return engine.Gatekeepers{}, f.count("gatekeepers")
}

func (f *fake) Dependence(context.Context, engine.DependenceQuery) (engine.DependencePage, error) {
	return engine.DependencePage{}, f.fail
}

func (f *fake) Advise(context.Context, engine.AdviceQuery) (engine.Advice, error) {
	return engine.Advice{}, f.fail
}

func (f *fake) Connect(context.Context, engine.ConnectQuery) (engine.Connection, error) {
	return engine.Connection{}, f.count("connect")
}

func (f *fake) Standing(context.Context, engine.StandingQuery) (engine.StandingPage, error) {
	return f.standing, f.count("standing")
}

func (f *fake) Duplicates(context.Context, engine.DuplicateQuery) (engine.DuplicatePage, error) {
	return engine.DuplicatePage{State: f.standing.State}, f.count("duplicates")
}

func (f *fake) Decide(context.Context, engine.Ruling) (engine.Ruled, error) {
	return engine.Ruled{}, f.fail
}

func (f *fake) Communities(context.Context, engine.CommunityQuery) (engine.CommunityPage, error) {
	return engine.CommunityPage{State: f.standing.State, Progress: f.standing.Progress}, f.count("communities")
}

func (f *fake) Apply(_ context.Context, batch graph.Batch) (graph.Commit, error) {
	f.applied = batch
	return graph.Commit{Revision: 7, Added: batch.Len()}, f.count("apply")
}

func (f *fake) Agreements(context.Context, engine.AgreementQuery) (engine.AgreementPage, error) {
	return engine.AgreementPage{}, f.count("agreements")
}

func (f *fake) Imports(context.Context, int) ([]engine.Import, int, error) {
	return nil, 0, f.count("imports")
}

func (f *fake) At(context.Context, engine.When) (*engine.Graph, error) {
	return nil, graph.Errorf(graph.NotFound, "the fake has no past")
}

func (f *fake) Restore(context.Context, engine.RestoreQuery) (engine.Restored, error) {
	return engine.Restored{}, f.count("restore")
}

func (f *fake) Versions(context.Context, engine.VersionsQuery) (engine.VersionPage, error) {
	return engine.VersionPage{}, f.count("versions")
}

func (f *fake) Status(context.Context) (engine.Status, error) {
	return engine.Status{Store: "fake", Revision: 7, Building: f.building, Entities: []engine.KindCount{{Kind: graph.TechnologyField, Count: 3}}}, nil
}

func (f *fake) Feed(_ context.Context, since graph.Revision, after string) (iter.Seq2[[]engine.FeedItem, error], error) {
	if err := f.count(fmt.Sprintf("feed since %d after %q", since, after)); err != nil && f.fed == nil {
		return nil, err
	}
	return func(yield func([]engine.FeedItem, error) bool) {
		for _, page := range f.fed {
			if !yield(page, nil) {
				return
			}
		}
		if f.fail != nil {
			yield(nil, f.fail)
		}
	}, nil
}
