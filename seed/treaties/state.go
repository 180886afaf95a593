package treaties

import (
	"golang.org/x/text/language"

	"entente/graph"
)

// State is who a state's id of the data set stands for.
type State struct {
	// Code is the ISO 3166-1 alpha-2 code of a country of today, empty for another.
	Code string
	// Entity is what to record for another, when the target does not hold it.
	Entity *graph.Entity
}

// other is a state that is no country of today, or no state.
type other struct {
	id     graph.ID
	en, fa string
	// organization is the property type of one, empty for a former state.
	organization string
	// ended is the year in which a state ceased to be, iso its code of ISO 3166-3.
	ended int16
	iso   string
}

// renamed are ids of the data set that are not the ISO 3166-1 alpha-3 code of
// the country that they stand for: older codes, those of the Olympic Committee, slips.
var renamed = map[string]string{
	"ALG": "DZ", "KOS": "XK", "Kosovo": "XK", "LES": "LS", "QAR": "QA", "ROM": "RO", "SAR": "EH", "VAE": "AE",
}

const international = "INTERNATIONAL_ORGANIZATION"

const (
	czechoslovakia graph.ID = "iso:CSHH"
	eastGermany    graph.ID = "iso:DDDE"
	southYemen     graph.ID = "iso:YDYE"
	union          graph.ID = "org:eu"
	euratom        graph.ID = "org:euratom"
	fao            graph.ID = "org:fao"
	iaea           graph.ID = "org:iaea"
	who            graph.ID = "org:who"
	wmo            graph.ID = "org:wmo"
)

// others lists former states under their codes of ISO 3166-3, those that it does
// not have under names of our own, and organisations.
var others = map[string]graph.ID{
	"CSK": czechoslovakia, "DDR": eastGermany, "GDR": eastGermany, "SUN": "iso:SUHH", "YUG": "iso:YUCS", "SCG": "iso:CSXX",
	"YMD": southYemen, "YPR": southYemen, "YAR": "state:yemen-arab-republic", "ANT": "iso:ANHH",
	"EAT": "state:tanganyika", "EAZ": "state:zanzibar", "AUH": "state:austria-hungary", "PRU": "state:prussia",
	"HSG": "state:grand-duchy-of-hesse", "DZG": "state:free-city-of-danzig",
	"Bayern": "org:bavaria", "Baden-Württemberg": "org:baden-wuerttemberg",
	"EC": union, "EUE": union, "EUU": union, "EFTA": "org:efta",
	"EURATOM European Atomic Energy Community": euratom, "IO-EAEC": euratom, "IO-European Atomic Energy Community": euratom,
	"FAO Food and Agriculture Organization of the UN": fao, "IO-Un Food and Agriculture Organization": fao,
	"IAEA International Atomic Energy Agency": iaea, "IO-IAEA": iaea,
	"WHO World Health Organization": who, "IO-World Health Organization": who,
	"WMO World Metereological Organization": wmo, "IO-World Meteorological Organization": wmo,
	"ECE UN Economic Commission for Europe": "org:unece",
	"IO-EBRD":                               "org:ebrd", "IO-IBRD": "org:ibrd", "IO-NEFCO": "org:nefco",
}

var entities = []other{
	{czechoslovakia, "Czechoslovakia", "چکسلواکی", "", 1992, "CSHH"},
	{eastGermany, "German Democratic Republic", "جمهوری دموکراتیک آلمان", "", 1990, "DDDE"},
	{"iso:SUHH", "Soviet Union", "اتحاد جماهیر شوروی", "", 1991, "SUHH"},
	{"iso:YUCS", "Yugoslavia", "یوگسلاوی", "", 1992, "YUCS"},
	{"iso:CSXX", "Serbia and Montenegro", "صربستان و مونته\u200cنگرو", "", 2006, "CSXX"},
	{southYemen, "Democratic Yemen", "یمن جنوبی", "", 1990, "YDYE"},
	{"iso:ANHH", "Netherlands Antilles", "آنتیل هلند", "", 2010, "ANHH"},
	{"state:yemen-arab-republic", "Yemen Arab Republic", "یمن شمالی", "", 1990, ""},
	{"state:tanganyika", "Tanganyika", "تانگانیکا", "", 1964, ""},
	{"state:zanzibar", "Zanzibar", "زنگبار", "", 1964, ""},
	{"state:austria-hungary", "Austria-Hungary", "اتریش-مجارستان", "", 1918, ""},
	{"state:prussia", "Prussia", "پروس", "", 1947, ""},
	{"state:grand-duchy-of-hesse", "Grand Duchy of Hesse", "دوک\u200cنشین بزرگ هسن", "", 1918, ""},
	{"state:free-city-of-danzig", "Free City of Danzig", "شهر آزاد دانتسیگ", "", 1939, ""},
	{"org:bavaria", "Bavaria", "بایرن", "GOVERNMENT", 0, ""},
	{"org:baden-wuerttemberg", "Baden-Württemberg", "بادن-وورتمبرگ", "GOVERNMENT", 0, ""},
	{union, "European Union", "اتحادیهٔ اروپا", international, 0, ""},
	{"org:efta", "European Free Trade Association", "انجمن تجارت آزاد اروپا", international, 0, ""},
	{euratom, "European Atomic Energy Community", "جامعهٔ انرژی اتمی اروپا", international, 0, ""},
	{fao, "Food and Agriculture Organization of the United Nations", "سازمان خواربار و کشاورزی ملل متحد", international, 0, ""},
	{iaea, "International Atomic Energy Agency", "آژانس بین\u200cالمللی انرژی اتمی", international, 0, ""},
	{who, "World Health Organization", "سازمان جهانی بهداشت", international, 0, ""},
	{wmo, "World Meteorological Organization", "سازمان جهانی هواشناسی", international, 0, ""},
	{"org:unece", "United Nations Economic Commission for Europe", "کمیسیون اقتصادی ملل متحد برای اروپا", international, 0, ""},
	{"org:ebrd", "European Bank for Reconstruction and Development", "بانک اروپایی بازسازی و توسعه", international, 0, ""},
	{"org:ibrd", "International Bank for Reconstruction and Development", "بانک بین\u200cالمللی بازسازی و توسعه", international, 0, ""},
	{"org:nefco", "Nordic Environment Finance Corporation", "شرکت تأمین مالی محیط زیست شمال اروپا", international, 0, ""},
}

// StateOf tells who a state's id stands for.
func StateOf(id string) (State, *graph.Error) {
	if code := renamed[id]; code != "" {
		return State{Code: code}, nil
	}
	for _, o := range entities {
		if o.id == others[id] {
			return State{Entity: o.entity()}, nil
		}
	}
	region, err := language.ParseRegion(id)
	if err != nil || !region.IsCountry() || region.ISO3() != id {
		return State{}, graph.Errorf(graph.Invalid, "nobody knows which state %q is", graph.Excerpt(id)).At("stateID")
	}
	return State{Code: region.String()}, nil
}

func (o other) entity() *graph.Entity {
	names := []graph.Name{{Value: o.en, Language: "en", Type: graph.Label}, {Value: o.fa, Language: "fa", Type: graph.Label}}
	if o.organization != "" {
		return &graph.Entity{ID: o.id, Kind: graph.Organization, Names: names, Properties: map[string]graph.Value{"type": graph.Text(o.organization)}}
	}
	e := &graph.Entity{ID: o.id, Kind: graph.Country, Names: names}
	e.Properties = map[string]graph.Value{"historical": graph.Bool(true), "ended": graph.DateOf(graph.Date{Year: o.ended})}
	if o.iso != "" {
		e.ExternalIDs = []graph.ExternalID{{Scheme: "iso3166-3", Value: o.iso}}
	}
	return e
}
