package engine

import (
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// choose makes the pairs of a report: the parties of what is assumed with each
// other, then each party with the contacts of the others, the strongest first.
func (w *WhatIf) choose(query *WhatIfQuery) error {
	recorded, err := w.circle(w.Recorded, query.Where)
	if err != nil {
		return err
	}
	supposed, err := w.circle(w.Supposed, query.Where)
	if err != nil {
		return err
	}
	lapsed := map[graph.ID]bool{}
	for _, assumption := range query.Assume {
		lapsed[assumption.Lapses] = true
	}
	parties := w.parties(recorded, supposed, lapsed)
	if len(parties) > maxParties {
		parties, w.Truncated = parties[:maxParties], true
	}
	w.Parties = parties
	pairs := &pairing{seen: map[Pair]bool{}, lapsed: lapsed}
	for i, a := range parties {
		for _, b := range parties[i+1:] {
			pairs.add(a, b)
		}
	}
	for rank := range maxContacts {
		for _, q := range parties {
			contacts := slices.Concat(recorded.contacts(q), supposed.contacts(q))
			if rank >= len(contacts) {
				continue
			}
			for _, p := range parties {
				pairs.add(p, contacts[rank])
			}
		}
	}
	query.Pairs, w.Truncated = pairs.list, w.Truncated || pairs.full
	return nil
}

// pairing collects pairs, each once and at most MaxPairs.
type pairing struct {
	list   []Pair
	seen   map[Pair]bool
	lapsed map[graph.ID]bool
	full   bool
}

func (p *pairing) add(from, to graph.ID) {
	pair, back := Pair{from, to}, Pair{to, from}
	switch {
	case from == to || p.seen[pair] || p.seen[back] || p.lapsed[to]:
	case len(p.list) == MaxPairs:
		p.full = true
	default:
		p.seen[pair] = true
		p.list = append(p.list, pair)
	}
}

// parties are the ends of what is assumed; in the place of an agreement or of
// what lapses stand those whom it joined.
func (w *WhatIf) parties(recorded, supposed *acquaintance, lapsed map[graph.ID]bool) []graph.ID {
	var parties []graph.ID
	add := func(id graph.ID) {
		if !slices.Contains(parties, id) && !lapsed[id] {
			parties = append(parties, id)
		}
	}
	for _, r := range w.Supposed.Assumed() {
		for _, end := range []graph.ID{r.From, r.To} {
			if recorded.kind(end) != graph.Agreement && !lapsed[end] {
				add(end)
				continue
			}
			for _, joined := range slices.Concat(recorded.contacts(end), supposed.contacts(end)) {
				add(joined)
			}
		}
	}
	return parties
}

// acquaintance knows who has contact with whom within a filter.
type acquaintance struct {
	snapshot *index.Snapshot
	gate     index.Gate
}

// circle gives the acquaintance of a graph.
func (w *WhatIf) circle(g *Graph, where graph.RouteFilter) (*acquaintance, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	gate, err := snapshot.Gate(where, g.today())
	return &acquaintance{snapshot, gate}, err
}

func (a *acquaintance) kind(id graph.ID) graph.EntityKind {
	return kindOf(a.snapshot, id)
}

// contacts lists those whom an entity is tied to and whom a route may lead to,
// the strongest tie first: countries, bodies, firms and people.
func (a *acquaintance) contacts(id graph.ID) []graph.ID {
	vertex, ok := a.snapshot.Lookup(id)
	if !ok {
		return nil
	}
	var contacts []graph.ID
	span := a.snapshot.Spans[vertex]
	for position := span.Low; position < span.High; position++ {
		other := a.snapshot.Adjacent[position]
		switch a.snapshot.Kind(other) {
		case graph.Country, graph.Academy, graph.Organization, graph.Firm, graph.Person:
		default:
			continue
		}
		if known := a.snapshot.ID(other); a.gate.Admits(a.snapshot.Words[position]) && !a.gate.Avoids(other) && !slices.Contains(contacts, known) {
			contacts = append(contacts, known)
		}
		if len(contacts) > maxParties {
			break
		}
	}
	return contacts
}
