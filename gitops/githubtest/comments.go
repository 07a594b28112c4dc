package githubtest

import (
	"context"
	"slices"
	"time"
)

// LineComment is a comment under a line of a pull request's diff, or a reply to one.
type LineComment struct {
	ID, Review, InReplyTo       int64
	Author, Path, Side, Body    string
	Start, Line                 int // where it stands now; Start equals Line for one line, both are 0 once it is outdated
	OriginalStart, OriginalLine int // where it was written
	OriginalCommit              string
	Resolved                    bool // of the thread, for the comment that began it
	ResolvedBy                  string
	Minimized                   bool
	MinimizedReason             string   // GitHub's word: resolved, outdated, spam, …
	Down                        []string // who voted it down

	author  *user
	hunk    string
	created time.Time
	updated time.Time
}

// IssueComment is a comment in a pull request's conversation.
type IssueComment struct {
	ID           int64
	Author, Body string

	author  *user
	created time.Time
	updated time.Time
}

type review struct {
	id      int64
	author  *user
	body    string
	state   string
	commit  string
	created time.Time
}

func (p *pull) addComment(u *user, body string) *IssueComment {
	s := p.repo.server
	c := &IssueComment{ID: s.nextID(), Author: u.login, Body: body, author: u, created: s.now(), updated: s.now()}
	p.comments = append(p.comments, c)
	return c
}

func (p *pull) addReview(u *user, body, state string) *review {
	s := p.repo.server
	r := &review{id: s.nextID(), author: u, body: body, state: state, commit: p.HeadSHA, created: s.now()}
	p.reviews = append(p.reviews, r)
	return r
}

func (p *pull) addLine(u *user, review int64, d lineDraft, commit string) *LineComment {
	s := p.repo.server
	start := d.StartLine
	if start == 0 {
		start = d.Line
	}
	c := &LineComment{
		ID: s.nextID(), Review: review, Author: u.login, Path: d.Path, Side: d.Side, Body: d.Body,
		OriginalStart: start, OriginalLine: d.Line, OriginalCommit: commit,
		author: u, hunk: d.hunk, created: s.now(), updated: s.now(),
	}
	p.lines = append(p.lines, c)
	return c
}

func (p *pull) line(id int64) *LineComment {
	for _, c := range p.lines {
		if c.ID == id {
			return c
		}
	}
	return nil
}

func (p *pull) comment(id int64) *IssueComment {
	for _, c := range p.comments {
		if c.ID == id {
			return c
		}
	}
	return nil
}

func (p *pull) removeLine(id int64) {
	p.lines = slices.DeleteFunc(p.lines, func(c *LineComment) bool { return c.ID == id })
}

func (p *pull) removeComment(id int64) {
	p.comments = slices.DeleteFunc(p.comments, func(c *IssueComment) bool { return c.ID == id })
}

// placed are the line comments, each with the lines it stands on at the present head.
func (p *pull) placed(ctx context.Context) ([]*LineComment, error) {
	files, err := p.files(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range p.lines {
		start, end, ok := c.OriginalStart, c.OriginalLine, true
		if c.Side != "LEFT" {
			start, end, ok = p.repo.shift(ctx, c.Path, c.OriginalCommit, p.HeadSHA, start, end)
		}
		at := lineDraft{Path: c.Path, StartLine: start, Line: end, Side: c.Side}
		if !ok || at.resolve(files) != "" {
			start, end = 0, 0
		}
		c.Start, c.Line = start, end
	}
	return p.lines, nil
}

// Comments are the line comments of a pull request in order of writing, placed at its present head.
func (r *Repository) Comments(number int) ([]LineComment, error) {
	var all []LineComment
	err := r.look(number, func(p *pull) error {
		lines, err := p.placed(context.Background())
		for _, c := range lines {
			all = append(all, *c)
		}
		return err
	})
	return all, err
}

// IssueComments are the comments in a pull request's conversation in order of writing.
func (r *Repository) IssueComments(number int) ([]IssueComment, error) {
	var all []IssueComment
	err := r.look(number, func(p *pull) error {
		for _, c := range p.comments {
			all = append(all, *c)
		}
		return nil
	})
	return all, err
}

// look reads a pull request under the lock.
func (r *Repository) look(number int, see func(*pull) error) error {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	p := r.pull(number)
	if p == nil {
		return errNo("pull request", number, r.Name)
	}
	return see(p)
}
