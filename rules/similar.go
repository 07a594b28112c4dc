package rules

import (
	"unicode"
	"unicode/utf8"
)

// misspelt is how alike two texts must be for one to be the other misspelt.
const misspelt = 0.85

// longestAlike is in letters: longer texts are like no other.
const longestAlike = 200

// alike is how much of a and b is the same letters in the same order, from 0 to 1: 1 for equal texts, whatever their case.
// It is 0 for all texts that are not near each other.
func alike(a, b string) float64 {
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if n == 0 || m == 0 || 2*float64(min(n, m)) < misspelt*float64(n+m) || n > longestAlike {
		return 0 // so different in length that there is no need to look, or no name at all
	}
	var x [longestAlike]rune
	var y [2 * longestAlike]rune
	return commonLetters(smallLetters(x[:0], a), smallLetters(y[:0], b))
}

// smallLetters appends the letters of text in small.
func smallLetters(letters []rune, text string) []rune {
	for _, r := range text {
		letters = append(letters, unicode.ToLower(r))
	}
	return letters
}

// commonLetters is alike for letters.
func commonLetters(x, y []rune) float64 {
	if 2*float64(mostCommon(x, y)) < misspelt*float64(len(x)+len(y)) {
		return 0
	}
	var rows [2 * longestAlike]uint16
	row := rows[:len(y)+1] // longest common subsequence, one row at a time
	for _, c := range x {
		diagonal := uint16(0)
		for j, d := range y {
			above := row[j+1]
			if c == d {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return 2 * float64(row[len(y)]) / float64(len(x)+len(y))
}

// mostCommon is at least as many letters as x and y have in common, in whatever order.
func mostCommon(x, y []rune) int {
	var have [64]int16
	for _, c := range x {
		have[c%64]++
	}
	n := 0
	for _, c := range y {
		if have[c%64] > 0 {
			have[c%64]--
			n++
		}
	}
	return n
}

// nearest is the index of the one name that text is a misspelling of, -1 if there is none or several that are equally
// near. Short names are never near: New and News are two words.
func nearest(text string, names []string) int {
	found, best, tied := -1, misspelt, false
	for i, name := range names {
		if len(name) < 5 || len(text) < 5 {
			continue
		}
		switch n := alike(text, name); {
		case n > best || n == best && found < 0:
			found, best, tied = i, n, false
		case n == best && names[found] != name:
			tied = true
		}
	}
	if tied {
		return -1
	}
	return found
}
