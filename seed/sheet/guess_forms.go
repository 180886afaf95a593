package sheet

import (
	"cmp"
	"strings"
)

// writeAgreements guesses an agreement register: each row an agreement with its parties.
func (g *guess) writeAgreements(register string) {
	title := cmp.Or(g.found[aTitle], g.found[aName], g.columns[0])
	g.line("entities:")
	g.line("  - as: agreement")
	g.line("    kind: Agreement")
	g.line("    id: {column: %q, prefix: %q}", cmp.Or(g.found[anID], title), register+":")
	g.writeNames(title)
	g.line("    properties:")
	if g.found[aKind] == "" {
		g.line("      type: MOU # or TREATY, AGREEMENT, DECLARATION, PROTOCOL, LICENCE, PROGRAMME, OTHER")
	}
	g.column("      ", "type", aKind, ", words: {\"MoU\": MOU, \"Agreement\": AGREEMENT, \"Treaty\": TREATY, \"تفاهم\u200cنامه\": MOU, \"موافقت\u200cنامه\": AGREEMENT}")
	g.column("      ", "signed", aSignature, "")
	g.column("      ", "inForce", aForce, "")
	g.column("      ", "ends", anEnd, "")
	g.line("relationships:")
	for _, party := range []role{aParty, aSecond} {
		column := g.found[party]
		if column == "" {
			continue
		}
		g.line("  - kind: PARTY_TO")
		g.line("    from: {column: %q%s} # by id, or by exact name", column, g.split(column))
		g.line("    to: {entity: agreement}")
		g.line("    role: party")
		g.column("    ", "status", aStatus, g.statusWords())
		g.column("    ", "start", cmpRole(g.found, aForce, aSignature, aStart), "")
		g.column("    ", "end", anEnd, "")
	}
	if g.found[aParty] == "" && g.found[aSecond] == "" {
		g.line("  - kind: PARTY_TO")
		g.line("    from: {value: \"iso:IR\"} # which column names the parties?")
		g.line("    to: {entity: agreement}")
	}
}

func (g *guess) writeNames(first string) {
	g.line("    names:")
	for _, column := range append([]string{first}, g.names...) {
		g.line("      - {column: %q, language: %s}", column, g.languageOf(column))
	}
}

// cmpRole gives the first of the roles that has a column.
func cmpRole(found map[role]string, roles ...role) role {
	for _, role := range roles {
		if found[role] != "" {
			return role
		}
	}
	return roles[0]
}

// split guesses what parts the cells of a column that names several.
func (g *guess) split(column string) string {
	for _, separator := range []string{";", "\u061b", " / ", "\n", "|"} {
		for _, cell := range g.values[column] {
			if strings.Contains(cell.Text, separator) {
				return ", split: " + quote(separator)
			}
		}
	}
	return ""
}

func quote(text string) string {
	return `"` + strings.ReplaceAll(text, "\n", `\n`) + `"`
}

// writeMembers guesses a membership list: each row a member, and what it is a member of.
func (g *guess) writeMembers(register string) {
	name := cmp.Or(g.found[aName], g.columns[0])
	g.line("entities:")
	g.line("  - as: member")
	g.line("    kind: Organization # or Academy, Firm, Person")
	g.line("    id: {column: %q, prefix: %q}", cmp.Or(g.found[anID], name), register+":")
	g.writeNames(name)
	if g.found[aROR] != "" {
		g.line("    ids:")
		g.line("      - {scheme: ror, column: %q}", g.found[aROR])
	}
	if g.found[aCity]+g.found[aWebsite] != "" {
		g.line("    properties:")
		g.column("      ", "city", aCity, "")
		g.column("      ", "website", aWebsite, "")
	}
	g.line("relationships:")
	g.line("  - kind: MEMBER_OF")
	g.line("    from: {entity: member}")
	if g.found[aBody] != "" {
		g.line("    to: {column: %q%s} # by id, or by exact name", g.found[aBody], g.split(g.found[aBody]))
	} else {
		g.line("    to: {value: \"academy:anso\"} # of which body is this the list?")
	}
	g.column("    ", "role", aRole, g.roleWords())
	g.column("    ", "status", aStatus, g.statusWords())
	g.column("    ", "start", cmpRole(g.found, aStart, aSignature), "")
	g.column("    ", "end", anEnd, "")
}
