package english

import (
	"bytes"
	"testing"
)

// TestMemory: what is remembered is what is known.
func TestMemory(t *testing.T) {
	var m Memory
	text := []byte("The quick brown fox jumps over teh lazy dog, and THE Fox knws it: it's the dog's x1 naïve zzyzx Fox fox \x00 THEN implementations Implementations implementationz internationalisations [{} {[] and what is behind")
	for range 2 {
		for at, word := range bytes.Fields(text) {
			if at > 0 { // the first is not followed by more of the text, the others are
				start := cap(text) - cap(text[bytes.Index(text, word):])
				word = text[start : start+len(word)]
			}
			plain := true
			for _, c := range word {
				plain = plain && 'a' <= c|0x20 && c|0x20 <= 'z'
			}
			if want := plain && Known(bytes.ToLower(word)); m.Knows(word) != want {
				t.Errorf("%q is known: %v, want %v", word, !want, want)
			}
		}
	}
}

// TestSlipsAll compares Slips with all that is one slip away, made one by one.
func TestSlipsAll(t *testing.T) {
	for _, word := range []string{"teh", "relase", "serverr", "letetr", "aa", "a", "", "widnow", "cilent"} {
		got := Slips([]byte(word))
		found := map[string]bool{}
		for _, w := range got {
			if !Common([]byte(w)) || found[w] || w == word {
				t.Errorf("%s: %s is no common word, stands twice or is the word itself", word, w)
			}
			found[w] = true
		}
		for i := 0; i <= len(word); i++ {
			for c := byte('a'); c <= 'z'; c++ {
				expect(t, word, word[:i]+string(c)+word[i:], found)
				if i < len(word) {
					expect(t, word, word[:i]+string(c)+word[i+1:], found)
				}
			}
			for k := i + 1; k <= min(len(word)-1, i+moves); k++ {
				expect(t, word, word[:i]+word[i+1:k+1]+word[i:i+1]+word[k+1:], found)
				expect(t, word, word[:i]+word[k:k+1]+word[i:k]+word[k+1:], found)
			}
			if i < len(word) {
				expect(t, word, word[:i]+word[i+1:], found)
			}
		}
	}
}

func expect(t *testing.T, word, other string, found map[string]bool) {
	t.Helper()
	if other != word && Common([]byte(other)) && !found[other] {
		t.Errorf("%s: %s is not found", word, other)
	}
}
