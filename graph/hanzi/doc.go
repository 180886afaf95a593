// Package hanzi owns Han characters: which of them are one character in the simplified, the
// traditional and the Japanese form, how each is read in Mandarin, and what somebody
// means who spells Mandarin in Latin letters.
//
// # The data
//
// variants.txt has a line for each character that has other forms: first the simplified one,
// then the others. It follows the tables of Open Chinese Convert 1.1 (TSCharacters, TWVariants,
// HKVariants, JPVariants; Apache-2.0), turned around and cut to one form a character of the basic block. A form that is a character of
// its own in simplified text (乾, 著; 芸 in Japanese) is left alone.
//
// readings.txt has a line for each syllable: the characters that are mostly read so,
// then those that may be, without tones. It follows pinyin-data as kept in go-pinyin
// 0.21 (MIT), which is made of Unicode's Unihan database, for the characters of the
// national standards of China, Taiwan and Japan; at most three readings each.
//
// Their licences are in LICENCES.txt. Both take a third of a megabyte of memory from their first use on.
//
// # The spellings
//
// Spellings reads Hanyu Pinyin, written together or apart, with ü as u, v or yu; Wade-Giles
// without its apostrophes, as it stands in the names of Taiwan (Cheng Kung, Chiao Tung); and
// the ts of older names (Tsinghua).
package hanzi
