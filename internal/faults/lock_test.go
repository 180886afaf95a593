package faults_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/internal/neo4j"
)

// foreign is a transaction of somebody who uses plain Cypher.
type foreign struct {
	t           *testing.T
	transaction driver.ExplicitTransaction
}

func begin(t *testing.T, s *neo4j.Server) *foreign {
	t.Helper()
	client, err := driver.NewDriverWithContext(s.URL, driver.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	session := client.NewSession(t.Context(), driver.SessionConfig{})
	transaction, err := session.BeginTransaction(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.Background()
		transaction.Close(ctx)
		session.Close(ctx)
		client.Close(ctx)
	})
	return &foreign{t, transaction}
}

// touch writes to an entity and so takes its lock.
func (f *foreign) touch(id graph.ID) error {
	result, err := f.transaction.Run(f.t.Context(), "MATCH (n:Entity {id: $id}) SET n.touched = true", map[string]any{"id": string(id)})
	if err != nil {
		return err
	}
	_, err = result.Consume(f.t.Context())
	return err
}

// renames is a batch that writes to firms 1 and 2; each number gives other names.
func renames(number int) graph.Batch {
	return graph.Batch{Key: fmt.Sprintf("renames %d", number), Entities: []*graph.Entity{
		entity(firm(1), graph.Organization, fmt.Sprintf("Invented Firm, renamed %d", number)),
		entity(firm(2), graph.Organization, fmt.Sprintf("Another Invented Firm, renamed %d", number)),
	}}
}

// applying applies a batch in the background.
func applying(t *testing.T, s graph.Store, batch graph.Batch, within time.Duration) <-chan error {
	answer := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(t.Context(), within)
		defer cancel()
		_, err := s.Apply(ctx, batch)
		answer <- err
	}()
	return answer
}

// waits waits until a transaction of the server waits for a lock.
func waits(t *testing.T, s *neo4j.Server) {
	t.Helper()
	until(t, patience, "the batch waits for a lock", func() bool {
		rows, err := s.Cypher(t.Context(), "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*)", nil)
		if err != nil {
			t.Fatal(err)
		}
		return rows[0].Values[0].(int64) > 0
	})
}

func TestALockOfSomebodyElse(t *testing.T) {
	t.Parallel()
	for _, version := range neo4j.Versions() {
		t.Run("that is never given back ends a batch by its deadline, "+version, func(t *testing.T) {
			t.Parallel()
			s := server(t, version)
			kept := mustOpen(t, s, s.URL)
			fill(t, kept, 3)
			holder := begin(t, s)
			if err := holder.touch(firm(2)); err != nil {
				t.Fatal(err)
			}
			const deadline = time.Second
			start := time.Now()
			err := <-applying(t, kept, renames(1), deadline)
			if err == nil {
				t.Fatal("Apply: got no error from a batch that cannot be applied")
			}
			clean(t, "Apply", err)
			if took := time.Since(start); took > deadline+grace {
				t.Errorf("Apply took %v, want an end by its deadline of %v", took, deadline)
			}
			if err := holder.transaction.Rollback(t.Context()); err != nil {
				t.Fatal(err)
			}
			renamedOnce(t, kept, 1)
		})
		t.Run("in the opposite order ends in one of both, "+version, func(t *testing.T) {
			t.Parallel()
			s := server(t, version)
			kept := mustOpen(t, s, s.URL)
			fill(t, kept, 3)
			for i, order := range [][2]graph.ID{{firm(2), firm(1)}, {firm(1), firm(2)}} {
				rival := begin(t, s)
				if err := rival.touch(order[0]); err != nil {
					t.Fatal(err)
				}
				batch := applying(t, kept, renames(i+1), patience)
				waits(t, s)
				if err := rival.touch(order[1]); err == nil {
					rival.transaction.Commit(t.Context())
				} else {
					rival.transaction.Rollback(t.Context())
				}
				if err := <-batch; err != nil {
					clean(t, "Apply", err)
				}
				renamedOnce(t, kept, i+1)
			}
		})
	}
}

// renamedOnce applies a renaming again and sees that it is there once.
func renamedOnce(t *testing.T, s graph.Store, number int) {
	t.Helper()
	commit, err := s.Apply(t.Context(), renames(number))
	if want := graph.Revision(number + 2); err != nil || commit.Revision != want || commit.Changed != 2 {
		t.Errorf("Apply: got %+v, error %v, want 2 changes of revision %d", commit, err, want)
	}
	for _, id := range []graph.ID{firm(1), firm(2)} {
		versions, err := s.History(t.Context(), id)
		if err != nil || len(versions) != number+1 {
			t.Errorf("History of %s: got %d versions, error %v, want %d", id, len(versions), err, number+1)
		}
	}
}
