package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/merge"
)

// editor changes words of a text's lines.
type editor struct{ *rand.Rand }

var phrases = strings.Fields("soup library northern 2.5 release, [page](https://page.example.org/) (again) version of with the *new* and e-mail")

// edit changes a few words of a line: some go, some come, some are others.
func (e editor) edit(line string) string {
	words := strings.SplitAfter(strings.TrimSuffix(line, "\n"), " ")
	for range 1 + e.IntN(3) {
		at, word := e.IntN(len(words)), phrases[e.IntN(len(phrases))]
		switch end := words[at][len(strings.TrimRight(words[at], " ")):]; e.IntN(4) {
		case 0:
			words[at] = ""
		case 1:
			words[at] = word + end
		case 2:
			words[at] = strings.TrimRight(words[at], " ") + " " + word + end
		case 3:
			words[at] = word + " " + words[at]
		}
	}
	return strings.Join(words, "") + "\n"
}

// TestOffersKeepWhatPeopleWrote has people and the pad change the same line, and wants each suggestion, when it is
// accepted, to take away nothing that people wrote, and each offer to tell what the pad says.
func TestOffersKeepWhatPeopleWrote(t *testing.T) {
	base := slices.Collect(strings.Lines(sampleText("pad.md")))
	const tries = 20_000
	suggestions, quotes, fulfilled := 0, 0, 0
	for i := range tries {
		e := editor{rand.New(rand.NewPCG(uint64(i), 7))}
		at := e.IntN(len(base))
		ours, theirs := slices.Clone(base), slices.Clone(base)
		ours[at], theirs[at] = e.edit(base[at]), e.edit(base[at])
		if near := at + 1; e.IntN(4) == 0 && near < len(base) {
			ours[near] = e.edit(base[near])
		}
		if e.IntN(8) == 0 {
			theirs[at] += "- " + e.edit("an entry more\n")
		}
		r := merge.Text([]byte(strings.Join(base, "")), []byte(strings.Join(ours, "")), []byte(strings.Join(theirs, "")))
		for _, c := range r.Conflicts {
			offers := offersOf([]gitops.MergeConflict{{Path: sampleIssue, Text: &c}})
			switch {
			case len(offers) == 0:
				fulfilled++
			case offers[0].Suggestion != nil:
				suggestions++
				checkSuggestion(t, string(r.Text), c, offers[0])
			default:
				quotes++
				if !strings.Contains(offers[0].Text, "The pad changed the same words: ") && offers[0].alone == "" {
					t.Errorf("base %q, theirs %q: %+v tells nothing", c.Base, c.Theirs, offers[0])
				}
			}
		}
	}
	t.Logf("of %d: %d suggestions, %d quotes, %d fulfilled already", tries, suggestions, quotes, fulfilled)
	if suggestions < tries/10 || quotes < tries/10 {
		t.Error("hardly any of one kind")
	}
}

// TestOfferIsSeenInFull: a suggestion holds nothing that who accepts it cannot see.
func TestOfferIsSeenInFull(t *testing.T) {
	for theirs, want := range map[string]bool{"a b, more.\n": true, "a b, more\u202e.\n": false, "a b, more\u200b.\n": false, "a b, more\x1b[8m.\n": false} {
		c := merge.Conflict{Base: "a b.\n", Ours: "a c b.\n", Theirs: theirs, Line: 1, Lines: 1}
		o, ok := offerOf(gitops.MergeConflict{Path: sampleIssue, Text: &c})
		if !ok || (o.Suggestion != nil) != want || strings.ContainsFunc(o.Text+o.alone, acting) {
			t.Errorf("of %q: %t, %+v", theirs, ok, o)
		}
	}
}

// checkSuggestion accepts a suggestion as the browser does.
func checkSuggestion(t *testing.T, text string, c merge.Conflict, o offer) {
	t.Helper()
	lines := slices.Collect(strings.Lines(text))
	if got := strings.Join(lines[o.Start-1:o.Line], ""); got != c.Ours {
		t.Fatalf("the offer stands on %q, not on %q", got, c.Ours)
	}
	accepted := *o.Suggestion + "\n"
	inBase, inOurs, inTheirs, got := tally(c.Base), tally(c.Ours), tally(c.Theirs), tally(accepted)
	for word, n := range inOurs {
		if added := n - inBase[word]; got[word] < added {
			t.Errorf("base %q, ours %q, theirs %q: %q of ours is lost in %q", c.Base, c.Ours, c.Theirs, word, accepted)
		}
		if taken := max(0, inBase[word]-inTheirs[word]); got[word] < n-taken {
			t.Errorf("base %q, ours %q, theirs %q: %q, which the pad did not take away, is lost in %q", c.Base, c.Ours, c.Theirs, word, accepted)
		}
	}
	written := slices.DeleteFunc(wordsIn(c.Ours), func(word string) bool { return inBase[word] > 0 })
	for _, word := range wordsIn(accepted) {
		if len(written) > 0 && word == written[0] {
			written = written[1:]
		}
	}
	if len(written) > 0 {
		t.Errorf("base %q, ours %q, theirs %q: %q of ours is not in its order in %q", c.Base, c.Ours, c.Theirs, written, accepted)
	}
}

// wordsIn cuts a text more finely than the offer does.
func wordsIn(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func tally(s string) map[string]int {
	n := map[string]int{}
	for _, word := range wordsIn(s) {
		n[word]++
	}
	return n
}
