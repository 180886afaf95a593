package sheet

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/seed/rows"
)

// Guess writes the first guess of a mapping: an agreement register where a column
// looks like parties or a title, else a membership list. It is made to be read and
// put right: what it does not understand is listed in a comment. It reads the
// columns' names and the first rows. Codes: as Read.
func Guess(ctx context.Context, name string, content []byte) (string, error) {
	g := &guess{values: map[string][]Cell{}, found: map[role]string{}}
	if !IsWorkbook(content) {
		g.encoding = EncodingOf(content)
		g.layout.Encoding = g.encoding
	}
	if err := g.look(ctx, content); err != nil {
		return "", err
	}
	g.recognise()
	g.write(name, content)
	return g.out.String(), nil
}

// role is what a column is.
type role string

// The roles of columns.
const (
	anID       role = "id"
	aTitle     role = "title"
	aName      role = "name"
	aKind      role = "type"
	aParty     role = "party"
	aSecond    role = "second party"
	aBody      role = "body"
	aStart     role = "start"
	anEnd      role = "end"
	aSignature role = "signed"
	aForce     role = "inForce"
	aStatus    role = "status"
	aRole      role = "role"
	aCity      role = "city"
	aWebsite   role = "website"
	aROR       role = "ror"
)

// spoken are the words in the names of columns, in the order in which they are tried.
var spoken = []struct {
	role  role
	words []string
}{
	{aROR, []string{"ror"}},
	{anID, []string{"id", "code", "number", "no", "شناسه", "کد", "شماره"}},
	{aSecond, []string{"second party", "party 2", "party b", "counterpart", "partner", "طرف دوم", "طرف خارجی", "طرف مقابل"}},
	{aParty, []string{"parties", "first party", "party 1", "party a", "party", "signatories", "طرفین", "طرف ها", "طرف اول", "طرف ایرانی", "طرف"}},
	{aSignature, []string{"signed", "signature", "date of signature", "date signed", "امضا", "تاریخ امضا"}},
	{aForce, []string{"in force", "entry into force", "force", "لازم الاجرا", "تاریخ اجرا", "اجرا"}},
	{anEnd, []string{"end", "ends", "until", "expiry", "expires", "valid until", "پایان", "تاریخ پایان", "انقضا", "تاریخ انقضا", "اعتبار تا"}},
	{aStart, []string{"since", "start", "joined", "member since", "from", "تاریخ عضویت", "عضویت از", "شروع", "تاریخ شروع", "از تاریخ"}},
	{aStatus, []string{"status", "state", "وضعیت"}},
	{aRole, []string{"role", "membership", "نقش", "سمت", "نوع عضویت"}},
	{aTitle, []string{"title", "agreement", "title of the agreement", "mou", "عنوان", "عنوان تفاهم نامه", "موضوع", "تفاهم نامه", "موافقت نامه"}},
	{aBody, []string{"body", "network", "academy", "member of", "alliance", "نهاد", "شبکه", "آکادمی", "عضو در", "اتحادیه"}},
	{aName, []string{"name", "member", "institution", "organization", "organisation", "member name", "نام", "عضو", "سازمان", "نام عضو", "مؤسسه", "دانشگاه"}},
	{aKind, []string{"type", "kind", "نوع"}},
	{aCity, []string{"city", "شهر"}},
	{aWebsite, []string{"website", "url", "وبگاه", "نشانی وب"}},
}

// guess is a mapping that is being guessed.
type guess struct {
	layout   Layout
	encoding string
	columns  []string
	values   map[string][]Cell
	found    map[role]string
	// names are further columns with names.
	names []string
	out   strings.Builder
}

// sampled is how many rows a guess looks at.
const sampled = 200

func (g *guess) look(ctx context.Context, content []byte) (err error) {
	if g.columns, err = Columns(ctx, content, g.layout); err != nil {
		return err
	}
	if len(g.columns) == 0 {
		return graph.Errorf(graph.Invalid, "the first row names no columns, or each of them twice").In(rows.Label(1))
	}
	g.layout.Columns = g.columns
	count := 0
	for row, err := range Read(ctx, content, g.layout) {
		if err != nil {
			return err
		}
		for i, cell := range row.Cells {
			g.values[g.columns[i]] = append(g.values[g.columns[i]], cell)
		}
		if count++; count == sampled {
			break
		}
	}
	return nil
}

// recognise gives each role the first column whose name is one of its words, else
// the first whose name holds one.
func (g *guess) recognise() {
	taken := map[string]bool{}
	for _, whole := range []bool{true, false} {
		for _, known := range spoken {
			if column := g.speaking(known.words, taken, whole); column != "" && g.found[known.role] == "" {
				g.found[known.role], taken[column] = column, true
			}
		}
	}
	for _, known := range spoken {
		if known.role != aName && known.role != aTitle {
			continue
		}
		for column := g.speaking(known.words, taken, false); column != ""; column = g.speaking(known.words, taken, false) {
			g.names, taken[column] = append(g.names, column), true
		}
	}
}

// speaking gives the first column that is called by one of the words.
func (g *guess) speaking(words []string, taken map[string]bool, whole bool) string {
	for _, word := range words {
		for _, column := range g.columns {
			if !taken[column] && named(column, word, whole) {
				return column
			}
		}
	}
	return ""
}

func named(column, word string, whole bool) bool {
	column, word = plainer.Replace(Fold(column)), Fold(word)
	if whole {
		return strings.TrimSpace(column) == word
	}
	return strings.Contains(" "+column+" ", " "+word+" ")
}

var plainer = strings.NewReplacer("_", " ", "-", " ", "(", " ", ")", " ")

func (g *guess) line(format string, args ...any) { fmt.Fprintf(&g.out, format+"\n", args...) }

func (g *guess) write(name string, content []byte) {
	register := strings.Trim(strings.Map(inName, strings.ToLower(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))), "-")
	g.line("# A first guess: read it, put it right, try it with --dry-run.")
	g.line("name: %s", cmp.Or(register, "register"))
	g.line("title: %q", strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	g.line("publisher: \"\" # who keeps the register")
	if g.encoding != "" && g.encoding != UTF8 {
		g.line("encoding: %s", g.encoding)
	}
	if !IsWorkbook(content) {
		separator := SeparatorOf(content, g.encoding)
		g.line("separator: %s", map[rune]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "bar", '\u061b': "persian semicolon"}[separator])
	}
	g.writeDates()
	g.line("confidence: B # A where the register is the official one of a party")
	if g.found[aTitle] != "" || g.found[aParty] != "" {
		g.writeAgreements(cmp.Or(register, "register"))
	} else {
		g.writeMembers(cmp.Or(register, "register"))
	}
	used := g.used()
	for _, column := range g.columns {
		if !slices.Contains(used, column) {
			g.line("# not understood: the column %q", column)
		}
	}
}

// used lists the columns that the guess names, by reading it.
func (g *guess) used() []string {
	if m, err := ParseMapping([]byte(g.out.String())); err == nil {
		return m.columns()
	}
	return nil
}

func inName(r rune) rune {
	if (r >= 'a' && r <= 'z') || (r >= '0' && r <= '9') {
		return r
	}
	return '-'
}

// writeDates guesses calendar and order from the columns of dates.
func (g *guess) writeDates() {
	jalali, order, dated := false, "", false
	for _, role := range []role{aSignature, aForce, aStart, anEnd} {
		for _, cell := range g.values[g.found[role]] {
			parts, ok := dateParts(Latin(cell.Text))
			if !ok || !cell.Date.IsZero() {
				continue
			}
			dated = true
			year := parts[0]
			if len(parts) == 3 && len(parts[2]) == 4 {
				year, order = parts[2], cmp.Or(order, DayFirst)
				if len(parts[1]) == 2 && parts[1] > "12" {
					order = MonthFirst
				}
			}
			jalali = jalali || len(year) == 4 && year >= "1200" && year < "1500"
		}
	}
	if dated {
		g.line("calendar: %s", map[bool]string{true: Jalali, false: Gregorian}[jalali])
	}
	if order != "" {
		g.line("order: %s # the day or the month first?", order)
	}
}

// column writes a field that is a column, where there is one.
func (g *guess) column(indent, field string, role role, more string) {
	if column := g.found[role]; column != "" {
		g.line("%s%s: {column: %q%s}", indent, field, column, more)
	}
}

// languageOf guesses the language of a column: Persian where most letters are Arabic ones.
func (g *guess) languageOf(column string) string {
	arabic, all := 0, 0
	for _, cell := range g.values[column] {
		for _, r := range cell.Text {
			if all++; r >= '\u0600' && r <= '\u06ff' {
				arabic++
			}
		}
	}
	if arabic*2 > all {
		return "fa"
	}
	return "en"
}

// statuses and roles are what registers say.
var (
	statuses = map[string]string{
		"فعال": "active", "جاری": "active", "معتبر": "active", "in force": "active", "valid": "active", "current": "active",
		"امضا شده": "signed", "منقضی": "ended", "خاتمه یافته": "ended", "پایان یافته": "ended", "expired": "ended", "terminated": "ended",
		"معلق": "suspended", "پیش نویس": "draft", "در دست مذاکره": "proposed", "انجام شده": "done",
	}
	roles = map[string]string{
		"عضو": "member", "عضو اصلی": "member", "full member": "member", "عضو مؤسس": "founder", "مؤسس": "founder", "founding member": "founder",
		"هیئت مدیره": "board", "عضو هیئت مدیره": "board", "board member": "board", "عضو وابسته": "associate", "associate member": "associate",
		"ناظر": "observer", "عضو ناظر": "observer",
	}
)

// words gives what the cells of a column say that the vocabulary does not know, and
// what that may mean, as YAML; what nobody knows is left for a person.
func (g *guess) words(role role, known map[string]string, has func(string) bool, otherwise string) string {
	var words []string
	for _, cell := range g.values[g.found[role]] {
		if cell.Text == "" || has(cell.Text) {
			continue
		}
		meaning := meant(Fold(cell.Text), known)
		if !has(meaning) {
			meaning = otherwise
		}
		word := fmt.Sprintf("%q: %q", cell.Text, meaning)
		if !slices.Contains(words, word) && len(words) < 30 {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return ", words: {" + strings.Join(words, ", ") + "}"
}

func (g *guess) statusWords() string {
	return g.words(aStatus, statuses, func(word string) bool { _, err := graph.ParseStatus(word); return err == nil }, "unknown")
}

func (g *guess) roleWords() string {
	return g.words(aRole, roles, func(word string) bool { return graph.MemberOf.HasRole(word) }, "")
}
