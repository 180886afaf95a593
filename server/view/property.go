package view

import "entente/graph"

// body is what has a seat: academies, organizations and firms.
type body struct{ entity }

// Country is the ISO 3166-1 alpha-2 code of the country of its seat.
func (b *body) Country() *string { return b.text("country") }

// City is the city of its seat.
func (b *body) City() *string { return b.text("city") }

// Region is the province, state or region of its seat.
func (b *body) Region() *string { return b.text("region") }

// Latitude is the latitude of its seat in degrees, north positive.
func (b *body) Latitude() *float64 { return b.number("latitude") }

// Longitude is the longitude of its seat in degrees, east positive.
func (b *body) Longitude() *float64 { return b.number("longitude") }

// Founded says when it was founded.
func (b *body) Founded() graph.Date { return b.date("founded") }

// Website is the address of its own website.
func (b *body) Website() *string { return b.text("website") }

// State says whether it still works.
func (b *body) State() *string { return b.text("state") }

// Historical says whether the country no longer exists.
func (c *Country) Historical() *bool { return c.truth("historical") }

// Ended says when a country of the past ended.
func (c *Country) Ended() graph.Date { return c.date("ended") }

// IsoStatus is the standing of its code in ISO 3166-1, when it is not an official one, such as user-assigned.
func (c *Country) IsoStatus() *string { return c.text("isoStatus") }

// Type says what sort of academy it is.
func (a *Academy) Type() *string { return a.text("type") }

// Type says what sort of body it is.
func (o *Organization) Type() *string { return o.text("type") }

// Type says what sort of agreement it is.
func (a *Agreement) Type() *string { return a.text("type") }

// Subject says what it is about, in the words of its register.
func (a *Agreement) Subject() *string { return a.text("subject") }

// Form is the form in which it was made, such as an exchange of notes.
func (a *Agreement) Form() *string { return a.text("form") }

// Signed says when it was signed.
func (a *Agreement) Signed() graph.Date { return a.date("signed") }

// InForce says when it entered into force.
func (a *Agreement) InForce() graph.Date { return a.date("inForce") }

// Extended says when it was last extended.
func (a *Agreement) Extended() graph.Date { return a.date("extended") }

// Ends says when it ends or ended.
func (a *Agreement) Ends() graph.Date { return a.date("ends") }

// Renewal says what happens at the end of a term.
func (a *Agreement) Renewal() *string { return a.text("renewal") }

// Term is how long the first term lasts, in ISO 8601.
func (a *Agreement) Term() *string { return a.text("term") }

// RenewalTerm is how long each term after the first lasts, in ISO 8601.
func (a *Agreement) RenewalTerm() *string { return a.text("renewalTerm") }

// Notice is how long before the end of a term notice must be given, in ISO 8601.
func (a *Agreement) Notice() *string { return a.text("notice") }

// Territories is the territories to which it applies besides those of the parties.
func (a *Agreement) Territories() []string { return a.list("territories") }

// Code is the code of the field in its classification.
func (t *TechnologyField) Code() *string { return t.text("code") }

// Title is the title or office by which the person is known.
func (p *Person) Title() *string { return p.text("title") }

// Type says what sort of project it is.
func (p *Project) Type() *string { return p.text("type") }

// Country is the ISO 3166-1 alpha-2 code of the country where it is done.
func (p *Project) Country() *string { return p.text("country") }

// City is the city where it is done.
func (p *Project) City() *string { return p.text("city") }

// Start says when it began.
func (p *Project) Start() graph.Date { return p.date("start") }

// End says when it ended or is to end.
func (p *Project) End() graph.Date { return p.date("end") }

// Markets is the markets that it is meant for.
func (p *Project) Markets() []string { return p.list("markets") }

// Type says what sort of event it is.
func (e *Event) Type() *string { return e.text("type") }

// Place says where it took place, in words.
func (e *Event) Place() *string { return e.text("place") }

// Country is the ISO 3166-1 alpha-2 code of the country where it took place.
func (e *Event) Country() *string { return e.text("country") }

// Start is the first day.
func (e *Event) Start() graph.Date { return e.date("start") }

// End is the last day.
func (e *Event) End() graph.Date { return e.date("end") }

// Type says what sort of restriction it is.
func (r *Restriction) Type() *string { return r.text("type") }

// Regime is the regime that it belongs to.
func (r *Restriction) Regime() *string { return r.text("regime") }

// Status says how it stands, in the words of the source.
func (r *Restriction) Status() *string { return r.text("status") }

// Validity says what is disputed about its validity, in words.
func (r *Restriction) Validity() *string { return r.text("validity") }

// Start says when it began.
func (r *Restriction) Start() graph.Date { return r.date("start") }

// Reinstated says when it was put in force again.
func (r *Restriction) Reinstated() graph.Date { return r.date("reinstated") }

// LegalBasis is the acts and resolutions that it rests on.
func (r *Restriction) LegalBasis() []string { return r.list("legalBasis") }

// Measures says what it orders, such as an asset freeze.
func (r *Restriction) Measures() []string { return r.list("measures") }

// Prohibits says what it forbids.
func (r *Restriction) Prohibits() []string { return r.list("prohibits") }

// Exceptions says what it lets pass.
func (r *Restriction) Exceptions() []string { return r.list("exceptions") }

// Statement is the need in a sentence.
func (n *Need) Statement() *string { return n.text("statement") }

// Type says what sort of product it is.
func (p *Product) Type() *string { return p.text("type") }
