package match

import "fmt"

// FeatureKind names what is compared.
type FeatureKind uint8

// What is compared, in the order of the explanation.
const (
	Register FeatureKind = iota
	Name
	FormerName
	Acronym
	Country
	City
	Kind
	Founded
	Website
	featureKinds
)

// FeatureKinds lists what is compared.
func FeatureKinds() (kinds []FeatureKind) {
	for kind := range featureKinds {
		kinds = append(kinds, kind)
	}
	return kinds
}

// String is the feature in the form of the API, such as "FORMER_NAME".
func (k FeatureKind) String() string {
	return [...]string{"EXTERNAL_ID", "NAME", "FORMER_NAME", "ACRONYM", "COUNTRY", "CITY", "KIND", "FOUNDED", "WEBSITE"}[k]
}

// Feature is one comparison of a pair. What one of the two has not is not compared.
type Feature struct {
	Kind FeatureKind
	// A and B are what was compared, as the records have it.
	A, B string
	// Weight is in bits: 1 is twice as likely to be one body, -1 half as likely.
	Weight float64
}

// contradicts tells whether the feature speaks against one body however much
// else speaks for it.
func (f Feature) contradicts() bool {
	return f.Weight < 0 && (f.Kind == Register || f.Kind == Country)
}

// elsewhere tells whether the feature says that the two are in two cities, as the
// campuses of one university and its namesakes are.
func (f Feature) elsewhere() bool { return f.Weight < 0 && f.Kind == City }

// String explains the feature in a sentence.
func (f Feature) String() string {
	side := "two bodies"
	if f.Weight >= 0 {
		side = "one body"
	}
	return fmt.Sprintf("%s: %s and %s speak for %s (%+.1f bits)", words[f.Kind], quoted(f.A), quoted(f.B), side, f.Weight)
}

var words = [featureKinds]string{"external id", "name", "former name", "acronym", "country", "city", "kind", "founded", "website"}

func quoted(text string) string { return "\u201c" + text + "\u201d" }

// What a feature weighs at most, in bits. That two bodies share an id in a
// register is a slip of the registers; that they share a city, a year or the
// letters of an acronym is chance, and the more so as these hang together.
var most = [featureKinds]float64{
	Register: 24, Name: 24, FormerName: 24, Acronym: 4, Country: 5, City: 4, Kind: 1, Founded: 3, Website: 8,
}

// What a feature weighs when it differs.
const (
	otherRegister = -12.0
	// sharedElsewhere is for an id of a register that gives one to a body and its parts.
	sharedElsewhere = 12.0
	otherCountry    = -6.0
	otherCity       = -2.0
	otherKind       = -3.0
	otherSort       = -4.0
	otherNumber     = -8.0
	// otherYear is taken when the founding years lie more than far years apart; beyond near it is half.
	otherYear = -3.0
	near, far = 2, 15
)
