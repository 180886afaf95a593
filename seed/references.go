package seed

import (
	"context"
	"fmt"

	"entente/graph"
	"entente/graph/interchange"
)

// checkReferences refuses records that refer to what neither the input nor the
// target holds, and relationships that the vocabulary does not let run between
// their ends. It asks the target about many records at once.
func (e *entente) checkReferences(ctx context.Context) error {
	const atOnce = 1_000
	input, err := e.open()
	if err != nil {
		return err
	}
	defer input.Close()
	pending := make([]interchange.Numbered, 0, atOnce)
	for record, err := range interchange.Read(ctx, input) {
		if err != nil {
			return changed(err)
		}
		if pending = append(pending, record); len(pending) < atOnce {
			continue
		}
		if err := e.checkAgainst(ctx, pending); err != nil {
			return err
		}
		pending = pending[:0]
	}
	return e.checkAgainst(ctx, pending)
}

// changed is a failure of an input that could be read before.
func changed(err error) error {
	if graph.CodeOf(err) == graph.Canceled {
		return err
	}
	return graph.Errorf(graph.Conflict, "the input changed while it was read: %w", err)
}

func (e *entente) checkAgainst(ctx context.Context, records []interchange.Numbered) error {
	known, err := e.fetch(ctx, records)
	if err != nil {
		return err
	}
	for _, record := range records {
		if err := e.refuse(record.Label(), asError(known.check(record.Record))); err != nil {
			return err
		}
	}
	return nil
}

// fetch asks the target about what the records refer to and the input does not hold.
func (e *entente) fetch(ctx context.Context, records []interchange.Numbered) (*references, error) {
	known := &references{seen: e.seen, sources: map[graph.ID]bool{}, kinds: map[graph.ID]graph.EntityKind{}}
	var sources, entities []graph.ID
	for _, record := range records {
		for _, c := range citations(record.Record) {
			if e.seen[c.source].form != aSource && !known.sources[c.source] {
				known.sources[c.source] = true
				sources = append(sources, c.source)
			}
		}
		for _, id := range ends(record.Record) {
			if _, asked := known.kinds[id]; !asked && e.seen[id].form != anEntity {
				known.kinds[id] = 0
				entities = append(entities, id)
			}
		}
	}
	foundSources, err := e.target.Sources(ctx, sources)
	if err != nil {
		return nil, err
	}
	for i, source := range foundSources {
		known.sources[sources[i]] = source != nil
	}
	found, err := e.target.Entities(ctx, entities)
	if err != nil {
		return nil, err
	}
	for i, entity := range found {
		if entity != nil && entity.ID == entities[i] {
			known.kinds[entities[i]] = entity.Kind
		}
	}
	return known, nil
}

// references are the records that others may refer to: those of the input, and
// of the target what was asked for.
type references struct {
	seen    map[graph.ID]place
	sources map[graph.ID]bool
	kinds   map[graph.ID]graph.EntityKind
}

func (k *references) check(r interchange.Record) *graph.Error {
	for _, c := range citations(r) {
		if k.seen[c.source].form != aSource && !k.sources[c.source] {
			return graph.Errorf(graph.Invalid, "the source %s does not exist", graph.Excerpt(string(c.source))).At(c.field)
		}
	}
	if r.Relationship == nil {
		return nil
	}
	from, err := k.kind(r.Relationship.From)
	if err != nil {
		return err.At("from")
	}
	to, err := k.kind(r.Relationship.To)
	if err != nil {
		return err.At("to")
	}
	return r.Relationship.ValidateEnds(from, to)
}

func (k *references) kind(id graph.ID) (graph.EntityKind, *graph.Error) {
	if here := k.seen[id]; here.form == anEntity {
		return here.kind, nil
	}
	if kind := k.kinds[id]; kind != 0 {
		return kind, nil
	}
	return 0, graph.Errorf(graph.Invalid, "the entity %s does not exist", graph.Excerpt(string(id)))
}

// citation is a source that a record names, with the field where it does.
type citation struct {
	field  string
	source graph.ID
}

func citations(r interchange.Record) []citation {
	var cited []citation
	if r.Entity != nil {
		for i, name := range r.Entity.Names {
			if name.Source != "" {
				cited = append(cited, citation{fmt.Sprintf("names[%d].source", i), name.Source})
			}
		}
		for i, statement := range r.Entity.Statements {
			cited = append(cited, citation{fmt.Sprintf("statements[%d].source", i), statement.Source})
		}
	}
	if r.Relationship != nil {
		for i, claim := range r.Relationship.Claims {
			cited = append(cited, citation{fmt.Sprintf("claims[%d].source", i), claim.Source})
		}
	}
	return cited
}

func ends(r interchange.Record) []graph.ID {
	if r.Relationship == nil {
		return nil
	}
	return []graph.ID{r.Relationship.From, r.Relationship.To}
}
