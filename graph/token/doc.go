// Package token owns how a name becomes search tokens: what is folded away,
// where a name is cut, which tokens are equal or near, how well a name answers
// a query, and in which order names are listed. Every store asks it, so every
// store gives the same hits in the same order.
//
// # Folding
//
// Compatibility decomposition; marks and format characters dropped; case
// folded; the variants of Arabic letters brought to their Persian form;
// letters such as ß, ø, ł, ё and ı to their plain one; katakana to hiragana;
// digits of every script to ASCII; traditional and Japanese forms of Han
// characters to simplified ones (package hanzi).
//
// # Cutting
//
// A name is cut at everything that is no letter and no digit, and where the
// script changes; digits are a script of their own. Words joined by a hyphen,
// an apostrophe, a full stop or a zero-width non-joiner are indexed both apart
// and together, neighbouring Arabic-script words too, because Persian writes
// the same word open, half open and closed. Han with kana, Hangul, Thai, Lao,
// Khmer and Burmese have no reliable spaces: their runs become overlapping
// pairs, and the last character of a run a token of its own. Where ü may be
// written ue, or ة as ت, both forms are indexed.
//
// # The match rule
//
// An entity answers a query when one of its names matches every token of
// Query. A query token matches a name when Of gives, for that name,
//
//   - the same token, or
//   - a token that begins with it, if it is the last of the query and
//     Prefixes allows it, or
//   - a token in its widening. A query token is widened only if no name in
//     the whole store matches it in the two ways above; its widening is every
//     token of the store's vocabulary within Distance Tolerance(token).
//
// A query without tokens matches nothing. A store scores every name of a
// matching entity with a Matcher and takes the best, of equals the first in
// the record; no matching entity scores 0.
package token
