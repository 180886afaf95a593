// Package sentence owns how a path reads in English and in Persian, and the
// short labels of the vocabulary in both.
//
// A path is read two hops at a time, because that is how people tell it: who
// is tied to whom through what. The subject of a clause is always the entity
// that the relationship runs from, so a clause says what the record says
// whichever way the path walks it.
//
// A sentence never says more than the record: what is ended stands in the
// past, what is planned, proposed or drafted is told as such, a contested tie
// is told as contested, a signature without a recorded entry into force says
// so, a claim of confidence C is "reportedly", and a tie whose source does not
// say how it stands carries the date of the source. What a question assumes, and
// what is only suggested, stands in the conditional.
//
// # Names
//
// A name is Entity.Name of the language, with its fallbacks. A name that holds
// letters of the other writing direction stands between U+2068 and U+2069, so
// that it cannot pull the words around it into its own order; direction
// controls inside names are dropped. In English a name gets an article only
// where its form asks for one (the University of …); in doubt it gets none.
//
// # Dates
//
// English dates are Gregorian. Persian text gives a day in the Jalali
// calendar; a bare year or month has no exact Jalali counterpart and stays
// Gregorian, marked میلادی.
package sentence
