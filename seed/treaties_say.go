package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/seed/rows"
	"entente/seed/treaties"
)

// say says what the files say in the ids of the target.
func (t *treatyLoad) say() error {
	byID := map[string][]*treaty{}
	for _, key := range slices.SortedFunc(maps.Keys(t.agreements), treaties.Key.Compare) {
		byID[key.ID] = append(byID[key.ID], t.agreements[key])
	}
	entities := map[*treaty]graph.ID{}
	endsDropped := 0
	for _, id := range sortedKeys(byID) {
		for i, agreement := range byID[id] {
			entity, refused := t.body(agreement.entity(i == 0))
			if err := t.refuse("", asError(t.placed(refused, agreement))); err != nil {
				return err
			}
			if refused == nil {
				entities[agreement] = entity
				endsDropped += t.sayParties(agreement, entity)
			}
		}
	}
	t.note("ends of parties before their beginnings, left out", endsDropped)
	t.sayBases(byID, entities)
	return nil
}

// placed says in which row an agreement stands: its own, or that of its first party.
func (t *treatyLoad) placed(err *graph.Error, a *treaty) *graph.Error {
	if a.Number > 0 {
		return inRow(err.In(rows.Label(a.Number)), t.files[0])
	}
	return inRow(err.In(rows.Label(a.parties[0].Number)), t.files[1])
}

func (t *treatyLoad) sayParties(a *treaty, agreement graph.ID) (endsDropped int) {
	for _, p := range a.parties {
		claims, dropped := p.Claims(t.asOf())
		if dropped {
			endsDropped++
		}
		t.tie(graph.Relationship{Kind: graph.PartyTo, From: t.stateOf(p.State), To: agreement, Role: "party"}, claims...)
	}
	return endsDropped
}

func (t *treatyLoad) stateOf(id string) graph.ID {
	state := t.states[id]
	if state.Code != "" {
		return t.country(state.Code)
	}
	return t.record(state.Entity)
}

// sayBases ties an agreement whose id names another behind a colon to that one,
// when no other has its id: it amends, extends or carries out that one.
func (t *treatyLoad) sayBases(byID map[string][]*treaty, entities map[*treaty]graph.ID) {
	for _, id := range sortedKeys(byID) {
		_, base, found := strings.Cut(id, ":")
		if !found || len(byID[base]) != 1 {
			continue
		}
		to := entities[byID[base][0]]
		for _, later := range byID[id] {
			from := entities[later]
			if from == "" || to == "" || from == to {
				continue
			}
			t.tie(graph.Relationship{Kind: graph.Implements, From: from, To: to},
				graph.Claim{Locator: id, Confidence: graph.ConfidenceB, Status: graph.Unknown, Start: later.Signed})
		}
	}
}

// entity gives the agreement as an entity; only the first of several with the
// same id has that id alone.
func (a *treaty) entity(first bool) *graph.Entity {
	id := "ggo:" + strings.Map(plain, a.Key.ID)
	if !first {
		digest := sha256.Sum256([]byte(a.Key.Begin + "\x00" + a.Key.Title))
		id += "~" + hex.EncodeToString(digest[:4])
	}
	e := &graph.Entity{
		ID: graph.ID(id), Kind: graph.Agreement,
		Names:       []graph.Name{{Value: a.Key.Title, Language: "en", Type: graph.Label}},
		ExternalIDs: []graph.ExternalID{{Scheme: "manytreaties", Value: strings.TrimPrefix(id, "ggo:")}},
		Properties:  map[string]graph.Value{"type": graph.Text(a.Type)},
	}
	for property, text := range map[string]string{"form": a.Form, "subject": a.Subject} {
		if text != "" {
			e.Properties[property] = graph.Text(text)
		}
	}
	for property, date := range map[string]graph.Date{"signed": a.Signed, "inForce": a.InForce, "ends": a.Ends} {
		if !date.IsZero() {
			e.Properties[property] = graph.DateOf(date)
		}
	}
	return e
}

// plain keeps out of an id what may not stand in one, or would part it.
func plain(r rune) rune {
	if r == ' ' || r == '/' || r == '~' {
		return '_'
	}
	return r
}
