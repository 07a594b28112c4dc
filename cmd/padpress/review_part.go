package main

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// partLength bounds what the summary repeats of findings, in characters: a comment holds 65,536 with all else.
const partLength = 40_000

// part is what the summary says of a review.
type part struct {
	body   string
	quiet  bool          // it says nothing that anybody needs to read
	unsaid []report.File // findings without a line comment, all of which body is to say
	rest   []report.File // those of them that did not fit into body
}

// files are the findings that are said nowhere if the summary cannot be written.
func (p part) files() []report.File { return p.unsaid }

// part sums up what became of a verdict. Each finding is in a line comment, refused by people, in the body or in the rest.
func (v *verdict) part(house *lint.House, about []subject, posted *github.Posted) part {
	var p part
	var b strings.Builder
	fmt.Fprintf(&b, "**Review:** %s.\n", report.Tally(v.files()))
	if n := len(posted.Declined); n > 0 {
		fmt.Fprintf(&b, "\n%s.\n", capital(declinedWords(n)))
	}
	reminder := uncredited(house, v.texts, posted.People)
	b.WriteString(reminder)
	template, plain := v.unsaid(about, posted)
	room := partLength - utf8.RuneCountInString(b.String())
	for _, list := range []struct {
		title string
		texts []*reviewed
		write func(*reviewed, string) []item
	}{
		{"**The pad's template:** what stands in every issue is best mended in the pad. The paragraphs can be copied from here:", template, mendedParagraphs},
		{"Without a line comment:", plain, lines},
	} {
		p.unsaid = append(p.unsaid, filesOf(list.texts)...)
		began := false
		for _, t := range list.texts {
			name := ""
			if len(v.texts) > 1 {
				name = report.CodeSpan(path.Base(t.Document.Path), entryLength) + " "
			}
			left := report.File{Document: t.Document}
			for _, item := range list.write(t, name) {
				if room -= utf8.RuneCountInString(item.text); room < 0 {
					left.Findings = append(left.Findings, item.findings...)
					continue
				}
				if !began {
					fmt.Fprintf(&b, "\n%s\n\n", list.title)
					began = true
				}
				b.WriteString(item.text)
			}
			if len(left.Findings) > 0 {
				p.rest = append(p.rest, left)
			}
		}
	}
	if len(p.rest) > 0 {
		fmt.Fprintf(&b, "\nMore did not fit in here and is in the log of the run: %s.\n", report.Tally(p.rest))
	}
	p.body = b.String()
	p.quiet = reminder == "" && len(posted.Declined)+len(p.unsaid) == 0
	return p
}

// item is one entry of a list in the summary, and the findings that it says.
type item struct {
	text     string
	findings []lint.Finding
}

// unsaid are the findings without a line comment: those about the pad's template, and the others.
func (v *verdict) unsaid(about []subject, posted *github.Posted) (template, plain []*reviewed) {
	left := map[subject]bool{}
	for _, p := range posted.Left {
		left[about[p]] = true
	}
	for i, t := range v.texts {
		a, b := *t, *t
		a.Findings, b.Findings = nil, nil
		for n, f := range t.Findings {
			switch {
			case t.isTemplate(f):
				a.Findings = append(a.Findings, f)
			case !t.isForLine(f), left[subject{-1, i, n}]:
				b.Findings = append(b.Findings, f)
			}
		}
		if len(a.Findings) > 0 {
			template = append(template, &a)
		}
		if len(b.Findings) > 0 {
			plain = append(plain, &b)
		}
	}
	return template, plain
}

func filesOf(texts []*reviewed) []report.File {
	return (&verdict{texts: texts}).files()
}

// lines are the findings of a text by the lines they are about, the most certain first. What is said of several lines in the
// same words, such as that they are to be translated, is said once.
func lines(t *reviewed, name string) []item {
	var texts []string
	about := map[string][]int{} // lines, by what is said of them
	found := map[string][]lint.Finding{}
	for _, r := range report.Remarks(t.Document, t.Findings) {
		if about[r.Alone] == nil {
			texts = append(texts, r.Alone)
		}
		about[r.Alone] = append(about[r.Alone], r.Start)
		found[r.Alone] = append(found[r.Alone], pick(t.Findings, r.Findings)...)
	}
	var all []item
	for _, text := range texts {
		all = append(all, item{entry(name, text, about[text]...), found[text]})
	}
	return all
}

// mostLines is how many lines are named of which the same is said.
const mostLines = 20

// lineWords names lines: line 7; lines 7, 11, 12.
func lineWords(lines ...int) string {
	var numbers []string
	for _, n := range lines[:min(len(lines), mostLines)] {
		numbers = append(numbers, strconv.Itoa(n))
	}
	words := pluralOf(len(lines), "line ", "lines ") + strings.Join(numbers, ", ")
	if more := len(lines) - len(numbers); more > 0 {
		words += " and " + plural(more, "other", "others")
	}
	return words
}

// entry is an item of a list about some lines. What has several findings to say gets a list below it.
func entry(name, text string, lines ...int) string {
	between := " "
	if strings.HasPrefix(text, "- ") {
		between = "\n"
	}
	return "- " + name + lineWords(lines...) + ":" + strings.ReplaceAll(between+text, "\n", "\n  ") + "\n"
}

func pick(findings []lint.Finding, indices []int) []lint.Finding {
	var all []lint.Finding
	for _, i := range indices {
		all = append(all, findings[i])
	}
	return all
}

// mendedParagraphs are the findings about the template, by paragraph, each with the paragraph as it should be, if a machine can know.
func mendedParagraphs(t *reviewed, name string) []item {
	d := t.Document
	var all []item
	copies := 0
	for i := 0; i < len(t.Findings); {
		first, start, end := i, 0, 0
		for ; i < len(t.Findings); i++ {
			from, to := t.around(t.Findings[i].Span)
			if i > first && from > end {
				break
			}
			if i == first {
				start = from
			}
			end = max(end, to)
		}
		group := t.Findings[first:i]
		var b strings.Builder
		for _, r := range report.Remarks(d, group) {
			b.WriteString(entry(name, r.Alone, r.Start))
		}
		if s := report.Suggestion(d, start, end, group); s != nil && strings.TrimSpace(*s) != "" && len(*s) <= paragraphLength && copies < mostParagraphs {
			copies++
			fmt.Fprintf(&b, "\n%s\n\n", report.Fence("markdown", *s))
		}
		all = append(all, item{b.String(), group})
	}
	return all
}

// paragraphLength and mostParagraphs bound what is to be copied, in bytes of a paragraph and in paragraphs.
const (
	paragraphLength = 4000
	mostParagraphs  = 12
)

// around is the first and the last line of the standing paragraph that a finding is about, or its own lines.
func (t *reviewed) around(s lint.Span) (first, last int) {
	i := slices.IndexFunc(t.standing, func(p lint.Span) bool { return p.Start <= s.Start && s.Start < p.End })
	if i >= 0 {
		s = lint.Span{Start: t.standing[i].Start, End: max(s.End, t.standing[i].End)}
	}
	lines := t.Document.Lines()
	return lines.At(s.Start), lines.At(max(s.Start, s.End-1))
}

// declinedWords counts what is not said any more because people do not want to hear it.
func declinedWords(n int) string {
	if n == 1 {
		return "1 finding is silent, since people resolved, voted down, hid or removed its comment"
	}
	return fmt.Sprintf("%d findings are silent, since people resolved, voted down, hid or removed their comments", n)
}
