package seed

import (
	"context"

	"entente/graph"
	"entente/seed/listed"
	"entente/seed/un"
)

// loadUN loads the consolidated list of the UN Security Council. A party becomes
// the entity "un:…" by its reference number, unless a body of the target carries
// that. Natural persons are left out unless a title names a public office.
func loadUN(ctx context.Context, r *run) error {
	e := r.edition(publication{
		title: "United Nations Security Council Consolidated List", publisher: "United Nations Security Council",
		url: un.Site, licence: "United Nations, terms of use", scheme: un.Scheme,
	})
	places := map[string]int{}
	var records []un.Record
	err := readFile(ctx, e, 0, wanted{".xml", "consolidated"}, un.Read, func(record un.Record) *graph.Error {
		if record.Refused != nil {
			return record.Refused
		}
		if first, taken := places[record.Reference]; taken {
			return graph.Errorf(graph.Conflict, "the reference number is also that of record %d", first).At("REFERENCE_NUMBER").In(record.Label())
		}
		places[record.Reference] = record.Number
		records = append(records, record)
		return nil
	})
	if err != nil {
		return err
	}
	if len(records) == 0 {
		return r.refusal()
	}
	return e.put(ctx, func() error {
		countries := listed.NewCountries()
		parties := make([]listed.Party, len(records))
		for i, record := range records {
			parties[i] = record.Party(countries)
		}
		return e.sayListed(parties)
	})
}
