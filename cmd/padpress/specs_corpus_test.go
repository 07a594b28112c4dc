package main

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// TestDraftedSpecs takes every distinct first draft through the completion, with the real history of the specifications: as
// it was, and with nothing but headings and standing paragraphs left of the section. What people wrote is there as before,
// line by line and word by word, and what is drafted is compared with what was published.
func TestDraftedSpecs(t *testing.T) {
	if testing.Short() {
		t.Skip("reads months of a large repository")
	}
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	all := drafts(t, house)
	history, err := openSpecs(t.Context(), realXEPs(t, t.TempDir()), nil)
	if err != nil {
		t.Fatal(err)
	}
	news := newXEPNews(house, history)
	var as, bare specTally
	seen := map[string]bool{}
	for _, d := range all {
		if seen[d.first] || strings.TrimSpace(d.first) == "" {
			continue
		}
		seen[d.first] = true
		before := realSite{os.DirFS(shared + "/site"), lint.LaterThan(house.IssuePath(d.release.AddDate(0, 0, 1-d.release.Day())))}
		s := &site{State: &gitops.State{}, pull: &github.Pull{}, earlier: lint.Earlier(before, house.IssuePath(d.release), earlierIssues)()}
		draftSpecsOf(t, house, news, d, s, d.first, &as)
		draftSpecsOf(t, house, news, d, s, emptied(house, d), &bare)
	}
	t.Logf("as they were: %s: %s", as, strings.Join(as.added, ", "))
	t.Logf("without what people wrote of specifications: %s", bare)
	for _, line := range bare.only {
		t.Log(line)
	}
	if bare.found*100 < bare.published*90 || bare.published == 0 {
		t.Errorf("of what was published, %d of %d entries are drafted", bare.found, bare.published)
	}
}

// specTally counts over many drafts; entries only of months that the history holds.
type specTally struct {
	texts, parts, headed int
	drafted, published   int      // entries
	found, told          int      // published ones that are drafted, drafted ones that were published
	equal, compared      int      // lists
	again                int      // published ones that issues before had told
	added                []string // parts whose headings were missing
	only                 []string // entries that one of the two has
}

// draftSpecsOf completes a text with and without drafts and compares the two.
func draftSpecsOf(t *testing.T, house *lint.House, news *xepNews, d draft, s *site, text string, n *specTally) {
	t.Helper()
	j := &job{env: &env{}, house: house, month: pad.Month{Covers: d.month, Release: d.release}, start: d.release}
	j.specs = &specs{source: "the history", news: news}
	raw := lint.Parse(d.path, pad.Normalise([]byte(text)))
	known := s.knowledge(d.path)
	plain, _ := pad.Complete(raw, house, j.month, known)
	known.Drafts = j.draftSpecs(t.Context(), s, raw).drafts
	filled, done := pad.Complete(raw, house, j.month, known)
	filled = pad.Normalise(filled)
	checkFilled(t, d.number, string(pad.Normalise(plain)), string(filled), done.Filled)
	after := lint.Parse(d.path, filled)
	lost := pad.Compare(raw, after, house, nil).Lost
	for _, x := range lost {
		if !slices.Contains(pad.Compare(raw, lint.Parse(d.path, pad.Normalise(plain)), house, nil).Lost, x) {
			t.Errorf("#%d: the drafts lost %s", d.number, named(x))
		}
	}
	known.Import, known.Branch, known.Drafted = after, after, (&issue{done: done}).draftedParts()
	if again, _, ok := pad.Renew(raw, house, j.month, known); ok {
		t.Errorf("#%d: the same history drafts something else: %s", d.number, firstChange(strings.Split(string(filled), "\n"), strings.Split(string(again.Src), "\n")))
	}
	n.add(house, d, s.earlier, done.Filled)
}

// checkFilled: without the lines of the drafts and of the summary, which counts them, the text is what it is without drafts.
func checkFilled(t *testing.T, number int, plain, filled string, parts []pad.Filled) {
	t.Helper()
	var added []string
	for _, p := range parts {
		for line := range strings.Lines(p.List) {
			added = append(added, strings.TrimSpace(line))
		}
	}
	contents := func(text string) []string {
		_, text = cut(text)
		return slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
	}
	was := contents(plain)
	for _, line := range contents(filled) {
		if len(was) > 0 && was[0] == line {
			was = was[1:]
		} else if l := strings.TrimSpace(line); !slices.Contains(added, l) && !strings.HasPrefix(l, "#") {
			t.Errorf("#%d: nobody wrote the line %q", number, line)
		}
	}
	if len(was) > 0 {
		t.Errorf("#%d: the line %q is lost", number, was[0])
	}
	_, before := cut(plain)
	_, after := cut(filled)
	words, _ := shown(t, before)
	now, _ := shown(t, after)
	for _, w := range now {
		if len(words) > 0 && words[0] == w {
			words = words[1:]
		}
	}
	if len(words) > 0 {
		t.Errorf("#%d: the word %q of the page is lost", number, words[0])
	}
}

// emptied is the first draft without what people list of specifications.
func emptied(house *lint.House, d draft) string {
	doc := lint.Parse(d.path, pad.Normalise([]byte(d.first)))
	var parts []string
	for _, p := range partsInOrder(house) {
		parts = append(parts, sectionName(p))
	}
	return string(pad.Undrafted(doc, house, parts).Src)
}

// keysIn are the entries of all parts of issues.
func keysIn(house *lint.House, issues ...*lint.Document) []string {
	var keys []string
	for _, d := range issues {
		for _, p := range partsInOrder(house) {
			list, _ := pad.PartList(d, house, sectionName(p))
			keys = append(keys, specKeys(list)...)
		}
	}
	return keys
}

// laterIssues is the issue after a draft's.
func laterIssues(house *lint.House, d draft) []*lint.Document {
	site := os.DirFS(shared + "/site")
	names, _ := fs.Glob(site, "content/blog/newsletter/*-newsletter.md")
	for _, name := range names {
		doc := lint.Parse(name, nil)
		if day, ok := doc.Date(); ok && day.After(d.release.AddDate(0, 0, 14)) {
			text, err := fs.ReadFile(site, name)
			if err == nil {
				return []*lint.Document{lint.Parse(name, text)}
			}
		}
	}
	return nil
}

var entryKey = regexp.MustCompile(`(?i)xep-(\d{4})|/inbox/([\w.-]+?)(\.html)?\)`)

// specKeys are the specifications and proposals that the items of a list name first, with their versions.
func specKeys(list string) []string {
	var keys []string
	for line := range strings.Lines(list) {
		m := entryKey.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t") {
			continue
		}
		version := regexp.MustCompile(`\d+\.\d+(\.\d+)*`).FindString(strings.NewReplacer("`", "", "*", "").Replace(line))
		if version = strings.TrimSuffix(version, ".0"); m[1] == "" {
			version = ""
		}
		keys = append(keys, m[1]+strings.ToLower(strings.TrimPrefix(m[2], "xep-"))+" "+version)
	}
	return keys
}

// hasKey reports whether keys has one, or one of the same number where only one of the two names a version.
func hasKey(keys []string, key string) bool {
	number, version, _ := strings.Cut(key, " ")
	return slices.ContainsFunc(keys, func(k string) bool {
		n, v, _ := strings.Cut(k, " ")
		return n == number && (v == version || v == "" || version == "")
	})
}

// add counts what was drafted beside what the pull request ended with. What the issues before told already is none of it,
// and what reached the repository between two issues may be told in the one or the other.
func (n *specTally) add(house *lint.House, d draft, earlier []*lint.Document, filled []pad.Filled) {
	n.texts++
	n.parts += len(filled)
	for _, f := range filled {
		if f.Headed {
			n.headed++
			n.added = append(n.added, fmt.Sprintf("#%d %s %s", d.number, d.month, f.Part))
		}
	}
	if d.release.Before(time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)) || d.release.After(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)) {
		return
	}
	last := lint.Parse(d.path, pad.Normalise([]byte(d.last)))
	again, later := keysIn(house, earlier...), keysIn(house, laterIssues(house, d)...)
	for _, f := range filled {
		list, ok := pad.PartList(last, house, f.Part)
		if !ok {
			continue
		}
		ours, theirs := specKeys(f.List), specKeys(list)
		for _, k := range ours {
			if n.drafted++; hasKey(theirs, k) || hasKey(later, k) {
				n.told++
			} else {
				n.only = append(n.only, fmt.Sprintf("#%d %s %s: drafted only: %s", d.number, d.month, f.Part, k))
			}
		}
		for _, k := range theirs {
			switch {
			case hasKey(again, k):
				n.again++
				continue
			case hasKey(ours, k):
				n.found++
			default:
				n.only = append(n.only, fmt.Sprintf("#%d %s %s: published only: %s", d.number, d.month, f.Part, k))
			}
			n.published++
		}
		if n.compared++; strings.Join(strings.Fields(f.List), " ") == strings.Join(strings.Fields(list), " ") {
			n.equal++
		}
	}
}

func (n specTally) String() string {
	return fmt.Sprintf("%d texts, %d parts filled, %d of them with their headings; of %d published entries that were new %d are drafted, of %d drafted ones %d were published; %d were told again; %d of %d lists are equal",
		n.texts, n.parts, n.headed, n.published, n.found, n.drafted, n.told, n.again, n.equal, n.compared)
}
