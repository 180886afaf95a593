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
	row := got.rows[0]
	if row[0] != "a question" || row[1] != "flat" || row[2] != 2 {
		t.Errorf("got %v, want the question on flat in 2 sizes", row)
	}
	for i, want := range map[int]float64{3: 0.5, 6: 1} {
		if power := row[i].(quantity); !same(power.value, want) {
			t.Errorf("%s: got %v, want %v", got.columns[i], power.value, want)
		}
	}
}
