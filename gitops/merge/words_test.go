package merge_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/xsf/padpress/gitops/merge"
)

func TestWords(t *testing.T) {
	tests := []struct {
		name, base, ours, theirs string
		want                     string // empty where there is no offer
	}{
		{"different words", "one two three\n", "ONE two THREE\n", "one TWO three\n", "ONE TWO THREE\n"},
		{"words next to each other", "a spade and a rake\n", "a shovel and a rake\n", "a spade or a rake\n", "a shovel or a rake\n"},
		{"same word", "Spade is out.\n", "Shovel is out.\n", "Rake is out.\n", ""},
		{"same change and another", "Spade 2 is out.\n", "Spade 3 is out.\n", "Spade 3 is out now.\n", "Spade 3 is out now.\n"},
		{"one side only", "a b\n", "a b\n", "a c\n", "a c\n"},
		{"the same on both sides", "a b\n", "a c\n", "a c\n", "a c\n"},
		{"parts of one version", "Spade 2.0.1 is out.\n", "Spade 2.0.2 is out.\n", "Spade 2.1.1 is out.\n", ""},
		{"parts of one address", "See https://a.example/b/c now.\n", "See https://a.example/x/c now.\n", "See https://a.example/b/y now.\n", ""},
		{"parts of one target", "[a](/b/c) d\n", "[a](/x/c) d\n", "[a](/b/y) d\n", ""},
		{"parts of one e-mail address", "Ask me@a.example.\n", "Ask you@a.example.\n", "Ask me@b.example.\n", ""},
		{"name of a link and its target", "[the page](/a) tells\n", "[our page](/a) tells\n", "[the page](/b) tells\n", "[our page](/b) tells\n"},
		{"words added at one place", "a b\n", "a x b\n", "a y b\n", ""},
		{"ours added next to what theirs changed", "the spade is out\n", "the new spade is out\n", "the rake is out\n", ""},
		{"theirs took away what ours changed", "a b c d e\n", "a b X d e\n", "a e\n", ""},
		{"theirs took away the line", "a b c\n", "a X c\n", "", ""},
		{"ours took away the line", "a b c\n", "", "a X c\n", ""},
		{"ours wrote the sentence anew", "There is a new spade and it is good.\n", "We saw the tool and liked it.\n", "There is a new spade but it is good.\n", ""},
		{"theirs added a line below", "- a\n", "- a, edited\n", "- a\n- b\n", "- a, edited\n- b\n"},
		{"theirs added a line between", "- a\n- b\n", "- x\n- y\n", "- a\n- n\n- b\n", "- x\n- n\n- y\n"},
		{"theirs added a line that begins like ours", "- Spade 1\n- Rake 1\n", "- Spade 1\n- Rake 2\n", "- Spade 1\n- Rake 0\n- Rake 1\n", "- Spade 1\n- Rake 0\n- Rake 2\n"},
		{"both added a line", "- a\n", "- a\n- b\n", "- a\n- c\n", ""},
		{"both added a line, at two places", "- a\n- c\n- e\n", "- a\n- b\n- c\n- e\n", "- a\n- c\n- d\n- e\n", ""},
		{"neighbouring lines", "- one\n- two\n", "- ONE\n- two\n", "- one\n- TWO\n", "- ONE\n- TWO\n"},
		{"ours broke the line", "a b c d\n", "a b\nc d\n", "A b c d\n", "A b\nc d\n"},
		{"no newline at the end", "a b", "A b", "a B", "A B"},
		{"carriage returns", "a b\r\n", "A b\r\n", "a B\r\n", "A B\r\n"},
		{"signs", "a, b\n", "a; b\n", "a, c\n", "a; c\n"},
		{"not UTF-8", "a\xff b\n", "a\xfe b\n", "a\xff c\n", "a\xfe c\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := merge.Words(test.base, test.ours, test.theirs)
			want := test.want
			if want == "" {
				want = test.ours
			}
			if got != want || ok != (test.want != "") {
				t.Errorf("got %q, %v; want %q", got, ok, want)
			}
		})
	}
}

func TestChanged(t *testing.T) {
	tests := []struct{ name, base, theirs, old, new string }{
		{"a word", "Spade 2.0 is out.\n", "Spade 2.1 is out.\n", "2.0", "2.1"},
		{"words apart", "a b c d e\n", "a X c Y e\n", "b c d", "X c Y"},
		{"an address", "See [it](https://a.example/1).\n", "See [it](https://a.example/2).\n", "](https://a.example/1)", "](https://a.example/2)"},
		{"a word more", "a c\n", "a b c\n", "", "b"},
		{"a word less", "a b c\n", "a c\n", "b", ""},
		{"a line more", "- Spade 1\n- Spade 2\n", "- Spade 1\n- Spade 3\n- Spade 2\n", "", "- Spade 3"},
		{"nothing", "a\n", "a\n", "", ""},
		{"blanks", "a  b\n", "a b\n", "  ", " "},
		{"all", "a\n", "b\n", "a", "b"},
		{"from nothing", "", "a b\n", "", "a b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if old, new := merge.Changed(test.base, test.theirs); old != test.old || new != test.new {
				t.Errorf("got %q, %q; want %q, %q", old, new, test.old, test.new)
			}
		})
	}
}

// TestWordsKept edits one line on both sides, as people do, and wants the offer to hold all that ours wrote.
func TestWordsKept(t *testing.T) {
	var long []string
	for _, text := range issues(t) {
		long = append(long, slices.DeleteFunc(lines(text), func(s string) bool { return len(s) < 60 })...)
	}
	offers, neither := 0, 0
	const tries = 20_000
	for i := range tries {
		w := &writer{Rand: rand.New(rand.NewPCG(uint64(i), 2))}
		base := long[w.IntN(len(long))]
		ours, theirs := base, base
		for range 1 + w.IntN(3) {
			ours = strings.Join(w.words([]string{ours}), "")
		}
		for range 1 + w.IntN(2) {
			theirs = strings.Join(w.words([]string{theirs}), "")
		}
		if w.IntN(8) == 0 {
			theirs += "- " + w.sentence() + "\n"
		}
		if w.IntN(8) == 0 {
			ours = strings.Join(w.wrap([]string{ours}), "")
		}
		if checkWords(t, base, ours, theirs) {
			offers++
		} else if old, new := merge.Changed(base, theirs); old == "" && new == "" {
			neither++
		}
	}
	t.Logf("%d of %d are offers", offers, tries)
	if offers < tries/4 {
		t.Error("there is hardly an offer")
	}
	if neither > 0 {
		t.Errorf("%d changes of theirs are neither offered nor quoted", neither)
	}
}

// FuzzWords holds the same of any three texts.
func FuzzWords(f *testing.F) {
	f.Add("one two three\n", "ONE two three\n", "one two THREE\n")
	f.Add("- a\n", "- a b\n", "- a\n- c\n")
	f.Add("[a](b(c)) https://d.example/e.", "[a](b(c)) https://d.example/f.", "[x](b(c)) https://d.example/e.")
	f.Add("a](b", "](](", "http://,")
	f.Fuzz(func(t *testing.T, base, ours, theirs string) {
		if len(base)+len(ours)+len(theirs) > 1<<14 {
			return
		}
		checkWords(t, base, ours, theirs)
		if got, ok := merge.Words(base, ours, base); !ok || got != ours {
			t.Errorf("nothing new: %q, %v", got, ok)
		}
		if got, ok := merge.Words(base, base, theirs); !ok || got != theirs {
			t.Errorf("nothing of ours: %q, %v", got, ok)
		}
		if got, ok := merge.Words(base, ours, ours); !ok || got != ours {
			t.Errorf("both the same: %q, %v", got, ok)
		}
		old, new := merge.Changed(base, theirs)
		if !strings.Contains(base, old) || !strings.Contains(theirs, new) || (old == new) != (base == theirs) {
			t.Errorf("from %q to %q changed %q to %q", base, theirs, old, new)
		}
	})
}

// checkWords wants the offer to hold the words that ours added, in their order, and as often; and no offer to change
// nothing. It says whether there is an offer.
func checkWords(t *testing.T, base, ours, theirs string) bool {
	t.Helper()
	got, ok := merge.Words(base, ours, theirs)
	if other, too := merge.Words(base, theirs, ours); ok != too || ok && other != got {
		t.Errorf("other sides: %q, %v; was %q, %v", other, too, got, ok)
	}
	if !ok {
		if got != ours {
			t.Errorf("no offer, but %q", got)
		}
		return false
	}
	inBase, inOurs, inGot := wordCounts(base), wordCounts(ours), wordCounts(got)
	for word, n := range inOurs {
		if inGot[word] < n-inBase[word] {
			t.Errorf("base %q, ours %q, theirs %q: %q of ours is lost in %q", base, ours, theirs, word, got)
		}
	}
	added := slices.DeleteFunc(wordsOf(ours), func(word string) bool { return inBase[word] > 0 })
	if !contains(wordsOf(got), added) {
		t.Errorf("base %q, ours %q, theirs %q: of %q not all are in %q", base, ours, theirs, added, got)
	}
	return true
}

// wordsOf cuts a text more finely than Words does.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func wordCounts(s string) map[string]int {
	n := map[string]int{}
	for _, word := range wordsOf(s) {
		n[word]++
	}
	return n
}
