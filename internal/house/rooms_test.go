package house_test

import "entente/internal/house"

// rooms is the table of the house, from the ground up. A new folder gets a row;
// a new import that runs up is a reason to stop and think.
var rooms = []house.Room{
	// be: what is recorded
	{Folder: "graph"},
	{Folder: "graph/hanzi"},
	{Folder: "graph/token", Imports: []string{"graph/hanzi"}},
	{Folder: "graph/gloss", Imports: []string{"graph/hanzi", "graph/token"}},
	{Folder: "graph/sound"},
	{Folder: "graph/interchange", Imports: []string{"graph"}},
	{Folder: "graph/difference", Imports: []string{"graph"}},
	{Folder: "graph/plan", Imports: []string{"graph", "graph/interchange"}},

	// keep: where it is recorded
	{Folder: "store", Imports: []string{"graph", "store/late", "store/neo4j", "store/sqlite"}},
	{Folder: "store/late", Imports: []string{"graph"}},
	{Folder: "store/neo4j", Imports: []string{"graph", "graph/interchange", "graph/plan", "graph/token"}},
	{Folder: "store/sqlite", Imports: []string{"graph", "graph/interchange", "graph/plan", "graph/token"}},
	{Folder: "store/storetest", Imports: []string{"graph", "graph/interchange", "graph/token"}},

	// know: what follows from it
	{Folder: "graph/index", Imports: []string{"graph"}},
	{Folder: "graph/names", Imports: []string{"graph", "graph/gloss", "graph/hanzi", "graph/sound", "graph/token"}},
	{Folder: "graph/path", Imports: []string{"graph", "graph/index"}},
	{Folder: "graph/dependence", Imports: []string{"graph", "graph/index", "graph/path"}},
	{Folder: "graph/advice", Imports: []string{"graph", "graph/index", "graph/path"}},
	{Folder: "graph/standing", Imports: []string{"graph", "graph/index"}},
	{Folder: "graph/merge", Imports: []string{"graph"}},
	{Folder: "graph/match", Imports: []string{"graph", "graph/gloss", "graph/hanzi", "graph/sound", "graph/token"}},
	{Folder: "sentence", Imports: []string{"graph", "graph/difference"}},
	{Folder: "engine", Imports: []string{"graph", "graph/advice", "graph/dependence", "graph/difference", "graph/index", "graph/match", "graph/merge", "graph/names", "graph/path", "graph/standing", "graph/token"}},

	// serve: ways in and out
	{Folder: "seed", Imports: []string{"graph", "graph/difference", "graph/interchange", "graph/match", "graph/merge", "seed/listed", "seed/ror", "seed/rows", "seed/sdn", "seed/sheet", "seed/treaties", "seed/un", "sentence"}},
	{Folder: "seed/facts"},
	{Folder: "seed/listed", Imports: []string{"graph"}},
	{Folder: "seed/rows", Imports: []string{"graph"}},
	{Folder: "seed/sheet", Imports: []string{"graph", "seed/rows"}},
	{Folder: "seed/sdn", Imports: []string{"graph", "seed/listed", "seed/rows"}},
	{Folder: "seed/treaties", Imports: []string{"graph", "seed/rows"}},
	{Folder: "seed/un", Imports: []string{"graph", "seed/listed"}},
	{Folder: "seed/ror", Imports: []string{"graph"}},
	{Folder: "server", Imports: []string{"graph", "server/console"}},
	{Folder: "server/console"},
	{Folder: "server/resolver", Imports: []string{"engine", "graph", "server/exec", "server/view"}},
	{Folder: "server/exec", Imports: []string{"engine", "graph", "graph/advice", "graph/dependence", "graph/difference", "graph/names", "graph/path", "graph/standing", "server/scalar", "server/view"}, Generated: true},
	{Folder: "server/view", Imports: []string{"engine", "graph", "graph/difference", "sentence"}},
	{Folder: "server/scalar", Imports: []string{"engine", "graph", "graph/difference"}},

	// run
	{Folder: "cmd/entente", Imports: []string{"engine", "graph", "graph/interchange", "seed", "seed/facts", "sentence", "server", "server/resolver", "store"}},
	{Folder: "bench", Imports: []string{"bench/generate", "engine", "graph", "graph/advice", "graph/index", "graph/names", "graph/path", "graph/standing", "graph/token", "internal/neo4j", "seed", "seed/facts", "server", "server/resolver", "store", "store/neo4j"}},
	{Folder: "bench/generate", Imports: []string{"graph"}},
	{Folder: "internal/check/summary"},
	{Folder: "internal/generate"},
	{Folder: "internal/house"},
	{Folder: "internal/neo4j"},
	{Folder: "internal/neo4j/run", Imports: []string{"internal/neo4j"}},
	{Folder: "internal/faults"},
	{Folder: "internal/opinion"},
}
