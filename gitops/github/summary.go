package github

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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

// SyncSummary keeps one comment in the pull request's conversation equal to the body and the parts behind it, by creating
// it, editing it in place or leaving it as it is. Parts of other names, which other kinds of runs wrote, stay. One that
// is too long is cut at a line end and says how many lines are missing. Where runs that met have written several, the
// oldest stays.
// If the token may not write, the error wraps ErrPermission or ErrNotFound.
func (c *Client) SyncSummary(ctx context.Context, pull *Pull, body string, parts ...Part) (Outcome, error) {
	return c.SyncParts(ctx, pull, append([]Part{{Body: body}}, parts...)...)
}

// SyncParts is SyncSummary for parts alone: what stands before them stays as it is.
func (c *Client) SyncParts(ctx context.Context, pull *Pull, parts ...Part) (Outcome, error) {
	var mine []*gh.IssueComment
	var err error
	if !pull.opened {
		if mine, err = c.summaries(ctx, pull); err != nil {
			return "", err
		}
	}
	standing := ""
	if len(mine) > 0 {
		_, standing, _ = strings.Cut(normal(mine[0].GetBody()), "\n")
	}
	body := withParts(standing, parts)
	quiet := !slices.ContainsFunc(parts, func(p Part) bool { return p.Body != "" && !p.Quiet })
	if body == "" || quiet && len(mine) == 0 {
		return Untouched, nil
	}
	want := fit(c.summaryMarker(pull.Number)+"\n"+body, maxBody)
	delete(c.conversation, pull.Number) // what follows may change it
	if len(mine) > 0 {
		return c.keepOne(ctx, pull, mine, want)
	}
	_, _, err = c.gh.Issues.CreateComment(ctx, c.owner, c.name, pull.Number, &gh.IssueComment{Body: &want})
	if err = explain(fmt.Sprintf("write the summary on pull request %d", pull.Number), err); err != nil {
		return "", err
	}
	pull.opened = false                                                  // there is something to read from now on
	if mine, err = c.summaries(ctx, pull); err != nil || len(mine) < 2 { // another run may have written one at the same time
		return Created, err
	}
	delete(c.conversation, pull.Number)
	return c.keepOne(ctx, pull, mine, want)
}

// summaries are the comments that sum up, the oldest first.
func (c *Client) summaries(ctx context.Context, pull *Pull) ([]*gh.IssueComment, error) {
	ours, err := c.ours(ctx, pull)
	if err != nil {
		return nil, err
	}
	all, err := c.comments(ctx, pull.Number)
	if err != nil {
		return nil, err
	}
	marker := c.summaryMarker(pull.Number)
	mine := slices.DeleteFunc(slices.Clone(all), func(m *gh.IssueComment) bool {
		return !ours(m.GetUser().GetLogin()) || firstLine(m.GetBody()) != marker
	})
	slices.SortFunc(mine, func(a, b *gh.IssueComment) int { return cmp.Compare(a.GetID(), b.GetID()) })
	return mine, nil
}

// SummedUpBy is the login of the pull request's author, if a run of theirs keeps its summary there: what it says need not be
// said again. It is "" if there is none, or the author's account is ours.
func (c *Client) SummedUpBy(ctx context.Context, pull *Pull) (string, error) {
	ours, err := c.ours(ctx, pull)
	if err != nil {
		return "", err
	}
	all, err := c.comments(ctx, pull.Number)
	if err != nil {
		return "", err
	}
	for _, m := range all {
		if strings.EqualFold(m.GetUser().GetLogin(), pull.Author) && !ours(m.GetUser().GetLogin()) && firstLine(m.GetBody()) == c.summaryMarker(pull.Number) {
			return pull.Author, nil
		}
	}
	return "", nil
}

// keepOne brings the oldest into line with what is wanted, and removes the others.
func (c *Client) keepOne(ctx context.Context, pull *Pull, mine []*gh.IssueComment, want string) (Outcome, error) {
	outcome := Untouched
	if normal(mine[0].GetBody()) != want {
		outcome = Edited
		_, _, err := c.gh.Issues.EditComment(ctx, c.owner, c.name, mine[0].GetID(), &gh.IssueComment{Body: &want})
		if err != nil {
			return "", explain(fmt.Sprintf("edit the summary on pull request %d", pull.Number), err)
		}
	}
	for _, m := range mine[1:] {
		if !c.own(&actor{Typename: m.GetUser().GetType(), Login: m.GetUser().GetLogin()}) {
			continue
		}
		outcome = Edited
		_, err := c.gh.Issues.DeleteComment(ctx, c.owner, c.name, m.GetID())
		if err = explain("remove a summary that another run wrote too", err); err != nil && !denied(err) { // the other run may have done it
			return "", err
		}
	}
	return outcome, nil
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
