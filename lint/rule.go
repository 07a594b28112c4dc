package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Rule is one check: a value, not a type to implement.
type Rule struct {
	Name     string   // names the file, the page and the test: "link-syntax"
	Doc      string   // the rule's page: what, why, a bad and a good example
	Severity Severity // of its findings, unless one says otherwise
	Needs    Need     // what must be known, else the rule is skipped and the report says so
	Uses     Need     // what lets it say more where it is known
	Last     bool     // it looks at what the others left: Check runs after all of them, and no comment silences it
	Check    func(*Pass)

	all   bool     // Severity is that of all findings, whatever they say
	least Severity // findings below it are dropped
}

// As is the rule with one severity for all its findings, even for those that Check gives another.
func (r *Rule) As(s Severity) *Rule {
	other := *r
	other.Severity, other.all = s, true
	return &other
}

// AtLeast is the rule without its findings of a severity below s.
func (r *Rule) AtLeast(s Severity) *Rule {
	other := *r
	other.least = s
	return &other
}

// Need is a set of things that a rule must know beside the text.
type Need int

// What a rule may need: the site's tree, the issues before this one, the original of a translation, the list of the
// specifications, the web's answers about links, the original as it was when the translation was made.
const (
	NeedSite Need = 1 << iota
	NeedEarlier
	NeedOriginal
	NeedXEPs
	NeedLinks
	NeedHistory
)

// String lists the set's members.
func (n Need) String() string {
	var names []string
	for i, name := range []string{"site", "earlier", "original", "xeps", "links", "history"} {
		if n&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Pass is one run of one rule over one document.
type Pass struct {
	*Document
	World    *World
	rule     *Rule
	findings *[]Finding
	comments []*Silence
}

// Silences are the comments in the text that ask for no findings, in the order of the text. For a rule that runs last
// they tell what there was to silence.
func (p *Pass) Silences() []*Silence { return p.comments }

// Report adds f under the rule's name, with the rule's severity where f has none.
func (p *Pass) Report(f Finding) {
	f.Rule = p.rule.Name
	if f.Severity == 0 || p.rule.all {
		f.Severity = p.rule.Severity
	}
	*p.findings = append(*p.findings, f)
}

// Reportf adds a finding at s that only a person can mend.
func (p *Pass) Reportf(s Span, format string, args ...any) {
	p.Report(Finding{Span: s, Message: fmt.Sprintf(format, args...)})
}

// Run gives the findings of rules on d, in the order of the text, without those that a comment in the text silences.
// Rules that need what w does not know are passed over; Skipped names them.
func Run(d *Document, w *World, rules []*Rule) []Finding {
	var findings []Finding
	comments := d.silences()
	for _, last := range []bool{false, true} {
		for _, r := range rules {
			if r.Last == last && r.Needs&^w.Has() == 0 {
				findings = append(findings, r.findings(d, w, comments)...)
			}
		}
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Rule, b.Rule))
	})
	return findings
}

// findings are those of one rule.
func (r *Rule) findings(d *Document, w *World, comments []*Silence) []Finding {
	var findings []Finding
	r.Check(&Pass{Document: d, World: w, rule: r, findings: &findings, comments: comments})
	if len(comments) > 0 && !r.Last {
		findings = quieted(d, comments, r, findings)
	}
	if r.least > Note {
		findings = slices.DeleteFunc(findings, func(f Finding) bool { return f.Severity < r.least })
	}
	return findings
}

// Skip says that a rule did not run, for want of what.
type Skip struct {
	Rule  string `json:"rule"`
	Needs string `json:"needs"`
}

// Skipped lists the rules that Run passes over on d, without those that have nothing to say of it: a text that is no
// translation lacks no original.
func Skipped(d *Document, w *World, rules []*Rule) []Skip {
	has := w.Has()
	if d.Language() == "" {
		has |= NeedOriginal | NeedHistory
	}
	var skips []Skip
	for _, r := range rules {
		if missing := r.Needs &^ has; missing != 0 {
			skips = append(skips, Skip{r.Name, missing.String()})
		}
	}
	return skips
}
