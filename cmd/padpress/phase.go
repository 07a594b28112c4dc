package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xsf/padpress/gitops/github"
)

// phase is how far a pull request is. People say it in the title, since that can be done in the browser.
type phase string

// The phases, in their order. Until the closing, what the pad has new is committed.
const (
	drafting  phase = "draft"
	reviewing phase = "review"
	closing   phase = "closing"
)

// phases are the values of --phase.
func phases() []string { return []string{string(drafting), string(reviewing), string(closing)} }

// phaseWords are what a title calls the phases. The last phase that a title names counts.
var phaseWords = []struct {
	phase phase
	words []string
	title string // how we write it; "" for the title as it is configured
}{
	{closing, []string{"closing", "editorial"}, "EDITORIAL CLOSING:"},
	{reviewing, []string{"review", "reviewing"}, "REVIEW:"},
	{drafting, []string{"draft", "wip"}, ""},
}

// phaseOf reads the phase from a pull request's title, whatever the case and with a slip in a word; "" if it names none.
// The issue's own title may be in it, and says nothing.
func phaseOf(title, issue string) phase {
	title, issue = strings.ToLower(title), strings.ToLower(issue)
	words := strings.FieldsFunc(strings.ReplaceAll(title, issue, " "), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, p := range phaseWords {
		for _, w := range p.words {
			if slices.ContainsFunc(words, func(said string) bool { return meant(said, w) }) {
				return p.phase
			}
		}
	}
	return ""
}

// meant reports whether a word is another, or one slip away from it where it is long enough to be nothing else.
func meant(said, word string) bool {
	if said == word {
		return true
	}
	a, b := []rune(said), []rune(word)
	if len(b) < 5 || len(a) > len(b)+1 || len(a) < len(b)-1 {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}

// titleIn is the title of the pull request in a phase.
func (j *job) titleIn(p phase) string {
	configured := j.pullTitle(j.issueTitle())
	for _, w := range phaseWords {
		if w.phase != p || w.title == "" {
			continue
		}
		head, rest, prefixed := strings.Cut(configured, ":")
		if prefixed && phaseOf(head, j.issueTitle()) != "" {
			configured = strings.TrimSpace(rest)
		}
		return w.title + " " + configured
	}
	return configured
}

// phaseNow is the phase that counts in this run: what people say in the title of the open pull request, or else --phase.
// A title that is still ours leaves it to --phase.
func (j *job) phaseNow(p *github.Pull) phase {
	asked := phase(j.submitOptions.phase)
	if p != nil && p.State == github.Ours {
		r, marked := recordOf(p.Body)
		ours := marked && j.isOurs(p.Title, r)
		said := phaseOf(p.Title, j.issueTitle())
		switch {
		case ours && asked == "" && slices.Contains(phases(), string(r.Phase)):
			return r.Phase
		case !ours && said != "":
			return said
		}
	}
	if asked == "" {
		return drafting
	}
	return asked
}

// isOurs reports whether a title is as padpress wrote it last, or would write it.
func (j *job) isOurs(title string, r bodyRecord) bool {
	return title == r.Title || title == j.titleIn(r.Phase)
}

// isClosing reports whether the title of a pull request says that the editorial closing has begun.
func (j *job) isClosing(p *github.Pull) bool { return phaseOf(p.Title, j.issueTitle()) == closing }

// closes reports whether nothing of the pad is committed any more. A branch that never had an import gets its first one.
func (j *job) closes(s *site) bool {
	return s.State != nil && (s.Import != nil || s.Trace != nil) && j.phaseNow(s.pull) == closing
}
