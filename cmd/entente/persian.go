package main

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message/catalog"
)

// persian is the catalog of the phrases of answers. A phrase without a row is
// written in English; a test tells of each.
func persian() catalog.Catalog {
	built := catalog.NewBuilder()
	for english, told := range persianPhrases {
		built.SetString(language.Persian, english, told)
	}
	return built
}

// persianPhrases are the phrases of answers by their English ones, without the
// breaks and spaces before them. What stands for an argument may be reordered: %[2]s.
var persianPhrases = map[string]string{
	// what many answers say
	", ":                      "، ",
	"; ":                      "؛ ",
	"from %s":                 "از %s",
	"to %s":                   "تا %s",
	"%s as %s":                "%s با نقش «%s»",
	"and %d more":             "و %d تای دیگر",
	"%d more":                 "%d تای دیگر",
	"And %d more.":            "و %d تای دیگر.",
	", under restrictions":    "، مشمول محدودیت",
	"More behind: --after %s": "ادامه: --after %s",
	"The search ended at its bound; there may be more.": "جست\u200cوجو به سقف خود رسید؛ شاید بیش از این باشد.",

	// what is assumed, and what the filter left out
	"Assumed, and not recorded so:":                          "فرض\u200cشده، و چنین ثبت نشده است:",
	"assumed, and not recorded so":                           "فرض\u200cشده، و چنین ثبت نشده است",
	"Left out by the filter:":                                "کنارگذاشته به سبب شرط\u200cهای پرسش:",
	"Left out by the filter: %d of the %d paths without it.": "کنارگذاشته به سبب شرط\u200cهای پرسش: %d مسیر از %d مسیری که بی این شرط\u200cها هست.",
	"to be avoided: %s":                                      "باید کنار گذاشته شود: %s",
	"under restrictions: %s":                                 "مشمول محدودیت: %s",
	"and there may be more":                                  "و شاید بیش از این باشد",

	// ties, claims and restrictions
	"Strength %.2f, weakest at hop %d; %s.":                "قوت %.2f، سست\u200cترین گام: گام %d؛ %s.",
	"all hops are valid at once%s":                         "همهٔ گام\u200cها%s با هم برقرارند",
	"there is no time at which all hops are valid at once": "زمانی نیست که همهٔ گام\u200cها با هم برقرار باشند",
	"nothing bounds the time at which all hops are valid":  "هیچ تاریخی زمان برقراری گام\u200cها را محدود نمی\u200cکند",
	"%s, from %s: %s, strength %.2f":                       "%s، از سوی %s: %s، قوت %.2f",
	"%s is no longer recorded":                             "%s دیگر ثبت نیست",
	"Under restrictions":                                   "مشمول محدودیت",
	"Not under restrictions today, but named by them":      "امروز مشمول محدودیت نیست، اما در آن نام برده شده است",
	"legal basis: %s":                                      "مبنای حقوقی: %s",
	"its validity is contested by: %s":                     "معترض به اعتبار آن: %s",
	"the sources":                                          "بنا بر منابع",

	// path and breaking
	"It breaks on %s, %s%s, with the end of:": "در %s، %s%s، با پایان این پیوندها گسسته می\u200cشود:",
	"in 1 day":                               "یک روز دیگر",
	"in %d days":                             "%d روز دیگر",
	"%d days before the day asked about":     "%d روز پیش از روز پرسش",
	"(perhaps from %s, for no day is known)": "(شاید از %s، زیرا روز آن معلوم نیست)",
	"It goes on by:":                         "ادامه می\u200cیابد با:",
	"Of what ends, only a part goes on by:":  "از آنچه پایان می\u200cیابد، تنها بخشی ادامه می\u200cیابد با:",
	"Nearest miss: %s":                       "نزدیک\u200cترین مسیر بیرون از پرسش: %s",
	"Strength %.2f, %d hops.":                "قوت %.2f، %d گام.",
	"Not within the question:":               "بیرون از محدودهٔ پرسش:",
	"Kept out by the question: %s":           "کنارگذاشته به خواست پرسش: %s",
	"The search for nearest misses ended at its bound; there may be more.": "جست\u200cوجوی نزدیک\u200cترین مسیرها به سقف خود رسید؛ شاید بیش از این باشد.",
	"Of the best paths, %d may break within %d days:":                      "از بهترین مسیرها، %d مسیر ممکن است تا %d روز دیگر گسسته شود:",
	"These hold on, as far as is known: %d.":                               "این\u200cها تا جایی که معلوم است برقرار می\u200cمانند: %d.",

	// gatekeepers and connect
	"Routes that share nobody: %d of %d.": "مسیرهایی که هیچ نهادی در میان آن\u200cها مشترک نیست: %d از %d.",
	"Without these no path is left:":      "بی این\u200cها هیچ مسیری نمی\u200cماند:",
	", and nobody could take its place":   "، و هیچ نهادی جای آن را نمی\u200cگیرد",
	"A circle of:":                        "حلقه\u200cای از:",
	"With:":                               "همراه با:",
	"Joined by:":                          "پیوندیافته به دست:",
	"Who could convene it:":               "چه کسی می\u200cتواند آن را گرد هم آورد:",
	"%s, %d hops from all members together, %d of them known directly":      "%s، روی هم %d گام تا همهٔ اعضا، با %d عضو آشنایی مستقیم دارد",
	"These cannot be joined. %s":                                            "این\u200cها را نمی\u200cتوان به هم پیوست. %s",
	"The search ended at its bound; the circle may be larger than need be.": "جست\u200cوجو به سقف خود رسید؛ شاید حلقهٔ کوچک\u200cتری باشد.",

	// intermediaries
	"Paths between the sides: %s. On them %d of %d intermediaries:": "مسیرهای میان دو سو: %s. بر آن\u200cها %d واسطه از %d واسطه:",
	"%s with %d hops":        "%s مسیر با %d گام",
	"%d. %s, share %.3f%s":   "%d. %s، سهم %.3f%s",
	"%s of %s from %s to %s": "%s از %s مسیر از %s به %s",
	"and %d more pairs":      "و %d جفت دیگر",
	"The search ended at its bound; longer paths were not counted.": "جست\u200cوجو به سقف خود رسید؛ مسیرهای بلندتر شمرده نشدند.",

	// advise
	"%d of %d suggestions; each is a tie that nobody has recorded.": "%d پیشنهاد از %d؛ هر یک پیوندی است که در جایی ثبت نشده است.",
	"Gain %.2f × plausibility %.2f = %.2f.":                         "سود %.2f × پذیرفتنی بودن %.2f = %.2f.",
	"Precedent of the same two":                                     "سابقه، میان همین دو",
	"Precedent of one of the two":                                   "سابقه، از یکی از این دو",
	"Precedent of others":                                           "سابقه، از دیگران",
	"It led from %s to %s.":                                         "از %s به %s انجامید.",
	"Under restrictions on this path: %s.":                          "مشمول محدودیت در این مسیر: %s.",
	"It goes around %s, which is under restrictions and stands on the strongest path of now.": "%s را دور می\u200cزند، که مشمول محدودیت است و بر قوی\u200cترین مسیر کنونی جای دارد.",
	"The search ended at its bound; there may be better suggestions.":                         "جست\u200cوجو به سقف خود رسید؛ شاید پیشنهادهای بهتری باشد.",
	"No new tie that has a precedent would open or strengthen a route.":                       "هیچ پیوند تازه\u200cای که سابقه داشته باشد مسیری نمی\u200cگشاید و مسیری را قوی\u200cتر نمی\u200cکند.",

	// dependence
	"%s reaches %d %s; %s can cut off %d of them.": "%s به %d %s می\u200cرسد؛ راه %[5]d تای آن\u200cها را %[4]s به\u200cتنهایی نمی\u200cبندد.",
	"partners":                "شریک",
	"fields":                  "حوزهٔ فناوری",
	"no single entity":        "هیچ نهادی",
	"no single country":       "هیچ کشوری",
	"Routes by first partner": "مسیرها بر پایهٔ نخستین شریک",
	"Routes by its country":   "مسیرها بر پایهٔ کشور نخستین شریک",
	"%s, Herfindahl index %.3f (as if %.1f had equal shares):": "%s، شاخص هرفیندال %.3f (گویی %.1f سهم برابر بود):",
	"%5.1f %%  %s":             "%5.1f ٪ %s",
	"Only through (%d of %d):": "تنها از راه این\u200cها (%d از %d):",
	"The filter keeps %d entities to be avoided and %d under restrictions out of the routes.": "شرط\u200cهای پرسش %d نهاد کنارگذاشته و %d نهاد مشمول محدودیت را از مسیرها بیرون نگه می\u200cدارد.",
	"The search ended at its bound; what is said may be incomplete.":                          "جست\u200cوجو به سقف خود رسید؛ آنچه آمد شاید کامل نباشد.",

	// standing
	"Revision %#d: %d entities, %d tied pairs. %s": "نسخهٔ %#d: %d نهاد، %d جفت پیوندیافته. %s",
	"Betweenness is exact.":                        "بینابینی دقیق است.",
	"Betweenness is sampled (%d shortest paths): no value is off by more than %.4f, with probability %.2f.": "بینابینی از نمونه است (%d کوتاه\u200cترین مسیر): با احتمال %[3].2f هیچ مقداری بیش از %[2].4f خطا ندارد.",
	"%d communities, modularity %.3f.":                               "%d خوشه، پیمانگی %.3f.",
	"The most central, %d of %d:":                                    "مرکزی\u200cترین\u200cها، %d از %d:",
	"%4d. %s: betweenness %.4f%s, %d contacts, community %d of %d%s": "%4d. %s: بینابینی %.4f%s، %d تماس، خوشهٔ %d با %d عضو%s",
	"%d. %d entities":                                                "%d. %d نهاد",
	"most central: %s":                                               "مرکزی\u200cترین: %s",
	"countries: %s":                                                  "کشورها: %s",
	"kinds: %s":                                                      "نوع\u200cها: %s",

	// whatif
	"Of %d pairs looked at, the routes of %d change.": "از %d جفت بررسی\u200cشده، مسیرهای %d جفت تغییر می\u200cکند.",
	"today: %s":       "امروز: %s",
	"then:  %s":       "آنگاه: %s",
	"lost":            "ازدست\u200cرفته",
	"won":             "به\u200cدست\u200cآمده",
	"no route":        "بی مسیر",
	"tied directly":   "پیوند مستقیم",
	"none without %s": "هیچ\u200cیک بی %s نیست",
	"shortest route %d, strength %.2f, routes that share nobody %d (%s)": "کوتاه\u200cترین مسیر %d گام، قوت %.2f، مسیرهای بی نهاد مشترک %d (%s)",
	"There are more parties, contacts or routes than were looked at.":    "طرف\u200cها، تماس\u200cها یا مسیرها بیش از آن است که بررسی شد.",

	// searches
	"Found: %d of %d.": "یافته: %d از %d.",
	"The names are being read, %d of %d entities: other scripts and initials are not found yet; ask again.": "نام\u200cها در حال خوانده شدن\u200cاند، %d از %d موجودیت: خط\u200cهای دیگر و سرواژه\u200cها هنوز یافته نمی\u200cشوند؛ دوباره بپرسید.",
	"kind":         "نوع",
	"in":           "کشور",
	"id":           "شناسه",
	"match":        "تطابق",
	"name found":   "نام یافته",
	"name":         "نام",
	"exact":        "عین نام",
	"words":        "واژه\u200cها",
	"beginning":    "آغاز واژه",
	"other script": "خط دیگر",
	"translation":  "ترجمه",
	"initials":     "سرواژه",
	"spelling":     "املای نزدیک",

	// duplicates
	"Pairs that may be one: %d of %d, among %d bodies.": "جفت\u200cهایی که شاید یکی باشند: %d از %d، در میان %d نهاد.",
	"SURE":                                 "قطعی",
	"REVIEW":                               "نیازمند بررسی",
	"APART":                                "جدا",
	", one of them is on a sanctions list": "، یکی از آن\u200cها در فهرست تحریم است",
	"%s on %s by %s: %s":                   "%s، در %s، از سوی %s: %s",
	"SAME":                                 "یکی است",
	"DIFFERENT":                            "یکی نیست",
	"UNSURE":                               "نامعلوم",
	"nobody named":                         "کسی که نامش نیامده",
	"no reason given":                      "بی ذکر دلیل",

	"%s: “%s” and “%s” speak for %s (%+.1f bits)": "%s: «%s» و «%s» گواه %s است (%+.1f بیت)",
	"one body":    "یکی بودن",
	"two bodies":  "دوتا بودن",
	"external id": "شناسهٔ بیرونی",
	"former name": "نام پیشین",
	"acronym":     "سرنام",
	"country":     "کشور",
	"city":        "شهر",
	"founded":     "سال بنیان\u200cگذاری",
	"website":     "وبگاه",

	// history
	"Versions of %s, the latest first: %d of %d.": "نسخه\u200cهای %s، تازه\u200cترین نخست: %d از %d.",
	"Revision %#d, %s%s":                          "نسخهٔ %#d، %s%s",
	", by %s":                                     "، به دست %s",
	"removed":                                     "برداشته شد",
	"created":                                     "ساخته شد",
	"only the order of what it says changed":      "تنها ترتیب آنچه می\u200cگوید تغییر کرد",

	// agreements
	"Agreements on %s: %d of %d.": "توافق\u200cها در %s: %d از %d.",
	"Signed: %s.":                 "امضا: %s.",
}
