package neo4j

import (
	"context"
	"regexp"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// formatVersion is the form of the graph that this program knows. A
// change of what is kept under which name raises it.
const formatVersion = 2

// names of the indexes that statements name; the others are found by the database itself.
const namesIndex = "entente_names"

// constraint is a row of the schema.
type constraint struct {
	name string
	statement
}

// schema lists what makes ids unique and questions quick. Everything exists
// in the Community edition too. The names are indexed behind the commit, which
// is half of what a batch of entities costs; a search waits for it.
func schema() []constraint {
	rows := [][2]string{
		{"entente_entity", `CREATE CONSTRAINT entente_entity IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE`},
		{"entente_source", `CREATE CONSTRAINT entente_source IF NOT EXISTS FOR (s:Source) REQUIRE s.id IS UNIQUE`},
		{"entente_merged", `CREATE CONSTRAINT entente_merged IF NOT EXISTS FOR (m:MergedId) REQUIRE m.id IS UNIQUE`},
		{"entente_tie", `CREATE CONSTRAINT entente_tie IF NOT EXISTS FOR (t:EntenteTie) REQUIRE t.id IS UNIQUE`},
		{"entente_head", `CREATE CONSTRAINT entente_head IF NOT EXISTS FOR (h:EntenteHead) REQUIRE h.name IS UNIQUE`},
		{"entente_number", `CREATE CONSTRAINT entente_number IF NOT EXISTS FOR (c:EntenteCommit) REQUIRE c.number IS UNIQUE`},
		{"entente_made", `CREATE CONSTRAINT entente_made IF NOT EXISTS FOR (c:EntenteCommit) REQUIRE c.made IS UNIQUE`},
		{"entente_key", `CREATE CONSTRAINT entente_key IF NOT EXISTS FOR (c:EntenteCommit) REQUIRE c.key IS UNIQUE`},
		{"entente_token", `CREATE CONSTRAINT entente_token IF NOT EXISTS FOR (c:EntenteCommit) REQUIRE c.token IS UNIQUE`},
		{"entente_version", `CREATE INDEX entente_version IF NOT EXISTS FOR (v:EntenteVersion) ON (v.id)`},
		{"entente_listing", `CREATE INDEX entente_listing IF NOT EXISTS FOR (e:Entity) ON (e._kind, e._beginning)`},
		{namesIndex, `CREATE FULLTEXT INDEX ` + namesIndex + ` IF NOT EXISTS FOR (e:Entity) ON EACH [e._words] ` +
			"OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: true}}"},
	}
	list := make([]constraint, len(rows))
	for i, row := range rows {
		list[i] = constraint{row[0], statement{"create " + row[0], row[1]}}
	}
	return list
}

// prepareDatabase finds the store, or makes it where nothing of the kind is.
func (s *Store) prepareDatabase(ctx context.Context) error {
	format, err := s.format(ctx)
	if err != nil {
		return err
	}
	if format == 0 && s.readOnly {
		return graph.Errorf(graph.NotFound, "there is no store in the database")
	}
	if format == 0 {
		if err := s.checkForeign(ctx); err != nil {
			return err
		}
	}
	if format != 0 && format != formatVersion {
		return graph.Errorf(graph.Invalid, "the store in the database has format %d, this program knows format %d alone", format, formatVersion)
	}
	if s.readOnly {
		return nil
	}
	if err := s.makeSchema(ctx); err != nil || format != 0 {
		return err
	}
	if err := s.command(ctx, createNames, names()); err != nil {
		return err
	}
	err = s.inTransaction(ctx, func(tx transaction) error {
		return tx.ask(ctx, createHead, given{"format": formatVersion}, nil)
	})
	if err != nil {
		return err
	}
	return s.begin(ctx)
}

// begin notes that nothing of others has been overlooked in a store that is new.
func (s *Store) begin(ctx context.Context) error {
	at, err := s.steady(ctx)
	if err != nil || at.adoptedIn != "" {
		return err
	}
	return s.noteAdoption(ctx, at)
}

// names lists every label, type and property that a record can bring.
func names() given {
	properties := []string{"locator", "note", "claims", "_refused"}
	for _, kind := range graph.EntityKinds() {
		for _, property := range kind.Properties() {
			properties = append(properties, property.Name)
		}
	}
	for _, st := range statements() {
		for _, match := range propertyNames.FindAllStringSubmatch(st.text, -1) {
			properties = append(properties, match[1])
		}
	}
	slices.Sort(properties)
	labels := append(kindWords(), "EntenteCommit", "EntenteVersion", "EntenteTie", "MergedId")
	return given{"labels": labels, "types": mapped(graph.RelationshipKinds(), graph.RelationshipKind.String), "properties": slices.Compact(properties)}
}

// propertyNames finds what a statement writes: "name: $…".
var propertyNames = regexp.MustCompile(`(\w+): \$`)

// format gives the version of the store's form, 0 when there is no store.
func (s *Store) format(ctx context.Context) (format int64, err error) {
	err = s.ask(ctx, readFormat, nil, func(row []any) error {
		format = integer(row[0])
		return nil
	})
	return format, err
}

// checkForeign refuses a database in which our labels mean something else. A
// store that somebody made meanwhile is none of that.
func (s *Store) checkForeign(ctx context.Context) error {
	var foreign int64
	err := s.ask(ctx, countForeign, nil, func(row []any) error {
		for _, count := range row {
			foreign += integer(count)
		}
		return nil
	})
	if err != nil || foreign == 0 {
		return err
	}
	if format, err := s.format(ctx); err != nil || format != 0 {
		return err
	}
	return graph.Errorf(graph.Conflict, "the database has nodes labelled as ours that are not ours: choose an empty database, or take those labels away")
}

// makeSchema makes what is missing of the schema and waits until it is usable.
func (s *Store) makeSchema(ctx context.Context) error {
	var present []string
	err := s.ask(ctx, listSchema, nil, func(row []any) error {
		present = texts(row[0])
		return nil
	})
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(schema(), func(c constraint) bool { return slices.Contains(present, c.name) })
	if len(missing) == 0 {
		return nil
	}
	for _, c := range missing {
		if err := s.command(ctx, c.statement, nil); err != nil {
			return err
		}
	}
	return s.command(ctx, awaitSchema, nil)
}

// command runs a statement that stands alone and may be repeated.
func (s *Store) command(ctx context.Context, st statement, parameters given) error {
	session := s.session(ctx, driver.AccessModeWrite, s.bookmarks)
	defer closeSession(ctx, session)
	return s.insist(ctx, func() (bool, error) {
		s.observe(st.name)
		result, err := session.Run(ctx, st.text, parameters, deadline(ctx, longestWrite))
		if err != nil {
			return false, err
		}
		return eachRow(ctx, result, nil)
	})
}
