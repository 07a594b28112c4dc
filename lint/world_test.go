package lint_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/lint"
)

const issue = "content/blog/newsletter/2026-11-05-newsletter.md"

// poisoned is a site that already holds the answer, and what comes after it.
func poisoned() fstest.MapFS {
	files := fstest.MapFS{}
	for _, p := range []string{
		"content/blog/newsletter/2026-11-05-newsletter.md",
		"content/blog/newsletter/2026-11-05-newsletter.de.md",
		"content/blog/newsletter/2026-11-05-other.md",
		"content/blog/newsletter/2026-11-07-newsletter.md",
		"content/blog/newsletter/2026-12-05-newsletter.md",
		"content/blog/newsletter/2027-01-05-newsletter.fr.md",
		"content/blog/newsletter/2026-11-05-newsletter/index.md",
		"content/blog/newsletter/2026-12-05-newsletter/index.de.md",
	} {
		files[p] = &fstest.MapFile{Data: []byte("poison\n")}
	}
	for _, p := range []string{
		"content/blog/newsletter/2026-10-05-newsletter.md",
		"content/blog/newsletter/2026-10-05-newsletter.de.md",
		"content/blog/newsletter/2026-09-05-newsletter.md",
		"content/blog/newsletter/2026-09-05-newsletter.pt-br.md",
		"content/blog/newsletter/2026-08-05-newsletter.md",
		"content/blog/newsletter/a-2026-07-05.md",
		"content/blog/newsletter/2025-12-05-newsletter.md",
		"content/blog/newsletter/2025-11-05-newsletter/index.md",
		"content/blog/newsletter/2026-06-05-notes.txt",
		"content/blog/newsletter/about.md",
		"content/blog/2026-12-24-post.md",
		"content/about.md",
		"static/images/newsletter/2026-11-05/a.png",
		"content/blog/newsletter/2026-11-05-newsletter/a.png",
	} {
		files[p] = &fstest.MapFile{Data: []byte(p + "\n")}
	}
	return files
}

func TestSiteHidesTheAnswer(t *testing.T) {
	site := lint.NewSite(poisoned(), issue)
	for name, f := range poisoned() {
		hidden := string(f.Data) == "poison\n"
		for _, p := range []string{name, "./" + name, "content/../" + name} {
			if site.Exists(p) && (hidden || p != name) {
				t.Errorf("%s can be seen", p)
			}
		}
		if !hidden && !site.Exists(name) {
			t.Errorf("%s is hidden", name)
		}
	}
	for p, want := range map[string]bool{"content/blog/newsletter": true, "content/nothing.md": false, "": false, "/content/about.md": false} {
		if site.Exists(p) != want {
			t.Errorf("%q exists: %v", p, !want)
		}
	}
	if lint.NewSite(poisoned(), "draft.md").Exists("draft.md") {
		t.Error("the document without a date sees itself")
	}
}

func TestEarlier(t *testing.T) {
	all := []string{
		"content/blog/newsletter/2026-10-05-newsletter.md",
		"content/blog/newsletter/2026-09-05-newsletter.md",
		"content/blog/newsletter/2026-08-05-newsletter.md",
		"content/blog/newsletter/a-2026-07-05.md",
		"content/blog/newsletter/2025-12-05-newsletter.md",
	}
	for _, c := range []struct {
		name, path string
		n          int
		want       []string
	}{
		{"three", issue, 3, all[:3]},
		{"more than there are", issue, 9, all},
		{"none asked for", issue, 0, nil},
		{"of a translation", "content/blog/newsletter/2026-11-05-newsletter.de.md", 1, all[:1]},
		{"of an old one", "content/blog/newsletter/2026-08-05-newsletter.md", 9, all[3:]},
		{"of the first", "content/blog/newsletter/2025-12-05-newsletter.md", 9, nil},
		{"without a date", "content/blog/newsletter/draft.md", 9, nil},
		{"elsewhere", "news/2026-11-05-newsletter.md", 9, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lint.EarlierPaths(poisoned(), c.path, c.n); !slices.Equal(got, c.want) {
				t.Errorf("paths %q, want %q", got, c.want)
			}
			var read []string
			for _, d := range lint.Earlier(poisoned(), c.path, c.n)() {
				read = append(read, d.Path)
				if string(d.Src) != d.Path+"\n" {
					t.Errorf("%s reads %q", d.Path, d.Src)
				}
			}
			if !slices.Equal(read, c.want) {
				t.Errorf("read %q, want %q", read, c.want)
			}
		})
	}
}

// A rule that looks wherever it may finds the same on a poisoned site as on a clean one.
func TestRulesDoNotSeeTheAnswer(t *testing.T) {
	spy := &lint.Rule{Name: "spy", Severity: lint.Note, Needs: lint.NeedSite | lint.NeedEarlier, Check: func(p *lint.Pass) {
		for path := range poisoned() {
			if p.World.Site.Exists(path) {
				p.Reportf(lint.Span{Start: 0, End: len(path)}, "%s", path)
			}
		}
		for i, d := range p.World.Earlier() {
			p.Reportf(lint.Span{Start: i, End: i}, "%s", d.Src)
		}
	}}
	clean := poisoned()
	for path, f := range clean {
		if string(f.Data) == "poison\n" {
			delete(clean, path)
		}
	}
	var found [2][]string
	for i, files := range []fstest.MapFS{poisoned(), clean} {
		w := &lint.World{Site: lint.NewSite(files, issue), Earlier: lint.Earlier(files, issue, 3)}
		for _, f := range lint.Run(lint.Parse(issue, make([]byte, 100)), w, []*lint.Rule{spy}) {
			found[i] = append(found[i], f.Message)
		}
		slices.Sort(found[i])
	}
	if !slices.Equal(found[0], found[1]) || len(found[0]) == 0 {
		t.Errorf("with the answer\n%q\nwithout\n%q", found[0], found[1])
	}
}

func TestNeeds(t *testing.T) {
	var ran []string
	rule := func(name string, needs lint.Need) *lint.Rule {
		return &lint.Rule{Name: name, Needs: needs, Check: func(*lint.Pass) { ran = append(ran, name) }}
	}
	rules := []*lint.Rule{rule("text", 0), rule("site", lint.NeedSite), rule("all", lint.NeedSite|lint.NeedEarlier|lint.NeedOriginal)}
	d, translation := lint.Parse("", nil), &lint.Document{Path: "a.de.md"}
	w := &lint.World{Site: lint.NewSite(fstest.MapFS{}, "")}
	lint.Run(d, w, rules)
	if want := []string{"text", "site"}; !slices.Equal(ran, want) {
		t.Errorf("ran %q, want %q", ran, want)
	}
	if got, want := lint.Skipped(translation, w, rules), []lint.Skip{{Rule: "all", Needs: "earlier, original"}}; !slices.Equal(got, want) {
		t.Errorf("skipped %v, want %v", got, want)
	}
	if got, want := lint.Skipped(d, w, rules), []lint.Skip{{Rule: "all", Needs: "earlier"}}; !slices.Equal(got, want) {
		t.Errorf("of a text that is no translation skipped %v, want %v", got, want)
	}
	w.Earlier, w.Original = lint.Earlier(fstest.MapFS{}, "", 3), func() *lint.Document { return d }
	if got := lint.Skipped(translation, w, rules); len(got) > 0 {
		t.Errorf("skipped %v though all is known", got)
	}
}

func TestRunSorts(t *testing.T) {
	at := func(name string, severity lint.Severity, spans ...lint.Span) *lint.Rule {
		return &lint.Rule{Name: name, Severity: lint.Warning, Check: func(p *lint.Pass) {
			for _, s := range spans {
				p.Report(lint.Finding{Rule: "other", Severity: severity, Span: s})
			}
		}}
	}
	var got []string
	for _, f := range lint.Run(lint.Parse("", []byte("abc")), &lint.World{}, []*lint.Rule{
		at("b", 0, lint.Span{Start: 2, End: 3}, lint.Span{Start: 0, End: 2}),
		at("a", lint.Error, lint.Span{Start: 0, End: 2}, lint.Span{Start: 0, End: 1}),
	}) {
		got = append(got, f.Rule+" "+f.Severity.String())
	}
	if want := []string{"a error", "a error", "b warning", "b warning"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
