package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// ownTemplate is the body where the site has none.
const ownTemplate = `# XMPP Newsletter

## This is the draft for the next release covering Month 20xx

*Final release is planned for xx xx xxxx.*

Its text comes from the [pad](https://pad.example.org/). Until the editorial closing, what is written there is brought here.
`

// The gaps of a template.
const (
	monthGap   = "Month 20xx"
	releaseGap = "xx xx xxxx"
)

// bodyFacts are what a body says.
type bodyFacts struct {
	months  string // as the issue's title has them
	covers  lint.Months
	release time.Time
	pad     string // address, "" for a pad that has none
}

// bodyFacts are what the body of this run's pull request says. Where the issue stands on a branch, the name of its file
// says the day of release: people may have renamed it.
func (j *job) bodyFacts(s *site, i *issue) bodyFacts {
	f := bodyFacts{months: j.monthName(), covers: j.month.Covers, release: j.month.Release}
	if s.State != nil && s.Path != "" {
		if day, ok := (&lint.Document{Path: s.Path}).Date(); ok {
			f.release = day
		}
	}
	if strings.HasPrefix(i.snapshot.URL, "http") {
		f.pad = i.snapshot.URL
	}
	return f
}

// newBody is the body of a new pull request, made from the site's template.
func (j *job) newBody(s *site, i *issue) string {
	body, blocks := pullBody(j.bodyTemplate(s, i), j.bodyFacts(s, i))
	p := j.phaseNow(s.pull)
	r := bodyRecord{Title: j.titleIn(p), Phase: p, Draft: p == drafting, Blocks: digests(blocks)}
	return body + "\n" + r.line() + "\n"
}

// pullBody fills the template in and puts marks around what may have to be written again: the paragraphs with the month
// and the day of release, the timetable, and what links to the pad. The list with the boxes is never marked.
func pullBody(template string, f bodyFacts) (string, []block) {
	if strings.TrimSpace(template) == "" {
		template = ownTemplate
	}
	body := unmarked(strings.ReplaceAll(template, "\r\n", "\n"))
	if f.pad != "" {
		body = linkPad(body, f.pad)
	}
	parts := paragraphs(strings.TrimRight(body, "\n") + "\n")
	if f.pad != "" && !slices.ContainsFunc(parts, func(p paragraph) bool { return strings.Contains(p.text, "]("+f.pad+")") }) {
		parts = append(parts, paragraph{text: "\n", plain: true}, paragraph{text: "The text is that of the [pad](" + f.pad + ").\n"})
	}
	var blocks []block
	var out strings.Builder
	used := map[string]int{}
	for n := 0; n < len(parts); n++ {
		name, text := parts[n].filled(f)
		for name == "month" && n+2 < len(parts) { // heading and sentence are one
			next, more := parts[n+2].filled(f)
			if next != name || strings.Trim(parts[n+1].text, "\n") != "" {
				break
			}
			text += parts[n+1].text + more
			n += 2
		}
		if name == "" {
			out.WriteString(text)
			continue
		}
		if used[name]++; used[name] > 1 {
			name = fmt.Sprintf("%s-%d", name, used[name])
		}
		b := block{name, text}
		blocks = append(blocks, b)
		out.WriteString(b.marked())
	}
	return out.String(), blocks
}

// unmarked is a template without lines that look like ours: somebody copied a body into it.
func unmarked(template string) string {
	var out strings.Builder
	for line := range strings.Lines(template) {
		if !isMark(strings.TrimSpace(line)) {
			out.WriteString(line)
		}
	}
	return out.String()
}

// paragraph is a run of lines of a template: between two of them stand blank lines, which are one as well.
type paragraph struct {
	text  string
	plain bool // nothing in it can be marked: code, comments, blank lines, a list with boxes, what belongs to a list item
}

// paragraphs splits a text. Joined they are the text.
func paragraphs(text string) []paragraph {
	var all []paragraph
	blank, fence, comment := false, "", false
	for line := range strings.Lines(text) {
		said := strings.TrimSpace(line)
		inside := fence != "" || comment
		if n := len(all); n == 0 || !inside && (said == "") != blank {
			all = append(all, paragraph{plain: said == "" || strings.TrimLeft(line, " \t") != line})
		}
		blank = said == "" && !inside
		p := &all[len(all)-1]
		p.text += line
		switch {
		case fence != "":
			if strings.HasPrefix(said, fence) {
				fence = ""
			}
		case strings.HasPrefix(said, "```"), strings.HasPrefix(said, "~~~"):
			fence, p.plain = said[:3], true
		case comment, strings.Contains(said, "<!--"):
			comment, p.plain = !strings.Contains(said, "-->"), true
		case hasBox(said):
			p.plain = true
		}
	}
	return all
}

func hasBox(line string) bool {
	item := strings.TrimLeft(line, "-*+ ")
	return len(item) < len(line) && len(item) > 2 && item[0] == '[' && item[2] == ']' && strings.ContainsRune(" xX", rune(item[1]))
}

// filled is the paragraph with its gaps filled, and the name of its mark, "" for none.
func (p paragraph) filled(f bodyFacts) (name, text string) {
	text = strings.NewReplacer(monthGap, f.months, releaseGap, f.release.Format("2 January 2006")).Replace(p.text)
	table, found := fillTimetable(text, f)
	switch {
	case p.plain:
		return "", text
	case found:
		return "timetable", table
	case text != p.text:
		return "month", text
	case f.pad != "" && strings.Contains(text, "]("+f.pad+")"):
		return "links", text
	}
	return "", text
}

// linkPad lets the template's link to the pad lead to the pad that was read.
func linkPad(body, url string) string {
	d := lint.Parse("", []byte(body))
	var fixes []*lint.Fix
	for n := range lint.Each[*ast.Link](d) {
		if src, ok := d.Link(n); ok && strings.HasSuffix(strings.ToLower(d.PlainText(n)), "pad") {
			fixes = append(fixes, lint.Replace("", src.Destination, report.Address(url)))
		}
	}
	linked, err := lint.Apply(d.Src, fixes...)
	if err != nil {
		return body
	}
	return string(linked)
}
