package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

func newExplain(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: "Show what a rule is about",
		Long: "Show the page of a rule: what it checks, why, and what is bad and good.\n" +
			"Without a name, list the names of the rules.",
		Example: "  padpress explain link-syntax",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := fmt.Fprintln(e.out, strings.Join(ruleNames(), "\n"))
				return err
			}
			return explain(e, args[0])
		},
		ValidArgsFunction: completeRule,
	}
}

func explain(e *env, name string) error {
	r := rules.Find(name)
	if r == nil {
		return unknownRule(name)
	}
	s := screenOf(e)
	_, err := fmt.Fprintf(e.out, "%s\n%s", pageText(r.Doc, s), s.wrap("", ruleFacts(r)))
	return err
}

// ruleFacts is what the rule's value says beside its page.
func ruleFacts(r *lint.Rule) string {
	facts := "Severity: " + r.Severity.String() + "."
	if needs := r.Needs.String(); needs != "" {
		facts += " Needs: " + needs + "."
	}
	return facts
}

func ruleNames() []string {
	names := make([]string, len(rules.All))
	for i, r := range rules.All {
		names[i] = r.Name
	}
	return names
}

func unknownRule(name string) error {
	return usagef("no rule is called %.50q; %s", name, meantOrListed(name))
}

// meantOrListed asks whether another rule was meant, or says where the rules are listed.
func meantOrListed(name string) string {
	near := nearest(name, ruleNames())
	if len(near) == 0 {
		return "padpress rules lists them"
	}
	return "did you mean " + strings.Join(near, " or ") + "?"
}

// nearest are the words that somebody who wrote word may have meant: at most three, the likeliest first.
func nearest(word string, words []string) []string {
	word = strings.ToLower(strings.Trim(word, "[] "))
	far := map[string]int{}
	var near []string
	for _, w := range words {
		far[w] = distance(word, w)
		if len(word) > 2 && strings.Contains(w, word) {
			far[w] = 0
		}
		if far[w] <= max(2, len(w)/3) {
			near = append(near, w)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return far[a] - far[b] })
	return near[:min(len(near), 3)]
}

// distance is how many characters must be put in, left out or replaced to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1) // of a's beginning so far, to each beginning of b
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := corner
			if a[i] != b[j] {
				replaced++
			}
			corner = row[j+1]
			row[j+1] = min(replaced, row[j]+1, corner+1)
		}
	}
	return row[len(b)]
}
