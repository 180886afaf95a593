package view

import (
	"context"
	"slices"

	"entente/engine"
)

// PartiesLeftOut is whom a filter left out of an answer.
type PartiesLeftOut struct {
	left engine.PartiesLeftOut
	in   *web
}

// PathsLeftOut is which paths a filter left out, too.
type PathsLeftOut struct {
	PartiesLeftOut
	Paths, Of int
}

func (o *Operation) partiesLeftOut(left engine.PartiesLeftOut, err error) (*PartiesLeftOut, error) {
	web := newWeb(o)
	web.ids = slices.Concat(left.Avoided, left.Restricted)
	return &PartiesLeftOut{left, web}, err
}

func (o *Operation) pathsLeftOut(left engine.PathsLeftOut, err error) (*PathsLeftOut, error) {
	parties, err := o.partiesLeftOut(left.PartiesLeftOut, err)
	return &PathsLeftOut{PartiesLeftOut: *parties, Paths: left.Paths, Of: left.Of}, err
}

// LeftOut finds what the filter left out of the paths.
func (p *PathsResult) LeftOut(ctx context.Context) (*PathsLeftOut, error) {
	return p.operation.pathsLeftOut(p.answer.LeftOut(ctx))
}

// LeftOut finds what the filter left out of the routes.
func (g *GatekeepersResult) LeftOut(ctx context.Context) (*PathsLeftOut, error) {
	return g.in.operation.pathsLeftOut(g.answer.LeftOut(ctx))
}

// LeftOut finds who would join the group but for the filter.
func (c *ConnectResult) LeftOut(ctx context.Context) (*PartiesLeftOut, error) {
	return c.operation.partiesLeftOut(c.answer.LeftOut(ctx))
}

// LeftOut finds who would be an intermediary but for the filter.
func (c *IntermediaryConnection) LeftOut(ctx context.Context) (*PartiesLeftOut, error) {
	return c.operation.partiesLeftOut(c.answer.LeftOut(ctx))
}

// Avoided are the entities that are to be avoided.
func (l *PartiesLeftOut) Avoided(ctx context.Context) ([]Entity, error) {
	return l.in.several(ctx, l.left.Avoided)
}

// Restricted are the entities that are under restrictions.
func (l *PartiesLeftOut) Restricted(ctx context.Context) ([]Entity, error) {
	return l.in.several(ctx, l.left.Restricted)
}

// Truncated tells that there may be more.
func (l *PartiesLeftOut) Truncated() bool { return l.left.Truncated }
