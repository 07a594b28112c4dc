package rules_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/rules"
)

var update = flag.Bool("update", false, "write what the rules find into testdata; read the difference before you commit it")

func house(t testing.TB) *lint.House {
	h, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestRules runs each testdata/RULE.txtar. Each input, a file NAME.md, is followed by NAME.md.want (what the rule
// finds) and, if it has fixes, by NAME.md.fixed (the text with all of them). The name may hold the date and language, and
// be a whole path. Files below site/ are the site, for rules that know it, and the issues there that are dated before the
// input's are the earlier ones, and that of the same day is the original of a translation; then/NAME.md is what that was when
// the translation was made. site/xeps is the list of specifications, and site/links what the web says of addresses.
func TestRules(t *testing.T) {
	for _, r := range rules.All {
		t.Run(r.Name, func(t *testing.T) {
			path := filepath.Join("testdata", r.Name+".txtar")
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatalf("a rule has a test: %v", err)
			}
			out := &txtar.Archive{Comment: archive.Comment}
			site, then := fstest.MapFS{}, map[string][]byte{}
			for _, f := range archive.Files {
				path, ok := strings.CutPrefix(f.Name, "site/")
				if ok {
					site[path] = &fstest.MapFile{Data: f.Data}
				} else if path, ok = strings.CutPrefix(f.Name, "then/"); ok {
					then[path] = f.Data
				}
				if ok {
					out.Files = append(out.Files, f)
				}
			}
			for _, f := range archive.Files {
				if strings.HasSuffix(f.Name, ".md") && !strings.HasPrefix(f.Name, "site/") && !strings.HasPrefix(f.Name, "then/") {
					out.Files = append(append(out.Files, f), found(t, r, f, site, then)...)
				}
			}
			want, got := txtar.Format(archive), txtar.Format(out)
			if bytes.Equal(want, got) {
				return
			}
			if !*update {
				t.Errorf("%s differs; look at it with go test ./rules -update\n%s", path, got)
				return
			}
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func found(t *testing.T, r *lint.Rule, f txtar.File, site fstest.MapFS, then map[string][]byte) []txtar.File {
	text := f.Data
	if bytes.HasPrefix(text, []byte("BOM")) { // txtar files hold no byte order mark
		text = append([]byte("\ufeff"), text[3:]...)
	}
	path := f.Name
	if !strings.Contains(path, "/") {
		path = "content/blog/newsletter/" + path
	}
	d := lint.Parse(path, text)
	w := &lint.World{House: house(t)}
	if len(site) > 0 {
		w.Site = lint.NewSite(site, path)
		w.Earlier = lint.Earlier(site, path, 3)
	}
	if original := lint.OriginalPath(path); original != path && site[original] != nil {
		w.Original = sync.OnceValue(func() *lint.Document { return lint.Parse(original, site[original].Data) })
	}
	if text, ok := then[filepath.Base(lint.OriginalPath(path))]; ok {
		w.Then = sync.OnceValue(func() *lint.Document { return lint.Parse(lint.OriginalPath(path), text) })
	}
	if list := knownXEPs(site["xeps"]); site["xeps"] != nil {
		w.XEPs = func() lint.XEPs { return list }
	}
	if text := site["links"]; text != nil {
		w.Links = knownLinks(string(text.Data))
	}
	findings := lint.Run(d, w, []*lint.Rule{r})
	var b bytes.Buffer
	if err := report.Text(&b, []report.File{{Document: d, Findings: findings}}, nil); err != nil {
		t.Fatal(err)
	}
	files := []txtar.File{{Name: f.Name + ".want", Data: bytes.ReplaceAll(b.Bytes(), []byte(d.Path+":"), nil)}}
	var fixes []*lint.Fix
	for _, x := range findings {
		if x.Fix != nil {
			fixes = append(fixes, x.Fix)
		}
	}
	if len(fixes) == 0 {
		return files
	}
	fixed, err := lint.Apply(d.Src, fixes...)
	if err != nil {
		t.Errorf("%s: the fixes of one rule overlap: %v", f.Name, err)
	}
	return append(files, txtar.File{Name: f.Name + ".fixed", Data: fixed})
}

// TestPages runs the examples of the rules' pages: bad ones must be found, good ones must not.
func TestPages(t *testing.T) {
	for _, r := range rules.All {
		t.Run(r.Name, func(t *testing.T) {
			if !strings.HasPrefix(r.Doc, "# "+r.Name+"\n") {
				t.Errorf("the page does not begin with # %s", r.Name)
			}
			above, rest, _ := strings.Cut(r.Doc, "\n## Bad\n")
			originals := examples(above)
			bad, good, ok := strings.Cut(rest, "\n## Good\n")
			if !ok || len(examples(bad)) == 0 || len(examples(good)) == 0 {
				t.Fatal("the page lacks a bad or a good example")
			}
			for _, e := range examples(bad) {
				if len(run(t, r, e, originals)) == 0 {
					t.Errorf("nothing is found in the bad example %s\n%s", e.path, e.text)
				}
			}
			for _, e := range examples(good) {
				if f := run(t, r, e, originals); len(f) > 0 {
					t.Errorf("found in the good example %s: %+v\n%s", e.path, f, e.text)
				}
			}
		})
	}
}

// run runs r on an example. What the page shows above its examples is the original of those that are translations, also as it
// was when they were made.
func run(t *testing.T, r *lint.Rule, e example, originals []example) []lint.Finding {
	w := world(t, e.path)
	for _, o := range originals {
		if o.path == lint.OriginalPath(e.path) && o.path != e.path {
			text := sync.OnceValue(func() *lint.Document { return lint.Parse(o.path, []byte(o.text)) })
			if o.then {
				w.Then = text
			} else {
				w.Original = text
			}
		}
	}
	return lint.Run(lint.Parse(e.path, []byte(e.text)), w, []*lint.Rule{r})
}

// world has the site that the pages speak of, with the last issues, testdata/earlier.
func world(t testing.TB, path string) *lint.World {
	site := fstest.MapFS{
		"static/images/newsletter/2026-11-05/heron.png":    {},
		"content/blog/newsletter/2026-11-05-newsletter.md": {},
		"static/images/newsletter/2026-11-05/large.png":    {Data: make([]byte, 2_000_000)},
		"content/about/birds.md":                           {Data: []byte("---\ntitle: Birds\n---\n")},
		"content/blog/2026-10-12-heron-meeting.md":         {Data: []byte("---\ntitle: Report of the heron meeting\ndate: 2026-10-12\n---\n")},
	}
	earlier, err := filepath.Glob("testdata/earlier/*.md")
	if err != nil || len(earlier) == 0 {
		t.Fatal("the last issues are not in testdata/earlier:", err)
	}
	for _, f := range earlier {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		site["content/blog/newsletter/"+filepath.Base(f)] = &fstest.MapFile{Data: text}
	}
	list := knownXEPs(&fstest.MapFile{Data: []byte("45 | 1.35.2 1.35.1 | Multi-User Chat\n60 | 1.30.0 | Publish-Subscribe\nUpdated | 2026-10-10 | 45 | 1.35.2 1.35.1 | Multi-User Chat | Mend a slip. (xy)\n")})
	links := knownLinks("https://example.org/gone | dead | the server says 404 Not Found\nhttps://example.org/old | moved | https://example.org/new\n")
	return &lint.World{House: house(t), Site: lint.NewSite(site, path), Earlier: lint.Earlier(site, path, 3), XEPs: func() lint.XEPs { return list }, Links: links}
}

// knownLinks reads lines of an address, dead, moved or anchor, and why, where to or which.
func knownLinks(text string) func(string) lint.LinkState {
	known := map[string]lint.LinkState{}
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		switch parts[1] {
		case "dead":
			known[parts[0]] = lint.LinkState{Dead: parts[2]}
		case "moved":
			known[parts[0]] = lint.LinkState{Moved: parts[2]}
		case "anchor":
			known[parts[0]] = lint.LinkState{Anchor: parts[2]}
		default:
			panic("what is " + line)
		}
	}
	return func(address string) lint.LinkState { return known[address] }
}

// knownXEPs reads lines of number, versions and title, with a part and a day before them for what happened then, and notes
// behind them. The list is of the end of 2026; that nothing else happened is known from 2027 on.
func knownXEPs(f *fstest.MapFile) lint.XEPs {
	if f == nil {
		return lint.XEPs{}
	}
	var all []lint.XEP
	var news lint.XEPNews
	days := map[int]time.Time{} // on which something happened, by number
	for line := range strings.Lines(string(f.Data)) {
		parts := strings.Split(strings.TrimSpace(line), " | ")
		part, day := "", time.Time{}
		if line[0] > '9' && len(parts) > 2 {
			part, day = parts[0], parseDay(parts[1])
			parts = parts[2:]
		}
		n, err := strconv.Atoi(parts[0])
		if err != nil || len(parts) < 3 {
			panic("a line of the list is no number | versions | title: " + line)
		}
		versions := strings.Fields(parts[1])
		x := lint.XEP{Number: n, Title: parts[2], Version: versions[0], Revisions: versions, Notes: func(string) []string { return parts[3:] }}
		days[n] = day
		switch part {
		case "":
			all = append(all, x)
		case "Lumped":
			news.Lumped = append(news.Lumped, lint.XEPEntry{Part: "Updated", Number: n, Version: versions[0], Day: day})
			news.Changed = append(news.Changed, x)
		default:
			news.Entries = append(news.Entries, newsEntry(part, day, x))
			news.Changed = append(news.Changed, x)
		}
	}
	list := lint.NewXEPs("a test", time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), all)
	slices.SortFunc(news.Changed, func(a, b lint.XEP) int { return a.Number - b.Number })
	if len(news.Changed) > 0 {
		list.Happened = func(from, to time.Time) lint.XEPNews {
			n := news
			outside := func(day time.Time) bool { return day.Before(from) || !day.Before(to) }
			n.Whole = from.Year() > 2026
			n.Entries = slices.DeleteFunc(slices.Clone(n.Entries), func(e lint.XEPEntry) bool { return outside(e.Day) })
			n.Changed = slices.DeleteFunc(slices.Clone(n.Changed), func(x lint.XEP) bool { return outside(days[x.Number]) })
			return n
		}
	}
	return list
}

func parseDay(text string) time.Time {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return day
}

// newsEntry is an entry of an issue about x, which is a proposal if it has no number, and a call or a state if it has no version.
func newsEntry(part string, day time.Time, x lint.XEP) lint.XEPEntry {
	e := lint.XEPEntry{Part: part, Number: x.Number, Version: strings.Trim(x.Version, "-"), Title: x.Title, Address: fmt.Sprintf("/extensions/xep-%04d.html", x.Number), Day: day}
	head := fmt.Sprintf("Version %s of [XEP-%04d](%s) (%s)", e.Version, e.Number, e.Address, e.Title)
	switch {
	case x.Number == 0:
		e.Address, e.Version = "/extensions/inbox/"+strings.ToLower(x.Title)+".html", ""
		head = "[" + x.Title + "](" + e.Address + ")"
	case part == "Last Call":
		head = "Last Call for comments on " + strings.TrimPrefix(head, "Version  of ")
	}
	e.Lines = []string{"- " + head}
	for _, note := range x.Notes("") {
		e.Lines = append(e.Lines, "  - "+note)
	}
	return e
}

// example is a text of a rule's page. Behind the word markdown may stand its path, and "then" if that is what it was.
type example struct {
	path, text string
	then       bool
}

func examples(page string) []example {
	var found []example
	for _, part := range strings.Split(page, "```markdown")[1:] {
		path, text, _ := strings.Cut(part, "\n")
		if path = strings.TrimSpace(path); path == "" {
			path = "content/blog/newsletter/2026-11-05-newsletter.md"
		}
		text, _, _ = strings.Cut(text, "```")
		path, then := strings.CutSuffix(path, " then")
		found = append(found, example{path, text, then})
	}
	return found
}

// TestCorpus: past issues must not make a rule stumble, and no finding lies outside the source.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/issues/*.md")
	drafts, _ := filepath.Glob("../../shared/corpus/drafts/*/*.md")
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	count := map[string]int{}
	for _, f := range append(files, drafts...) {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := lint.Parse("content/blog/newsletter/"+filepath.Base(f), text)
		for _, x := range check(t, d, world(t, d.Path)) {
			count[x.Rule]++
		}
	}
	t.Log(len(files)+len(drafts), "texts:", fmt.Sprint(count))
}

func check(t *testing.T, d *lint.Document, w *lint.World) []lint.Finding {
	findings := lint.Run(d, w, rules.All)
	for _, x := range findings {
		if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > len(d.Src) {
			t.Errorf("%s: finding outside the source: %+v", d.Path, x)
		}
		if x.Fix != nil {
			if _, err := lint.Apply(d.Src, x.Fix); err != nil {
				t.Errorf("%s: a fix that cannot be made: %+v: %v", d.Path, x, err)
			}
		}
		if x.Message == "" || strings.HasSuffix(x.Message, ".") {
			t.Errorf("%s: a message is a clause without a full stop: %q", d.Path, x.Message)
		}
	}
	return findings
}

func FuzzRules(f *testing.F) {
	for _, r := range rules.All {
		for _, e := range examples(r.Doc) {
			f.Add(e.text)
			f.Add("<!-- padpress: ignore " + r.Name + ": a seed -->\n" + e.text)
		}
	}
	path := "content/blog/newsletter/2026-11-05-newsletter.md"
	w := world(f, path)
	f.Fuzz(func(t *testing.T, text string) {
		d := lint.Parse(path, []byte(text))
		check(t, d, w)
		settled, left := lint.Settle(d, w, rules.All)
		if again, _ := lint.Settle(settled, w, rules.All); string(again.Src) != string(settled.Src) {
			t.Errorf("settling again changes the text; %d findings were left", len(left))
		}
		if !lint.SamePage(d, settled) {
			t.Errorf("settling changes the page: %q", settled.Src)
		}
		mended, _, _ := lint.Mend(d, w, rules.All)
		check(t, mended, w)
		if again, repairs, _ := lint.Mend(mended, w, rules.All); len(repairs) > 0 {
			t.Errorf("mending again changes %q to %q: %+v", mended.Src, again.Src, repairs)
		}
	})
}

func TestFind(t *testing.T) {
	for _, r := range rules.All {
		if rules.Find(r.Name) != r {
			t.Errorf("rule %s is not found by its name", r.Name)
		}
	}
	if rules.Find("no-such-rule") != nil {
		t.Error("a rule that does not exist is found")
	}
}

func TestHouse(t *testing.T) {
	if _, err := rules.House("nowhere"); err == nil {
		t.Error("a house style that does not exist is read")
	}
	if _, err := rules.ParseHouse([]byte("original: en\nlanguages: {en: {}}\nsectoins: []\n")); err == nil || !strings.Contains(err.Error(), "sectoins") {
		t.Errorf("an unknown key is not refused by its name: %v", err)
	}
	if _, err := rules.ParseHouse([]byte("original: eo\nlanguages: {en: {}}\n")); err == nil {
		t.Error("an original without a language is accepted")
	}
	for _, line := range []string{"## News | mandatary", "News", "# News", "##News", "## ", "####### News"} {
		_, err := rules.ParseHouse(fmt.Appendf(nil, "original: en\nlanguages: {en: {}}\noutline: {sections: [%q]}\n", line))
		if err == nil {
			t.Errorf("the section %q is accepted", line)
		}
	}
}
