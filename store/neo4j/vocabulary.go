package neo4j

import (
	"context"
	"sync"
	"unicode/utf8"

	"entente/graph/token"
)

// vocabulary keeps the tokens of the store in memory, by length in characters,
// once the first misspelled query has come. Each commit notes the tokens of the
// names that it put, so it reads on from the last one; a token that no name
// holds any more finds nothing.
type vocabulary struct {
	mutex    sync.Mutex
	born     string
	number   int64
	known    map[string]bool
	byLength [token.MaxBytes + 1][]string
}

// near lists the tokens within the tolerance of one. It compares with each
// token of about its length: 5 ms for 100,000.
func (v *vocabulary) near(ctx context.Context, a asker, text string) ([]string, error) {
	tolerance := token.Tolerance(text)
	if tolerance == 0 {
		return nil, nil
	}
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if err := v.refresh(ctx, a); err != nil {
		return nil, err
	}
	length := utf8.RuneCountInString(text)
	var found []string
	for n := max(1, length-tolerance); n <= min(token.MaxBytes, length+tolerance); n++ {
		for _, candidate := range v.byLength[n] {
			if _, ok := token.Distance(text, candidate, tolerance); ok {
				found = append(found, candidate)
			}
		}
	}
	return found, nil
}

func (v *vocabulary) refresh(ctx context.Context, a asker) error {
	return a.ask(ctx, readTokens, given{"born": v.born, "number": v.number}, func(row []any) error {
		if v.known == nil {
			v.known = map[string]bool{}
		}
		v.born, v.number = text(row[0]), integer(row[1])
		for _, word := range texts(row[2]) {
			if v.known[word] {
				continue
			}
			v.known[word] = true
			length := min(utf8.RuneCountInString(word), token.MaxBytes)
			v.byLength[length] = append(v.byLength[length], word)
		}
		return nil
	})
}
