package rules

import "strings"

// misspelt is how alike two texts must be for one to be the other misspelt.
const misspelt = 0.85

// alike is how much of a and b is the same letters in the same order, from 0 to 1: 1 for equal texts, whatever their case.
func alike(a, b string) float64 {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if len(x) == 0 || len(y) == 0 || 2*float64(min(len(x), len(y))) < misspelt*float64(len(x)+len(y)) || len(x) > 200 {
		return 0 // so different in length that there is no need to look, or no name at all
	}
	row := make([]int, len(y)+1) // longest common subsequence, one row at a time
	for _, c := range x {
		diagonal := 0
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
