package sentence

import "entente/graph"

// is, has and does make rows that say the same whatever the status.
func is(words string) wording[persianPhrase] {
	return wording[persianPhrase]{always: persianPhrase{words, "بودن"}}
}

func has(words string) wording[persianPhrase] {
	return wording[persianPhrase]{always: persianPhrase{words, "داشتن"}}
}

func does(words, verb string) wording[persianPhrase] {
	return wording[persianPhrase]{always: persianPhrase{words, verb}}
}

// when adds other words for a status.
func (w wording[P]) forStatus(status graph.Status, words P) wording[P] {
	others := map[graph.Status]P{status: words}
	for s, p := range w.when {
		others[s] = p
	}
	w.when = others
	return w
}

// forKind adds other words for a subject or an object of a kind.
func (w wording[P]) forKind(kind graph.EntityKind, words P) wording[P] {
	w.with = map[graph.EntityKind]P{kind: words}
	return w
}

// unsettled marks words that say themselves that nothing is settled yet.
func (w wording[P]) unsettled() wording[P] {
	w.open = true
	return w
}

var signedIt = persianPhrase{"{} را امضا", "کردن"}

func ofCountry(words string) persianPhrase { return persianPhrase{words, "بودن"} }

// persianLexicon holds the predicates; {} is the object.
var persianLexicon = lexicon[persianPhrase]{
	0: {"": has("با {} پیوند")},
	graph.PartyTo: {
		"":                    is("طرف {}").forStatus(graph.Signed, signedIt),
		"party":               is("طرف {}").forStatus(graph.Signed, signedIt),
		"signatory":           is("امضاکنندهٔ {}").forStatus(graph.Signed, signedIt),
		"broker":              is("میانجی {}").forStatus(graph.Draft, persianPhrase{"میانجی {}", "بودن"}),
		"implementer":         is("مجری {}"),
		"signed-not-ratified": is("{} را امضا کرده اما تصویب نکرده").unsettled(),
		"draft-party":         is("طرف پیش‌بینی‌شدهٔ {}").unsettled(),
	},
	graph.MemberOf: {
		"":                   is("عضو {}"),
		"member":             is("عضو {}"),
		"founder":            is("عضو مؤسس {}").forStatus(graph.Done, persianPhrase{"در بنیان‌گذاری {} مشارکت", "کردن"}),
		"board":              is("عضو هیئت‌مدیرهٔ {}"),
		"associate":          is("عضو وابستهٔ {}"),
		"observer":           is("ناظر {}"),
		"dialogue-partner":   is("شریک گفت‌وگوی {}"),
		"consortium-partner": is("شریک کنسرسیوم {}"),
		"applicant": is("متقاضی عضویت در {}").unsettled().
			forStatus(graph.Planned, persianPhrase{"در پی پیوستن به {}", "بودن"}).
			forStatus(graph.Proposed, persianPhrase{"نامزد پیشنهادی عضویت در {}", "بودن"}).
			forStatus(graph.Draft, persianPhrase{"نامزد پیشنهادی عضویت در {}", "بودن"}),
		"centre-of-excellence":       is("مرکز ممتاز {}"),
		"national-focal-point":       is("نقطهٔ تماس ملی {}"),
		"national-designated-entity": is("نهاد ملی تعیین‌شده برای {}"),
		"national-liaison":           is("رابط ملی {}"),
	},
	graph.PartOf: {
		"":            is("بخشی از {}"),
		"unit":        is("واحدی از {}"),
		"chapter":     is("شاخه‌ای از {}"),
		"subsidiary":  is("زیرمجموعهٔ {}"),
		"affiliate":   is("وابسته به {}"),
		"operated-by": is("تحت ادارهٔ {}"),
		"represents":  is("نمایندهٔ {}"),
		"state-body":  is("از نهادهای دولتی {}"),
	},
	graph.PartnerOf: {
		"":             is("شریک {}"),
		"cooperation":  has("با {} همکاری"),
		"joint-centre": has("با {} مرکز مشترک"),
		"negotiation":  is("با {} در حال مذاکره").unsettled(),
		"support":      does("از {} پشتیبانی", "کردن"),
		"auspices":     is("حامی رسمی {}"),
		"broker":       is("میانجی {}"),
	},
	graph.Hosts: {
		"":            is("میزبان {}"),
		"secretariat": is("میزبان دبیرخانهٔ {}"),
		"seat":        is("مقر {}"),
		"centre":      is("میزبان {}"),
	},
	graph.OfficerOf: {
		"":                             is("از مسئولان {}"),
		"president":                    is("رئیس {}").forKind(graph.Country, ofCountry("رئیس‌جمهور {}")),
		"vice-president":               is("نایب‌رئیس {}").forKind(graph.Country, ofCountry("معاون رئیس‌جمهور {}")),
		"first-vice-president":         is("نایب‌رئیس اول {}").forKind(graph.Country, ofCountry("معاون اول رئیس‌جمهور {}")),
		"head":                         is("رئیس {}"),
		"head-of-unit":                 is("رئیس واحدی از {}"),
		"chair":                        is("رئیس {}"),
		"co-chair":                     is("رئیس مشترک {}"),
		"vice-chair":                   is("نایب‌رئیس {}"),
		"minister":                     is("وزیر مسئول {}").forKind(graph.Country, ofCountry("وزیر دولت {}")),
		"deputy-minister":              is("معاون وزیر در {}"),
		"director-general":             is("مدیرکل {}"),
		"executive-director":           is("مدیر اجرایی {}"),
		"assistant-executive-director": is("دستیار مدیر اجرایی {}"),
		"director":                     is("مدیر {}"),
		"secretary-general":            is("دبیرکل {}"),
		"secretary":                    is("دبیر {}"),
		"coordinator":                  is("هماهنگ‌کنندهٔ {}"),
		"representative":               is("نمایندهٔ {}"),
	},
	graph.TookPartIn: {
		"":            does("در {} شرکت", "کردن"),
		"organizer":   is("برگزارکنندهٔ {}"),
		"host":        is("میزبان {}"),
		"participant": does("در {} شرکت", "کردن"),
	},
	graph.ParticipatesIn: {
		"":        has("در {} مشارکت"),
		"lead":    has("هدایت {} را بر عهده"),
		"partner": is("از شرکای {}"),
		"host":    is("میزبان {}"),
		"funder":  is("تأمین‌کنندهٔ مالی {}"),
		"target":  is("از مخاطبان {}"),
	},
	graph.Funds: {"": is("تأمین‌کنندهٔ مالی {}")},
	graph.SucceededBy: {
		"":       does("جای خود را به {}", "دادن"),
		"led-to": does("به {}", "انجامیدن"),
	},
	graph.ExportsTo: {"": has("به {} صادرات")},
	graph.LocatedIn: {
		"":                     is("در {} واقع").forKind(graph.Event, persianPhrase{"در {} برگزار", "شدن"}),
		"office":               has("در {} دفتر"),
		"branch":               has("در {} شعبه"),
		"plant":                has("در {} کارخانه"),
		"component":            has("یکی از مراکز خود را در {}"),
		"founding-place":       has("خاستگاه خود را در {}").forStatus(graph.Done, persianPhrase{"در {} بنیان گذاشته", "شدن"}),
		"clinical-development": has("در {} برنامهٔ توسعهٔ بالینی"),
	},
	graph.WorksIn: {
		"":             is("در زمینهٔ {} فعال"),
		"capability":   is("در زمینهٔ {} توانمند"),
		"priority":     does("به {} اولویت", "دادن"),
		"monitors":     does("{} را رصد", "کردن"),
		"advises":      does("در زمینهٔ {} مشاوره", "دادن"),
		"jurisdiction": has("در زمینهٔ {} صلاحیت"),
	},
	graph.Covers:     {"": does("{} را در بر", "گرفتن")},
	graph.Broader:    {"": is("زیرشاخهٔ {}")},
	graph.Implements: {"": is("در اجرا یا ادامهٔ {}")},
	graph.Makes: {
		"":                 is("تولیدکنندهٔ {}"),
		"licensor":         is("اعطاکنندهٔ پروانهٔ {}"),
		"licensee":         is("دارندهٔ پروانهٔ {}"),
		"exporter":         is("صادرکنندهٔ {}"),
		"export-potential": is("صادرکنندهٔ بالقوهٔ {}"),
	},
	graph.Seeks:       {"": is("در پی {}")},
	graph.Concerns:    {"": is("مربوط به {}")},
	graph.CertifiedBy: {"": is("دارای گواهی از {}")},
	graph.ListedUnder: {"": is("مشمول {}")},
	graph.Targets:     {"": is("متوجه {}")},
	graph.IssuedBy:    {"": is("صادرشده از سوی {}")},
	graph.Contests: {
		"":                 is("معترض به {}"),
		"rejects-validity": is("منکر اعتبار {}"),
		"voted-to-block":   does("به توقف {} رأی", "دادن"),
	},
}
