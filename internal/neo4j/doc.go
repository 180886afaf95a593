// Package neo4j owns a real Neo4j server for tests and people: fetched by Maven
// into a cache folder, run on free ports of this machine with authentication
// on. It needs mvn and a Java; nothing of it is part of the program.
package neo4j

import (
	"fmt"
	"slices"
)

// The versions that are known.
const (
	// LTS is the one with long-term support; it is the default.
	LTS = "5.26.20"
	// Latest is the newest of the yearly line.
	Latest = "2026.09.0"
)

// release is the row of one version.
type release struct {
	version string
	main    string
	// oldest and newest are the Java versions that it runs on.
	oldest, newest int
}

func releases() []release {
	return []release{
		{LTS, "org.neo4j.server.CommunityEntryPoint", 17, 21},
		{Latest, "org.neo4j.server.Neo4jCommunity", 21, 99},
	}
}

// Versions lists what can be started, the default first.
func Versions() []string {
	var list []string
	for _, release := range releases() {
		list = append(list, release.version)
	}
	return list
}

func releaseOf(version string) (release, error) {
	if version == "" {
		version = LTS
	}
	known := releases()
	i := slices.IndexFunc(known, func(r release) bool { return r.version == version })
	if i < 0 {
		return release{}, fmt.Errorf("no Neo4j %q is known, only %v", version, Versions())
	}
	return known[i], nil
}

// MissingError tells that something which the machine has to have is not there.
type MissingError struct {
	// What is missing and how it is had.
	What string
}

// Error is what is missing.
func (e *MissingError) Error() string { return e.What }
