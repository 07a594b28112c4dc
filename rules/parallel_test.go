package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// pastTranslations are the published translations whose names fit pattern, as documents of the site.
func pastTranslations(t testing.TB, pattern string) []*lint.Document {
	files, _ := filepath.Glob("../../shared/corpus/issues/" + pattern)
	var found []*lint.Document
	for _, f := range files {
		if d := pastIssue(t, filepath.Base(f)); d.Language() != "" {
			found = append(found, d)
		}
	}
	if len(found) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	return found
}

func pastIssue(t testing.TB, name string) *lint.Document {
	text, err := os.ReadFile("../../shared/corpus/issues/" + name)
	if err != nil {
		t.Skip("the corpus of past issues is not beside the project")
	}
	return lint.Parse("content/blog/newsletter/"+name, text)
}

// TestFrenchIssue: a real translation against its original. All that was lost is found, and nothing else.
func TestFrenchIssue(t *testing.T) {
	d := pastIssue(t, "2023-02-05-newsletter.fr.md")
	w := onSite(t, d)
	var got []string
	for _, f := range lint.Run(d, w, rules.All) {
		got = append(got, fmt.Sprintf("%d %s %s: %s", d.Position(f.Span.Start).Line, f.Severity, f.Rule, f.Message))
	}
	want := []string{
		"10 note translation-structure: several blank lines follow each other in 32 places, and in the original one stands there",
		"13 error heading-level: 21 of 23 headings stand 1 level higher than in the original, in the same order, so that 7 are of the first level, which is that of the page's title",
		"28 note language-signs: no blank before the sign in “2023!”",
		"39 note double-space: two blanks in “)  Winfried”",
		"41 note language-signs: no blank before the sign in “):”",
		"45 warning product-name: “Peertube” is written “PeerTube”",
		"49 error remote-picture: picture is fetched from “news.jabberfr.org”, not from the site: “https://news.jabberfr.org/wp-content/uploads/2023/02/peertube.jpg”; the original shows “/images/newsletter/2023-02-05/peertube.jpg”",
		"61 note double-space: two blanks in “2022.  La”",
		"73 warning translation-links: the original links to “https://notes.nicfab.eu/en/posts/nis2/” here, not to “https://notes.nicfab.it/en/posts/nis2/”",
		"102 error remote-picture: picture is fetched from “news.jabberfr.org”, not from the site: “https://news.jabberfr.org/wp-content/uploads/2023/02/spark.png”; the original shows “/images/newsletter/2023-02-05/spark.png”",
		"166 note translation-xeps: titles of 12 specifications are not those of the original: XEP-0477 (Pubsub Targeted Encryption), XEP-0476 (Pubsub Signing: OpenPGP Profile), XEP-0475 (Pubsub Signing), XEP-0471 (Events), XEP-0474 (SASL SCRAM Downgrade Protection) and 7 others",
		"234 warning translation-figures: shortcode “newsletter-subscribe” of the original is missing behind this",
		"255 warning translation-credits: 6 of the 7 people that the original thanks here are missing: “alkino”, “anubis”, “Benoît Sibaud”, “Pierre Jarillon”, “Ppjet6” and 1 other",
		"258 warning translation-links: the original links to “https://notes.nicfab.eu/” here, not to “https://www.nicfab.it/”",
		"265 warning product-name: “Github” is written “GitHub”",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFrenchMended: with all fixes it has the structure, the pictures and the links of its original.
func TestFrenchMended(t *testing.T) {
	d := pastIssue(t, "2023-02-05-newsletter.fr.md")
	w := onSite(t, d)
	mended, repairs, left := lint.Mend(d, w, rules.All)
	if diff := cmp.Diff(skeleton(w.Original()), skeleton(mended)); diff != "" {
		t.Error("the original differs from the mended text:\n", diff)
	}
	if len(left) != 2 || len(repairs) < 9 {
		t.Errorf("%d repairs, and left is %+v", len(repairs), left)
	}
	if again, more, _ := lint.Mend(mended, w, rules.All); len(more) > 0 {
		t.Errorf("mending again changes the text: %+v\n%s", more, again.Src)
	}
}

// skeleton is what a translation has in common with its original: levels, addresses, shortcodes, in order.
func skeleton(d *lint.Document) []string {
	var parts []string
	for n := range lint.Each[ast.Node](d) {
		switch n := n.(type) {
		case *ast.Heading:
			parts = append(parts, strings.Repeat("#", n.Level))
		case *ast.Link:
			parts = append(parts, string(n.Destination))
		case *ast.Image:
			parts = append(parts, string(n.Destination))
		case *lint.Shortcode:
			src, _ := n.Arg("src")
			parts = append(parts, n.Name+" "+src.Value)
		}
	}
	return parts
}

// TestTranslations2025: what is said of the translations of a year is little enough to be read. -v lists it.
func TestTranslations2025(t *testing.T) {
	var counts []int
	for _, d := range pastTranslations(t, "2025-*.md") {
		findings := lint.Run(d, onSite(t, d), rules.All)
		counts = append(counts, len(findings))
		t.Logf("%s: %d", d.Path, len(findings))
		for _, f := range findings {
			t.Logf("    %d %s %s: %s", d.Position(f.Span.Start).Line, f.Severity, f.Rule, f.Message)
		}
	}
	slices.Sort(counts)
	if median := counts[len(counts)/2]; median > 12 || counts[len(counts)-1] > 20 {
		t.Errorf("the median is %d, the most %d: %v", median, counts[len(counts)-1], counts)
	}
}

// TestTranslationsMended: the fixes of all past translations come to an end, and none of them brings a finding about what
// was lost.
func TestTranslationsMended(t *testing.T) {
	if testing.Short() {
		t.Skip("it mends some fifty texts twice")
	}
	count := func(d *lint.Document) int { return len(lint.Run(d, onSite(t, d), parity())) }
	for _, d := range pastTranslations(t, "*.md") {
		mended, _, _ := lint.Mend(d, onSite(t, d), rules.All)
		if again, repairs, _ := lint.Mend(mended, onSite(t, d), rules.All); len(repairs) > 0 {
			t.Errorf("mending %s again changes it: %+v\n%s", d.Path, repairs, again.Src)
		}
		if before, after := count(d), count(mended); after > before {
			t.Errorf("%s has %d findings, and %d when it is mended", d.Path, before, after)
		}
	}
}

// TestEnglishOnly: rules about English words, and about how entries of the original are written, never fire on another
// language.
func TestEnglishOnly(t *testing.T) {
	english := []string{
		"agreement", "article", "contributors", "date-form", "duplicate", "empty-state", "full-stop", "item-link", "item-order", "link-text", "long-entry",
		"ordinal", "plural-apostrophe", "repeated-news", "spelling", "summary", "unusual-word", "version-plural",
		"xep-entry", "xep-gap", "xep-linked", "xep-stale", "xep-title-usual",
	}
	for _, d := range pastTranslations(t, "*.md") {
		for _, f := range lint.Run(d, onSite(t, d), rules.All) {
			if slices.Contains(english, f.Rule) {
				t.Errorf("%s:%d: %s [%s]", d.Path, d.Position(f.Span.Start).Line, f.Message, f.Rule)
			}
		}
	}
	for _, name := range english {
		if rules.Find(name) == nil {
			t.Errorf("there is no rule %s", name)
		}
	}
}

// TestSameTexts: an original beside itself, under the name of a translation, has lost nothing. Its words are those of the
// original, of course, and nothing is translated.
func TestSameTexts(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/issues/*.md")
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	for _, f := range files {
		original := pastIssue(t, filepath.Base(f))
		if original.Language() != "" {
			continue
		}
		d := lint.Parse(strings.TrimSuffix(original.Path, ".md")+".de.md", original.Src)
		w := &lint.World{House: house(t), Original: func() *lint.Document { return original }}
		for _, x := range lint.Run(d, w, parity()) {
			if x.Rule != "translation-untranslated" {
				t.Errorf("%s:%d: %s [%s]", d.Path, d.Position(x.Span.Start).Line, x.Message, x.Rule)
			}
		}
	}
}

// parity are the rules about what a translation has lost.
func parity() []*lint.Rule {
	var found []*lint.Rule
	for _, r := range rules.All {
		if r.Needs&lint.NeedOriginal != 0 {
			found = append(found, r)
		}
	}
	return found
}

// FuzzParallel: whatever stands beside a text, findings lie in it, their fixes can be made, and come to an end.
func FuzzParallel(f *testing.F) {
	for _, r := range parity() {
		all := examples(r.Doc)
		for _, e := range all[1:] {
			f.Add(all[0].text, e.text)
		}
		f.Add(all[1].text, all[0].text)
	}
	f.Fuzz(func(t *testing.T, theirs, ours string) {
		original := lint.Parse("content/blog/newsletter/2026-11-05-newsletter.md", []byte(theirs))
		w := &lint.World{House: house(t), Original: func() *lint.Document { return original }}
		d := lint.Parse("content/blog/newsletter/2026-11-05-newsletter.fr.md", []byte(ours))
		check(t, d, w)
		mended, _, _ := lint.Mend(d, w, rules.All)
		check(t, mended, w)
		if again, repairs, _ := lint.Mend(mended, w, rules.All); len(repairs) > 0 {
			t.Errorf("mending again changes %q to %q: %+v", mended.Src, again.Src, repairs)
		}
	})
}
