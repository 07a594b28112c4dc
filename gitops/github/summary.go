package github

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	gh "github.com/google/go-github/v60/github"
)

// maxBody is how many characters a comment may hold.
const maxBody = 65536

// Outcome is what became of the summary.
type Outcome string

// The outcomes of SyncSummary.
const (
	Created   Outcome = "created"
	Edited    Outcome = "edited"
	Untouched Outcome = "untouched"
)

// SyncSummary keeps one comment in the pull request's conversation equal to the body, by creating it, editing it in place or
// leaving it as it is. A body that is too long is cut at a line end and says how many lines are missing.
// If the token may not write, the error wraps ErrPermission or ErrNotFound.
func (c *Client) SyncSummary(ctx context.Context, pull *Pull, body string) (Outcome, error) {
	ours, err := c.ours(ctx, pull)
	if err != nil {
		return "", err
	}
	comments, err := c.comments(ctx, pull.Number)
	if err != nil {
		return "", err
	}
	marker := c.summaryMarker(pull.Number)
	want := fit(marker+"\n"+normal(body), maxBody)
	delete(c.conversation, pull.Number) // what follows may change it
	for _, m := range comments {
		if !ours(m.User) || firstLine(m.GetBody()) != marker {
			continue
		}
		if normal(m.GetBody()) == want {
			return Untouched, nil
		}
		_, _, err := c.gh.Issues.EditComment(ctx, c.owner, c.name, m.GetID(), &gh.IssueComment{Body: &want})
		return Edited, explain(fmt.Sprintf("edit the summary on pull request %d", pull.Number), err)
	}
	_, _, err = c.gh.Issues.CreateComment(ctx, c.owner, c.name, pull.Number, &gh.IssueComment{Body: &want})
	return Created, explain(fmt.Sprintf("write the summary on pull request %d", pull.Number), err)
}

// comments reads the conversation, all pages, once for a review and the summary after it.
func (c *Client) comments(ctx context.Context, number int) ([]*gh.IssueComment, error) {
	if all, ok := c.conversation[number]; ok {
		return all, nil
	}
	var all []*gh.IssueComment
	o := &gh.IssueListCommentsOptions{ListOptions: gh.ListOptions{PerPage: 100}}
	for {
		page, res, err := c.gh.Issues.ListComments(ctx, c.owner, c.name, number, o)
		if err != nil {
			return nil, explain(fmt.Sprintf("read the conversation of pull request %d", number), err)
		}
		all = append(all, page...)
		if res.NextPage == 0 {
			c.conversation[number] = all
			return all, nil
		}
		o.Page = res.NextPage
	}
}

// normal is a text as it compares: GitHub may send line ends back as CRLF and drop blanks at the end.
func normal(s string) string {
	return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), " \t\n")
}

// fit cuts a text to at most so many characters, at a line end, and says how many lines are missing.
func fit(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	lines := strings.Split(s, "\n")
	closing := func(left int) string { return fmt.Sprintf("\n\n%d more lines did not fit into this comment.", left) }
	room := most - utf8.RuneCountInString(closing(len(lines)))
	kept, used := 0, 0
	for kept < len(lines) {
		n := utf8.RuneCountInString(lines[kept]) + 1
		if used+n-1 > room {
			break
		}
		used += n
		kept++
	}
	return strings.Join(lines[:kept], "\n") + closing(len(lines)-kept)
}
