package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWordsAreKept: whatever the pad, people on the branch, the history of the specifications and the original of a
// translation do in whatever order, after every run all words that people wrote on the branch stand there, and all words
// that the pad has stand there as well, or are offered, unless people took them out. A second run writes nothing.
func TestWordsAreKept(t *testing.T) {
	needGit(t)
	seeds, rounds := 5, 7
	if testing.Short() {
		seeds, rounds = 1, 4
	}
	for _, kind := range []string{"issue with drafts", "translation of what is published", "translation beside its original"} {
		for seed := range uint64(seeds) {
			t.Run(fmt.Sprint(kind, " ", seed), func(t *testing.T) {
				k := newKeeper(t, kind, seed)
				k.run()
				for range rounds {
					for range 1 + k.IntN(3) {
						k.act()
					}
					k.run()
				}
				if t.Failed() {
					t.Logf("what happened:\n%s", strings.Join(k.log, "\n"))
				}
			})
		}
	}
}

// keeper is a pad and a branch, with all words that anybody wrote: each is a number that stands nowhere else.
type keeper struct {
	*testing.T
	*rand.Rand
	s       *stage
	lang    string
	next    int
	pad     []string     // its entries
	stable  string       // what the pad has in a part about specifications
	removed map[int]bool // words that people took out on the branch
	hands   map[int]bool // words that people wrote there, and did not take out
	slipped bool
	version int // of a specification
	log     []string
}

func newKeeper(t *testing.T, kind string, seed uint64) *keeper {
	t.Helper()
	k := &keeper{T: t, Rand: rand.New(rand.NewPCG(seed, 11)), s: openWorld(t), removed: map[int]bool{}, hands: map[int]bool{}}
	k.s.specs = t.TempDir()
	k.specify()
	for range 12 {
		k.pad = append(k.pad, k.entry())
	}
	if kind == "issue with drafts" {
		return k
	}
	k.lang, k.slipped = "fr", kind == "translation of what is published"
	if k.slipped {
		if _, err := k.s.site.Commit("master", map[string][]byte{sampleIssue: []byte(k.original("title: The XMPP Newsletter November 2026\ndate: 2026-12-05\n"))}, "A <a@example.org>", "Publish"); err != nil {
			t.Fatal(err)
		}
		return k
	}
	k.s.pad.Set(samplePad, k.original("title: The XMPP Newsletter November 2026\n"))
	k.submit(submitOptions{month: "2026-11"})
	return k
}

// original is a text that the translation may be one of.
func (k *keeper) original(front string) string {
	return "---\n" + front + "---\n\nThis issue covers the month of November 2026.\n\n## XMPP Articles\n\n" + k.entry() + "\n## License\n\nFree.\n"
}

func (k *keeper) word() int {
	k.next++
	return k.next
}

func (k *keeper) entry() string {
	n := k.word()
	return fmt.Sprintf("- [w%dw](https://a%d.example/) flies over the pond.\n", n, n)
}

func (k *keeper) say(format string, args ...any) { k.log = append(k.log, fmt.Sprintf(format, args...)) }

// text is what the pad holds.
func (k *keeper) text() string {
	all := strings.Join(k.pad, "")
	if k.lang != "" {
		return "---\nlang: fr\n---\n\nBienvenue.\n\n## Articles XMPP\n\n" + all + "\n## Licence\n\nLibre.\n"
	}
	return "This issue covers the month of November 2026.\n\n## XMPP Articles\n\n" + all +
		"\n## Extensions and specifications\n\n### Proposed\n\n### Updated\n\n### Stable\n\n" + k.stable + "\n## License\n\nFree.\n"
}

// specify has a specification get another version.
func (k *keeper) specify() {
	k.version++
	for _, number := range []int{901, 902} {
		at := filepath.Join(k.s.specs, fmt.Sprintf("xep-%04d.xml", number))
		if err := os.WriteFile(at, []byte(specOf(number, fmt.Sprintf("0.%d.0", k.version), "Herons")), 0o644); err != nil {
			k.Fatal(err)
		}
	}
	day := "2026-08-01"
	if k.version > 1 {
		day = fmt.Sprintf("2026-11-%02d", min(k.version+5, 30))
	}
	commitSpecsOn(k.T, k.s.specs, day)
}

func (k *keeper) branch() string {
	if k.lang != "" {
		return sampleBranch + "-" + k.lang
	}
	return sampleBranch
}

// file is the text on the branch, and its path.
func (k *keeper) file() (path, text string) {
	k.Helper()
	for _, p := range strings.Fields(gitOf(k.T, k.s, "ls-tree", "-r", "--name-only", k.branch(), "content/blog/newsletter")) {
		if strings.HasPrefix(filepath.Base(p), "2026-12-") && strings.HasSuffix(p, ".fr.md") == (k.lang != "") {
			return p, gitOf(k.T, k.s, "show", k.branch()+":"+p)
		}
	}
	k.Fatalf("there is no issue on %s:\n%s", k.branch(), strings.Join(k.log, "\n"))
	return "", ""
}

func (k *keeper) commit(text string) {
	k.Helper()
	path, _ := k.file()
	if _, err := k.s.site.Commit(k.branch(), map[string][]byte{path: []byte(text)}, "Somebody <somebody@example.org>", "Edit by hand"); err != nil {
		k.Fatal(err)
	}
}

var keptWord = regexp.MustCompile(`\bw([0-9]+)w\b`)

// words are those in a text.
func words(text string) map[int]bool {
	found := map[int]bool{}
	for _, m := range keptWord.FindAllStringSubmatch(text, -1) {
		var n int
		fmt.Sscan(m[1], &n)
		found[n] = true
	}
	return found
}

func (k *keeper) act() {
	at := k.IntN(len(k.pad))
	switch what := k.IntN(11); what {
	case 0, 1:
		k.pad = slices.Insert(k.pad, at, k.entry())
		k.say("the pad gets %q", k.pad[at])
	case 2:
		k.pad[at] = strings.Replace(k.pad[at], " flies", fmt.Sprintf(" w%dw flies", k.word()), 1)
		k.say("the pad says %q", k.pad[at])
	case 3:
		if len(k.pad) > 10 {
			k.say("the pad loses %q", k.pad[at])
			k.pad = slices.Delete(k.pad, at, at+1)
		}
	case 4, 5, 6, 7:
		k.edit(what)
	case 8:
		k.specify()
		k.say("specifications get version 0.%d.0", k.version)
	case 9:
		k.squash()
	default:
		switch {
		case k.lang == "" && k.stable == "":
			k.stable = fmt.Sprintf("- w%dw is stable.\n", k.word())
			k.say("the pad says %q", k.stable)
		case k.lang == "":
			k.stable = ""
			k.say("the pad says nothing of what is stable")
		case !k.slipped:
			k.slipped = true
			k.say("the original slips")
			k.submit(submitOptions{month: "2026-11", release: "2026-12-09"})
		}
	}
}

// edit is what a person does to a line on the branch.
func (k *keeper) edit(what int) {
	_, text := k.file()
	lines := strings.SplitAfter(text, "\n")
	var entries []int
	for i, l := range lines {
		if strings.HasPrefix(l, "- ") {
			entries = append(entries, i)
		}
	}
	i := entries[k.IntN(len(entries))]
	switch n := k.word(); what {
	case 4: // one line more
		lines[i] += fmt.Sprintf("- w%dw by hand.\n", n)
		k.hands[n] = true
	case 5: // gone
		for n := range words(lines[i]) {
			k.removed[n] = true
			delete(k.hands, n)
		}
		k.say("a person removes %q", lines[i])
		lines[i] = ""
	default:
		lines[i] = strings.TrimSuffix(lines[i], "\n") + fmt.Sprintf(" And w%dw.\n", n)
		k.hands[n] = true
	}
	if what != 5 {
		k.say("a person makes it %q", lines[i])
	}
	k.commit(strings.Join(lines, ""))
}

// squash makes one commit of the branch's, as people do.
func (k *keeper) squash() {
	base := strings.TrimSpace(gitOf(k.T, k.s, "merge-base", "master", k.branch()))
	message := gitOf(k.T, k.s, "log", "--reverse", "--format=%B", base+".."+k.branch())
	id := strings.TrimSpace(gitOf(k.T, k.s, "-c", "user.name=S", "-c", "user.email=s@example.org", "commit-tree", k.branch()+"^{tree}", "-p", base, "-m", message))
	gitOf(k.T, k.s, "update-ref", "refs/heads/"+k.branch(), id)
	k.say("a person squashes the branch")
}

func (k *keeper) submit(o submitOptions) string {
	k.Helper()
	out, err := line(k.T, k.s, time.Date(2026, 12, 3, 9, 0, 0, 0, time.UTC), o)
	k.say("%s", out)
	if err != nil {
		k.Fatalf("%v\n%s", err, strings.Join(k.log, "\n"))
	}
	return out
}

// run is a run, and what must be so after it.
func (k *keeper) run() {
	k.Helper()
	const note = "mine"
	k.s.pad.Set(note, k.text())
	o := submitOptions{month: "2026-11", lang: k.lang, pad: k.s.pad.URL + "/" + note}
	out := k.submit(o)
	_, text := k.file()
	has := words(text)
	offered := words(out)
	for _, p := range k.s.site.Pulls() {
		lines, err := k.s.site.Comments(p.Number)
		if err != nil {
			k.Fatal(err)
		}
		for _, c := range lines {
			for n := range words(c.Body) {
				offered[n] = true
			}
		}
		comments, err := k.s.site.IssueComments(p.Number)
		if err != nil {
			k.Fatal(err)
		}
		for _, c := range comments {
			for n := range words(c.Body) {
				offered[n] = true
			}
		}
	}
	for n := range k.hands {
		if !has[n] {
			k.Errorf("w%dw, which a person wrote on the branch, is gone", n)
		}
	}
	for n := range words(k.text()) {
		if !has[n] && !offered[n] && !k.removed[n] {
			k.Errorf("w%dw, which the pad has, is nowhere", n)
		}
	}
	k.s.forge.ResetRequests()
	before := gitOf(k.T, k.s, "rev-parse", k.branch())
	if k.submit(o); k.s.forge.Writes() > 0 || gitOf(k.T, k.s, "rev-parse", k.branch()) != before {
		k.Errorf("the second run wrote %d times", k.s.forge.Writes())
	}
	if k.Failed() {
		k.Fatalf("what happened:\n%s\nthe file:\n%s", strings.Join(k.log, "\n"), text)
	}
}
