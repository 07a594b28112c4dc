package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestLateBudget: what came late is read from all imports, and that stays within the budget of a changed pad,
// 7 requests and 120 kB.
func TestLateBudget(t *testing.T) {
	const lateImports = 16
	if testing.Short() {
		t.Skip("it runs the line many times")
	}
	needGit(t)
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	text := sampleText("pad.md")
	words := rand.New(rand.NewPCG(1, 2))
	var long strings.Builder
	for long.Len() < 25000 { // an issue has about so many bytes, which do not compress as well as one line again and again
		fmt.Fprintf(&long, "- [Article %x](https://example.org/%x/) is about %x and %x.\n", words.Uint64(), words.Uint64(), words.Uint64(), words.Uint64())
	}
	text = strings.Replace(text, "## XMPP Software News\n", long.String()+"\n## XMPP Software News\n", 1)
	for n := range lateImports {
		text = strings.Replace(text, "### XMPP Servers\n", fmt.Sprintf("- [Bird %d](https://bird-%d.example.org/) is new.\n\n### XMPP Servers\n", n, n), 1)
		s.pad.Set(samplePad, text)
		s.forge.Git().ResetStats()
		if out, err := line(t, s, crashTime(t), submitOptions{}); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	total := s.forge.Git().Stats().Total()
	t.Logf("the last of %d imports: %+v", lateImports, total)
	if total.Requests > 7 || total.Down > 120_000 {
		t.Errorf("it is over the budget: %+v", total)
	}
	comments, err := s.site.IssueComments(1)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(comments[0].Body, "\n- late: `Bird "); got != lateImports-1 {
		t.Errorf("%d late entries\n%s", got, comments[0].Body)
	}
}
