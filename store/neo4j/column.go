package neo4j

import "entente/graph"

// What the driver gives back is any; these read it. What is of another type,
// because somebody changed it by hand, reads as zero: the checksum tells.

func integer(value any) int64 {
	n, _ := value.(int64)
	return n
}

func text(value any) string {
	s, _ := value.(string)
	return s
}

func truth(value any) bool {
	b, _ := value.(bool)
	return b
}

func list(value any) []any {
	l, _ := value.([]any)
	return l
}

func integers(value any) []int64 { return mapped(list(value), integer) }

func texts(value any) []string { return mapped(list(value), text) }

func idsOf(value any) []graph.ID {
	return mapped(list(value), func(item any) graph.ID { return graph.ID(text(item)) })
}

// plain gives ids as the driver packs them fastest.
func plain(ids []graph.ID) []string {
	return mapped(ids, func(id graph.ID) string { return string(id) })
}

func mapped[A, B any](items []A, one func(A) B) []B {
	if len(items) == 0 {
		return nil
	}
	made := make([]B, len(items))
	for i, item := range items {
		made[i] = one(item)
	}
	return made
}

// orNull is a text, or null for the empty one, which removes a property.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
