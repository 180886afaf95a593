package resolver_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each case is a question with its whole answer, from the built-in facts as of
// 24 November 2026.
func TestQueriesAnswerFromTheBuiltInFacts(t *testing.T) {
	c, _ := builtIn(t)
	cases := []struct {
		name, query, want string
	}{
		{"an entity with the fields of its kind",
			`{entity(id: "academy:anso") {__typename id kind name(languages: ["xx", "fa"]) restricted ... on Academy {type country city founded} ... on Firm {website}}}`,
			`{"entity":{"__typename":"Academy","id":"academy:anso","kind":"ACADEMY","name":"اتحادیهٔ بین\u200cالمللی سازمان\u200cهای علمی یک کمربند - یک راه","restricted":false,"type":"ALLIANCE","country":"CN","city":"Beijing","founded":null}}`},
		{"an unknown entity is null",
			`{entity(id: "academy:unheard-of") {id}}`,
			`{"entity":null}`},
		{"a node of each type of record, and none",
			`{a: node(id: "iso:IR") {id __typename} b: node(id: "src:mehr-interview") {id ... on Source {kind}}
			  c: node(id: "rel:PARTY_TO/academy:cas/agreement:center-cas-mou/party") {... on Relationship {kind class role status from {id} to {id}}} d: node(id: "rel:of/nothing") {id}}`,
			`{"a":{"id":"iso:IR","__typename":"Country"},"b":{"id":"src:mehr-interview","kind":"INTERVIEW"},` +
				`"c":{"kind":"PARTY_TO","class":"CONTACT","role":"party","status":"ACTIVE","from":{"id":"academy:cas"},"to":{"id":"agreement:center-cas-mou"}},"d":null}`},
		{"a search finds the name that matches, in any script",
			`{search(text: "آنسو", first: 1) {edges {matched {value language type} node {id}}}}`,
			`{"search":{"edges":[{"matched":{"value":"آنسو","language":"fa","type":"ALIAS"},"node":{"id":"academy:anso"}}]}}`},
		{"a path with its hops and the sentence in both languages",
			`{paths(from: "org:cpdi", to: "academy:cas", k: 1) {truncated diagnosis {reason} paths {restricted entities {id} weakest {from {id}} sentence fa: sentence(language: "fa")
				hops {forward from {id} to {id} relationships {kind role claims {confidence source {id}}}}}}}`,
			`{"paths":{"truncated":false,"diagnosis":null,"paths":[{"restricted":true,"entities":[{"id":"org:cpdi"},{"id":"academy:cas"}],"weakest":{"from":{"id":"org:cpdi"}},` +
				`"sentence":"The Center for Progress and Development Cooperation cooperated with the Chinese Academy of Sciences in 2017.",` +
				`"fa":"مرکز همکاری\u200cهای تحول و پیشرفت در ۲۰۱۷ میلادی با آکادمی علوم چین همکاری داشت.",` +
				`"hops":[{"forward":false,"from":{"id":"org:cpdi"},"to":{"id":"academy:cas"},"relationships":[{"kind":"PARTNER_OF","role":"cooperation","claims":[{"confidence":"A","source":{"id":"src:mehr-interview"}}]}]}]}]}}`},
		{"a plan B to a path shares nobody with it",
			`{paths(from: "org:cpdi", to: "iso:RU", k: 1, apart: ["org:cpdi", "org:brics", "iso:RU"]) {paths {entities {id}}}}`,
			`{"paths":{"paths":[{"entities":[{"id":"org:cpdi"},{"id":"iso:IR"},{"id":"agreement:iran-russia-mou-2022"},{"id":"iso:RU"}]}]}}`},
		{"the nearest misses, each with its path and what it breaks",
			`{paths(from: "org:cpdi", to: "org:jkuat", k: 1, where: {avoid: ["academy:anso"]}) {diagnosis {reason strongest misses {truncated list {limits brokenHops {to {id}} keptOut {id} path {entities {id}}}}}}}`,
			`{"paths":{"diagnosis":{"reason":"LATER","strongest":null,"misses":{"truncated":false,"list":[` +
				`{"limits":["LATER"],"brokenHops":[{"to":{"id":"agreement:cas-jkuat"}},{"to":{"id":"org:jkuat"}}],"keptOut":[],"path":{"entities":[{"id":"org:cpdi"},{"id":"academy:cas"},{"id":"agreement:cas-jkuat"},{"id":"org:jkuat"}]}},` +
				`{"limits":["AVOIDED"],"brokenHops":[],"keptOut":[{"id":"academy:anso"}],"path":{"entities":[{"id":"org:cpdi"},{"id":"academy:anso"},{"id":"org:jkuat"}]}},` +
				`{"limits":["CONTEXT_ONLY"],"brokenHops":[{"to":{"id":"iso:KE"}},{"to":{"id":"org:jkuat"}}],"keptOut":[],"path":{"entities":[{"id":"org:cpdi"},{"id":"iso:IR"},{"id":"iso:KE"},{"id":"org:jkuat"}]}}]}}}}`},
		{"a weak path is said to be weak",
			`{paths(from: "org:cpdi", to: "iso:KE", k: 1) {diagnosis {reason message misses {list {reason message}}}}}`,
			`{"paths":{"diagnosis":{"reason":"WEAK","message":"The strongest of these paths has the strength 0.07; below 0.10, fewer than one introduction in ten is carried from end to end, and a path is called weak.",` +
				`"misses":{"list":[{"reason":"ENDED","message":"A path over relationships of another status or an earlier time, such as an agreement that has ended."},` +
				`{"reason":"CONTEXT_ONLY","message":"A path over context, such as the same country or field; that is no acquaintance."}]}}}}`},
		{"until when a path holds, and what ends it",
			`{breaking(from: "iso:PK", to: "iso:US", within: 1000, k: 1, where: {through: [AGREEMENT]}) {truncated diagnosis {reason} lasting {entities {id}} breaking {validDuring {start end} validity beginsWith {from {id}} endsWith {to {id}}
				breaks {on earliest days renewed renewals {id} hop {from {id}} because {id end}}}}}`,
			`{"breaking":{"truncated":false,"diagnosis":{"reason":"BREAKS_EARLY"},"lasting":[],"breaking":[{"validDuring":{"start":"2003-06-25","end":"2028-10"},` +
				`"validity":"All hops hold at once from 25 June 2003 until October 2028; then the tie between Pakistan and the Pakistan-US Agreement on Science and Technology Cooperation ends.",` +
				`"beginsWith":{"from":{"id":"iso:PK"}},"endsWith":{"to":{"id":"agreement:pakistan-us"}},"breaks":{"on":"2028-11-01","earliest":"2028-10-02","days":708,"renewed":false,"renewals":[],` +
				`"hop":{"from":{"id":"iso:PK"}},"because":[{"id":"rel:PARTY_TO/iso:PK/agreement:pakistan-us/party","end":"2028-10"},{"id":"rel:PARTY_TO/iso:US/agreement:pakistan-us/party","end":"2028-10"}]}}]}}`},
		{"agreements as they stand on a day, each party with how far it has come",
			`{agreements(on: "2026-11-24", where: {endsWithin: 1000}, order: ENDS, first: 1) {totalCount on(calendar: JALALI) edges {node {agreement {id type} state signed ends renews noticeBy restricted partyCount
				fa: sentence(language: "fa") parties(first: 1) {party {id} stage since(calendar: JALALI) ratified relationship {status}}}}}}`,
			`{"agreements":{"totalCount":1,"on":"1405-09-03","edges":[{"node":{"agreement":{"id":"agreement:pakistan-us","type":"AGREEMENT"},"state":"IN_FORCE","signed":"2003-06-25","ends":"2028-10","renews":false,"noticeBy":null,"restricted":false,"partyCount":2,` +
				`"fa":"تا اکتبر ۲۰۲۸ میلادی جاری است.","parties":[{"party":{"id":"iso:PK"},"stage":"IN_FORCE","since":"1382-04-04","ratified":null,"relationship":{"status":"ACTIVE"}}]}}]}}`},
		{"dates in the Jalali calendar, at the precision of the source",
			`{node(id: "rel:PARTY_TO/iso:PK/agreement:pakistan-us/party") {... on Relationship {start fa: start(calendar: JALALI) end jalali: end(calendar: JALALI)}}}`,
			`{"node":{"start":"2003-06-25","fa":"1382-04-04","end":"2028-10","jalali":"1407-07-10/1407-08-10"}}`},
		{"what is assumed is marked, and has no claims",
			`{paths(from: "org:cpdi", to: "org:jkuat", k: 1, assume: [{kind: PARTNER_OF, from: "org:jkuat", to: "org:cpdi", role: "cooperation", start: "2020"}])
				{paths {entities {id} hops {relationships {id assumed status start strength {value} claims {locator}}}}}}`,
			`{"paths":{"paths":[{"entities":[{"id":"org:cpdi"},{"id":"org:jkuat"}],"hops":[{"relationships":[{"id":"rel:PARTNER_OF/org:cpdi/org:jkuat/cooperation","assumed":true,"status":"ACTIVE","start":"2020","strength":{"value":0.776},"claims":[]}]}]}]}}`},
		{"what is recorded is as it was beside an assumption",
			`{a: paths(from: "org:cpdi", to: "org:jkuat", k: 1, assume: [{lapses: "academy:anso"}]) {paths {entities {id}} diagnosis {reason}}
			  b: paths(from: "org:cpdi", to: "org:jkuat", k: 1) {paths {entities {id} hops {relationships {assumed}}}}}`,
			`{"a":{"paths":[],"diagnosis":{"reason":"ENDED"}},"b":{"paths":[{"entities":[{"id":"org:cpdi"},{"id":"academy:anso"},{"id":"org:jkuat"}],"hops":[{"relationships":[{"assumed":false},{"assumed":false}]},{"relationships":[{"assumed":false}]}]}]}}`},
		{"under an assumption every question is answered",
			`{gatekeepers(from: "org:cpdi", to: "org:jkuat", assume: [{relationship: "rel:MEMBER_OF/org:cpdi/academy:anso/founder"}, {relationship: "rel:PARTNER_OF/academy:anso/org:cpdi/cooperation"}]) {disjoint indispensable {id}}
			  connect(ids: ["org:cpdi", "org:jkuat"], assume: [{lapses: "academy:anso"}]) {fragments {id}}
			  intermediaries(from: ["org:cpdi"], to: ["org:jkuat"], assume: [{kind: PARTNER_OF, from: "org:cpdi", to: "org:jkuat"}]) {totalCount}
			  breaking(from: "org:cpdi", to: "org:jkuat", within: 30, assume: [{relationship: "rel:MEMBER_OF/org:cpdi/academy:anso/founder", end: "2026-12-01"}, {relationship: "rel:PARTNER_OF/academy:anso/org:cpdi/cooperation", end: "2026-12-10"}], k: 1) {breaking {breaks {on because {id assumed}}}}}`,
			`{"gatekeepers":{"disjoint":1,"indispensable":[{"id":"academy:anso"}]},"connect":{"fragments":[[{"id":"org:cpdi"}],[{"id":"org:jkuat"}]]},"intermediaries":{"totalCount":0},` +
				`"breaking":{"breaking":[{"breaks":{"on":"2026-12-11","because":[{"id":"rel:PARTNER_OF/academy:anso/org:cpdi/cooperation","assumed":true}]}}]}}`},
		{"what changes when a cooperation begins",
			`{whatIf(assume: [{kind: PARTNER_OF, from: "org:cpdi", to: "org:jkuat"}], pairs: [{from: "org:cpdi", to: "org:jkuat"}, {from: "academy:anso", to: "academy:cas"}])
				{assumed {id assumed} parties {id} considered truncated changes {from {id} to {id} before {hops disjoint gatekeepers {id}} after {hops disjoint gatekeepers {id}} lost {entities {id}} won {hops {assumed}}}}}`,
			`{"whatIf":{"assumed":[{"id":"rel:PARTNER_OF/org:cpdi/org:jkuat","assumed":true}],"parties":[],"considered":2,"truncated":false,"changes":[{"from":{"id":"org:cpdi"},"to":{"id":"org:jkuat"},` +
				`"before":{"hops":2,"disjoint":1,"gatekeepers":[{"id":"academy:anso"}]},"after":{"hops":1,"disjoint":2,"gatekeepers":[]},"lost":[],"won":[{"hops":[{"assumed":true}]}]}]}}`},
		{"another way leads back in time",
			`{there: paths(from: "academy:cas", to: "academy:pakistan", k: 1, timeRespecting: true) {paths {entities {id} hops {relationships {start}}}}
			  back: paths(from: "academy:pakistan", to: "academy:cas", k: 1, timeRespecting: true) {paths {entities {id}}}}`,
			`{"there":{"paths":[{"entities":[{"id":"academy:cas"},{"id":"academy:anso"},{"id":"academy:pakistan"}],"hops":[{"relationships":[{"start":"2018"},{"start":"2018"}]},{"relationships":[{"start":"2019-05"}]}]}]},` +
				`"back":{"paths":[{"entities":[{"id":"academy:pakistan"},{"id":"academy:anso"},{"id":"person:zhang-yaping"},{"id":"academy:cas"}]}]}}`},
		{"who could close every route",
			`{gatekeepers(from: "org:cpdi", to: "org:jkuat", shortest: true) {disjoint truncated diagnosis {reason} routes {entities {id}} gatekeepers {id} indispensable {id}}}`,
			`{"gatekeepers":{"disjoint":1,"truncated":false,"diagnosis":null,"routes":[{"entities":[{"id":"org:cpdi"},{"id":"academy:anso"},{"id":"org:jkuat"}]}],` +
				`"gatekeepers":[{"id":"academy:anso"}],"indispensable":[{"id":"academy:anso"}]}}`},
		{"nobody closes a direct tie",
			`{gatekeepers(from: "org:cpdi", to: "academy:cas", maxRoutes: null) {diagnosis {reason nearestMiss {entities {id}}} gatekeepers {id} indispensable {id}}}`,
			`{"gatekeepers":{"diagnosis":{"reason":"DIRECT","nearestMiss":{"entities":[{"id":"org:cpdi"},{"id":"academy:cas"}]}},"gatekeepers":[],"indispensable":[]}}`},
		{"who lies between, and how the numbers came about",
			`{intermediaries(from: ["org:cpdi"], to: ["org:jkuat", "org:strathmore"], slack: 2, first: 1, groupBy: COUNTRY) {totalCount truncated lengths {hops paths of} diagnosis {reason} edges {node {entity {id} share paths of role restricted pairCount explanation fa: explanation(language: "fa")
				lengths {hops paths of} roles {role paths} pairs {from {id} to {id} paths of} load {contacts} bestPath {entities {id}}}}}}`,
			`{"intermediaries":{"totalCount":12,"truncated":false,"lengths":[{"hops":2,"paths":1,"of":1},{"hops":3,"paths":2,"of":2},{"hops":4,"paths":6,"of":6}],"diagnosis":null,` +
				`"edges":[{"node":{"entity":{"id":"academy:anso"},"share":0.8888888888888888,"paths":8,"of":9,"role":"REPRESENTATIVE","restricted":false,"pairCount":1,"explanation":"It is on 8 of 9 paths: 1 of 1 with 2 hops, 2 of 2 with 3 hops, 5 of 6 with 4 hops. Its most frequent role, by country, is representative: on 4 of them. It has 51 contacts.","fa":"بر ۸ مسیر از ۹ مسیر قرار دارد: ۱ از ۱ با ۲ گام، ۲ از ۲ با ۳ گام، ۵ از ۶ با ۴ گام. بیش از همه نقش نماینده بر پایهٔ کشور دارد: در ۴ مسیر. شمار تماس\u200cهای آن ۵۱ است.",` +
				`"lengths":[{"hops":2,"paths":1,"of":1},{"hops":3,"paths":2,"of":2},{"hops":4,"paths":5,"of":6}],"roles":[{"role":null,"paths":2},{"role":"REPRESENTATIVE","paths":4},{"role":"LIAISON","paths":2}],"pairs":[{"from":{"id":"org:cpdi"},"to":{"id":"org:jkuat"},"paths":8,"of":8}],"load":{"contacts":51},"bestPath":{"entities":[{"id":"org:cpdi"},{"id":"academy:anso"},{"id":"org:jkuat"}]}}}]}}`},
		{"nobody lies between a direct tie",
			`{intermediaries(from: ["org:cpdi"], to: ["academy:cas"], slack: null, groupBy: null) {totalCount lengths {hops of} edges {cursor} diagnosis {reason}}}`,
			`{"intermediaries":{"totalCount":0,"lengths":[],"edges":[],"diagnosis":{"reason":"DIRECT"}}}`},
		{"a circle with who could convene it",
			`{connect(ids: ["org:cpdi", "org:jkuat"], optional: ["academy:cas"], maxHops: null) {entities {id} hops {from {id} to {id}} conveners {entity {id} hops farthest ties {to {id}}} fragments {id} diagnosis {reason} truncated circles {members {id} optional {id} others {id} restricted}}}`,
			`{"connect":{"entities":[{"id":"org:cpdi"},{"id":"org:jkuat"},{"id":"academy:anso"}],"hops":[{"from":{"id":"org:cpdi"},"to":{"id":"academy:anso"}},{"from":{"id":"academy:anso"},"to":{"id":"org:jkuat"}}],"conveners":[{"entity":{"id":"academy:anso"},"hops":2,` +
				`"farthest":1,"ties":[{"to":{"id":"org:cpdi"}},{"to":{"id":"org:jkuat"}}]},{"entity":{"id":"org:cpdi"},"hops":2,"farthest":2,"ties":[]},{"entity":{"id":"org:jkuat"},"hops":2,"farthest":2,"ties":[]}],` +
				`"fragments":[],"diagnosis":null,"truncated":false,"circles":[{"members":[{"id":"org:cpdi"},{"id":"org:jkuat"}],"optional":[],"others":[{"id":"academy:anso"}],"restricted":true}]}}`},
		{"a group that cannot be joined falls into fragments",
			`{connect(ids: ["org:cpdi", "org:jkuat", "academy:cas"], where: {avoid: ["academy:anso"]}) {entities {id} fragments {id} diagnosis {reason}}}`,
			`{"connect":{"entities":[{"id":"org:cpdi"},{"id":"academy:cas"}],"fragments":[[{"id":"org:cpdi"},{"id":"academy:cas"}],[{"id":"org:jkuat"}]],"diagnosis":{"reason":"LATER"}}}`},
		{"a new tie with its precedent, which opened a membership",
			`{missingTies(from: "org:cpdi", to: "org:jkuat", count: 2, where: {at: "2016"}) {truncated before {strength} suggestions {restricted {id} ties {form from {id} to {id} precedents {likeness opening {patron {id} body {id} relationships {id}}}}
				path {entities {id restricted} hops {assumed relationships {id start claims {source {id}}}}}}}}`,
			`{"missingTies":{"truncated":false,"before":null,"suggestions":[{"restricted":[{"id":"org:cpdi"}],"ties":[{"form":"PARTNERSHIP","from":{"id":"org:cpdi"},"to":{"id":"org:jkuat"},` +
				`"precedents":[{"likeness":"SAME_END","opening":null},{"likeness":"SAME_END","opening":null},{"likeness":"SAME_END","opening":null}]}],` +
				`"path":{"entities":[{"id":"org:cpdi","restricted":true},{"id":"org:jkuat","restricted":false}],"hops":[{"assumed":true,"relationships":[{"id":"assumed:rel:PARTNER_OF/org:cpdi/org:jkuat/cooperation","start":"2016","claims":[{"source":{"id":"assumed:source"}}]}]}]}},` +
				`{"restricted":[{"id":"org:cpdi"}],"ties":[{"form":"PARTNERSHIP","from":{"id":"academy:cas"},"to":{"id":"org:jkuat"},"precedents":[{"likeness":"SAME_END","opening":{"patron":{"id":"academy:cas"},"body":{"id":"academy:anso"},` +
				`"relationships":[{"id":"rel:PARTY_TO/org:cpdi/agreement:center-cas-mou/party"},{"id":"rel:PARTY_TO/academy:cas/agreement:center-cas-mou/party"},{"id":"rel:PARTNER_OF/academy:cas/org:cpdi/cooperation"},` +
				`{"id":"rel:TOOK_PART_IN/org:cpdi/event:anso-drafting-assembly-2017/participant"},{"id":"rel:MEMBER_OF/org:cpdi/academy:anso/founder"}]}},{"likeness":"SAME_END","opening":null}]}],` +
				`"path":{"entities":[{"id":"org:cpdi","restricted":true},{"id":"agreement:center-cas-mou","restricted":false},{"id":"academy:cas","restricted":false},{"id":"org:jkuat","restricted":false}],` +
				`"hops":[{"assumed":false,"relationships":[{"id":"rel:PARTY_TO/org:cpdi/agreement:center-cas-mou/party","start":null,"claims":[{"source":{"id":"src:mehr-interview"}}]}]},` +
				`{"assumed":false,"relationships":[{"id":"rel:PARTY_TO/academy:cas/agreement:center-cas-mou/party","start":null,"claims":[{"source":{"id":"src:mehr-interview"}}]}]},` +
				`{"assumed":true,"relationships":[{"id":"assumed:rel:PARTNER_OF/academy:cas/org:jkuat/cooperation","start":"2016","claims":[{"source":{"id":"assumed:source"}}]}]}]}}]}}`},
		{"a new agreement stands on the path as an entity that may be asked about",
			`{missingTies(from: "org:pardis-tp", to: "org:jkuat", where: {kinds: [PARTY_TO, PART_OF]}, count: 1) {suggestions {ties {form} path {entities {... on Agreement {id name restricted restrictions {id} relationshipCounts {count} relationships {totalCount}}}}}}}`,
			`{"missingTies":{"suggestions":[{"ties":[{"form":"AGREEMENT"}],"path":{"entities":[{},{"id":"assumed:agreement-1-1","name":"a new agreement","restricted":false,"restrictions":[],"relationshipCounts":[],"relationships":{"totalCount":0}},{}]}}]}}`},
		{"whom an entity cannot do without",
			`{dependence(of: "org:cpdi", on: FIELDS, through: null, where: {avoidRestricted: true}, first: 2) {totalCount reached independent truncated leftOut {avoided restricted} pageInfo {hasNextPage}
				concentration {entities {entity {id}} countries {entity {name}}} edges {node {through {id} lostCount lost(first: 1) {id} route {entities {id}}}}}}`,
			`{"dependence":{"totalCount":25,"reached":56,"independent":30,"truncated":false,"leftOut":{"avoided":0,"restricted":8},"pageInfo":{"hasNextPage":true},"concentration":{"entities":[{"entity":{"id":"org:pardis-tp"}},{"entity":{"id":"org:brics"}},{"entity":{"id":"academy:cas"}},{"entity":{"id":"org:ecosf"}},{"entity":{"id":"org:ctcn"}},{"entity":{"id":"org:mohtestd-zimbabwe"}},{"entity":{"id":"academy:anso"}}],"countries":[{"entity":{"name":"Iran"}},{"entity":{"name":"China"}},{"entity":{"name":"Pakistan"}},{"entity":{"name":"Denmark"}},{"entity":{"name":"Zimbabwe"}}]},"edges":[{"node":{"through":{"id":"org:iasp"},"lostCount":13,"lost":[{"id":"field:agricultural-chemistry"}],"route":{"entities":[{"id":"org:cpdi"},{"id":"org:pardis-tp"},{"id":"org:iasp"}]}}},{"node":{"through":{"id":"academy:cas"},"lostCount":3,"lost":[{"id":"field:drinking-water-safety"}],"route":{"entities":[{"id":"org:cpdi"},{"id":"academy:cas"}]}}}]}}`},
		{"what a filter leaves out is said",
			`{paths(from: "org:pardis-tp", to: "org:jkuat", k: 2, where: {avoidRestricted: true}) {leftOut {paths of truncated avoided {id} restricted {id}}}}`,
			`{"paths":{"leftOut":{"paths":2,"of":2,"truncated":false,"avoided":[],"restricted":[{"id":"org:cpdi"}]}}}`},
		{"each question says what its filter leaves out",
			`{gatekeepers(from: "org:pardis-tp", to: "org:jkuat", where: {avoidRestricted: true}) {leftOut {paths truncated restricted {id}}}
				connect(ids: ["org:pardis-tp", "org:jkuat"], where: {avoid: ["academy:anso"]}) {leftOut {truncated avoided {id} restricted {id}}}
				intermediaries(from: ["org:pardis-tp"], to: ["org:jkuat"], where: {avoidRestricted: true}) {leftOut {truncated avoided {id} restricted {name restricted}}}}`,
			`{"gatekeepers":{"leftOut":{"paths":1,"truncated":false,"restricted":[{"id":"org:cpdi"}]}},"connect":{"leftOut":{"truncated":false,"avoided":[{"id":"academy:anso"}],"restricted":[]}},"intermediaries":{"leftOut":{"truncated":false,"avoided":[],"restricted":[{"name":"Center for Progress and Development Cooperation","restricted":true}]}}}`},
		{"restrictions on a path and its hops, with who contests them",
			`{paths(from: "org:jkuat", to: "org:cpdi", k: 1) {paths {hops {restrictions {party {id} restriction {id}}} restrictions {party {id} restriction {id name} relationship {status start} inForce contested contestedBy {id}}}}}`,
			`{"paths":{"paths":[{"hops":[{"restrictions":[]},{"restrictions":[{"party":{"id":"org:cpdi"},"restriction":{"id":"restriction:us-ofac-sdn"}},{"party":{"id":"org:cpdi"},"restriction":{"id":"restriction:eu-iran-nuclear"}}]}],` +
				`"restrictions":[{"party":{"id":"org:cpdi"},"restriction":{"id":"restriction:us-ofac-sdn","name":"US OFAC SDN list"},"relationship":{"status":"ACTIVE","start":null},"inForce":true,"contested":false,"contestedBy":[]},` +
				`{"party":{"id":"org:cpdi"},"restriction":{"id":"restriction:eu-iran-nuclear","name":"EU restrictive measures on Iran (nuclear)"},"relationship":{"status":"ACTIVE","start":"2010-07-26"},"inForce":true,"contested":false,"contestedBy":[]}]}]}}`},
		{"restrictions with list, legal basis, dates and source",
			`{entity(id: "org:cpdi") {restricted restrictions {kind to {id ... on Restriction {regime start}} claims {source {publisher}}}}}`,
			`{"entity":{"restricted":true,"restrictions":[{"kind":"LISTED_UNDER","to":{"id":"restriction:us-ofac-sdn","regime":"US","start":null},"claims":[{"source":{"publisher":"Moov (moov-io/watchman on GitHub)"}}]},{"kind":"LISTED_UNDER","to":{"id":"restriction:eu-iran-nuclear","regime":"EU","start":"2010-07-26"},"claims":[{"source":{"publisher":"OpenSanctions"}}]}]}}`},
	}
	for _, c2 := range cases {
		t.Run(c2.name, func(t *testing.T) {
			want := strings.ReplaceAll(c2.want, `\u200c`, "\u200c")
			if diff := cmp.Diff(want, c.ask(t, c2.query, nil)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNoPathSaysWhyAndShowsTheNearestMiss(t *testing.T) {
	c, _ := builtIn(t)
	data := into[struct {
		Paths struct {
			Paths     []any
			Diagnosis struct {
				Reason, Message, Fa string
				NearestMiss         struct {
					Entities []struct{ ID string }
					Sentence string
				}
			}
		}
	}](t, c, `{paths(from: "org:cpdi", to: "iso:MN", maxHops: 1) {paths {strength} diagnosis {reason message fa: message(language: "fa")
		nearestMiss {entities {id} sentence}}}}`, nil).Paths
	miss := data.Diagnosis.NearestMiss
	if len(data.Paths) != 0 || data.Diagnosis.Reason != "TOO_LONG" || !strings.Contains(data.Diagnosis.Message, "more hops") {
		t.Errorf("got %+v, want no path because it is too long", data)
	}
	if len(miss.Entities) < 3 || miss.Entities[0].ID != "org:cpdi" || miss.Sentence == "" {
		t.Errorf("got the nearest miss %+v, want a longer path from org:cpdi", miss)
	}
	if data.Diagnosis.Fa == data.Diagnosis.Message {
		t.Error("the message in Persian is that in English")
	}
}

func TestIntermediariesCarryTheirBestPath(t *testing.T) {
	c, _ := builtIn(t)
	type answer struct {
		Intermediaries struct {
			TotalCount int
			PageInfo   struct {
				HasNextPage bool
				EndCursor   string
			}
			Edges []struct {
				Node struct {
					Share    float64
					Entity   struct{ ID string }
					BestPath struct{ Entities []struct{ ID string } }
				}
			}
		}
	}
	const question = `query ($after: String) {intermediaries(from: ["iso:IR"], to: ["iso:CN"], first: 4, after: $after) {totalCount pageInfo {hasNextPage endCursor}
		edges {cursor node {share paths role entity {id} bestPath {entities {id} sentence}}}}}`
	first := into[answer](t, c, question, nil).Intermediaries
	second := into[answer](t, c, question, variables{"after": first.PageInfo.EndCursor}).Intermediaries
	if !first.PageInfo.HasNextPage || len(second.Edges) == 0 || first.TotalCount != second.TotalCount {
		t.Fatalf("got pages %+v and %+v, want two of the same list", first, second)
	}
	seen := map[string]bool{}
	for _, edge := range slices.Concat(first.Edges, second.Edges) {
		node := edge.Node
		var on []string
		for _, entity := range node.BestPath.Entities {
			on = append(on, entity.ID)
		}
		if seen[node.Entity.ID] || node.Share <= 0 || node.Share > 1 || !slices.Contains(on, node.Entity.ID) {
			t.Errorf("got %+v, want a new intermediary that stands on its best path", node)
		}
		seen[node.Entity.ID] = true
	}
}

func TestAPathWithoutHopsHasAStepInPlaceAsItsWeakest(t *testing.T) {
	c, _ := builtIn(t)
	got := c.ask(t, `{paths(from: "iso:IR", to: "iso:IR") {paths {entities {id} hops {forward} strength weakest {from {id} to {id} relationships {id} strength}}}}`, nil)
	want := `{"paths":{"paths":[{"entities":[{"id":"iso:IR"}],"hops":[],"strength":1,"weakest":{"from":{"id":"iso:IR"},"to":{"id":"iso:IR"},"relationships":[],"strength":1}}]}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestImportsAreNoneInTheBuiltInFacts(t *testing.T) {
	c, _ := builtIn(t)
	const query = `{imports {totalCount imports {source {title licence} format author started finished revision summary}}}`
	if diff := cmp.Diff(`{"imports":{"totalCount":0,"imports":[]}}`, c.ask(t, query, nil)); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestStatusSaysWhatTheServerHolds(t *testing.T) {
	c, _ := builtIn(t)
	status := into[struct {
		Status struct {
			Store, Version, IndexBuilt string
			Revision, Sources          int
			Entities                   []struct {
				Kind  string
				Count int
			}
		}
	}](t, c, `{status {store version indexBuilt revision sources entities {kind count} relationships {kind count}}}`, nil).Status
	if status.Store != "sqlite" || status.Version != "1.2.3" || status.Revision < 1 || status.Sources != 384 || status.IndexBuilt != "2026-11-24T12:00:00Z" {
		t.Errorf("got %+v, want the store, version 1.2.3, 384 sources", status)
	}
	if len(status.Entities) != 12 {
		t.Errorf("got counts of %d kinds, want 12", len(status.Entities))
	}
}

func TestStandingAndCommunitiesArePolledUntilReady(t *testing.T) {
	// The default filter is left to the tests that compare whole answers, which tell of it once it is measured.
	c, store := builtIn(t)
	type measured struct {
		State    string
		Progress *struct{ Stage string }
		Measure  *struct {
			Exact                 bool
			Entities, Communities int
			Modularity            float64
		}
		TotalCount int
		Edges      []struct {
			Node struct {
				Entity            struct{ ID string }
				Rank              int
				Betweenness       float64
				Number, Size      int
				Members           []struct{ Community int }
				Countries         []struct{ Country struct{ ID string } }
				Contacts, Samples int
			}
		}
	}
	const fields = `state progress {stage done total} totalCount measure {revision day entities ties exact samples error probability communities modularity}`
	question := `{standing(where: {statuses: [ACTIVE, SIGNED, DONE, CONTESTED, UNKNOWN]}, first: 3) {` + fields + ` edges {cursor node {entity {id name} rank betweenness error contacts community communitySize restricted}}}}`
	first := into[struct{ Standing measured }](t, c, question, nil).Standing
	if running := first.State == "RUNNING"; running != (first.Progress != nil) || running != (first.Measure == nil) || running != (len(first.Edges) == 0) {
		t.Errorf("got %+v, want progress as long as it is running and figures afterwards", first)
	}
	for first.State != "READY" {
		first = into[struct{ Standing measured }](t, c, question, nil).Standing
	}
	if len(first.Edges) != 3 || first.Edges[0].Node.Rank != 1 || first.Edges[0].Node.Betweenness == 0 || !first.Measure.Exact || first.TotalCount != first.Measure.Entities {
		t.Errorf("got %+v, want the three most central", first)
	}
	store.reset()
	groups := into[struct{ Communities measured }](t, c, `{communities(where: {statuses: [ACTIVE, SIGNED, DONE, CONTESTED, UNKNOWN]}, first: 50) {`+fields+` edges {cursor node {number size members {entity {id name} community} countries {country {id name} count} kinds {kind count}}}}}`, nil).Communities
	if groups.State != "READY" || groups.TotalCount != groups.Measure.Communities || groups.Measure.Modularity < 0.5 {
		t.Errorf("got %+v, want the communities", groups)
	}
	for i, edge := range groups.Edges {
		if edge.Node.Number != i+1 || len(edge.Node.Members) == 0 || edge.Node.Members[0].Community != i+1 {
			t.Errorf("got %+v, want community %d", edge.Node, i+1)
		}
	}
	if diff := cmp.Diff(map[string]int{"entities": 1}, store.calls); diff != "" {
		t.Errorf("round trips (-want +got):\n%s", diff)
	}
}
