package neo4j

import (
	"context"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/plan"
)

// joint is a relationship of the database between two entities.
type joint struct {
	tie
	// element is the database's own id, good for this transaction only.
	element int64
	// id is ours, "" when somebody else made the relationship.
	id  graph.ID
	row tieRow
}

// read finds what the batch has to be held against: first what joins the ends
// of its ties, which tells the kinds of the ends as well, then every other id.
func (w *writer) read(ctx context.Context) error {
	w.Known = make(map[graph.ID]*plan.Known, 2*len(w.Puts))
	w.present, w.joining, w.foreign = map[graph.ID]*joint{}, map[tie]*joint{}, map[graph.ID]bool{}
	w.nodes = map[graph.ID]int64{}
	pairs := w.pairs()
	if err := w.readEnds(ctx, pairs); err != nil {
		return err
	}
	if err := w.readPairs(ctx, pairs); err != nil {
		return err
	}
	ids, err := w.possiblyTaken(ctx, w.unread())
	if err != nil {
		return err
	}
	odd, err := w.readIDs(ctx, ids)
	if err != nil {
		return err
	}
	if err := w.readEnds(ctx, odd); err != nil {
		return err
	}
	if err := w.readPairs(ctx, odd); err != nil {
		return err
	}
	w.knowVanished()
	return nil
}

// pairs lists the ends of every tie that the batch puts or removes and whose id tells them.
func (w *writer) pairs() []tie {
	var list []tie
	for _, made := range w.Puts {
		if made.Relationship != nil {
			list = append(list, tieOf(made.Relationship))
		}
		if t, ok := parseTie(made.ID); ok && (made.Relationship == nil || t != tieOf(made.Relationship)) {
			list = append(list, t)
		}
	}
	for _, id := range w.Removes {
		if t, ok := parseTie(id); ok {
			list = append(list, t)
		}
	}
	return list
}

// readEnds finds the ends of ties, each once.
func (w *writer) readEnds(ctx context.Context, pairs []tie) error {
	var ids []graph.ID
	for _, t := range pairs {
		for _, id := range []graph.ID{t.from, t.to} {
			if _, found := w.nodes[id]; !found {
				w.nodes[id] = nowhere
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	if w.early {
		var err error
		if ids, err = w.confirmEnds(ctx, ids); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return w.tx.ask(ctx, readEnds, given{"ids": askable(ids)}, func(row []any) error {
		nodes, kinds := list(row[1]), list(row[2])
		for i, at := range integers(row[0]) {
			kind, err := graph.ParseEntityKind(text(kinds[i]))
			w.stands(ids[at], end{integer(nodes[i]), kind}, err == nil)
		}
		return nil
	})
}

// stands notes where an end stands; one that is not ours has no kind.
func (w *writer) stands(id graph.ID, at end, ours bool) {
	w.nodes[id] = at.node
	if ours && w.Known[id] == nil {
		w.Known[id] = &plan.Known{Form: plan.Entity, Kind: at.kind}
	}
}

// nowhere is where an end stands that is not in the database.
const nowhere = -1

// readPairs reads what joins ends that are there.
func (w *writer) readPairs(ctx context.Context, pairs []tie) error {
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(t tie) bool { return w.nodes[t.from] == nowhere || w.nodes[t.to] == nowhere })
	if w.early && len(pairs) > 0 {
		var err error
		if pairs, err = w.possiblyJoined(ctx, pairs); err != nil {
			return err
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	from := mapped(pairs, func(t tie) int64 { return w.nodes[t.from] })
	to := mapped(pairs, func(t tie) int64 { return w.nodes[t.to] })
	return w.tx.ask(ctx, readPairs, given{"from": from, "to": to}, func(row []any) error {
		return w.takeJoints(ctx, pairs, row)
	})
}

// takeJoints notes the relationships that were found, by what they are and by their ids.
func (w *writer) takeJoints(ctx context.Context, pairs []tie, columns []any) error {
	places, elements, types := integers(columns[0]), integers(columns[1]), texts(columns[2])
	roles, ids, revisions := texts(columns[3]), texts(columns[4]), integers(columns[5])
	checks, words, claims := integers(columns[6]), integers(columns[7]), list(columns[8])
	for i, at := range places {
		kind, err := graph.ParseRelationshipKind(types[i])
		if err != nil {
			continue
		}
		j := &joint{tie: tie{kind, pairs[at].from, pairs[at].to, roles[i]}, element: elements[i]}
		j.row = tieRow{graph.ID(ids[i]), j.from, j.to, graph.Revision(revisions[i]), checks[i], words[i], texts(claims[i])}
		if err := w.takeJoint(ctx, j); err != nil {
			return err
		}
	}
	return nil
}

// takeJoint gives a tie of ours its id. Its role is what the word says: the
// readable one may have been changed by hand.
func (w *writer) takeJoint(ctx context.Context, j *joint) error {
	if j.row.word < 0 {
		if w.joining[j.tie] == nil {
			w.joining[j.tie] = j
		}
		return nil
	}
	r, err := w.store.relationship(ctx, j.row)
	if err != nil {
		return err
	}
	j.id, j.tie = r.ID, tieOf(r)
	line := string(interchange.Append(nil, interchange.Record{Relationship: r}))
	if w.adoption != nil || !j.row.whole(r) {
		// Its readable properties may say something else, so it is written in any case.
		line = " " + line
	}
	w.joining[j.tie], w.present[j.id] = j, j
	w.Known[j.id] = &plan.Known{Form: plan.Relationship, Revision: j.row.revision, Line: line}
	return nil
}

// unread lists the ids that the batch mentions and that are not known yet, in
// order, so that the database walks its indexes in one direction. Where no id
// looks like a tie's without being one, and no tie is odd, an id that tells its
// tie needs no further look.
func (w *writer) unread() []graph.ID {
	plainTies := w.head.strays == 0 && w.head.odd == 0
	wanted := map[graph.ID]bool{}
	want := func(id graph.ID) {
		if known := w.Known[id]; known != nil && known.Form == plan.Relationship {
			return
		}
		if _, tells := parseTie(id); !tells || !plainTies {
			wanted[id] = true
		}
	}
	for _, made := range w.Puts {
		want(made.ID)
		for _, r := range made.References {
			if r.Form != plan.Entity || w.Known[r.ID] == nil {
				want(r.ID)
			}
		}
	}
	for _, id := range w.Removes {
		want(id)
	}
	return slices.Sorted(maps.Keys(wanted))
}

// readIDs reads what stands under ids and gives the ties that the register names.
func (w *writer) readIDs(ctx context.Context, ids []graph.ID) (odd []tie, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	whole := mapped(ids, func(id graph.ID) bool { return w.Putting(id) != nil || w.Removing(id) })
	err = w.tx.ask(ctx, readKnown, given{"ids": askable(ids), "whole": whole}, func(row []any) error {
		for i, at := range integers(row[0]) {
			found := knownRow(row[1:], i)
			id, asked := found.id(ids, at)
			switch {
			case !asked:
			case found.form == "tie":
				odd = append(odd, tie{from: found.from, to: found.to})
			case !found.ours && found.form != "merged":
				w.foreign[id] = true
			default:
				w.Known[id] = found.known(id)
			}
		}
		return nil
	})
	return odd, err
}

// standing is a row of readKnown.
type standing struct {
	form           string
	ours           bool
	kind           string
	merged         []graph.ID
	into, from, to graph.ID
	payload
}

func knownRow(columns []any, i int) standing {
	at := func(column int) any { return list(columns[column])[i] }
	return standing{
		text(at(0)), truth(at(1)), text(at(2)), idsOf(at(3)), graph.ID(text(at(4))), graph.ID(text(at(5))), graph.ID(text(at(6))),
		payload{revision: graph.Revision(integer(at(7))), check: integer(at(8)), line: text(at(9))},
	}
}

// id gives the id that was asked for; one that was gone through tells its own.
func (f standing) id(ids []graph.ID, at int64) (id graph.ID, asked bool) {
	if at >= 0 {
		return ids[at], true
	}
	_, asked = slices.BinarySearch(ids, f.into)
	return f.into, asked
}

func (f standing) known(id graph.ID) *plan.Known {
	k := &plan.Known{Revision: f.revision, Line: f.line, Merged: f.merged}
	switch f.form {
	case "entity":
		kind, err := graph.ParseEntityKind(f.kind)
		if k.Form, k.Kind = plan.Entity, kind; err != nil {
			k.Damage = damaged(id)
		}
	case "source":
		k.Form = plan.Source
	case "merged":
		k.Into = f.into
	}
	if f.line != "" && f.check != checksum(id, f.revision, []byte(f.line)) {
		k.Damage = damaged(id)
	}
	return k
}

// looksLikeTie tells whether an id could be taken for that of a tie.
func looksLikeTie(id graph.ID) bool { return strings.HasPrefix(string(id), "rel:") }
