package main

import (
	"encoding/json"
	"fmt"
)

// request is a GraphQL query with what its answer must hold and take.
type request struct {
	name, query string
	variables   map[string]any
	wanted      target
	// check refuses an answer that lacks what is asked for.
	check func(data json.RawMessage) error
}

// requests are what is asked over HTTP.
func requests() []request {
	return []request{
		{"a path with its evidence", pathQuery, map[string]any{"from": "org:cpdi", "to": "org:jkuat"}, atMost(1, milliseconds), checkPath},
		{"100 entities with 10 relationships each", pageQuery, nil, atMost(25, milliseconds), checkPage},
	}
}

const pathQuery = `query ($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, k: 1) {
    paths {
      sentence strength restricted validDuring { start end }
      hops {
        from { id name } to { id name } forward strength
        relationships {
          id kind role status confidence start end
          claims { confidence status start end locator note source { id title publisher url retrieved } }
        }
      }
    }
    diagnosis { message } truncated
  }
}`

const pageQuery = `{
  entities(order: STANDING, first: 100) {
    totalCount
    edges { node { id kind name relationships(first: 10) { edges { node { kind role } other { name } } } } }
  }
}`

func checkPath(data json.RawMessage) error {
	var answer struct {
		Paths struct {
			Paths []struct {
				Sentence string
				Hops     []struct {
					Relationships []struct {
						Claims []struct{ Source struct{ Title string } }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return err
	}
	if len(answer.Paths.Paths) != 1 || answer.Paths.Paths[0].Sentence == "" {
		return fmt.Errorf("there is no path, or no sentence")
	}
	for i, hop := range answer.Paths.Paths[0].Hops {
		if len(hop.Relationships) == 0 || len(hop.Relationships[0].Claims) == 0 || hop.Relationships[0].Claims[0].Source.Title == "" {
			return fmt.Errorf("hop %d has no evidence", i)
		}
	}
	return nil
}

func checkPage(data json.RawMessage) error {
	var answer struct {
		Entities struct {
			Edges []struct {
				Node struct {
					Relationships struct {
						Edges []struct{ Other struct{ Name string } }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return err
	}
	named := 0
	for _, entity := range answer.Entities.Edges {
		for _, tie := range entity.Node.Relationships.Edges {
			if tie.Other.Name != "" {
				named++
			}
		}
	}
	if named < 900 {
		return fmt.Errorf("%d entities with %d named relationships, want 100 with 10 each", len(answer.Entities.Edges), named)
	}
	return nil
}

// accepts refuses an answer with errors or without what was asked for.
func (r request) accepts(answer []byte) error {
	var envelope struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.Unmarshal(answer, &envelope); err != nil {
		return err
	}
	if envelope.Errors != nil {
		return fmt.Errorf("the answer has errors: %s", envelope.Errors)
	}
	return r.check(envelope.Data)
}
