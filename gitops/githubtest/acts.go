package githubtest

import (
	"context"
	"fmt"
	"strings"
)

// change runs a person's act on a pull request under the lock.
func (r *Repository) change(number int, act func(*pull) error) error {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	p := r.pull(number)
	if p == nil {
		return errNo("pull request", number, r.Name)
	}
	p.refresh(context.Background())
	p.updated = r.server.now()
	return act(p)
}

// Close closes a pull request without merging it.
func (r *Repository) Close(number int) error {
	return r.change(number, func(p *pull) error {
		p.State, p.closed = "closed", r.server.now()
		return nil
	})
}

// Merge squashes a pull request onto its base.
func (r *Repository) Merge(number int) error {
	return r.change(number, func(p *pull) error {
		ctx := context.Background()
		tree, err := r.run(ctx, "merge-tree", "--write-tree", p.baseSHA, p.HeadSHA)
		if err != nil {
			return fmt.Errorf("merge pull request %d: %w", number, err)
		}
		commit, err := r.run(ctx, "-c", "user.name="+p.Author, "-c", "user.email=merge@example.org",
			"commit-tree", "-p", p.baseSHA, "-m", fmt.Sprintf("%s (#%d)", p.Title, number), tree)
		if err != nil {
			return fmt.Errorf("merge pull request %d: %w", number, err)
		}
		if _, err := r.run(ctx, "update-ref", "refs/heads/"+p.Base, commit, p.baseSHA); err != nil {
			return fmt.Errorf("merge pull request %d: %w", number, err)
		}
		p.State, p.Merged, p.closed = "closed", true, r.server.now()
		return nil
	})
}

// SetMilestone sets the milestone of a pull request; 0 takes it away.
func (r *Repository) SetMilestone(number, milestone int) error {
	return r.change(number, func(p *pull) error {
		if milestone != 0 && r.milestone(milestone) == nil {
			return errNo("milestone", milestone, r.Name)
		}
		p.Milestone = milestone
		return nil
	})
}

// Retitle changes the title of a pull request.
func (r *Repository) Retitle(number int, title string) error {
	return r.change(number, func(p *pull) error {
		p.Title = title
		return nil
	})
}

// SetDraft makes a pull request a draft, or marks it as ready for review.
func (r *Repository) SetDraft(number int, draft bool) error {
	return r.change(number, func(p *pull) error {
		p.Draft = draft
		return nil
	})
}

// Rewrite changes the body of a pull request in the browser, which sends every line end as CRLF.
func (r *Repository) Rewrite(number int, body string) error {
	return r.change(number, func(p *pull) error {
		p.Body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\n", "\r\n")
		return nil
	})
}

// Comment writes in the conversation of a pull request and returns the comment's id.
func (r *Repository) Comment(number int, login, body string) (id int64, err error) {
	err = r.change(number, func(p *pull) error {
		id = p.addComment(r.server.userNamed(login), body).ID
		return nil
	})
	return id, err
}

// CommentLine writes under a line of the new file and returns the comment's id.
func (r *Repository) CommentLine(number int, login, path string, line int, body string) (id int64, err error) {
	err = r.change(number, func(p *pull) error {
		files, err := p.files(context.Background())
		if err != nil {
			return err
		}
		draft := lineDraft{Path: path, Line: line, Side: "RIGHT", Body: body}
		if sentence := draft.resolve(files); sentence != "" {
			return fmt.Errorf("%s:%d: %s", path, line, sentence)
		}
		u := r.server.userNamed(login)
		id = p.addLine(u, p.addReview(u, "", "COMMENTED").id, draft, p.HeadSHA).ID
		return nil
	})
	return id, err
}

// Reply answers a line comment and returns the reply's id.
func (r *Repository) Reply(number int, login string, comment int64, body string) (id int64, err error) {
	err = r.change(number, func(p *pull) error {
		first := p.line(comment)
		if first == nil {
			return errNo("line comment", comment, r.Name)
		}
		reply := *first
		reply.ID, reply.InReplyTo, reply.Body = r.server.nextID(), first.ID, body
		reply.author = r.server.userNamed(login)
		reply.Author = reply.author.login
		reply.Review, reply.Down = p.addReview(reply.author, "", "COMMENTED").id, nil
		p.lines = append(p.lines, &reply)
		id = reply.ID
		return nil
	})
	return id, err
}

// Edit changes the text of a comment of either kind.
func (r *Repository) Edit(number int, comment int64, body string) error {
	return r.change(number, func(p *pull) error {
		if c := p.line(comment); c != nil {
			c.Body = body
			return nil
		}
		if c := p.comment(comment); c != nil {
			c.Body = body
			return nil
		}
		return errNo("comment", comment, r.Name)
	})
}

// Delete removes a comment of either kind.
func (r *Repository) Delete(number int, comment int64) error {
	return r.change(number, func(p *pull) error {
		before := len(p.lines) + len(p.comments)
		p.removeLine(comment)
		p.removeComment(comment)
		if len(p.lines)+len(p.comments) == before {
			return errNo("comment", comment, r.Name)
		}
		return nil
	})
}

// Resolve has a person mark the thread that a line comment began as resolved.
func (r *Repository) Resolve(number int, comment int64) error {
	return r.changeLine(number, comment, func(c *LineComment) { c.Resolved, c.ResolvedBy = true, "somebody" })
}

// VoteDown has the account with the login put a 👎 under a line comment.
func (r *Repository) VoteDown(number int, login string, comment int64) error {
	return r.changeLine(number, comment, func(c *LineComment) { c.Down = append(c.Down, login) })
}

// Hide has a person fold a line comment away, for a reason that GitHub knows, such as "off-topic".
func (r *Repository) Hide(number int, comment int64, reason string) error {
	return r.changeLine(number, comment, func(c *LineComment) { c.Minimized, c.MinimizedReason = true, reason })
}

func (r *Repository) changeLine(number int, comment int64, act func(*LineComment)) error {
	return r.change(number, func(p *pull) error {
		c := p.line(comment)
		if c == nil {
			return errNo("line comment", comment, r.Name)
		}
		act(c)
		return nil
	})
}
