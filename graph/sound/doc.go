// Package sound owns which words of different scripts are the same word: how a
// word in Arabic, Cyrillic or Greek letters is written in Latin ones, the
// skeleton by which candidates are found, and how well two words agree. Words
// are tokens of package token: folded, without marks, in lower case.
//
// # Why a skeleton and an agreement
//
// Persian and Arabic do not write short vowels, and each system of
// romanisation has its own letters, so that no rewriting of one word gives the
// other. Instead both are reduced to the consonants that survive every system
// (Skeletons), in eleven classes of letters that are mixed up, and those that share
// a skeleton are aligned letter by letter (Agreement): a letter stands for one
// of its readings, the usual ones free, the rare ones at a price, and between
// the letters of Arabic script a short vowel may stand.
//
// # The systems
//
// For Cyrillic the readings are those of ISO 9, of the BGN/PCGN and Library of
// Congress systems, of passports, and of older German, French and English usage; for
// Persian and Arabic those of the Library of Congress, of the UN and of everyday
// usage in both languages; for Greek those of ISO 843 and everyday usage.
// Marks on Latin letters have been folded away, so š and s are one.
package sound
