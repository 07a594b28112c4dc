package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

func newRules(e *env) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Long: "List the rules: the worst severity of what they find, or off where the configuration says so, what they need to know beside the text, whether they offer\n" +
			"fixes (as seen on the bad examples of their pages; - where that takes more than the text), and why it matters.",
		Example: "  padpress rules\n  padpress rules --format json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return listRules(e, format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// ruleRow is a rule as rules lists it.
type ruleRow struct {
	Name     string   `json:"name"`
	Severity string   `json:"severity"` // or off
	Needs    []string `json:"needs"`
	Fixes    *bool    `json:"fixes"` // nil where it is not known
	Summary  string   `json:"summary"`
}

func listRules(e *env, format string) error {
	config, err := localConfig(e, "")
	if err != nil {
		return err
	}
	rows := make([]ruleRow, len(rules.All))
	for i, r := range rules.All {
		row := ruleRow{Name: r.Name, Severity: first(config.Rules[r.Name], r.Severity.String()), Needs: []string{}, Fixes: offersFixes(r, config.House.House), Summary: firstSentence(r.Doc)}
		if needs := r.Needs.String(); needs != "" {
			row.Needs = strings.Split(needs, ", ")
		}
		rows[i] = row
	}
	switch format {
	case "json":
		out := json.NewEncoder(e.out)
		out.SetEscapeHTML(false)
		return out.Encode(map[string]any{"rules": rows})
	case "text":
		return writeRules(e, rows)
	}
	return usagef("--format %s is not known; use text or json", format)
}

// writeRules writes a table whose last column is wrapped on a terminal, and in one line elsewhere, for scripts.
func writeRules(e *env, rows []ruleRow) error {
	cells := [][]string{{"RULE", "SEVERITY", "NEEDS", "FIXES", "WHY"}}
	for _, r := range rows {
		fixes := "-"
		if r.Fixes != nil {
			fixes = map[bool]string{true: "yes", false: "no"}[*r.Fixes]
		}
		needs := "-"
		if len(r.Needs) > 0 {
			needs = strings.Join(r.Needs, ", ")
		}
		cells = append(cells, []string{r.Name, r.Severity, needs, fixes, r.Summary})
	}
	width := make([]int, 4)
	for _, row := range cells {
		for i := range width {
			width[i] = max(width[i], len(row[i]))
		}
	}
	s := screenOf(e)
	for _, row := range cells {
		head := ""
		for i, w := range width {
			head += fmt.Sprintf("%-*s  ", w, row[i])
		}
		if _, err := fmt.Fprint(e.out, s.wrap(head, row[4])); err != nil {
			return err
		}
	}
	return nil
}

// firstSentence is that of a page's first paragraph, which says what is wrong about what the rule finds.
func firstSentence(doc string) string {
	p := &page{src: []byte(doc)}
	for b := p.parse().FirstChild(); b != nil; b = b.NextSibling() {
		if b.Kind() == ast.KindParagraph {
			sentence, _, _ := strings.Cut(p.inline(b)+" ", ". ")
			return strings.TrimSuffix(strings.TrimSpace(strings.ReplaceAll(sentence, glue, " ")), ".") + "."
		}
	}
	return ""
}

// badExamples are the code blocks below the page's heading Bad, as texts at the paths that they stand for.
func badExamples(doc string, house *lint.House) []*lint.Document {
	p := &page{src: []byte(doc)}
	day := time.Date(2026, time.November, releaseDay, 0, 0, 0, 0, time.UTC) // on which the examples of all pages play
	var found []*lint.Document
	bad := false
	for b := p.parse().FirstChild(); b != nil; b = b.NextSibling() {
		switch b := b.(type) {
		case *ast.Heading:
			bad = p.inline(b) == "Bad"
		case *ast.FencedCodeBlock:
			if bad {
				found = append(found, lint.Parse(first(p.about(b), house.IssuePath(day)), b.Lines().Value(p.src)))
			}
		}
	}
	return found
}

// offersFixes looks whether the rule offers a fix for a bad example of its page. It is nil where that takes more than
// the text.
func offersFixes(r *lint.Rule, house *lint.House) *bool {
	w := &lint.World{House: house}
	if r.Needs&^w.Has() != 0 {
		return nil
	}
	found := false
	for _, d := range badExamples(r.Doc, house) {
		for _, f := range lint.Run(d, w, []*lint.Rule{r}) {
			found = found || f.Fix != nil
		}
	}
	return &found
}
