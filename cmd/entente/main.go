// Command entente serves, fills and questions a graph of science diplomacy.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// program is the whole command line; each subcommand has a file of its own name.
type program struct {
	Serve          serveCommand          `cmd:"" help:"Serve the graph: GraphQL at /graphql, a console at /console."`
	Load           loadCommand           `cmd:"" help:"Load files into the store."`
	Search         searchCommand         `cmd:"" help:"Find entities by a name or a part of one, in any script."`
	Path           pathCommand           `cmd:"" help:"Tell how two entities are connected, as a sentence with its evidence."`
	Breaking       breakingCommand       `cmd:"" help:"Tell which of the best paths break soon and why, and which hold on."`
	Intermediaries intermediariesCommand `cmd:"" help:"Tell who lies between two sides, and how each number came about."`
	Gatekeepers    gatekeepersCommand    `cmd:"" help:"Tell routes that share nobody, and who could close them all."`
	Connect        connectCommand        `cmd:"" help:"Tell the smallest circle that brings a group together."`
	Advise         adviseCommand         `cmd:"" help:"Tell the new ties that would open a route or strengthen it most, with their precedents."`
	Dependence     dependenceCommand     `cmd:"" help:"Tell what an entity can reach only through one other, or only through one country."`
	Standing       standingCommand       `cmd:"" help:"Tell who is most central, and into which communities the graph falls."`
	Agreements     agreementsCommand     `cmd:"" help:"Tell which agreements are in force, which end soon, and by when notice must be given."`
	Whatif         whatifCommand         `cmd:"" help:"Tell what changes if ties end, change or begin, such as an agreement that lapses."`
	Duplicates     duplicatesCommand     `cmd:"" help:"Tell which bodies may be one and why, or what was decided of them."`
	Decide         decideCommand         `cmd:"" help:"Decide whether two bodies are one, or take such a decision back."`
	History        historyCommand        `cmd:"" help:"Tell who changed a record, when, why and what, the latest first."`
	Restore        restoreCommand        `cmd:"" help:"Put a record back as it stood at a revision."`
	Query          queryCommand          `cmd:"" help:"Answer a GraphQL query without a server."`
	Imports        importsCommand        `cmd:"" help:"List the imports of what others publish, the latest first."`
	Undo           undoCommand           `cmd:"" help:"Take an import back as a whole: its claims go, others stay."`
	Export         exportCommand         `cmd:"" help:"Write the whole graph to standard output."`
	Copy           copyCommand           `cmd:"" help:"Copy a store into another, of the same or another kind."`
	Version        versionCommand        `cmd:"" help:"Print the version."`
}

// terminal is what a command may touch of the world.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	// now is the clock; nil is time.Now.
	now func() time.Time
	// pastWeight is that of engine.Options; 0 outside tests.
	pastWeight int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv})
	stop()
	os.Exit(code)
}
