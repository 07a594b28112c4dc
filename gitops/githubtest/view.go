package githubtest

import (
	"context"
	"slices"
	"strings"
)

// View is a pull request as people see it.
type View struct {
	Pull
	Repository, MilestoneTitle string
	Body                       []Part
	Conversation               []Remark
	Files                      []ViewedFile
}

// ViewedFile is the diff of one file with what was written about its lines.
type ViewedFile struct {
	Path, Status string // the status in GitHub's word: added, removed, modified, renamed
	Rows         []Row
	Outdated     []Remark // whose lines are no longer there
}

// Row is a line of the diff with what was written under it.
type Row struct {
	Class, Text string // the class is hunk, added, removed or empty
	Old, New    int    // the line's numbers, 0 where it is not in that version
	Remarks     []Remark
}

// Remark is a comment, in the conversation or under a line.
type Remark struct {
	ID       int64
	Author   string
	Reply    bool // to a comment under the same line
	Resolved bool
	Parts    []Part
}

// Part is a piece of a comment: Markdown, or the lines that are suggested to stand in the place of those commented.
type Part struct {
	Suggestion bool
	Text       string
}

// Suggests reports whether a part of the remark is a suggestion.
func (r Remark) Suggests() bool {
	return slices.ContainsFunc(r.Parts, func(p Part) bool { return p.Suggestion })
}

// View shows a pull request with its comments where they stand at its present head.
func (r *Repository) View(number int) (*View, error) {
	var v *View
	err := r.look(number, func(p *pull) (err error) {
		v, err = p.view(context.Background())
		return err
	})
	return v, err
}

func (p *pull) view(ctx context.Context) (*View, error) {
	lines, err := p.placed(ctx)
	if err != nil {
		return nil, err
	}
	files, err := p.files(ctx)
	if err != nil {
		return nil, err
	}
	v := &View{Pull: p.Pull, Repository: p.repo.Name, Body: parts(p.Body)}
	v.Labels = append([]string(nil), p.Labels...)
	if m := p.repo.milestone(p.Milestone); m != nil {
		v.MilestoneTitle = m.Title
	}
	for _, c := range p.comments {
		v.Conversation = append(v.Conversation, Remark{ID: c.ID, Author: c.Author, Parts: parts(c.Body)})
	}
	for _, f := range files {
		v.Files = append(v.Files, viewOf(f, lines))
	}
	return v, nil
}

// viewOf lays out one file's diff with the comments under their lines.
func viewOf(f fileDiff, comments []*LineComment) ViewedFile {
	v := ViewedFile{Path: f.path, Status: f.status}
	under := map[int][]Remark{}
	for _, c := range comments {
		r := Remark{ID: c.ID, Author: c.Author, Reply: c.InReplyTo != 0, Resolved: c.Resolved, Parts: parts(c.Body)}
		switch {
		case c.Path != f.path || c.Minimized:
		case c.Line == 0 || c.Side == "LEFT":
			v.Outdated = append(v.Outdated, r)
		default:
			under[c.Line] = append(under[c.Line], r)
		}
	}
	for _, h := range f.hunks {
		header, body, _ := strings.Cut(h.text, "\n")
		v.Rows = append(v.Rows, Row{Class: "hunk", Text: header})
		at, was := h.newStart, h.oldStart
		for line := range strings.Lines(body) {
			r := Row{Text: strings.TrimSuffix(line[1:], "\n")}
			switch line[0] {
			case '+':
				r.Class, r.New = "added", at
				at++
			case '-':
				r.Class, r.Old = "removed", was
				was++
			case ' ':
				r.Old, r.New = was, at
				at++
				was++
			default: // "\ No newline at end of file"
				continue
			}
			r.Remarks = under[r.New]
			v.Rows = append(v.Rows, r)
		}
	}
	return v
}

// parts splits a comment at its suggestion fences and drops lines that hold nothing but an HTML comment.
func parts(body string) []Part {
	var all []Part
	var fence string
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n", "\n")) {
		bare := strings.TrimSpace(line)
		ticks := strings.TrimSuffix(bare, "suggestion")
		switch {
		case fence == "" && strings.HasPrefix(bare, "<!--") && strings.HasSuffix(bare, "-->"):
			continue
		case fence == "" && strings.HasPrefix(bare, "```") && ticks+"suggestion" == bare && strings.Trim(ticks, "`") == "":
			fence = ticks
			all = append(all, Part{Suggestion: true})
			continue
		case fence != "" && bare == fence:
			fence = ""
			all = append(all, Part{})
			continue
		}
		if len(all) == 0 {
			all = append(all, Part{})
		}
		all[len(all)-1].Text += line
	}
	return trim(all)
}

func trim(all []Part) []Part {
	var kept []Part
	for _, p := range all {
		if !p.Suggestion {
			p.Text = strings.Trim(p.Text, "\n")
		}
		if p.Suggestion || p.Text != "" {
			kept = append(kept, p)
		}
	}
	return kept
}
