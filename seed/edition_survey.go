package seed

import (
	"context"

	"entente/graph"
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
	// ties are the relationships that cite an edition of the importer.
	ties map[graph.ID]bool
	// chosen leads from the derived ids of relationships to those that their loader chose.
	chosen map[graph.ID]graph.ID
	// relationships counts them all.
	relationships int
}

// survey reads the target once.
func (e *edition) survey(ctx context.Context) error {
	e.held = holdings{
		entities: map[graph.ID]graph.ID{}, countries: map[string]graph.ID{}, carriers: map[string]graph.ID{},
		ties: map[graph.ID]bool{}, chosen: map[graph.ID]graph.ID{}, apart: apart{},
	}
	seen := 0
	for change, err := range e.target.Changes(ctx, 0) {
		switch {
		case err != nil:
			return err
		case change.Source != nil:
			e.surveySource(change.Source)
		case change.Entity != nil:
			e.surveyEntity(change.Entity)
		case change.Relationship != nil:
			e.surveyTie(change.Relationship)
		}
		if seen++; seen%10_000 == 0 {
			e.options.Progress("looking at what is there", seen, 0)
		}
	}
	return nil
}

func (e *edition) surveySource(s *graph.Source) {
	if s.ID == e.source.ID {
		e.held.source = s
	}
}

var countrySchemes = []string{"iso3166-1-alpha-2", "iso3166-3"}

func (e *edition) surveyEntity(entity *graph.Entity) {
	if e.look != nil {
		e.look(entity)
	}
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

func (e *edition) surveyTie(r *graph.Relationship) {
	e.held.relationships++
	if derived := graph.RelationshipID(r.Kind, r.From, r.To, r.Role); derived != r.ID {
		e.held.chosen[derived] = r.ID
	}
	for _, claim := range r.Claims {
		if e.own(claim.Source) {
			e.held.ties[r.ID] = true
		}
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
