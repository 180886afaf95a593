package neo4j

import (
	"context"
	"errors"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// cypherSource is the source of what somebody wrote without naming one.
const cypherSource = graph.ID("src:cypher")

// mostFindings is how much is adopted in one batch.
const mostFindings = 5_000

// finding is a node or a relationship that somebody else made or changed.
type finding struct {
	element    int64
	properties map[string]any
	// entity or tie is what it comes to; neither when it breaks a rule.
	entity *graph.Entity
	tie    *graph.Relationship
	// replaces is the id of the tie that it was before its role was changed.
	replaces graph.ID
	// fresh: there must be no such tie yet. turned: it runs the other way than
	// a tie without direction has to, so it goes and the tie is made anew.
	fresh, turned bool
	// why says which rule it breaks.
	why *graph.Error
}

func (f *finding) id() graph.ID {
	switch {
	case f.entity != nil:
		return f.entity.ID
	case f.tie != nil:
		return f.tie.ID
	}
	return ""
}

// findings is what one look at the database found.
type findings struct {
	nodes, ties []*finding
	// vanished are the records that somebody deleted.
	vanished map[graph.ID]plan.Form
}

// scan looks at every node and relationship. It costs the server about 2 s of
// processor time a million.
func (s *Store) scan(ctx context.Context) (*findings, error) {
	found := &findings{}
	h, err := s.readHead(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := s.refreshCodebook(ctx); err != nil {
		return nil, err
	}
	var entities, sources, ties int64
	err = s.ask(ctx, scanNodes, given{"most": mostFindings}, func(row []any) error {
		entities, sources = integer(row[0]), integer(row[1])
		found.takeNodes(row[2:])
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = s.ask(ctx, scanTies, given{"most": mostFindings, "kinds": mapped(graph.RelationshipKinds(), graph.RelationshipKind.String)}, func(row []any) error {
		ties = integer(row[0])
		return s.takeStrange(found, row[1:])
	})
	if err != nil {
		return nil, err
	}
	for _, check := range []func(context.Context, *findings) error{s.checkFresh, s.checkSources} {
		if err := check(ctx, found); err != nil {
			return nil, err
		}
	}
	if entities != h.entities || sources != h.sources || ties != h.relationships {
		found.vanished, err = s.vanished(ctx)
	}
	return found, err
}

func (f *findings) takeNodes(columns []any) {
	elements, labels, properties := integers(columns[0]), list(columns[1]), list(columns[2])
	for i, element := range elements {
		made := &finding{element: element}
		made.properties, _ = properties[i].(map[string]any)
		made.entity, made.why = foreignEntity(texts(labels[i]), made.properties)
		f.nodes = append(f.nodes, made)
	}
}

func (s *Store) takeStrange(f *findings, columns []any) error {
	elements, types, from, to, properties := integers(columns[0]), texts(columns[1]), texts(columns[2]), texts(columns[3]), list(columns[4])
	fromKinds, toKinds := texts(columns[5]), texts(columns[6])
	for i, element := range elements {
		kind, err := graph.ParseRelationshipKind(types[i])
		if err != nil {
			continue
		}
		made := &finding{element: element}
		made.properties, _ = properties[i].(map[string]any)
		t := tie{kind: kind, from: graph.ID(from[i]), to: graph.ID(to[i])}
		if word, marked := made.properties["_word"].(int64); marked {
			made.tie, made.replaces, made.why = s.changedTie(t, word, made.properties)
			made.fresh = made.replaces != ""
		} else {
			t.role, made.fresh = text(made.properties["role"]), true
			t, made.turned = t.straight()
			made.tie, made.why = foreignTie(t, made.properties)
		}
		if made.why == nil {
			made.why = allowedEnds(made, fromKinds[i], toKinds[i])
		}
		f.ties = append(f.ties, made)
	}
	return nil
}

// allowedEnds asks the vocabulary; of an end that is foreign itself the store will.
func allowedEnds(f *finding, from, to string) *graph.Error {
	if f.turned {
		from, to = to, from
	}
	fromKind, errFrom := graph.ParseEntityKind(from)
	toKind, errTo := graph.ParseEntityKind(to)
	if errFrom != nil || errTo != nil {
		return nil
	}
	return f.tie.ValidateEnds(fromKind, toKind)
}

// checkFresh refuses what says the same as a tie of ours: its claims are not to be lost.
func (s *Store) checkFresh(ctx context.Context, f *findings) error {
	fresh := slices.DeleteFunc(slices.Clone(f.ties), func(made *finding) bool { return made.why != nil || !made.fresh })
	kept, err := s.Relationships(ctx, mapped(fresh, (*finding).id))
	for i, r := range kept {
		if r != nil {
			fresh[i].why = graph.Errorf(graph.Conflict, "%s says the same; add a claim to it", r.ID)
		}
	}
	return err
}

// checkSources refuses the ties that name a source which does not exist.
func (s *Store) checkSources(ctx context.Context, f *findings) error {
	var ids []graph.ID
	for _, made := range f.ties {
		if made.why == nil {
			for _, claim := range made.tie.Claims {
				ids = append(ids, claim.Source)
			}
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	sources, err := s.Sources(ctx, ids)
	if err != nil {
		return err
	}
	for _, made := range f.ties {
		for i := 0; made.why == nil && i < len(made.tie.Claims); i++ {
			source := made.tie.Claims[i].Source
			at, known := slices.BinarySearch(ids, source)
			if known && sources[at] == nil && source != cypherSource {
				made.why = graph.Errorf(graph.Invalid, "%s does not exist", source).At("sources")
			}
		}
	}
	return nil
}

// vanished lists the records that the log knows and the database no longer has.
func (s *Store) vanished(ctx context.Context) (map[graph.ID]plan.Form, error) {
	survey, err := s.newSurvey(ctx, true)
	if err != nil {
		return nil, err
	}
	logged, err := s.readLog(ctx, 0)
	if err != nil {
		return nil, err
	}
	missing := map[graph.ID]plan.Form{}
	for id, m := range logged {
		if !m.gone && m.revision <= survey.revision {
			missing[id] = m.form
		}
	}
	for _, source := range survey.sources {
		delete(missing, source.id)
	}
	for o := range survey.outlines() {
		delete(missing, mentionOf(o).id)
	}
	return missing, nil
}

// batch makes the batch of what may be taken.
func (f *findings) batch() graph.Batch {
	batch := graph.Batch{Author: "Cypher", Reason: "written to the database past Entente"}
	taken, cited := map[graph.ID]bool{}, false
	for _, made := range append(append([]*finding{}, f.nodes...), f.ties...) {
		switch {
		case made.why != nil:
			continue
		case taken[made.id()]:
			made.why = graph.Errorf(graph.Conflict, "another one says the same")
			continue
		case made.entity != nil:
			batch.Entities = append(batch.Entities, made.entity)
		default:
			batch.Relationships = append(batch.Relationships, made.tie)
			cited = cited || citesCypher(made.tie)
		}
		taken[made.id()] = true
		if made.replaces != "" {
			batch.Remove = append(batch.Remove, made.replaces)
		}
	}
	if cited {
		batch.Sources = []*graph.Source{{ID: cypherSource, Title: "Written to the database in Cypher", Kind: "dataset"}}
	}
	for id := range f.vanished {
		batch.Remove = append(batch.Remove, id)
	}
	return batch
}

func citesCypher(r *graph.Relationship) bool {
	for _, claim := range r.Claims {
		if claim.Source == cypherSource {
			return true
		}
	}
	return false
}

// adoption is what the batch needs beside its records.
func (f *findings) adoption() *adoption {
	a := &adoption{vanished: f.vanished}
	for _, made := range f.ties {
		if made.why == nil && made.turned {
			a.turned = append(a.turned, made.element)
		}
	}
	return a
}

// blame notes what an error of the store names as the culprit; false when it names none of ours.
func (f *findings) blame(err error) bool {
	var ours *graph.Error
	if !errors.As(err, &ours) || ours.Record == "" {
		return false
	}
	for _, made := range append(append([]*finding{}, f.nodes...), f.ties...) {
		if string(made.id()) == ours.Record && made.why == nil {
			made.why = ours
			return true
		}
	}
	return false
}

// reasons are the refusals that are not yet written down.
type reasons struct {
	at  []int64
	why []string
}

func (f *findings) reasons() (nodes, ties reasons) {
	return reasonsOf(f.nodes), reasonsOf(f.ties)
}

func reasonsOf(list []*finding) (r reasons) {
	for _, made := range list {
		if made.why == nil {
			continue
		}
		why := made.why.Message
		if made.why.Field != "" {
			why = made.why.Field + ": " + why
		}
		if why != text(made.properties["_refused"]) {
			r.at, r.why = append(r.at, made.element), append(r.why, why)
		}
	}
	return r
}
