package seed

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/match"
	"entente/graph/merge"
	"entente/seed/ror"
)

// bodies are the kinds of entity that an organisation may join.
var bodies = []graph.EntityKind{graph.Academy, graph.Organization, graph.Firm}

// survey reads the target once, the relationships in short form. The entities come
// first, so by then it is known which of them are merged away and whose ties move.
func (l *registry) survey(ctx context.Context) error {
	l.held.chosen = map[graph.ID]graph.ID{}
	if err := l.surveyRecords(ctx, l.surveyEntity); err != nil {
		return err
	}
	l.resolve()
	var moved []graph.ID
	err := l.surveyTies(ctx, func(t *graph.Tie) {
		if l.gone[t.From] != "" || l.gone[t.To] != "" {
			moved = append(moved, t.ID)
		}
	})
	if err != nil {
		return err
	}
	l.moved, err = l.relationships(ctx, moved)
	return err
}

func (l *registry) surveyEntity(e *graph.Entity) {
	if e.Kind == graph.Country {
		l.surveyCountry(e)
	}
	if !slices.Contains(bodies, e.Kind) {
		return
	}
	l.apart.note(e)
	own, loaded := ror.Of(e.ID)
	if loaded {
		l.live[own] = true
	}
	for _, external := range e.ExternalIDs {
		id := ror.ID(external.Value)
		if external.Scheme == "ror" && !loaded && l.carriers[id] == "" {
			l.carriers[id] = e.ID
		}
	}
	for _, merged := range e.Merged {
		if id, ok := ror.Of(merged); ok {
			l.holders[id] = e.ID
			l.decided[id] = match.Keeps(e, merged) == match.Same
		}
	}
}

func (l *registry) surveyCountry(e *graph.Entity) {
	code := e.Code()
	if code == "" && len(e.ID) == len("iso:XX") && e.ID[:4] == "iso:" {
		code = string(e.ID[4:])
	}
	if code != "" && l.countries[code] == "" {
		l.countries[code] = e.ID
	}
}

// resolve decides what each organisation is in the target.
func (l *registry) resolve() {
	withdrawn := map[int][]ror.ID{}
	for i, o := range l.organizations {
		if o.into != i {
			withdrawn[o.into] = append(withdrawn[o.into], o.id)
		}
	}
	l.members, l.gone = map[graph.ID][]int{}, map[graph.ID]graph.ID{}
	joined := 0
	for i := range l.organizations {
		o := &l.organizations[i]
		if o.into != i {
			continue
		}
		o.entity = l.entityOf(o.id, withdrawn[i])
		if len(l.members[o.entity]) == 0 {
			l.targets = append(l.targets, o.entity)
		}
		l.members[o.entity] = append(l.members[o.entity], i)
		if o.entity != o.id.Entity() {
			joined++
		}
	}
	for id, members := range l.members {
		// The organisation that the entity itself is describes it first.
		slices.SortStableFunc(members, func(i, j int) int { return l.foreign(id, i) - l.foreign(id, j) })
	}
	for i := range l.organizations {
		o := &l.organizations[i]
		o.entity = l.organizations[o.into].entity
		if own := o.id.Entity(); o.entity != own && l.live[o.id] {
			l.gone[own] = o.entity
		}
	}
	l.note("organisations that join an entity which carries their ROR id", joined)
}

// foreign is 0 for the organisation that an entity was made of, 1 for others.
func (l *registry) foreign(id graph.ID, member int) int {
	if l.organizations[member].id.Entity() == id {
		return 0
	}
	return 1
}

// entityOf gives the entity that an organisation is: one that carries its ROR
// id, one that somebody merged it into, one that carries the id of a withdrawn
// record of it, else its own.
func (l *registry) entityOf(id ror.ID, withdrawn []ror.ID) graph.ID {
	own := id.Entity()
	if carrier := l.carriers[id]; carrier != "" && !l.apart.has(own, carrier) {
		return carrier
	}
	if holder := l.holders[id]; holder != "" && (!loaded(holder) || l.decided[id]) {
		return holder
	}
	for _, other := range withdrawn {
		if carrier := l.carriers[other]; carrier != "" && !l.apart.has(own, carrier) {
			return carrier
		}
	}
	return own
}

// loaded tells whether an entity is one that this importer made.
func loaded(id graph.ID) bool {
	_, ok := ror.Of(id)
	return ok
}

// prepare writes what the rest refers to: the source, the countries that are
// missing, and the entities that hold a ROR id which now means another.
func (l *registry) prepare(ctx context.Context) error {
	batch := graph.Batch{}
	if l.held.source == nil {
		batch.Sources = append(batch.Sources, l.source)
	}
	for _, o := range l.organizations {
		for _, country := range o.countries {
			if l.countries[country.Code] == "" {
				entity := newCountry(country.Code, graph.Name{Value: country.Name, Source: l.source.ID})
				l.countries[country.Code] = entity.ID
				batch.Entities = append(batch.Entities, entity)
			}
		}
	}
	l.note("countries that were missing", len(batch.Entities))
	released, err := l.release(ctx)
	if err != nil {
		return err
	}
	batch.Entities = append(batch.Entities, released...)
	return l.apply(ctx, batch)
}

// release gives the entities that a ROR id was merged into and now is not, without it.
func (l *registry) release(ctx context.Context) ([]*graph.Entity, error) {
	stale := map[graph.ID][]graph.ID{}
	for id, holder := range l.holders {
		if i, ok := l.index[id]; ok && l.organizations[i].entity != holder {
			stale[holder] = append(stale[holder], id.Entity())
		}
	}
	holders := sortedKeys(stale)
	found, err := l.target.Entities(ctx, holders)
	if err != nil {
		return nil, err
	}
	var released []*graph.Entity
	for i, entity := range found {
		if entity == nil {
			continue
		}
		without := merge.Clone(entity)
		without.Merged = slices.DeleteFunc(without.Merged, func(id graph.ID) bool { return slices.Contains(stale[holders[i]], id) })
		released = append(released, without)
	}
	return released, nil
}

// fresh gives the entity of an organisation as the dump has it; its names cite the edition.
func (l *registry) fresh(i int) (*graph.Entity, error) {
	record, err := interchange.Decode(l.organizations[i].line)
	if err != nil {
		return nil, err
	}
	for i := range record.Entity.Names {
		record.Entity.Names[i].Source = l.source.ID
	}
	return record.Entity, nil
}
