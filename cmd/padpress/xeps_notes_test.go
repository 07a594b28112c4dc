package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
	"github.com/xsf/padpress/rules"
)

// TestXEPsHoles: for each change note on record that lost words, in the time that the history covers, the suggestion is
// the note with its words.
func TestXEPsHoles(t *testing.T) {
	repo := realXEPs(t, t.TempDir())
	list, err := localXEPs(repo)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("../../../shared/corpus/truth.jsonl")
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	lost := map[string]string{ // by the beginning of the line
		"Add \"iq\"": "XEP-0376", "Focus on": "XEP-0420", "Use 'envelope'": "urn:xmpp:sce:1", "Allow to specify": "<subject/>", "Add reference": "RFC 5802",
	}
	seen := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var slip struct {
			Category, File, Path, Text string
			Line                       int
		}
		if err := json.Unmarshal(lines.Bytes(), &slip); err != nil || slip.Category != "xep-changelog-hole" {
			continue
		}
		text, err := os.ReadFile(filepath.Join("../../../shared/corpus", slip.File))
		if err != nil {
			t.Fatal(err)
		}
		d := lint.Parse(slip.Path, text)
		w := &lint.World{House: defaults(t).House.House, XEPs: func() lint.XEPs { return list }}
		fixes := ""
		for _, found := range lint.Run(d, w, []*lint.Rule{rules.Find("xep-gap")}) {
			if found.Fix != nil && d.Lines().At(found.Span.Start) == slip.Line {
				fixes += found.Fix.Edits[0].New
			}
		}
		for begins, words := range lost {
			if strings.HasPrefix(strings.TrimLeft(slip.Text, " -"), begins) {
				if seen++; !strings.Contains(fixes, words) {
					t.Errorf("%s:%d: the fix is %q, without %s", slip.Path, slip.Line, fixes, words)
				}
			}
		}
	}
	if seen != len(lost) {
		t.Errorf("%d of %d slips are on record", seen, len(lost))
	}
}

// TestXEPsNotes compares change notes with those published, white space and punctuation folded. What differs is what editors
// wrote themselves: abstracts instead of the note that a number was given, words left out, initials left out.
func TestXEPsNotes(t *testing.T) {
	if testing.Short() {
		t.Skip("reads three years of issues")
	}
	issues, _ := filepath.Glob("../../../shared/corpus/issues/202[123]-*-newsletter.md")
	if len(issues) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	h, err := openXEPHistory(t.Context(), realXEPs(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]string{} // by number and version
	w := xep.Window{From: time.Date(2020, 11, 1, 0, 0, 0, 0, time.UTC), Editorial: true}
	for ; w.From.Year() < 2024; w.From = w.To {
		w.To = w.From.AddDate(0, 1, 0)
		m, err := happened(t.Context(), h, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range m.Entries {
			if len(e.Notes) == 0 {
				continue // a change of the status alone: the version has its notes from before
			}
			made[e.Version+foldedNote(e.Path)] = foldedNote(strings.Join(details(e.Notes), "") + e.Initials)
		}
	}
	head := regexp.MustCompile("(?m)^[-*] +\\[?Version `?([0-9.]*[0-9])`? of \\[?XEP-([0-9]{4}).*\n((?: +[-*] .*\n)*)")
	equal, all := 0, 0
	for _, path := range issues {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range head.FindAllStringSubmatch(string(text), -1) {
			if want, ok := made[m[1]+foldedNote("xep-"+m[2]+".xml")]; ok {
				if all++; foldedNote(m[3]) == want {
					equal++
				}
			}
		}
	}
	t.Logf("of %d entries with notes, %d are equal: %.1f %%", all, equal, 100*float64(equal)/float64(max(all, 1)))
	if all < 80 || equal*100 < all*60 {
		t.Errorf("%d of %d notes are equal, want 60 %% of 80 or more", equal, all)
	}
}

func foldedNote(text string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, strings.ToLower(regexp.MustCompile(`\]\([^)]*\)`).ReplaceAllString(text, "")))
}
