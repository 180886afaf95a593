package engine

import (
	"fmt"
	"strconv"
	"strings"
)

// Explanation says in words, in English or Persian ("fa"), how the numbers of
// the intermediary came about.
func (i *IntermediaryItem) Explanation(language string) string {
	words, known := accounts[language]
	if !known {
		words = accounts["en"]
	}
	paths := 0.0
	lengths := make([]string, len(i.Lengths))
	for k, length := range i.Lengths {
		paths += length.Paths
		lengths[k] = fmt.Sprintf(words.length, count(length.Paths), count(length.Of), length.Hops)
	}
	sentences := []string{fmt.Sprintf(words.share, count(paths), count(i.Of), strings.Join(lengths, words.and))}
	for _, role := range i.Roles {
		if role.Role == i.Role && role.Role != 0 {
			sentences = append(sentences, fmt.Sprintf(words.role, words.roles[role.Role], words.groups[i.Group], count(role.Paths)))
		}
	}
	sentences = append(sentences, fmt.Sprintf(words.load, i.Load.Contacts))
	if i.Load.Betweenness != nil {
		sentences = append(sentences, fmt.Sprintf(words.between, words.decimal(100**i.Load.Betweenness)))
	}
	return words.digits(strings.Join(sentences, " "))
}

// count writes a count of paths; beyond 2⁵³ they are rounded and not written out.
func count(n float64) string {
	if n < 1<<53 {
		return strconv.FormatFloat(n, 'f', 0, 64)
	}
	return strconv.FormatFloat(n, 'g', 3, 64)
}

// account is how one language says where a number comes from.
type account struct {
	// share takes paths, all paths and the lengths; length paths, all and hops;
	// role the role, the grouping and paths; load the contacts; between a percentage.
	share, length, role, load, between string
	roles                              map[Role]string
	groups                             map[Grouping]string
	and                                string
	digits                             func(string) string
	decimal                            func(float64) string
}

var accounts = map[string]account{
	"en": {
		share:   "It is on %s of %s paths: %s.",
		length:  "%s of %s with %d hops",
		role:    "Its most frequent role, by %[2]s, is %[1]s: on %[3]s of them.",
		load:    "It has %d contacts.",
		between: "Of all shortest paths between everybody %s %% run through it.",
		roles: map[Role]string{
			Coordinator: "coordinator", Itinerant: "itinerant", Gatekeeper: "gatekeeper", Representative: "representative", Liaison: "liaison",
		},
		groups: map[Grouping]string{ByCountry: "country", ByKind: "kind"},
		and:    ", ",
		digits: strings.Clone, decimal: decimal,
	},
	"fa": {
		share:   "بر %s مسیر از %s مسیر قرار دارد: %s.",
		length:  "%s از %s با %d گام",
		role:    "بیش از همه نقش %s بر پایهٔ %s دارد: در %s مسیر.",
		load:    "شمار تماس‌های آن %d است.",
		between: "از همهٔ کوتاه‌ترین مسیرهای میان همگان %s درصد از آن می‌گذرد.",
		roles: map[Role]string{
			Coordinator: "هماهنگ‌کننده", Itinerant: "میانجی سیار", Gatekeeper: "دروازه‌بان", Representative: "نماینده", Liaison: "رابط",
		},
		groups: map[Grouping]string{ByCountry: "کشور", ByKind: "نوع"},
		and:    "، ",
		digits: persianDigits, decimal: persianDecimal,
	},
}

// decimal writes a number with two decimals.
func decimal(number float64) string { return fmt.Sprintf("%.2f", number) }

// persianDecimal is decimal in Persian.
func persianDecimal(number float64) string {
	return persianDigits(strings.Replace(decimal(number), ".", "\u066b", 1))
}

// persianDigits writes digits in Persian.
func persianDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '۰'
		}
		return r
	}, text)
}
