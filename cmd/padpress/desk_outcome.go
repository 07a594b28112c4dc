package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/pad"
)

// outcome is what became of the pull request, as the stand-in holds it and not as the run believes it to be.
type outcome struct {
	Tone   string `json:"tone"` // done, same or refused
	Text   string `json:"text"`
	Counts string `json:"counts"`
	Look   string `json:"look"` // the tab where it can be seen, "" if there is nothing to see
}

// looked is a pull request at one time.
type looked struct {
	number int // 0 where there is none
	head   string
	lines  map[int64]bool   // line comments, and whether they are resolved
	talk   map[int64]string // comments of the conversation
}

func (d *desk) look() looked {
	l := looked{lines: map[int64]bool{}, talk: map[int64]string{}}
	p, ok := d.pull()
	if !ok {
		return l
	}
	l.number, l.head = p.Number, p.HeadSHA
	lines, _ := d.stage.site.Comments(p.Number) // what cannot be read was there and is gone
	for _, c := range lines {
		l.lines[c.ID] = c.Resolved
	}
	talk, _ := d.stage.site.IssueComments(p.Number)
	for _, c := range talk {
		l.talk[c.ID] = c.Body
	}
	return l
}

// pull is the newest pull request, false where there is none.
func (d *desk) pull() (githubtest.Pull, bool) {
	all := d.stage.site.Pulls()
	if len(all) == 0 {
		return githubtest.Pull{}, false
	}
	return all[len(all)-1], true
}

func outcomeOf(before, after looked, p performance) *outcome {
	o := &outcome{Counts: p.String()}
	fresh, settled := 0, 0
	for id, resolved := range after.lines {
		was, known := before.lines[id]
		if !known {
			fresh++
		} else if resolved && !was {
			settled++
		}
	}
	for id := range before.lines {
		if _, there := after.lines[id]; !there {
			settled++
		}
	}
	var did []string
	if after.number != before.number {
		did = append(did, fmt.Sprintf("pull request #%d was opened", after.number))
	} else if after.head != before.head {
		did = append(did, "the branch has a new commit")
	}
	if fresh > 0 {
		did = append(did, plural(fresh, "comment is new", "comments are new"))
		o.Look = "files"
	}
	if settled > 0 {
		did = append(did, plural(settled, "comment was settled", "comments were settled"))
	}
	if !sameTalk(before.talk, after.talk) {
		did = append(did, "the summary was rewritten")
		if o.Look == "" {
			o.Look = "conversation"
		}
	}
	o.Tone, o.Text = toneOf(p, did)
	return o
}

func toneOf(p performance, did []string) (tone, text string) {
	var refusal *pad.Refusal
	switch {
	case errors.As(p.err, &refusal):
		return "refused", "Refused: " + oneLine(p.err) + "."
	case p.err != nil:
		return "refused", "It failed: " + oneLine(p.err) + "."
	case len(did) > 0:
		return "done", capital(sentence(did)) + "."
	case p.writes > 0:
		return "done", "Written, but nothing looks different."
	}
	return "same", "Nothing changed, so nothing was written."
}

// sentence joins clauses.
func sentence(clauses []string) string {
	last := len(clauses) - 1
	if last < 1 {
		return strings.Join(clauses, "")
	}
	return strings.Join(clauses[:last], ", ") + " and " + clauses[last]
}

func sameTalk(a, b map[int64]string) bool {
	if len(a) != len(b) {
		return false
	}
	for id, body := range a {
		if b[id] != body {
			return false
		}
	}
	return true
}
