package sqlite

import (
	"context"
	"database/sql"
	"sync"
	"unicode/utf8"

	"entente/graph/token"
)

// vocabulary keeps the tokens of the store in memory, by length in characters,
// once the first misspelled query has come. Tokens are only ever added, so it
// reads on from the last one; one that no name holds any more finds nothing.
type vocabulary struct {
	mutex    sync.Mutex
	last     int64
	byLength [token.MaxBytes + 1][]string
}

// near lists, quoted, the tokens within the tolerance of one. It compares with
// each token of about its length: 5 ms for 100,000.
func (v *vocabulary) near(ctx context.Context, q queryer, text string) ([]string, error) {
	tolerance := token.Tolerance(text)
	if tolerance == 0 {
		return nil, nil
	}
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if err := v.refresh(ctx, q); err != nil {
		return nil, err
	}
	length := utf8.RuneCountInString(text)
	var found []string
	for n := max(1, length-tolerance); n <= min(token.MaxBytes, length+tolerance); n++ {
		for _, candidate := range v.byLength[n] {
			if _, ok := token.Distance(text, candidate, tolerance); ok {
				found = append(found, phrase(candidate))
			}
		}
	}
	return found, nil
}

func (v *vocabulary) refresh(ctx context.Context, q queryer) error {
	return eachRow(ctx, q, selectTokens, []any{v.last}, func(rows *sql.Rows) error {
		var text string
		if err := rows.Scan(&v.last, &text); err != nil {
			return err
		}
		length := min(utf8.RuneCountInString(text), token.MaxBytes)
		v.byLength[length] = append(v.byLength[length], text)
		return nil
	})
}
