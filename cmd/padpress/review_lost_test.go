package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// flock is a pull request whose every entry has a mistake, with all that can happen to it. Each mistake names a bird of its
// own, so that it can be found wherever it is said.
type flock struct {
	*testing.T
	*rand.Rand
	s        *stage
	moods    *moods
	fork     *githubtest.Repository
	birds    []int // of the text as it stands
	next     int
	declined map[int]bool // people refused what was said of these
	log      []string
	places   map[string]int // how often findings were where
}

// TestNothingIsLost: for random findings, rights, refusals and comments, after every run each finding is in exactly one of
// an open line comment, the summary, the log with its annotations, and what people declined.
func TestNothingIsLost(t *testing.T) {
	needGit(t)
	seeds, rounds := 10, 6
	if testing.Short() {
		seeds, rounds = 2, 4
	}
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			f := newFlock(t, seed)
			for range rounds {
				f.live()
				f.check()
			}
			t.Log(f.places)
			if t.Failed() {
				t.Logf("what happened:\n%s", strings.Join(f.log, "\n"))
			}
		})
	}
}

func newFlock(t *testing.T, seed uint64) *flock {
	t.Helper()
	f := &flock{T: t, Rand: rand.New(rand.NewPCG(seed, 7)), moods: &moods{}, declined: map[int]bool{}, places: map[string]int{}}
	var err error
	if f.s, err = newWorldBehind(t, f.moods.middleware); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.s.close)
	f.s.forge.AddUser("alice", "token-of-alice", githubtest.Person)
	f.s.forge.AddUser("github-actions[bot]", "token-of-the-site", githubtest.Installation)
	f.s.site.Allow("alice", githubtest.Visitor)
	if f.fork, err = f.s.site.Fork("alice"); err != nil {
		t.Fatal(err)
	}
	for range 3 + f.IntN(25) {
		f.birds = append(f.birds, f.hatch())
	}
	f.write()
	if _, err := f.s.site.OpenPull("alice", githubtest.Spec{Title: "News", Head: "alice:late", Base: "master"}); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *flock) hatch() int {
	f.next++
	return f.next
}

func (f *flock) say(format string, args ...any) { f.log = append(f.log, fmt.Sprintf(format, args...)) }

// write commits the text. A bird's number says what is wrong with its entry.
func (f *flock) write() {
	var b strings.Builder
	b.WriteString("---\ntitle: Une lettre\ndate: 2026-11-05\ncategories: ['Newsletter']\n---\n\n")
	for _, bird := range f.birds {
		address := fmt.Sprintf("https://bird%d.example.org/", bird)
		switch bird % 4 {
		case 0:
			fmt.Fprintf(&b, "- [Oiseau] (%s) chante.\n", address)
		case 1:
			fmt.Fprintf(&b, "- [Oiseau](htps%s) vole.\n", address[5:])
		case 2:
			fmt.Fprintf(&b, "- [Oiseau] (%s) et [lui](htps%s) aussi.\n", address, address[5:])
		default:
			fmt.Fprintf(&b, "- [%s Oiseau] dort.\n", address)
		}
	}
	if _, err := f.fork.Commit("late", map[string][]byte{frenchIssue: []byte(b.String())}, "Alice <alice@example.org>", "News"); err != nil {
		f.Fatal(err)
	}
}

// open are the comments of ours that stand, by the bird that they name.
func (f *flock) open() map[int]githubtest.LineComment {
	all, err := f.s.site.Comments(1)
	if err != nil {
		f.Fatal(err)
	}
	open := map[int]githubtest.LineComment{}
	for _, c := range all {
		for _, bird := range f.named(c.Body) {
			if c.InReplyTo == 0 && c.Author == "github-actions[bot]" && !c.Resolved && !c.Minimized {
				open[bird] = c
			}
		}
	}
	return open
}

// named are the birds of the text that are named somewhere.
func (f *flock) named(text string) []int {
	var found []int
	for _, bird := range f.birds {
		if strings.Contains(text, fmt.Sprintf("bird%d.example", bird)) {
			found = append(found, bird)
		}
	}
	return found
}

// live is what happens between two runs.
func (f *flock) live() {
	for range f.IntN(4) {
		f.act()
	}
	rights := []githubtest.Permission{githubtest.Write, githubtest.Write, githubtest.Triage, githubtest.Read, githubtest.None}[f.IntN(5)]
	f.s.site.Allow("github-actions[bot]", rights)
	f.moods.odd, f.moods.busy = f.IntN(4)/3, f.IntN(3)
	f.say("rights %d, odd %d, busy %d", rights, f.moods.odd, f.moods.busy)
}

func (f *flock) act() {
	open := f.open()
	birds := slices.Sorted(maps.Keys(open))
	if what := f.IntN(8); what < 5 && len(birds) > 0 {
		bird := birds[f.IntN(len(birds))]
		c := open[bird]
		var err error
		switch what {
		case 0:
			err = f.s.site.Resolve(1, c.ID)
		case 1:
			err = f.s.site.VoteDown(1, "carol", c.ID)
		case 2:
			err = f.s.site.Hide(1, c.ID, "off-topic")
		case 3:
			err = f.s.site.Delete(1, c.ID)
		default:
			_, err = f.s.site.Reply(1, "carol", c.ID, "Why?")
		}
		if err != nil {
			f.Fatal(err)
		}
		if what < 4 {
			f.declined[bird] = true
		}
		f.say("act %d on the comment about bird %d", what, bird)
		return
	}
	switch at := f.IntN(len(f.birds)); f.IntN(3) {
	case 0: // mended
		f.say("bird %d is mended", f.birds[at])
		delete(f.declined, f.birds[at])
		if f.birds = slices.Delete(f.birds, at, at+1); len(f.birds) == 0 {
			f.birds = []int{f.hatch()}
		}
	case 1: // another one
		f.birds = slices.Insert(f.birds, at, f.hatch())
		f.say("bird %d comes", f.birds[at])
	default: // the order changes
		f.say("bird %d moves", f.birds[at])
		f.birds = append(slices.Delete(slices.Clone(f.birds), at, at+1), f.birds[at])
	}
	f.write()
}

// check runs and looks where each finding is.
func (f *flock) check() {
	f.Helper()
	out, err := reviewRun(f.T, f.s, reviewOptions{pull: 1})
	if err != nil {
		f.Fatalf("%v\n%s\n%s", err, out, strings.Join(f.log, "\n"))
	}
	f.say("%s", out)
	summary := ""
	if strings.Contains(out, "\nsummary ") { // it is up to date
		comments, err := f.s.site.IssueComments(1)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range comments {
			summary += c.Body
		}
	}
	open := f.open()
	inSummary, inLog := f.named(summary), f.named(out)
	for _, bird := range f.birds {
		var places []string
		if _, ok := open[bird]; ok && !f.declined[bird] {
			places = append(places, "comment")
		}
		if slices.Contains(inSummary, bird) {
			places = append(places, "summary")
		}
		if slices.Contains(inLog, bird) {
			places = append(places, "log")
		}
		if f.declined[bird] {
			places = append(places, "declined")
		}
		if len(places) != 1 {
			f.Errorf("bird %d is in %q", bird, places)
			continue
		}
		f.places[places[0]]++
	}
	if n := len(open); n > 10 {
		f.Errorf("%d comments are open", n)
	}
}
