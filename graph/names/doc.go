// Package names owns the index of names: which entities a text may mean, the
// best first. It is built from the records of any store, so that each store gives the
// same hits, and answers from memory.
//
// # What matches
//
// An entity is found when one of its names matches every token of the query
// (token.Query). A token of the query matches a name that has
//
//   - the same token: worth 1;
//   - a token that begins with it, if it is the last of the query and
//     token.Prefixes allows it: worth token.Begun;
//   - a token in another script that is the same word, or, for the last, begins
//     like it (package sound): worth half of the square of their agreement, so that the true script goes first;
//   - Han characters that it spells in pinyin or an older system (package hanzi): worth the same, a
//     tenth less in agreement for a rare reading and for an older spelling. A single syllable counts
//     only beside other words;
//   - these initials, if the entity has no recorded acronym in their script and they are
//     three or more: worth 0.48, so that recorded acronyms go first;
//   - a token within token.Distance of token.Tolerance, if no name in the whole index
//     matches in the first two ways, by initials, or by a sure agreement across scripts: worth token.Slipped.
//
// A token may also stand in another language (package gloss): worth 0.45, and the name half of its score, so that
// those with the words themselves go first. That is asked when nobody answers, or fewer than three a text
// of two words and more, and before slips are.
//
// When no entity answers, the query is loosened: each word may be a beginning or
// have a slip though it is held elsewhere, and small words (of, the, de, va …) are left out.
//
// The score of a name is that of package token, made of these; 1 is the same
// words in the same order. An entity has the score of its best name, of equals
// the first in its record.
//
// # The order
//
// By score in steps of a twentieth, then by standing, then by score, then by id:
// small differences in the length of names weigh less than whether anybody
// is tied to the entity. The total is exact.
//
// # How it is kept
//
// Tokens are numbered in their order, so a beginning is a range; beside them stand
// their skeletons and Mandarin readings in order, and their letters as a set, by which all but few
// are ruled out before a distance is computed. Each token has the names that hold it, as
// differences, with the place in the name. Every match is scored, from numbers
// alone, at about 30 ns each: a word in every second name takes a millisecond or two, and
// no list must be cut. What changed since the index was built lies in a
// second, small part beside it.
package names
