package neo4j

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheVersionOfAJavaIsRead(t *testing.T) {
	rows := []struct {
		output string
		want   int
	}{
		{"openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment", 17},
		{"openjdk version \"25\" 2025-09-16 LTS", 25},
		{"java version \"1.8.0_402\"", 8},
		{"Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version \"21.0.2\" 2024-01-16", 21},
		{"no java here", 0},
		{"version \"99999999999999999999\"", 0},
		{"", 0},
	}
	for _, row := range rows {
		if got := parseJavaVersion(row.output); got != row.want {
			t.Errorf("%q: got %d, want %d", row.output, got, row.want)
		}
	}
}

// fakeJava makes a folder of a Java that says it is of a version.
func fakeJava(t *testing.T, folder, version string) string {
	t.Helper()
	java := filepath.Join(folder, "bin", "java")
	if err := os.MkdirAll(filepath.Dir(java), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(java, []byte("#!/bin/sh\necho 'openjdk version \""+version+"\"' >&2\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return java
}

func TestAJavaThatFitsIsFound(t *testing.T) {
	release := release{version: "9.9", oldest: 90, newest: 91}
	t.Run("none fits", func(t *testing.T) {
		t.Setenv("JAVA_HOME", t.TempDir())
		_, err := findJava(t.Context(), release)
		var missing *MissingError
		if !errors.As(err, &missing) || !strings.Contains(missing.What, "from 90 to 91") {
			t.Errorf("got %v, want a MissingError that says which Java is needed", err)
		}
	})
	t.Run("in the cache, behind one that is too new", func(t *testing.T) {
		cache, home := t.TempDir(), t.TempDir()
		fakeJava(t, home, "92.0.1")
		want := fakeJava(t, filepath.Join(cache, "java", "91"), "91.0.1")
		t.Setenv("JAVA_HOME", home)
		t.Setenv("ENTENTE_CACHE", cache)
		got, err := findJava(t.Context(), release)
		if err != nil || got != want {
			t.Errorf("got %q, error %v, want %q", got, err, want)
		}
	})
	t.Run("the person's own choice comes first", func(t *testing.T) {
		cache, home := t.TempDir(), t.TempDir()
		want := fakeJava(t, home, "90")
		fakeJava(t, filepath.Join(cache, "java", "91"), "91")
		t.Setenv("JAVA_HOME", home)
		t.Setenv("ENTENTE_CACHE", cache)
		got, err := findJava(t.Context(), release)
		if err != nil || got != want {
			t.Errorf("got %q, error %v, want %q", got, err, want)
		}
	})
}
