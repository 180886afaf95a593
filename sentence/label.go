package sentence

import "entente/graph"

// labels are the words of one language for the vocabulary.
type labels struct {
	entityKinds       map[graph.EntityKind]string
	relationshipKinds map[graph.RelationshipKind]string
	statuses          map[graph.Status]string
	roles             map[string]string
	stages            map[graph.Stage]string
}

func labelsOf(language string) labels {
	if primary(language) == "fa" {
		return persianLabels
	}
	return englishLabels
}

// EntityKind names a kind of entity in a language, "en" or "fa", any other in
// English; the word of the vocabulary when there is none.
func EntityKind(language string, kind graph.EntityKind) string {
	return orWord(labelsOf(language).entityKinds[kind], kind.String())
}

// Kind names a kind of relationship as EntityKind does.
func Kind(language string, kind graph.RelationshipKind) string {
	return orWord(labelsOf(language).relationshipKinds[kind], kind.String())
}

// Status names a status as EntityKind does.
func Status(language string, status graph.Status) string {
	return orWord(labelsOf(language).statuses[status], status.String())
}

// Role names a role of a kind of relationship as EntityKind does; "" for no role.
func Role(language string, kind graph.RelationshipKind, role string) string {
	return orWord(labelsOf(language).roles[role], role)
}

// Stage names how far a party has come with an agreement as EntityKind does.
func Stage(language string, stage graph.Stage) string {
	return orWord(labelsOf(language).stages[stage], stage.String())
}

func orWord(label, word string) string {
	if label == "" {
		return word
	}
	return label
}
