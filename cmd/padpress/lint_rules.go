package main

import (
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// off is what a configuration says of a rule that is not to run.
const off = "off"

// severities are the words for them, the least first.
var severities = []string{"note", "warning", "error"}

// severityOf reads a severity's word; 0 for another one.
func severityOf(word string) lint.Severity {
	return lint.Severity(slices.Index(severities, word) + 1)
}

// rulesInForce are all rules as the configuration has them, with other severities or not at all.
func (c config) rulesInForce() []*lint.Rule {
	if len(c.Rules) == 0 {
		return rules.All
	}
	var chosen []*lint.Rule
	for _, r := range rules.All {
		if c.Rules[r.Name] == off {
			continue
		}
		if s := severityOf(c.Rules[r.Name]); s > 0 {
			r = r.As(s)
		}
		chosen = append(chosen, r)
	}
	return chosen
}

// choose picks from rules those that --rules names, or all but those with a minus before them, and drops of their
// findings what is below --min-severity. A rule that is named runs even if the configuration has it off.
func choose(inForce []*lint.Rule, names, least string) ([]*lint.Rule, error) {
	wanted, unwanted, err := readRuleNames(names)
	if err != nil {
		return nil, err
	}
	chosen := slices.DeleteFunc(slices.Clone(inForce), func(r *lint.Rule) bool { return r.Needs&lint.NeedLinks != 0 }) // links asks
	if len(wanted) > 0 {
		chosen = nil
		for _, name := range wanted {
			i := slices.IndexFunc(inForce, func(r *lint.Rule) bool { return r.Name == name })
			if i < 0 {
				chosen = append(chosen, rules.Find(name))
			} else {
				chosen = append(chosen, inForce[i])
			}
		}
	}
	chosen = slices.DeleteFunc(slices.Clone(chosen), func(r *lint.Rule) bool { return slices.Contains(unwanted, r.Name) })
	if least == "" {
		return chosen, nil
	}
	s := severityOf(least)
	if s == 0 {
		return nil, usagef("--min-severity %s is not known; use %s", least, eitherOf(severities))
	}
	for i, r := range chosen {
		chosen[i] = r.AtLeast(s)
	}
	return chosen, nil
}

// readRuleNames reads "a,b" and "-a,-b", and holds the names to those there are. No rule is wanted twice.
func readRuleNames(list string) (wanted, unwanted []string, err error) {
	for word := range strings.SplitSeq(list, ",") {
		word = strings.TrimSpace(word)
		name, minus := strings.CutPrefix(word, "-")
		switch {
		case word == "" && list == "":
		case rules.Find(name) == nil:
			return nil, nil, unknownRule(name)
		case minus:
			unwanted = append(unwanted, name)
		case !slices.Contains(wanted, name):
			wanted = append(wanted, name)
		}
	}
	return wanted, unwanted, nil
}

// summaryOf is what a rule is about, in a sentence.
func summaryOf(r *lint.Rule) string { return firstSentence(r.Doc) }

// eitherOf is "a, b or c".
func eitherOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
