package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

func TestUncredited(t *testing.T) {
	c, err := defaultConfig()
	if err != nil {
		t.Fatal(err)
	}
	const text = "## Spread the news\n\nHello dave.\n\n### Newsletter Contributors & Translations\n\n- To this [issue](/x/): *Adrian (neo), emus, Gonzalo Raúl, Licaon_Kter and carol*\n"
	texts := func(name string) []*reviewed {
		return []*reviewed{{File: report.File{Document: lint.Parse("content/blog/newsletter/2026-12-05-newsletter"+name, []byte(text))}}}
	}
	var many []github.Person
	for i := range 60 {
		many = append(many, github.Person{Login: fmt.Sprintf("bird%d", i)})
	}
	for _, tt := range []struct {
		name   string
		people []github.Person
		want   string
	}{
		{"nobody", nil, ""},
		{"by account", []github.Person{{Login: "Emus"}, {Login: "licaon-kter"}, {Login: "neo"}, {Login: "carol"}}, ""},
		{"by name", []github.Person{{Login: "gr77", Name: "Gonzalo Raúl"}}, ""},
		{"named elsewhere", []github.Person{{Login: "dave"}}, "`dave`"},
		{"a part of a name", []github.Person{{Login: "adri"}}, "`adri`"},
		{"without an account", []github.Person{{Name: "@every <b>"}}, "`@every <b>`"},
		{"nothing to call them", []github.Person{{Name: "…"}}, ""},
		{"many", many, "`bird49` and 10 more."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := uncredited(c.House.House, texts(".md"), tt.people)
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("%q", got)
			}
			if got != "" {
				checkMarkdown(t, strings.ReplaceAll(got, "**", ""))
			}
		})
	}
	if got := uncredited(c.House.House, texts(".fr.md"), many); got != "" {
		t.Errorf("in a translation: %q", got)
	}
}
