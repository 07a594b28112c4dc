package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// shared is where test data from real newsletters lies, if it lies beside the project.
const shared = "../../../shared"

// draft is a real pull request: its text as it was first uploaded, which is nearest to the pad's, and at the end.
type draft struct {
	number      int
	path        string
	first, last string
	month       lint.Months // that the text says it covers, or else the month before its date
	release     time.Time
}

func drafts(t *testing.T, house *lint.House) []draft {
	dirs, _ := filepath.Glob(shared + "/corpus/drafts/*")
	if len(dirs) == 0 {
		t.Skip("the corpus of real drafts is not beside the project")
	}
	var found []draft
	for _, dir := range dirs {
		var about struct {
			PR   int
			Path string
		}
		text, err := os.ReadFile(dir + "/about.json")
		if err == nil {
			err = json.Unmarshal(text, &about)
		}
		first, errFirst := os.ReadFile(dir + "/first.md")
		last, errLast := os.ReadFile(dir + "/last.md")
		if err := errors.Join(err, errFirst, errLast); err != nil {
			t.Fatal(err)
		}
		d := draft{number: about.PR, path: about.Path, first: string(first), last: string(last)}
		doc := lint.Parse(about.Path, last)
		d.release, _ = doc.Date()
		d.month = lint.MonthOf(d.release.AddDate(0, 0, -d.release.Day()))
		if m, ok := pad.Covers(doc, house); ok && strings.Contains(d.last, house.Languages["en"].Format(m)) {
			d.month = m
		}
		found = append(found, d)
	}
	slices.SortFunc(found, func(a, b draft) int { return cmp.Or(a.release.Compare(b.release), a.number-b.number) })
	return found
}

// line runs submit on a stage, as the command does, and returns what it printed.
func line(t *testing.T, s *stage, now time.Time, o submitOptions) (string, error) {
	t.Helper()
	var out bytes.Buffer
	vars := s.environment()
	vars["PADPRESS_NOW"] = now.Format(time.RFC3339)
	e := &env{
		in: strings.NewReader(""), out: &out, err: &out, now: time.Now,
		get:  func(name string) string { return vars[name] },
		wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	o.pad = first(o.pad, s.padURL())
	err := submit(t.Context(), e, o)
	return out.String(), err
}

// realSite is the site as it was before the issue: later issues and the issue's own file are left out.
type realSite struct {
	fs.FS
	hidden func(string) bool
}

func (s realSite) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return s.hidden(path.Join(name, e.Name())) }), err
}

// newRealWorld is a stage whose site is the real one as it was before the draft: without the issues from the first of
// its month on, since some were released a day or two before the day that the draft had planned.
func newRealWorld(t *testing.T, house *lint.House, d draft) *stage {
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	real := realSite{os.DirFS(shared + "/site"), lint.LaterThan(house.IssuePath(d.release.AddDate(0, 0, 1-d.release.Day())))}
	if s.site, err = s.forge.AddRepository("xsf/xmpp.org", real, "master"); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"one", "two", "Newsletter"} {
		s.site.AddMilestone(title, false)
	}
	s.site.AddLabel("Newsletter :email:")
	s.site.Allow("newsletter-bot", githubtest.Write)
	return s
}

// TestRealDrafts takes each draft of 2025 from the pad to its pull request in a repository made from the real site,
// within the budgets of requests and bytes, and again, which must write nothing.
func TestRealDrafts(t *testing.T) {
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	needGit(t)
	for _, d := range drafts(t, house) {
		if d.release.Year() != 2025 {
			continue
		}
		t.Run(path.Base(d.path), func(t *testing.T) {
			s := newRealWorld(t, house, d)
			defer s.close()
			s.pad.Set(samplePad, d.first)
			o := submitOptions{repo: "xsf/xmpp.org", month: d.month.String(), release: d.release.Format(time.DateOnly)}
			submitReal(t, s, o, d, budget{git: 5, down: 80_000, forge: 12})
			p := s.site.Pulls()[0]
			if !p.Draft || p.Milestone != 3 || !slices.Equal(p.Labels, []string{"Newsletter :email:"}) {
				t.Errorf("the pull request is not a draft with milestone and label: %+v", p)
			}
			submitReal(t, s, o, d, budget{git: 4, down: 80_000, forge: 5, idle: true})
		})
	}
}

type budget struct {
	git, forge int // requests
	down       int64
	idle       bool // nothing may be written
}

func submitReal(t *testing.T, s *stage, o submitOptions, d draft, b budget) {
	t.Helper()
	s.forge.ResetRequests()
	s.forge.Git().ResetStats()
	out, err := line(t, s, d.release.AddDate(0, 0, -4), o)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	git, forge, writes := s.forge.Git().Stats().Total(), len(s.forge.API()), s.forge.Writes()
	comments, err := s.site.Comments(s.site.Pulls()[0].Number)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("pad %d bytes; git %d requests, %d bytes down, %d up; GitHub %d requests; %d writes; %d comments",
		len(d.first), git.Requests, git.Down, git.Up, forge, writes, len(comments))
	if git.Requests > b.git || git.Down > b.down || forge > b.forge {
		t.Errorf("over the budget of %+v", b)
	}
	if b.idle && writes > 0 {
		t.Errorf("%d writes, although nothing changed\n%s", writes, out)
	}
}

// TestNextMonth offers to the branch of each real draft the text of the next month's, and halves of its own: nothing
// may be written to the repository.
func TestNextMonth(t *testing.T) {
	if testing.Short() {
		t.Skip("it submits all drafts several times")
	}
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	needGit(t)
	all := drafts(t, house)
	pairs, halves, misnamed := 0, 0, 0
	for i, d := range all {
		next := slices.IndexFunc(all[i:], func(n draft) bool { return n.month.Last.After(d.month.Last) })
		if len(d.last) < 1000 || i > 0 && all[i-1].month == d.month {
			continue // an empty file, or the same month again
		}
		offers := map[string]string{"first half": d.last[:len(d.last)/2], "second half": d.last[len(d.last)/2:]}
		if next >= 0 {
			offers["next month"], offers["next month, finished"] = all[i+next].first, all[i+next].last
		}
		s, err := newWorld(t)
		if err != nil {
			t.Fatal(err)
		}
		o := submitOptions{month: d.month.String()}
		s.pad.Set(samplePad, d.last)
		if out, err := line(t, s, d.release, o); errors.Is(err, pad.ErrMonth) {
			misnamed++ // its own first sentence or title names another month: it never gets a branch
			s.close()
			continue
		} else if err != nil {
			t.Errorf("%s: %v\n%s", d.path, err, out)
		}
		for name, text := range offers {
			if strings.TrimSpace(text) == "" {
				text = "\n# Empty\n"
			}
			s.pad.Set(samplePad, text)
			s.forge.ResetRequests()
			out, err := line(t, s, d.release, o)
			if !errors.Is(err, pad.ErrMonth) && !errors.Is(err, pad.ErrShrunk) {
				t.Errorf("%s, pull request %d: %s was not refused: %v\n%s", d.path, d.number, name, err, out)
			}
			for _, r := range s.forge.Requests() {
				if r.Write() && !strings.Contains(r.Path, "/issues/comments/") {
					t.Errorf("%s: %s wrote: %s %s", d.path, name, r.Method, r.Path)
				}
			}
			if strings.HasPrefix(name, "next") {
				pairs++
			} else {
				halves++
			}
		}
		s.close()
	}
	t.Logf("%d offers of a next month and %d halves; %d months whose own draft names another month and is refused itself", pairs, halves, misnamed)
}

func needGit(t *testing.T) {
	t.Helper()
	if err := new(githubtest.GitServer).Available(); err != nil {
		t.Skip(err)
	}
}
