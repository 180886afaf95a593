package main

import "testing"

func TestRise(t *testing.T) {
	r := newRise()
	q := question{name: "a question", figures: figures{"small": 1, "large": 100}}
	small, large := &arena{graphSpec: graphSpec{"small", "flat", 50, 50}}, &arena{graphSpec: graphSpec{"large", "flat", 5000, 5000}}
	grid := &arena{graphSpec: graphSpec{"grid", "grid", 5000, 5000}}
	r.note(q, small, 2)
	r.note(q, large, 20)
	r.note(q, grid, 5)
	r.note(question{name: "too fast to tell"}, small, 0)
	r.note(question{name: "too fast to tell"}, large, 1)
	got := r.table()
	if len(got.rows) != 1 {
		t.Fatalf("got rows %v, want the one question that has two sizes of one shape", got.rows)
	}
	want := []any{"a question", "flat", 2, quantity{value: 0.5}, quantity{value: 1}}
	for i, cell := range want {
		a, _ := text(got.rows[0][i])
		b, _ := text(cell)
		if a != b {
			t.Errorf("%s: got %s, want %s", got.columns[i], a, b)
		}
	}
}
