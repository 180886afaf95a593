package view

import (
	"context"

	"entente/graph"
)

// Relationship is a tie with what its claims come to. Its record is read when
// something is asked of it that the index does not know.
type Relationship struct {
	tie *graph.Tie
	in  *bundle
}

// IsNode marks a relationship as a Node.
func (r *Relationship) IsNode() {}

// ID is the relationship's id.
func (r *Relationship) ID() graph.ID { return r.tie.ID }

// Kind is the relationship's kind.
func (r *Relationship) Kind() graph.RelationshipKind { return r.tie.Kind }

// Class is what the kind carries.
func (r *Relationship) Class() graph.Class { return r.tie.Kind.Class() }

// From is the entity from which it runs.
func (r *Relationship) From(ctx context.Context) (Entity, error) {
	return r.in.end(ctx, graph.Out, r.tie.From)
}

// To is the entity to which it runs.
func (r *Relationship) To(ctx context.Context) (Entity, error) {
	return r.in.end(ctx, graph.In, r.tie.To)
}

// Role is the part that From plays.
func (r *Relationship) Role() *string { return optional(r.tie.Role) }

// Status is the resolved status.
func (r *Relationship) Status() graph.Status { return r.tie.Status }

// Confidence is the resolved confidence.
func (r *Relationship) Confidence() graph.Confidence { return r.tie.Confidence }

// Start is the resolved start.
func (r *Relationship) Start() graph.Date { return r.tie.Start }

// End is the resolved end.
func (r *Relationship) End() graph.Date { return r.tie.End }

// Strength is how likely the tie carries an introduction.
func (r *Relationship) Strength(ctx context.Context) (graph.Strength, error) {
	record, err := r.in.record(ctx, r.tie.ID)
	if err != nil {
		return graph.Strength{}, err
	}
	return r.in.operation.graph.Strength(record)
}

// Assumed tells that no source says so, because the question assumes it.
func (r *Relationship) Assumed() bool { return r.in.operation.assumes(r.tie.ID) }

// Claims are those of all sources, none for what the question assumes.
func (r *Relationship) Claims(ctx context.Context) ([]Claim, error) {
	record, err := r.in.record(ctx, r.tie.ID)
	if err != nil || record.Assumed() {
		return []Claim{}, err
	}
	claims := make([]Claim, len(record.Claims))
	for i := range claims {
		claims[i] = Claim{&record.Claims[i], r.in}
	}
	return claims, nil
}

// Claim is one source's statement of a relationship.
type Claim struct {
	*graph.Claim
	in citing
}

// Source is the source that says so.
func (c *Claim) Source(ctx context.Context) (*Source, error) {
	return c.in.source(ctx, c.Claim.Source)
}

// Locator says where in the source.
func (c *Claim) Locator() *string { return optional(c.Claim.Locator) }

// Note is what a reader should know besides.
func (c *Claim) Note() *string { return optional(c.Claim.Note) }
