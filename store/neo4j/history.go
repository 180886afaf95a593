package neo4j

import (
	"context"
	"time"

	"entente/graph"
	"entente/graph/interchange"
)

// History gives every version of a record, the latest first; see graph.Log.
func (s *Store) History(ctx context.Context, id graph.ID) ([]graph.Version, error) {
	asked := askable([]graph.ID{id})[0]
	t, _ := parseTie(graph.ID(asked))
	parameters := given{"id": asked, "kind": t.kind.String(), "from": string(t.from), "to": string(t.to)}
	var versions []graph.Version
	err := s.ask(ctx, readHistory, parameters, func(row []any) error {
		h := historyColumns(id, row)
		for i := range h.revisions {
			version, err := s.version(ctx, h, i)
			if err != nil {
				return err
			}
			if r := version.Change.Relationship; r == nil || r.ID == id {
				versions = append(versions, version)
			}
		}
		return nil
	})
	if err != nil {
		return nil, failure(ctx, err)
	}
	if len(versions) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no record ever had this id").In(string(id))
	}
	return versions, nil
}

// historyRows are the columns of readHistory.
type historyRows struct {
	id                      graph.ID
	revisions, checks       []int64
	lines                   []string
	present                 []any
	odd, from, to           []string
	words                   []int64
	claims                  []any
	authors, reasons, times []string
}

func historyColumns(id graph.ID, row []any) historyRows {
	return historyRows{id, integers(row[0]), integers(row[1]), texts(row[2]), list(row[3]), texts(row[4]), texts(row[5]), texts(row[6]),
		integers(row[7]), list(row[8]), texts(row[9]), texts(row[10]), texts(row[11])}
}

func (s *Store) version(ctx context.Context, h historyRows, i int) (v graph.Version, err error) {
	v = graph.Version{Revision: graph.Revision(h.revisions[i]), Author: h.authors[i], Reason: h.reasons[i]}
	if v.Time, err = time.Parse(time.RFC3339Nano, h.times[i]); err != nil {
		return v, graph.Errorf(graph.Internal, "the log is damaged: %w", err).In(string(h.id))
	}
	v.Change, err = s.state(ctx, h, i)
	return v, err
}

// state is what a version holds: a tie as it stands, a line of the log, or a removal.
func (s *Store) state(ctx context.Context, h historyRows, i int) (graph.Change, error) {
	revision := graph.Revision(h.revisions[i])
	if truth(h.present[i]) {
		row := tieRow{graph.ID(h.odd[i]), graph.ID(h.from[i]), graph.ID(h.to[i]), revision, h.checks[i], h.words[i], texts(h.claims[i])}
		r, err := s.relationship(ctx, row)
		return graph.Change{Revision: revision, Relationship: r}, err
	}
	if h.lines[i] == "" {
		return graph.Change{Revision: revision, Removed: h.id}, nil
	}
	record, err := payload{h.id, revision, h.checks[i], h.lines[i]}.decode()
	return changeOf(revision, record), err
}

func changeOf(revision graph.Revision, r interchange.Record) graph.Change {
	return graph.Change{Revision: revision, Source: r.Source, Entity: r.Entity, Relationship: r.Relationship}
}
