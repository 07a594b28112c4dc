package rules_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

const driftIssue = "content/blog/newsletter/2026-11-05-newsletter.md"

// drifted is what translation-drift finds in a translation.
func drifted(h *lint.House, translation, then, now *lint.Document) []lint.Finding {
	w := &lint.World{House: h, Original: func() *lint.Document { return now }, Then: func() *lint.Document { return then }}
	return lint.Run(translation, w, []*lint.Rule{rules.Find("translation-drift")})
}

// TestDriftWords: which changes of words are some, and what a translation says already.
func TestDriftWords(t *testing.T) {
	h := house(t)
	for _, c := range []struct{ name, then, now, translation, want string }{
		{"a repaired spelling", "It recieves a prize.", "It receives a prize.", "Er bekommt einen Preis.", ""},
		{"an article", "It gets an prize.", "It gets a prize.", "Er bekommt einen Preis.", ""},
		{"a word that stood twice", "It gets gets it.", "It gets it.", "Er bekommt ihn.", ""},
		{"an s", "It took three month.", "It took three months.", "Es dauerte drei Monate.", ""},
		{"capitals and hyphens", "An open source xmpp server.", "An open-source XMPP server.", "Ein quelloffener Server.", ""},
		{"signs", "He said: “it is”", "He said - 'it is'!", "Er sagte: „Ist es“", ""},
		{"two slips among others", "It wsa avilable today.", "It was available today.", "Es war heute zu haben.", ""},
		{"another word", "The meeting was delayed.", "The meeting was cancelled.", "Das Treffen wurde verschoben.", "the original says “cancelled” now, not “delayed”"},
		{"a word more", "The meeting starts.", "The meeting finally starts.", "Das Treffen beginnt.", "the original says “finally” here, too, now"},
		{"a word less", "The meeting finally starts.", "The meeting starts.", "Das Treffen beginnt endlich.", "the original does not say “finally” any more"},
		{"code that the translation has", "It got for errors.", "It got `<reason/>` for errors.", "Es bekam `<reason/>` für Fehler.", ""},
		{"code that it lacks", "It got for errors.", "It got `<reason/>` for errors.", "Es bekam für Fehler.", "the original says “<reason/>” here, too, now"},
		{"a name that it has", "Thanks to Ann.", "Thanks to Ann and Zoltan.", "Danke an Ann und Zoltan.", "the original says “and Zoltan” here, too, now"},
		{"a name that it lost, too", "Thanks to Ann and Zoltan.", "Thanks to Ann.", "Danke an Ann.", ""},
		{"a number", "Heron 2.3.1 is out.", "Heron 2.3.2 is out.", "Heron 2.3.1 ist da.", "the original says “2.3.2” now, not “2.3.1”"},
		{"a number that it has", "Heron 2.3.1 is out.", "Heron 2.3.2 is out.", "Heron 2.3.2 ist da.", ""},
		{"a number in words", "There are 3 herons.", "There are 4 herons.", "Es gibt vier Reiher.", ""},
		{"left in English", "It was delayed.", "It was cancelled.", "It was cancelled.", ""},
		{"nothing", "It was.", "It was.", "Es war.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse(lint.TranslationPath(driftIssue, "de"), []byte(c.translation+"\n"))
			var got []string
			for _, f := range drifted(h, d, lint.Parse(driftIssue, []byte(c.then+"\n")), lint.Parse(driftIssue, []byte(c.now+"\n"))) {
				got = append(got, f.Message)
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%q, want %q", s, c.want)
			}
		})
	}
}

// TestDriftLimit: texts that differ in all are one finding, and none is compared with itself.
func TestDriftLimit(t *testing.T) {
	var a, b, c strings.Builder
	for i := range 700 {
		n := strings.Repeat("x", 1+i%40)
		a.WriteString("- heron" + n + "\n")
		b.WriteString("- gull" + n + "\n")
		c.WriteString("- möwe" + n + "\n")
	}
	d := lint.Parse(lint.TranslationPath(driftIssue, "de"), []byte(c.String()))
	found := drifted(house(t), d, lint.Parse(driftIssue, []byte(a.String())), lint.Parse(driftIssue, []byte(b.String())))
	if len(found) != 1 || !strings.Contains(found[0].Message, "another text") {
		t.Errorf("%d findings: %+v", len(found), found)
	}
}

// TestDriftCorpus: repairs of published originals, each beside the translations as they stand today. Most of these have what
// was repaired, or never shared the mistake, so that little is left to say.
func TestDriftCorpus(t *testing.T) {
	const corpus = "../../shared/corpus/"
	truth, err := os.ReadFile(corpus + "truth.jsonl")
	if err != nil {
		t.Skip("the corpus of past issues is not beside the project")
	}
	read := func(path, file string) *lint.Document {
		text, err := os.ReadFile(corpus + file)
		if err != nil {
			t.Fatal(err)
		}
		return lint.Parse(path, text)
	}
	seen := map[string]bool{}
	texts, findings, h := 0, 0, house(t)
	for line := range strings.Lines(string(truth)) {
		var row struct {
			Kind, Phase, Lang, File, Path string
			Fixed                         string `json:"fixed_file"`
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Kind != "fixup" || row.Phase == "draft" || row.Lang != "en" || row.Fixed == "" || seen[row.File+row.Fixed] {
			continue
		}
		seen[row.File+row.Fixed] = true
		name := strings.TrimSuffix(filepath.Base(row.Path), ".md")
		path := "content/blog/newsletter/" + name + ".md"
		translations, _ := filepath.Glob(corpus + "issues/" + name + ".*.md")
		for _, file := range translations {
			texts++
			d := read("content/blog/newsletter/"+filepath.Base(file), "issues/"+filepath.Base(file))
			for _, f := range drifted(h, d, read(path, row.File), read(path, row.Fixed)) {
				findings++
				t.Logf("%s:%d: %s: %s", filepath.Base(file), d.Position(f.Span.Start).Line, f.Severity, f.Message)
			}
			if again := drifted(h, d, read(path, row.Fixed), read(path, row.Fixed)); len(again) > 0 {
				t.Errorf("%s: an original has drifted from itself: %+v", file, again)
			}
		}
	}
	if texts < 70 || findings < 15 || findings > 25 {
		t.Errorf("%d findings in %d texts", findings, texts)
	}
}

// FuzzDrift: whatever the three texts are, findings lie in the translation, fixes can be made, and an original that has not
// changed is no finding.
func FuzzDrift(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/translation-drift.txtar")
	if err != nil {
		f.Fatal(err)
	}
	var texts []string
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".md") {
			texts = append(texts, string(file.Data))
		}
	}
	f.Add(texts[0], texts[1], texts[2])
	f.Add(texts[1], texts[0], texts[3])
	f.Add("", "# a\n- [b](c)\n", "\n")
	f.Add("---\na: 1\n---\n![x](y)", "---\na: [\n", "---\na: 1\nb: 2\n---\n{{< figure src=\"y\" >}}")
	h := house(f)
	f.Fuzz(func(t *testing.T, then, now, translation string) {
		d := lint.Parse(lint.TranslationPath(driftIssue, "de"), []byte(translation))
		is := lint.Parse(driftIssue, []byte(now))
		for _, x := range drifted(h, d, lint.Parse(driftIssue, []byte(then)), is) {
			if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > len(d.Src) {
				t.Errorf("finding outside the source: %+v", x)
			}
			if x.Fix != nil {
				if _, err := lint.Apply(d.Src, x.Fix); err != nil {
					t.Errorf("a fix that cannot be made: %+v: %v", x, err)
				}
			}
		}
		if same := drifted(h, d, is, lint.Parse(driftIssue, []byte(now))); len(same) > 0 {
			t.Errorf("an original has drifted from itself: %+v", same)
		}
	})
}
