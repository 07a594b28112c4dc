package pad_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// inFull is the house with all that is known of its languages.
func inFull(t testing.TB) *lint.House {
	h := *house(t)
	h.Languages = maps.Clone(h.Languages)
	for code := range h.Languages {
		h.Languages[code], _ = rules.Language(&h, code)
	}
	return &h
}

const frenchPath = "content/blog/newsletter/2026-12-05-newsletter.fr.md"

func TestCompleteTranslation(t *testing.T) {
	november := month(t, "2026-11", "2026-11", "2026-12-05")
	const title, date, categories = `title: "Lettre d'information XMPP de novembre 2026"`, "date: 2026-12-04", "categories: ['Newsletter']"
	const full = "---\n" + title + "\n" + date + "\n" + categories + "\nauthor: [commteam]\n---\n\n"
	original := lint.Parse("content/blog/newsletter/2026-12-05-newsletter.md", []byte("---\ntitle: The XMPP Newsletter November 2026\n"+
		date+"\nauthor: [commteam]\naliases: [/old/]\n"+categories+"\nsummary: \"English\"\n---\n\n"+banner+"\n\nHello.\n"))
	plain := lint.Parse(original.Path, []byte("Hello.\n"))
	for _, c := range []struct {
		name, in, want string
		month          pad.Month
		known          pad.Known
		dropped        int
	}{
		{"a bare text", "Bonjour.\n", full + banner + "\n\nBonjour.\n", november, pad.Known{Original: original}, 0},
		{"an original without front matter and banner", "Bonjour.\n", "---\n" + title + "\ndate: 2026-12-05\n" + categories + "\n---\n\nBonjour.\n",
			november, pad.Known{Original: plain}, 0},
		{"what people wrote stays", "---\ntitle: La lettre\ndate: 2026-12-09\nauthor: [moi]\ncategories: [Lettre]\nsummary: court\n---\n\n" + banner + "\n",
			"---\ntitle: La lettre\ndate: 2026-12-09\nauthor: [moi]\ncategories: [Lettre]\nsummary: court\n---\n\n" + banner + "\n", november, pad.Known{Original: original}, 0},
		{"what was decided stays", "Bonjour.\n", strings.Replace(full, date, "date: 2026-12-01", 1) + banner + "\n\nBonjour.\n", november,
			pad.Known{Original: original, Import: lint.Parse(frenchPath, []byte("---\ndate: 2026-12-01\n---\n\n"+banner+"\n"))}, 0},
		{"translated keys", "---\ntitre: La lettre # ici\n# le jour\ndatum: 2026-12-04\ncatégories: ['Newsletter']\nauthors: moi\n---\n" + banner + "\n",
			"---\ntitle: La lettre # ici\n# le jour\ndate: 2026-12-04\ncategories: ['Newsletter']\nauthor: moi\n---\n\n" + banner + "\n", november, pad.Known{Original: original}, 4},
		{"a key in both languages", "---\ntitre: Un\ntitle: Deux\n" + date + "\n" + categories + "\nauthor: x\n---\n" + banner + "\n",
			"---\ntitre: Un\ntitle: Deux\n" + date + "\n" + categories + "\nauthor: x\n---\n" + banner + "\n", november, pad.Known{Original: original}, 0},
		{"the title as a heading", "# Lettre d'information XMPP de novembre 2026\n\nBonjour.\n", full + banner + "\n\nBonjour.\n", november, pad.Known{Original: original}, 1},
		{"before a vowel", "Bonjour.\n", strings.Replace(strings.Replace(full, "de novembre", "d'octobre", 1), "\n"+date, "\n"+date, 1) + banner + "\n\nBonjour.\n",
			month(t, "2026-10", "2026-10", "2026-11-05"), pad.Known{Original: original}, 0},
		{"two months in two years", "Bonjour.\n", strings.Replace(full, "de novembre 2026", "de décembre 2026 et janvier 2027", 1) + banner + "\n\nBonjour.\n",
			month(t, "2026-12", "2027-01", "2027-02-05"), pad.Known{Original: original}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, done := pad.Complete(lint.Parse(frenchPath, []byte(c.in)), inFull(t), c.month, c.known)
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Error(diff)
			}
			if len(done.Dropped) != c.dropped || done.Drafted != "" {
				t.Errorf("dropped %q, drafted %q", done.Dropped, done.Drafted)
			}
		})
	}
}

func TestTwoFrontMatters(t *testing.T) {
	const rest = "date: 2026-12-05\ncategories: ['Newsletter']\n---\n\nBonjour.\n"
	for _, c := range []struct {
		name, in, want string
		dropped        int
	}{
		{"the pad's and the file's", "---\ntags: a\n---\n\n---\ntitle: Un\n" + rest, "---\ntitle: Un\n" + rest, 2},
		{"one above the other", "---\ntags: a\n---\n---\ntitle: Un\n" + rest, "---\ntitle: Un\n" + rest, 2},
		{"the second counts", "---\ntitle: Zéro\n# mot\nauthor: moi\n---\n\n---\ntitle: Un\n" + rest, "---\n# mot\nauthor: moi\ntitle: Un\n" + rest, 2},
		{"they say the same", "---\ntitle: Un\n---\n\n---\ntitle: Un\n" + rest, "---\ntitle: Un\n" + rest, 1},
		{"in another language", "---\ntitle: Zéro\n---\n\n---\ntitre: Un\n" + rest, "---\ntitle: Un\n" + rest, 3},
		{"it is a heading below a line", "---\ntitle: Un\n" + strings.Replace(rest, "Bonjour.", "---\nAlors : bonjour\n---", 1), "", 0},
		{"it is no YAML", "---\ntitle: Un\n" + strings.Replace(rest, "Bonjour.", "---\ntitle: Un: deux\n\tx\n---", 1), "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := inFull(t)
			h.Pictures.Banner = ""
			got, done := pad.Complete(lint.Parse(frenchPath, []byte(c.in)), h, month(t, "2026-11", "2026-11", "2026-12-05"), pad.Known{})
			if c.want == "" {
				c.want = c.in
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" {
				t.Error(diff)
			}
			if len(done.Dropped) != c.dropped {
				t.Errorf("dropped %q", done.Dropped)
			}
		})
	}
}

// FuzzCompleteTranslation: no word of a translation is lost without being listed, of the front matter neither, and
// completing twice is completing once.
func FuzzCompleteTranslation(f *testing.F) {
	for _, s := range []string{"", "a", "---\ntitre: a\n---\nb", "---\nrobots: a\n---\n\n---\ntitre: |\n  b\ntitel: c\n---\nd", "---\r\ntitle: a\r\n---\r\n---\r\ndata: b\r\n---\r\n",
		"---\ntitle: &a b\n---\n---\ntitle: *a\n---\n"} {
		f.Add(s)
	}
	h, m := inFull(f), month(f, "2026-11", "2026-11", "2026-12-05")
	known := pad.Known{Original: lint.Parse("2026-12-05-newsletter.md", []byte("---\ntitle: a\ndate: 2026-12-05\nauthor: b\n---\n"))}
	f.Fuzz(func(t *testing.T, text string) {
		text = string(pad.Normalise([]byte(text)))
		d := lint.Parse(frenchPath, []byte(text))
		got, done := pad.Complete(d, h, m, known)
		if !done.Changed() {
			if string(got) != text {
				t.Errorf("changed without a word: %q became %q", text, got)
			}
			return
		}
		c := lint.Parse(frenchPath, got)
		if c.Front.Err != nil {
			t.Fatalf("%q became front matter that is not YAML: %q", text, got)
		}
		if lost := lostWords(d.Text(d.Body()), c.Text(c.Body()), done); lost != "" {
			t.Errorf("%q is in %q and not in %q", lost, text, got)
		}
		front, _, comments := strings.Cut(d.Text(d.Front.Body), "#") // one behind a key without value goes
		if lost := lostWords(front, c.Text(c.Front.Body), done); lost != "" && !comments {
			t.Errorf("%q is in %q and not in %q", lost, text, got)
		}
		if again, more := pad.Complete(c, h, m, known); more.Changed() && len(more.Dropped) == 0 {
			t.Errorf("completing again does %+v: %q became %q", more, got, again)
		}
	})
}

func TestOfOriginal(t *testing.T) {
	figure := func(src string) string { return `{{< figure src="` + src + `" caption="x" >}}` + "\n\n" }
	own := func(names ...string) string {
		text := figure("/images/newsletter/xmpp_newsletter_banner.jpg")
		for _, name := range names {
			text += figure("/images/newsletter/2026-12-05/" + name)
		}
		return text
	}
	foreign := func(names ...string) string {
		text := ""
		for _, name := range names {
			text += "![x](https://pictures.example.org/" + name + ")\n\n"
		}
		return text
	}
	for _, c := range []struct {
		name, original, text string
		want                 []string
	}{
		{"one", own("a.png"), foreign("etang.jpg"), []string{"etang.jpg a.png"}},
		{"in their order", own("a.png", "b.png"), foreign("1.png", "2.png"), []string{"1.png a.png", "2.png b.png"}},
		{"the same twice", own("a.png", "a.png"), foreign("1.png", "1.png"), []string{"1.png a.png"}},
		{"between those of the site", own("a.png", "b.png", "c.png", "d.png"), own("a.png") + foreign("1.png") + own("c.png") + foreign("2.png"), []string{"1.png b.png", "2.png d.png"}},
		{"one is missing, and names tell", own("pond.png", "heron.png"), foreign("Heron.JPG"), []string{"Heron.JPG heron.png"}},
		{"one is missing, and nothing tells", own("a.png", "b.png"), foreign("1.png"), nil},
		{"a name that two have", own("pond.png", "lake.png", "sub/pond.png"), foreign("pond.jpg"), nil},
		{"more than in the original", own("a.png"), foreign("1.png", "2.png"), nil},
		{"none in the original", "", foreign("1.png"), nil},
		{"those that the original shows from elsewhere", foreign("a.png"), foreign("1.png"), nil},
		{"all are there", own("a.png"), own("a.png"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, original := lint.Parse(frenchPath, []byte(c.text)), lint.Parse("2026-12-05-newsletter.md", []byte(c.original))
			found := pad.OfOriginal(d, original, house(t), "https://pad.example.org/note", nil)
			var got []string
			for _, p := range found {
				if !p.OfOriginal() {
					t.Errorf("%+v", p)
				}
				again, ok := pad.ParsePicture(p.String())
				if !ok || again != p {
					t.Errorf("%q became %+v", p, again)
				}
				got = append(got, strings.TrimPrefix(p.Source, "https://pictures.example.org/")+" "+strings.TrimPrefix(p.Path, "static/images/newsletter/2026-12-05/"))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			if again := pad.OfOriginal(d, original, house(t), "", found); len(again) != 0 {
				t.Errorf("found again: %v", again)
			}
		})
	}
}

// TestPastTranslations: what was published is taken for the month of its original, and completing adds only what is
// missing; the issue of February 2023, which shows pictures of another host, gets those of its original.
func TestPastTranslations(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/issues/*.md")
	files = slices.DeleteFunc(files, func(f string) bool { return (&lint.Document{Path: f}).Language() == "" })
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not there")
	}
	h := inFull(t)
	read := func(file string) *lint.Document {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil
		}
		return lint.Parse("content/blog/newsletter/"+filepath.Base(file), pad.Normalise(text))
	}
	others, changed := 0, 0
	for _, file := range files {
		d, original := read(file), read(lint.OriginalPath(file))
		if original == nil {
			continue
		}
		day, _ := original.Date()
		covers, ok := pad.Covers(original, h)
		if !ok {
			t.Errorf("%s: the original names no month", file)
			continue
		}
		if m, named := pad.Covers(d, h); named && !m.Last.Equal(covers.Last) {
			t.Logf("%s: its title says %s", filepath.Base(file), m)
			others++
		} else if err := (pad.Guard{House: h, Covers: covers}).Check(d); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		_, done := pad.Complete(d, h, pad.Month{Covers: covers, Release: day}, pad.Known{Original: original})
		if done.Changed() {
			changed++
			t.Logf("%s: added %q, dropped %q", filepath.Base(file), done.Added, done.Dropped)
		}
		for _, o := range done.Dropped {
			if strings.Contains(o.Text, "](") {
				t.Errorf("%s: dropped %q", file, o.Text)
			}
		}
		var got []string
		for _, p := range pad.OfOriginal(d, original, h, "", nil) {
			got = append(got, p.Source+" "+p.Path)
		}
		if len(got) > 0 {
			t.Logf("%s: %q", filepath.Base(file), got)
		}
		if filepath.Base(file) == "2023-02-05-newsletter.fr.md" && len(got) != 2 {
			t.Errorf("%s: the pictures of its original are %q", file, got)
		}
	}
	t.Logf("%d translations, %d with the title of another month, %d to be completed", len(files), others, changed)
	if others > len(files)/20 {
		t.Error("too many are of another month")
	}
}
