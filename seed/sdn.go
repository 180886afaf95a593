package seed

import (
	"context"

	"entente/graph"
	"entente/seed/listed"
	"entente/seed/rows"
	"entente/seed/sdn"
)

// loadSDN loads the US list of Specially Designated Nationals. A party becomes
// the entity "ofac:…" by its number in the list, unless a body of the target
// carries that number. Natural persons are left out unless their title names a
// public office.
func loadSDN(ctx context.Context, r *run) error {
	s := &sdnLoad{
		edition: r.edition(publication{
			title: "Specially Designated Nationals and Blocked Persons List", publisher: "Office of Foreign Assets Control, US Department of the Treasury",
			url: sdn.Site, licence: "US government work", scheme: sdn.Scheme,
		}),
		numbers: map[string]int{}, addresses: map[string][]sdn.Address{}, aliases: map[string][]sdn.Alias{},
	}
	for _, stage := range []func(context.Context) error{s.readEntries, s.readAddresses, s.readAliases} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	if len(s.entries) == 0 {
		return r.refusal()
	}
	return s.put(ctx, s.say)
}

// sdnLoad is a load of the list.
type sdnLoad struct {
	*edition
	entries []sdn.Entry
	// numbers leads from the parties' numbers to their rows.
	numbers   map[string]int
	addresses map[string][]sdn.Address
	aliases   map[string][]sdn.Alias
}

func (s *sdnLoad) readEntries(ctx context.Context) error {
	return readFile(ctx, s.edition, 0, wanted{".csv", "sdn"}, sdn.Entries, func(entry sdn.Entry) *graph.Error {
		if entry.Refused != nil {
			return entry.Refused
		}
		if first, taken := s.numbers[entry.ID]; taken {
			return graph.Errorf(graph.Conflict, "the number is also that of row %d", first).At("ent_num").In(rows.Label(entry.Number))
		}
		s.numbers[entry.ID] = entry.Number
		s.entries = append(s.entries, entry)
		return nil
	})
}

func (s *sdnLoad) readAddresses(ctx context.Context) error {
	return readFile(ctx, s.edition, 1, wanted{".csv", "add"}, sdn.Addresses, func(address sdn.Address) *graph.Error {
		if err := s.known(address.ID, address.Number, address.Refused); err != nil {
			return err
		}
		s.addresses[address.ID] = append(s.addresses[address.ID], address)
		return nil
	})
}

func (s *sdnLoad) readAliases(ctx context.Context) error {
	return readFile(ctx, s.edition, 2, wanted{".csv", "alt"}, sdn.Aliases, func(alias sdn.Alias) *graph.Error {
		if err := s.known(alias.ID, alias.Number, alias.Refused); err != nil {
			return err
		}
		s.aliases[alias.ID] = append(s.aliases[alias.ID], alias)
		return nil
	})
}

// known refuses a row about a party that the list does not have.
func (s *sdnLoad) known(id string, number int, refused *graph.Error) *graph.Error {
	if refused != nil {
		return refused
	}
	if s.numbers[id] == 0 {
		return graph.Errorf(graph.Invalid, "the list has no party with the number %s", id).At("ent_num").In(rows.Label(number))
	}
	return nil
}

func (s *sdnLoad) say() error {
	countries := listed.NewCountries()
	parties := make([]listed.Party, len(s.entries))
	for i, entry := range s.entries {
		parties[i] = entry.Party(s.addresses[entry.ID], s.aliases[entry.ID], countries)
	}
	return s.sayListed(parties)
}
