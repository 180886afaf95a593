package graph

import "strings"

// An edition is a source that stands for what one import has read: the files of
// one publication. Every claim and name of the import cites it, so it names the
// import too.

// EditionID names an edition by its importer and a digest of what was read, such
// as "src:treaties@3f2a9c1b7d20". The same files give the same edition.
func EditionID(importer, digest string) ID { return ID("src:" + importer + "@" + digest) }

// Importer gives the importer in the id of an edition, "" when the id names none.
func (id ID) Importer() string {
	rest, ok := strings.CutPrefix(string(id), "src:")
	importer, _, found := strings.Cut(rest, "@")
	if !ok || !found {
		return ""
	}
	return importer
}
