package main

import (
	"context"
	"errors"
	"fmt"
)

// trip is a request and how many round trips to the database it may cost: one a level.
type trip struct {
	name      string
	query     string
	variables map[string]any
	most      float64
}

func (t *trial) tripList() []trip {
	var list []trip
	pairs := t.questionPairs()
	list = append(list,
		trip{"one entity by id", entityQuery, map[string]any{"id": pairs[0][0]}, 1},
		trip{fmt.Sprintf("a page of %d with two lists: entities, ties, other ends", pageSize), nestedQuery, nil, 3},
		trip{"a path, its entities by id", pathDocument(1, openWhere()), map[string]any{"from": pairs[0][0], "to": pairs[0][1]}, 0})
	return list
}

// trips counts the statements that requests cost, in a server within this process.
func (t *trial) trips(ctx context.Context) (err error) {
	g, l, err := t.watched(ctx, -1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	served, err := listen(ctx, g)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, served.close()) }()
	c := connect(served.address)
	defer c.close()
	shown := newTable("round trips to the database", "request", "round trips", "wanted", "met")
	defer t.show(shown)
	for _, trip := range t.tripList() {
		_, before := l.counts()
		if _, err := c.post(ctx, request{query: trip.query, variables: trip.variables}); err != nil {
			return err
		}
		_, after := l.counts()
		shown.judged(trip.name, quantity{value: float64(after - before)}, atMost(trip.most, plain))
	}
	return nil
}
