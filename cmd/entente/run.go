package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"entente/seed"
)

// The exit codes.
const (
	done   = 0
	failed = 1
	misuse = 2
)

const description = `Entente tells who can bring two sides together, along which ties, on what evidence, and whether that route is in force today.

Environment: ENTENTE_STORE names the store; ENTENTE_STORE_USER and ENTENTE_STORE_PASSWORD (or ENTENTE_STORE_PASSWORD_FILE) are for a store that asks for them; ENTENTE_TOKEN is the bearer token of the server.
Exit codes: 0 done, 1 failed, 2 wrong usage.`

// run is main without the process: it parses the arguments, runs the command and gives the exit code.
func run(ctx context.Context, args []string, term terminal) int {
	var command program
	exit := -1
	parser, err := kong.New(&command,
		kong.Name("entente"),
		kong.Description(description),
		kong.Writers(term.out, term.err),
		kong.Exit(func(code int) { exit = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"store": defaultStore(term.getenv), "formats": strings.Join(formats(), ","), "inputs": strings.Join(inputs(), ", ")},
	)
	if err != nil {
		fmt.Fprintln(term.err, "entente:", err)
		return failed
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		fmt.Fprintf(term.err, "entente: %v\nTry: entente --help\n", err)
		return misuse
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return report(term, parsed.Run(term))
}

// formats names what load reads.
func formats() (names []string) {
	for _, format := range seed.Formats() {
		names = append(names, format.Name)
	}
	return names
}

// inputs names the files of the formats whose input has several.
func inputs() (names []string) {
	for _, format := range seed.Formats() {
		if len(format.Files) > 0 {
			names = append(names, format.Name+" "+strings.Join(format.Files, " "))
		}
	}
	return names
}

// report prints an error for a person and gives the exit code.
func report(term terminal, err error) int {
	if err == nil {
		return done
	}
	fmt.Fprintln(term.err, "entente:", err)
	if errors.Is(err, errUsage) {
		return misuse
	}
	return failed
}

// errUsage marks an error that is the caller's use of the command line.
var errUsage = errors.New("wrong usage")
