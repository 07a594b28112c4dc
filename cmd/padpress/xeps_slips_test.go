package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestXEPsSlips holds the published entries of three years to the history of the specifications. As they were published
// they lack little. Then each entry is left out, given a version that never was, and robbed of its number, one by one:
// the linter finds nearly all of it. What it does not miss when it is left out was told a month late, or twice.
func TestXEPsSlips(t *testing.T) {
	if testing.Short() {
		t.Skip("reads three years of issues")
	}
	issues, _ := filepath.Glob("../../../shared/corpus/issues/202[123]-*-newsletter.md")
	if len(issues) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	var l xepList
	house := defaults(t).House.House
	list, err := l.local(t.Context(), house, realXEPs(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	w := &lint.World{House: house, XEPs: func() lint.XEPs { return list }}
	about := []*lint.Rule{rules.Find("xep-missing"), rules.Find("xep-title"), rules.Find("xep-number")}
	run := func(path, text string) []lint.Finding { return lint.Run(lint.Parse(path, []byte(text)), w, about) }

	entry := regexp.MustCompile("(?m)^[-*] +\\[?Version `?([0-9.]*[0-9])`? of \\[?(XEP-[0-9]{4}).*\n(?: +[-*] .*\n)*")
	slips := []struct {
		name string
		make func(whole, version, number string) string
		all  int
		hits int
	}{
		{name: "left out", make: func(_, _, _ string) string { return "" }},
		{name: "another version", make: func(whole, version, _ string) string { return strings.Replace(whole, version, version+".7", 1) }},
		{name: "lost number", make: func(whole, _, number string) string { return strings.Replace(whole, number, "", 1) }},
	}
	published, warnings := 0, 0
	for _, file := range issues {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path := "content/blog/newsletter/" + filepath.Base(file)
		before := run(path, string(text))
		for _, f := range before {
			t.Logf("%s: %s: %s", filepath.Base(file), f.Severity, f.Message)
			if published++; f.Severity >= lint.Warning {
				warnings++
			}
		}
		for _, at := range entry.FindAllSubmatchIndex(text, -1) {
			whole, version, number := string(text[at[0]:at[1]]), string(text[at[2]:at[3]]), string(text[at[4]:at[5]])
			for i := range slips {
				s := &slips[i]
				s.all++
				after := run(path, string(text[:at[0]])+s.make(whole, version, number)+string(text[at[1]:]))
				if len(after) > len(before) || slices.ContainsFunc(after, func(f lint.Finding) bool { return strings.Contains(f.Message, number) }) {
					s.hits++
				} else {
					t.Logf("%s: %s %s, %s: not found", filepath.Base(file), number, version, s.name)
				}
			}
		}
	}
	t.Logf("as published: %d findings in %d issues, %d of them warnings", published, len(issues), warnings)
	if warnings > len(issues)/2 {
		t.Errorf("%d warnings for %d issues as they were published", warnings, len(issues))
	}
	for _, s := range slips {
		t.Logf("%s: %d of %d are found", s.name, s.hits, s.all)
		if s.all < 80 || s.hits*100 < s.all*80 {
			t.Errorf("%s: %d of %d are found, want 80 %% of 80 or more", s.name, s.hits, s.all)
		}
	}
}
