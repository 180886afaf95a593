package seed

import (
	"context"
	"math"

	"entente/graph"
	"entente/graph/match"
)

// holdings are what the target holds of what an edition may touch.
type holdings struct {
	// source is the edition's own when a load of the same files came before.
	source *graph.Source
	// entities leads from each id to the entity that it resolves to.
	entities map[graph.ID]graph.ID
	// countries leads from the codes of ISO 3166, of today and former, to the country.
	countries map[string]graph.ID
	// carriers leads from the publisher's ids to the bodies of others that carry them.
	carriers map[string]graph.ID
	// apart are the pairs that were decided not to be one.
	apart apart
	// editions are the importer's own that came before, later the relationships that
	// were written since the first of them: all that cite one are among these.
	editions []graph.ID
	later    []graph.ID
	// chosen leads from the derived ids of relationships to those that their loader chose.
	chosen map[graph.ID]graph.ID
	// relationships counts them all.
	relationships int
}

// survey reads the target once, the relationships in short form.
func (e *edition) survey(ctx context.Context) error {
	e.held = holdings{
		entities: map[graph.ID]graph.ID{}, countries: map[string]graph.ID{}, carriers: map[string]graph.ID{},
		chosen: map[graph.ID]graph.ID{}, apart: apart{},
	}
	e.bodies = match.New()
	if err := e.surveyRecords(ctx, e.surveyEntity); err != nil {
		return err
	}
	return e.surveyTies(ctx, func(t *graph.Tie) { e.bodies.Tie(t.Kind, t.From, t.To) })
}

// surveyRecords reads the sources and shows each entity.
func (e *edition) surveyRecords(ctx context.Context, show func(*graph.Entity)) error {
	seen := 0
	for change, err := range e.target.Changes(ctx, 0) {
		if err != nil {
			return err
		}
		switch {
		case change.Source != nil:
			e.surveySource(change.Source)
		case change.Entity != nil:
			show(change.Entity)
		default:
			return nil // entities come before relationships
		}
		if seen++; seen%10_000 == 0 {
			e.options.Progress("looking at what is there", seen, 0)
		}
	}
	return nil
}

func (e *edition) surveySource(s *graph.Source) {
	if e.own(s.ID) {
		e.held.editions = append(e.held.editions, s.ID)
	}
	if s.ID == e.source.ID {
		e.held.source = s
	}
}

// surveyTies shows each relationship in short form.
func (e *edition) surveyTies(ctx context.Context, show func(*graph.Tie)) error {
	first, err := e.firstEdition(ctx)
	if err != nil {
		return err
	}
	for outline, err := range e.target.Outline(ctx, 0) {
		if err != nil {
			return err
		}
		t := outline.Tie
		if t == nil {
			continue
		}
		e.held.relationships++
		if derived := graph.RelationshipID(t.Kind, t.From, t.To, t.Role); derived != t.ID {
			e.held.chosen[derived] = t.ID
		}
		if outline.Revision >= first {
			e.held.later = append(e.held.later, t.ID)
		}
		show(t)
	}
	return nil
}

// firstEdition gives the revision at which the importer's first edition was recorded.
// What cites an edition was written then or later.
func (e *edition) firstEdition(ctx context.Context) (graph.Revision, error) {
	first := graph.Revision(math.MaxUint64)
	for _, id := range e.held.editions {
		versions, err := e.target.History(ctx, id)
		if err != nil {
			return 0, err
		}
		first = min(first, versions[len(versions)-1].Revision)
	}
	return first, nil
}

var countrySchemes = []string{"iso3166-1-alpha-2", "iso3166-3"}

func (e *edition) surveyEntity(entity *graph.Entity) {
	if e.look != nil {
		e.look(entity)
	}
	e.bodies.Add(entity)
	e.held.apart.note(entity)
	e.held.entities[entity.ID] = entity.ID
	for _, merged := range entity.Merged {
		e.held.entities[merged] = entity.ID
	}
	if entity.Kind == graph.Country {
		for _, scheme := range countrySchemes {
			if code := entity.ExternalID(scheme); code != "" && e.held.countries[code] == "" {
				e.held.countries[code] = entity.ID
			}
		}
	}
	if code := entity.ExternalID(e.scheme); code != "" && e.held.carriers[code] == "" {
		e.held.carriers[code] = entity.ID
	}
}

// country gives the country of a code of ISO 3166-1 alpha-2, which is recorded
// with the rest when the target lacks it.
func (e *edition) country(code string) graph.ID {
	if e.held.countries[code] == "" {
		e.held.countries[code] = e.record(newCountry(code, graph.Name{}))
	}
	return e.held.countries[code]
}

// record gives the entity that an id resolves to, or a former country's code
// belongs to; one that the target lacks is recorded as it is given.
func (e *edition) record(entity *graph.Entity) graph.ID {
	if former := e.held.countries[entity.ExternalID("iso3166-3")]; former != "" {
		return former
	}
	if known := e.held.entities[entity.ID]; known != "" {
		return known
	}
	e.held.entities[entity.ID] = entity.ID
	e.missing = append(e.missing, entity)
	return entity.ID
}

// body adds an entity that the edition itself describes, and gives the id that
// it has in the target: that of the body that carries the publisher's id, if any.
// One that breaks a rule is not added.
func (e *edition) body(entity *graph.Entity) (graph.ID, *graph.Error) {
	for i := range entity.Names {
		entity.Names[i].Source = e.source.ID
	}
	if err := entity.Validate(); err != nil {
		return "", err
	}
	own := entity.ID
	if carrier := e.held.carriers[entity.ExternalID(e.scheme)]; carrier != "" && !e.held.apart.has(own, carrier) {
		entity.ID = carrier
	} else if known := e.held.entities[own]; known != "" {
		entity.ID = known
	}
	if entity.ID == own {
		e.ours[own] = true
	}
	e.entities = append(e.entities, entity)
	return entity.ID, nil
}
