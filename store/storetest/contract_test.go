package storetest_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"entente/store/storetest"
)

// comments are where the contract names its tests.
var comments = regexp.MustCompile(`(?m)^\s*//.*$`)

func TestEveryMustOfTheContractHasItsTest(t *testing.T) {
	contract, err := os.ReadFile("../../graph/store.go")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`\[([A-Z][A-Za-z]+)\]`)
	var promised []string
	for _, comment := range comments.FindAllString(string(contract), -1) {
		for _, match := range name.FindAllStringSubmatch(comment, -1) {
			promised = append(promised, match[1])
		}
	}
	tests := storetest.Names()
	for _, name := range promised {
		if !slices.Contains(tests, name) {
			t.Errorf("the contract names [%s], the suite has no such test", name)
		}
	}
	for i, name := range tests {
		if !slices.Contains(promised, name) {
			t.Errorf("the suite has %s, the contract does not name it", name)
		}
		if slices.Index(tests, name) != i {
			t.Errorf("the suite has %s twice", name)
		}
	}
}
