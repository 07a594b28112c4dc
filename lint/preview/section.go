package preview

import (
	"path"
	"sort"
	"strconv"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// head is what stands over the newsletter.
type head struct {
	Title    string
	Day      string // of release, "" if it is not known
	Summary  string
	Language string // of the newsletter
	Words    string
	From     string
}

func (n Newsletter) head() head {
	d := n.Document
	h := head{Title: n.Title(), Summary: n.front("summary"), Language: d.Language(), Words: thousands(len(n.words())), From: report.Printable(n.Source)}
	if h.Language == "" {
		h.Language = n.House.Original
	}
	day, ok := d.Date()
	if t, err := time.Parse(time.DateOnly, n.front("date")); err == nil {
		day, ok = t, true
	}
	if ok {
		h.Day = day.Format("January 2, 2006") // as the site's theme does
	}
	return h
}

// Title is the newsletter's as its front matter has it, or says that there is none.
func (n Newsletter) Title() string {
	if title := n.front("title"); title != "" {
		return title
	}
	return "Without a title: " + report.Printable(path.Base(n.Document.Path))
}

// thousands writes a number as people read it: 1,714.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// front is a text of the front matter.
func (n Newsletter) front(name string) string {
	k, _ := n.Document.Front.Key(name)
	text, ok := k.Data.(string)
	if !ok {
		return report.Printable(n.Document.Text(k.Value))
	}
	return report.Printable(text)
}

// section is a heading of the newsletter and what stands below it.
type section struct {
	ID, Text string
	Sub      bool // it belongs to the one before it that is none
	Words    int  // up to the next heading of its level or a higher one
	Counts   []count
}

// words are those of the text without the front matter.
func (n Newsletter) words() []lint.Word {
	all := n.Document.Words()
	for len(all) > 0 && all[0].Start < n.Document.Front.Span.End {
		all = all[1:]
	}
	return all
}

// sections are the headings of the two highest levels.
func (n Newsletter) sections() []section {
	heads := n.Document.Headings()
	top := 6
	for _, h := range heads {
		top = min(top, h.Level)
	}
	words := n.words()
	var all []section
	for i, h := range heads {
		if h.Level > top+1 || h.ID == "" {
			continue
		}
		end := len(n.Document.Src)
		for _, next := range heads[i+1:] {
			if next.Level <= h.Level {
				end = next.Span.Start
				break
			}
		}
		whole := lint.Span{Start: h.Span.Start, End: end}
		s := section{ID: h.ID, Text: report.Printable(h.Text), Sub: h.Level > top}
		s.Words = len(within(words, whole, func(w lint.Word) int { return w.Start }))
		s.Counts = tally(within(n.Findings, whole, func(f lint.Finding) int { return f.Span.Start }))
		all = append(all, s)
	}
	return all
}

// within are those of things, which are in the order of the text, that begin in s.
func within[T any](things []T, s lint.Span, start func(T) int) []T {
	at := func(offset int) int {
		return sort.Search(len(things), func(i int) bool { return start(things[i]) >= offset })
	}
	return things[at(s.Start):at(s.End)]
}
