package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/gitops/merge"
	"github.com/xsf/padpress/lint/report"
)

// offer is what the pad says of a place that people changed on the branch, where their text stays. People decide.
type offer struct {
	github.Remark        // with no line where there is none to stand on
	fingerprint   string // of what the pad changed
	alone         string // the same for the summary
	said          string // the same for the log; "" if one line there stands for all
	names         bool   // it is about people who are gone from the pad's thanks
}

// quoteLength bounds in characters what an offer repeats of the pad's words.
const quoteLength = 300

// offersOf are what is to be said of the conflicts that are open. An offer that the branch's text fulfils already is none.
func offersOf(conflicts []gitops.MergeConflict) []offer {
	var all []offer
	seen := map[string]int{}
	for _, c := range conflicts {
		o, ok := offerOf(c)
		if !ok {
			continue
		}
		name := fingerprintOf(c)
		if seen[name]++; seen[name] > 1 {
			name = fmt.Sprintf("%s.%d", name, seen[name])
		}
		o.fingerprint = name
		all = append(all, o)
	}
	return all
}

// fingerprintOf names what the pad changed, not where: lines move.
func fingerprintOf(c gitops.MergeConflict) string {
	parts := []string{"pad", c.Path}
	if c.Text != nil {
		parts = []string{"pad", c.Text.Base, c.Text.Theirs}
	}
	return digestOf(parts...)
}

// digestOf names texts together, short enough for a marker.
func digestOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func offerOf(c gitops.MergeConflict) (offer, bool) {
	if c.Text == nil {
		return offer{alone: fmt.Sprintf("%s: the pad brings another file; the one here stays", report.CodeSpan(c.Path, quoteLength))}, true
	}
	t := c.Text
	o := offer{Remark: github.Remark{Path: c.Path}}
	said := padsChange(t.Base, t.Theirs)
	if t.Lines == 0 {
		if now := strings.TrimSpace(t.Theirs); now != "" {
			said = "the pad says " + report.CodeSpan(now, quoteLength)
		}
		o.alone = fmt.Sprintf("before line %d, where people removed lines: %s", t.Line, said)
		return o, true
	}
	o.Start, o.Line = t.Line, t.Line+t.Lines-1
	text, ok := merge.Words(t.Base, t.Ours, t.Theirs)
	switch {
	case ok && text == t.Ours:
		return o, false
	case ok && !report.IsPrintable(text): // who accepts a suggestion must see all of it
		o.Text = "**pad** This was changed in the pad as well: " + said + ". Signs that nobody sees stand there; take over by hand what is wanted."
	case ok:
		suggestion := strings.TrimSuffix(text, "\n")
		o.Suggestion = &suggestion
		o.Plain = "**pad** This was changed in the pad as well: " + said + "."
		o.Text = o.Plain + " The suggestion keeps what is written here, with that change worked in."
	default:
		o.Text = "**pad** The pad changed the same words: " + said + ". What is written here stays; take over by hand what is wanted."
	}
	o.alone = fmt.Sprintf("line %d: %s", t.Line, said)
	return o, true
}

// padsChange says what the pad made of a text, in its own words.
func padsChange(before, after string) string {
	was, now := merge.Changed(before, after)
	was, now = report.CodeSpan(strings.TrimSpace(was), quoteLength), report.CodeSpan(strings.TrimSpace(now), quoteLength)
	switch {
	case strings.TrimSpace(after) == "":
		return "it removed " + was
	case strings.Trim(was, "` ") == "":
		return "it added " + now
	case strings.Trim(now, "` ") == "":
		return "it removed " + was
	}
	return was + " became " + now
}

// unposted are the offers without a line comment, for the summary.
func unposted(offers []offer, about []subject, left []int) []offer {
	var found []offer
	for i, o := range offers {
		if o.Line == 0 || slices.ContainsFunc(left, func(p int) bool { return about[p].offer == i }) {
			found = append(found, o)
		}
	}
	return found
}
