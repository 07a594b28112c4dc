package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// TestAccountOfEveryDraft completes every distinct first draft, with and without its front matter, and prints what
// became of its headings, entries, links, pictures and names. Stock goldmark and plain searches count again, so that no
// difference can go untold.
func TestAccountOfEveryDraft(t *testing.T) {
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	even, other := 0, 0
	for _, d := range drafts(t, house) {
		_, body := cut(d.first)
		for _, text := range []string{d.first, body} {
			if seen[text] || strings.TrimSpace(text) == "" {
				continue
			}
			seen[text] = true
			i := completedDraft(house, d, text)
			a := i.account(house, i.document)
			if a.Even() {
				even++
			} else {
				other++
			}
			t.Logf("#%d: %s", d.number, told(a))
			before, after := counts(t, text), counts(t, string(i.document.Src))
			for n, what := range []pad.Thing{pad.Headings, pad.Links, pad.Pictures, pad.Contributors} {
				if got, want := a.After[what]-a.Before[what], after[n]-before[n]; got != want {
					t.Errorf("#%d: of each %s there are %+d, and the account says %+d", d.number, what, want, got)
				}
				if what != pad.Links && a.Before[what] != before[n] { // stock goldmark makes links of bare addresses as well
					t.Errorf("#%d: there are %s, and the account says %d", d.number, what.Count(before[n]), a.Before[what])
				}
			}
			for _, x := range a.Lost {
				if why := i.whyLost(a, x); why == unexplained {
					t.Errorf("#%d: nobody knows why %s is not in the file", d.number, named(x))
				}
			}
			for _, x := range a.New {
				if why := i.whyNew(house, a, x); why == unexplained {
					t.Errorf("#%d: nobody knows why %s is in the file", d.number, named(x))
				}
			}
		}
	}
	t.Logf("%d texts have in the file what they have in the pad; of %d the differences are named above", even, other)
}

// completedDraft is the issue that a draft's text becomes.
func completedDraft(house *lint.House, d draft, text string) *issue {
	m := pad.Month{Covers: d.month, Release: d.release}
	complete := func(text string) (*lint.Document, pad.Completion) {
		done, c := pad.Complete(lint.Parse(d.path, pad.Normalise([]byte(text))), house, m, pad.Known{})
		return lint.Parse(d.path, pad.Normalise(done)), c
	}
	document, done := complete(text)
	i := &issue{raw: lint.Parse(d.path, []byte(text)), document: document, done: done}
	if again, more := complete(string(document.Src)); more.Changed() || string(again.Src) != string(document.Src) {
		panic(fmt.Sprintf("completing #%d twice is not completing it once: %+v", d.number, more))
	}
	return i
}

var (
	anyHeading = regexp.MustCompile(`<h[1-6]`)
	anyPicture = regexp.MustCompile(`<img|\{\{(<|&lt;) *figure`)
	anyNames   = regexp.MustCompile(`(?m)^ *- .*: +\*{1,2}([^*\n]+)\*{1,2}[ \t]*$`)
)

// counts are the headings, links and pictures of a text by stock goldmark, and the names in its lists.
func counts(t *testing.T, text string) []int {
	_, body := cut(text)
	_, links := shown(t, body)
	page := stockHTML(t, body)
	names := 0
	for _, m := range anyNames.FindAllStringSubmatch(body, -1) {
		names += 1 + strings.Count(regexp.MustCompile(`\([^)]*\)`).ReplaceAllString(m[1], ""), ",")
	}
	return []int{len(anyHeading.FindAllString(page, -1)), len(links), len(anyPicture.FindAllString(page, -1)), names}
}

// TestDraftedSummaries drafts a summary for each issue since 2024 as if nobody had written one: the rules about
// summaries and front matter have nothing to say of it.
func TestDraftedSummaries(t *testing.T) {
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	house.News.Summary.Since = "2024-01-01"
	var about []*lint.Rule
	for _, r := range rules.All {
		if r.Name == "summary" || r.Name == "front-matter" {
			about = append(about, r)
		}
	}
	drafted := 0
	for _, d := range drafts(t, house) {
		if d.release.Before(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)) {
			continue
		}
		i := completedDraft(house, d, regexp.MustCompile(`(?m)^summary:.*\n`).ReplaceAllString(d.last, ""))
		if i.done.Drafted == "" {
			t.Errorf("#%d: no summary was drafted", d.number)
		}
		for _, f := range lint.Run(i.document, &lint.World{House: house}, about) {
			t.Errorf("#%d: %s: %s", d.number, f.Rule, f.Message)
		}
		drafted++
		t.Logf("#%d: %s", d.number, i.done.Drafted)
	}
	t.Logf("%d summaries", drafted)
}
