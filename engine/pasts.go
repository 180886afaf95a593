package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"entente/graph"
)

// pasts are the graphs of earlier revisions that were asked for last.
type pasts struct {
	// most is what one of them may weigh.
	most int
	// making is held by who makes one, so that they are made one after the other.
	making chan struct{}

	mutex sync.Mutex
	kept  []keptPast // the one asked for last at the end
}

// pastKey is what a graph of an earlier revision depends on: ages are counted from the day.
type pastKey struct {
	revision graph.Revision
	day      graph.Day
}

type keptPast struct {
	pastKey
	graph  *Graph
	weight int
}

// Bounds of what is kept: of a few large ones, and of many small ones.
const (
	mostPasts      = 8
	heaviestOfAll  = 2 // times the weight that one may have
	lightestWeight = 1
)

func newPasts(most int) *pasts {
	return &pasts{most: cmp.Or(most, usualPastWeight), making: make(chan struct{}, 1)}
}

// get gives the graph of a key, by make when it is not kept.
func (p *pasts) get(ctx context.Context, key pastKey, create func() (*Graph, int, error)) (*Graph, error) {
	if found := p.find(key); found != nil {
		return found, nil
	}
	select {
	case p.making <- struct{}{}:
		defer func() { <-p.making }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if found := p.find(key); found != nil {
		return found, nil
	}
	made, weight, err := create()
	if err != nil {
		return nil, err
	}
	p.keep(keptPast{key, made, max(weight, lightestWeight)})
	return made, nil
}

func (p *pasts) find(key pastKey) *Graph {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	at := slices.IndexFunc(p.kept, func(k keptPast) bool { return k.pastKey == key })
	if at < 0 {
		return nil
	}
	found := p.kept[at]
	p.kept = append(slices.Delete(p.kept, at, at+1), found)
	return found.graph
}

// keep keeps a graph and lets go of those for which nobody asked longest.
func (p *pasts) keep(made keptPast) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.kept = append(p.kept, made)
	weight := 0
	for _, k := range p.kept {
		weight += k.weight
	}
	for len(p.kept) > 1 && (len(p.kept) > mostPasts || weight > heaviestOfAll*p.most) {
		weight -= p.kept[0].weight
		p.kept = slices.Delete(p.kept, 0, 1)
	}
}

// clear forgets all: something changed of which nobody says what.
func (p *pasts) clear() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.kept = nil
}
