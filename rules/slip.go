package rules

import "bytes"

// isSlipOf reports whether one letter makes the difference between word and name, or two have changed places. Both
// begin alike. To leave out or add an s at the end is no slip.
func isSlipOf(word []byte, name string) bool {
	if len(name) < 5 || len(word)-len(name) > 1 || len(name)-len(word) > 1 || word[0]|0x20 != name[0]|0x20 {
		return false
	}
	a, b := lower(word), lower([]byte(name))
	if s := []byte("s"); bytes.Equal(a, b) || bytes.Equal(bytes.TrimSuffix(a, s), b) || bytes.Equal(a, bytes.TrimSuffix(b, s)) || !isPlain(b) {
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
	return a[0] == b[last] && a[last] == b[0] && bytes.Equal(a[1:last], b[1:last])
}

// oneSlip reports whether s is t with one letter more, less, other or swapped with its neighbour.
func oneSlip(s, t string) bool {
	if s == t || len(s) > len(t)+4 || len(t) > len(s)+4 {
		return false
	}
	return editsWithin([]rune(s), []rune(t), 1)
}

// twoSlips reports whether a long word differs from other by two letters at most, wherever they are.
func twoSlips(word, other []byte) bool {
	if len(word)-len(other) > 2 || len(other)-len(word) > 2 || word[0] != other[0] || bytes.Equal(word, other) {
		return false
	}
	return editsWithin(word, other, 2)
}

// editsWithin reports whether n letters left out, added or replaced, or neighbours swapped, make b of a.
func editsWithin[L comparable](a, b []L, n int) bool {
	a, b = different(a, b)
	if len(a) == 0 || len(b) == 0 {
		return len(a)+len(b) <= n
	}
	if n == 0 {
		return false
	}
	return editsWithin(a[1:], b[1:], n-1) || editsWithin(a[1:], b, n-1) || editsWithin(a, b[1:], n-1) ||
		len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && editsWithin(a[2:], b[2:], n-1)
}

// different is a and b without what they begin and end with alike.
func different[L comparable](a, b []L) ([]L, []L) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
