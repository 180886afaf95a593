// Command run starts a Neo4j for people, prints how Entente reaches it, and
// ends it on Ctrl-C.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"entente/internal/neo4j"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	options := neo4j.Options{Log: os.Stderr, Peak: true, Web: true, Password: os.Getenv("ENTENTE_STORE_PASSWORD")}
	flag.StringVar(&options.Version, "version", neo4j.LTS, fmt.Sprintf("one of %v", neo4j.Versions()))
	flag.StringVar(&options.Folder, "folder", "", "keep the data in this folder; without, they go with the server")
	flag.IntVar(&options.Port, "port", 0, "where Bolt listens; 0 takes a free port")
	flag.StringVar(&options.Heap, "heap", "1g", "size of the Java heap")
	flag.StringVar(&options.PageCache, "pagecache", "512m", "size of the page cache")
	fetch := flag.Bool("fetch", false, "only fetch every version into the cache and say what is missing")
	flag.Parse()
	task := run
	if *fetch {
		task = prepare
	}
	if err := task(ctx, options); err != nil {
		fmt.Fprintln(os.Stderr, "neo4j:", err)
		os.Exit(1)
	}
}

// run shows the lines to use on standard output and waits for the end.
func run(ctx context.Context, options neo4j.Options) error {
	start := time.Now()
	server, err := neo4j.Start(ctx, options)
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintf(os.Stderr, "Neo4j %s is up after %.1f s; its page is %s. Ctrl-C ends it.\n", server.Version, time.Since(start).Seconds(), server.Web)
	fmt.Printf("export ENTENTE_STORE=neo4j://%s\nexport ENTENTE_STORE_PASSWORD=%s\n", server.Address, server.Password)
	<-ctx.Done()
	server.Stop(context.WithoutCancel(ctx))
	return nil
}

// prepare sees that every version can be started.
func prepare(ctx context.Context, options neo4j.Options) error {
	var missing []error
	for _, version := range neo4j.Versions() {
		missing = append(missing, neo4j.Prepare(ctx, version, options.Log))
	}
	return errors.Join(missing...)
}
