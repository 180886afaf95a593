package view

import (
	"context"

	"entente/engine"
)

// ConnectResult is how a group can be brought together.
type ConnectResult struct {
	Circles   []*Circle
	Diagnosis *Diagnosis
	Truncated bool
	answer    engine.Connection
	operation *Operation
}

// ConnectResult makes the answer to a question about a group.
func (o *Operation) ConnectResult(answer engine.Connection) *ConnectResult {
	web := newWeb(o)
	result := &ConnectResult{Circles: make([]*Circle, len(answer.Circles)), Truncated: answer.Truncated, answer: answer, operation: o}
	for i, circle := range answer.Circles {
		result.Circles[i] = web.circle(circle)
	}
	result.Diagnosis = web.diagnosis(answer.Diagnosis)
	return result
}

// Entities are those of the largest circle.
func (c *ConnectResult) Entities(ctx context.Context) ([]Entity, error) {
	return c.Circles[0].in.several(ctx, c.Circles[0].answer.Entities())
}

// Hops are those of the largest circle.
func (c *ConnectResult) Hops() []Hop { return c.Circles[0].Hops }

// Conveners are those of the largest circle.
func (c *ConnectResult) Conveners() []Convener { return c.Circles[0].Conveners }

// Fragments are the members by circle, when there are several.
func (c *ConnectResult) Fragments(ctx context.Context) ([][]Entity, error) {
	fragments := [][]Entity{}
	if len(c.Circles) == 1 {
		return fragments, nil
	}
	for _, circle := range c.Circles {
		members, err := circle.Members(ctx)
		if err != nil {
			return nil, err
		}
		fragments = append(fragments, members)
	}
	return fragments, nil
}

// Circle is a set of entities in which each member can be introduced to each other.
type Circle struct {
	Hops       []Hop
	Conveners  []Convener
	Restricted bool
	answer     engine.Circle
	in         *web
}

// circle takes a circle into the web.
func (w *web) circle(answer engine.Circle) *Circle {
	w.ids = append(w.ids, answer.Entities()...)
	circle := &Circle{Hops: w.hops(answer.Hops), Conveners: make([]Convener, len(answer.Conveners)),
		Restricted: answer.Restricted, answer: answer, in: w}
	for i, convener := range answer.Conveners {
		w.ids = append(w.ids, convener.Entity)
		circle.Conveners[i] = Convener{Convener: convener, Ties: w.hops(convener.Ties), in: w}
	}
	return circle
}

// Members are those of the group that are in the circle.
func (c *Circle) Members(ctx context.Context) ([]Entity, error) {
	return c.in.several(ctx, c.answer.Members)
}

// Optional are the optional ones that are in the circle.
func (c *Circle) Optional(ctx context.Context) ([]Entity, error) {
	return c.in.several(ctx, c.answer.Optional)
}

// Others are those who join them.
func (c *Circle) Others(ctx context.Context) ([]Entity, error) {
	return c.in.several(ctx, c.answer.Others)
}

// Convener is an entity that could bring the members of a circle together.
type Convener struct {
	engine.Convener
	Ties []Hop
	in   *web
}

// Entity is the entity.
func (c *Convener) Entity(ctx context.Context) (Entity, error) {
	return c.in.seen(ctx, c.Convener.Entity)
}
