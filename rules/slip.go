package rules

import (
	"bytes"
	"strings"
)

// isSlipOf reports whether one letter makes the difference between word and name, or two have changed places. Both
// begin alike. To leave out or add an s at the end is no slip.
func isSlipOf(word []byte, name string) bool {
	if len(name) < 5 || len(word)-len(name) > 1 || len(name)-len(word) > 1 || word[0]|0x20 != name[0]|0x20 {
		return false
	}
	a, b := string(lower(word)), strings.ToLower(name)
	if a == b || a+"s" == b || b+"s" == a || !isPlain([]byte(b)) {
		return false
	}
	a, b = different(a, b)
	switch {
	case len(a)+len(b) == 1, len(a) == 1 && len(b) == 1:
		return true
	case len(a) != len(b) || len(a) < 2:
		return false
	}
	last := len(a) - 1
	return a[0] == b[last] && a[last] == b[0] && a[1:last] == b[1:last]
}

// different is a and b without what they begin and end with alike.
func different(a, b string) (string, string) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// twoSlips reports whether a long word differs from other by two letters at most, wherever they are.
func twoSlips(word, other []byte) bool {
	if len(word)-len(other) > 2 || len(other)-len(word) > 2 || word[0] != other[0] || bytes.Equal(word, other) {
		return false
	}
	return editsWithin(string(word), string(other), 2)
}

// editsWithin reports whether n letters left out, added or replaced, or neighbours swapped, make b of a.
func editsWithin(a, b string, n int) bool {
	a, b = different(a, b)
	if a == "" || b == "" {
		return len(a)+len(b) <= n
	}
	if n == 0 {
		return false
	}
	return editsWithin(a[1:], b[1:], n-1) || editsWithin(a[1:], b, n-1) || editsWithin(a, b[1:], n-1) ||
		len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && editsWithin(a[2:], b[2:], n-1)
}
