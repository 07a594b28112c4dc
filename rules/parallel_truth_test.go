package rules_test

import (
	"encoding/json"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// mistake is one row of the catalogue of real mistakes; its README says what the keys mean.
type mistake struct {
	ID, Kind, Lang, File, Path, Category, Lintable, Text string
	Fixed                                                string `json:"fixed_file"`
	Line                                                 int
}

// TestTranslationTruth counts which of the mistakes on record for translations are found beside the originals, by the rule
// of score.py: a finding touches the line, and there are fewer like it in the repaired text.
func TestTranslationTruth(t *testing.T) {
	const corpus = "../../shared/corpus/"
	catalogue, err := os.ReadFile(corpus + "truth.jsonl")
	if err != nil {
		t.Skip("the catalogue of mistakes is not beside the project")
	}
	looked := map[string][]lint.Finding{}
	look := func(file, name string) (*lint.Document, []lint.Finding) {
		text, err := os.ReadFile(corpus + file)
		if err != nil {
			t.Fatal(err)
		}
		d := lint.Parse(name, text)
		if _, done := looked[file+name]; !done {
			looked[file+name] = lint.Run(d, onSite(t, d), rules.All)
		}
		return d, looked[file+name]
	}
	found, all := map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(catalogue)) {
		var m mistake
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		if m.Lang == "en" || m.Lang == "" || m.Lintable != "yes" || m.Line == 0 {
			continue
		}
		d, findings := look(m.File, m.Path)
		hits := slices.DeleteFunc(slices.Clone(findings), func(f lint.Finding) bool {
			return d.Position(f.Span.Start).Line > m.Line || d.Position(max(f.Span.Start, f.Span.End-1)).Line < m.Line
		})
		if m.Fixed != "" {
			_, left := look(m.Fixed, m.Path)
			hits = slices.DeleteFunc(hits, func(f lint.Finding) bool { return alikes(left, f) >= alikes(findings, f) })
		}
		all[m.Lang]++
		if len(hits) > 0 {
			found[m.Lang]++
		} else {
			t.Logf("missed: %s %s:%d %s", m.ID, path.Base(m.Path), m.Line, m.Category)
		}
	}
	for lang, n := range all {
		t.Logf("%s: %d of %d", lang, found[lang], n)
		if 10*found[lang] < 8*n {
			t.Errorf("%s: only %d of %d mistakes are found", lang, found[lang], n)
		}
	}
}

// alikes is how many findings say what f says.
func alikes(all []lint.Finding, f lint.Finding) int {
	n := 0
	for _, other := range all {
		if other.Rule == f.Rule && other.Message == f.Message {
			n++
		}
	}
	return n
}

// onSite is what is known of a translation on the real site, with the original of its day, if there is one.
func onSite(t testing.TB, d *lint.Document) *lint.World {
	site := os.DirFS("../../shared/site")
	name := lint.OriginalPath(d.Path)
	w := &lint.World{House: house(t), Site: lint.NewSite(site, d.Path), Earlier: lint.Earlier(site, name, 3)}
	if day, ok := d.Date(); ok {
		name = w.House.IssuePath(day)
	}
	if text, err := os.ReadFile("../../shared/site/" + name); err == nil {
		w.Original = sync.OnceValue(func() *lint.Document { return lint.Parse(name, text) })
	}
	return w
}
