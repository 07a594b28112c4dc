package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed translated-heading.md
var translatedHeadingDoc string

var translatedHeading = &lint.Rule{
	Name: "translated-heading", Doc: translatedHeadingDoc, Severity: lint.Warning, Uses: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		if p.Language() == "" {
			return
		}
		language := languagesOf(p.World.House)(p.Language())
		if len(language.Headings) == 0 {
			return
		}
		misspelt := misspeltHeadings(p.World.House)
		heads := p.Headings()
		for _, h := range heads[:min(len(heads), maxHeadings)] {
			if right := misspelt(asked{strings.Join(strings.Fields(h.Text), " "), p.Language()}); right != "" {
				f := lint.Finding{Span: h.Span, Message: fmt.Sprintf("heading %s is misspelt; %s is usual", quote(h.Text), quote(right))}
				if s, ok := headingText(p, h); ok {
					f.Fix = lint.Replace("write “"+right+"”", s, right)
				}
				p.Report(f)
			}
		}
		if len(heads) < maxHeadings {
			checkLostTranslated(p, heads)
		}
	},
}

// maxHeadings is how many headings are compared with all names. Issues have some thirty.
const maxHeadings = 500

// misspeltHeadings tells what a heading of a language was to be, as misspelt does.
var misspeltHeadings = perHouse(func(h *lint.House) func(asked) string {
	names := remembered(func(a asked) headingNames { return namesOfHeadings(languagesOf(h)(a.about), h.Outline.Sections) })
	return remembered(func(a asked) string { return names(asked{about: a.about}).misspelt(a.text) })
})

// headingNames are the names that sections have in a translation.
type headingNames struct {
	all      []string // translations in use, and the names of the original
	language lint.Language
	original []string // the names of the original
	longer   []longerName
}

// longerName is a name of the original that begins with another one.
type longerName struct{ whole, part, rest string }

func namesOfHeadings(l lint.Language, sections []lint.Section) headingNames {
	n := headingNames{language: l}
	for _, s := range sections {
		n.all = append(n.all, l.Headings[s.Name]...)
		n.original = append(append(n.original, s.Name), s.Former...)
	}
	n.all = append(n.all, n.original...)
	for _, whole := range n.original {
		for _, part := range n.original {
			if rest, inside := strings.CutPrefix(whole, part); inside && rest != "" && len(l.Headings[whole]) > 0 {
				n.longer = append(n.longer, longerName{whole, part, rest})
			}
		}
	}
	return n
}

// misspelt is the name that text was to be, "" if it is one, or none at all.
func (n headingNames) misspelt(text string) string {
	if slices.ContainsFunc(n.all, func(name string) bool { return strings.EqualFold(name, text) }) {
		return ""
	}
	if name := n.replacedInside(text); name != "" {
		return name
	}
	if i := nearest(text, n.all); i >= 0 && isSlip(plainSigns(text), plainSigns(n.all[i])) {
		return n.all[i]
	}
	return ""
}

// replacedInside is the translation of a name whose beginning, itself the name of another section, was replaced by that
// section's translation, as happens when somebody replaces a word in the whole text.
func (n headingNames) replacedInside(text string) string {
	for _, name := range n.longer {
		if t, ok := strings.CutSuffix(text, name.rest); ok && slices.Contains(n.language.Headings[name.part], t) {
			return n.language.Headings[name.whole][0]
		}
	}
	return ""
}

// plainSigns are the words of a heading with one kind of apostrophe, and without the sign at their end.
func plainSigns(s string) string {
	return strings.TrimRight(strings.ReplaceAll(s, "’", "'"), " !\u00a0\u202f")
}
