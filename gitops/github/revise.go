package github

import (
	"context"
	"fmt"
	"slices"

	gh "github.com/google/go-github/v60/github"
)

// Revision is what a pull request should have instead of what it has. Nil leaves a thing as it is.
type Revision struct {
	Title, Body *string
	Draft       *bool
}

func (r Revision) empty() bool { return r.Title == nil && r.Body == nil && r.Draft == nil }

// Revise changes title, body and draft state as decide wants it. People edit them meanwhile, and GitHub compares nothing:
// so if decide wants a change of the pull request as it was found, it is read anew and decide is asked again. What comes
// back is a copy as it stands then. Missing rights are a note and not an error.
func (c *Client) Revise(ctx context.Context, found *Pull, decide func(*Pull) Revision) (*Pull, error) {
	if decide(found).empty() {
		return found, nil
	}
	now, err := c.Pull(ctx, found.Number)
	if err != nil {
		return found, err
	}
	p := *found
	p.Did, p.Notes = slices.Clone(p.Did), slices.Clone(p.Notes)
	p.Title, p.Body, p.Draft, p.Head = now.Title, now.Body, now.Draft, now.Head
	want := decide(&p)
	if want.Draft != nil && *want.Draft != p.Draft {
		if err := c.setDraft(ctx, &p, *want.Draft); err != nil {
			return &p, err
		}
		want = decide(&p) // the body tells of the draft state
	}
	if want.Title == nil && want.Body == nil {
		return &p, nil
	}
	pr, _, err := c.gh.PullRequests.Edit(ctx, c.owner, c.name, p.Number, &gh.PullRequest{Title: want.Title, Body: want.Body})
	err = explain(fmt.Sprintf("edit pull request %d", p.Number), err)
	if denied(err) {
		p.Notes = append(p.Notes, fmt.Sprintf("title and body stay as they are (%v)", err))
		return &p, nil
	}
	if err != nil {
		return &p, err
	}
	if want.Title != nil {
		p.Did = append(p.Did, "changed the title")
	}
	if want.Body != nil {
		p.Did = append(p.Did, "changed the body")
	}
	p.Title, p.Body = pr.GetTitle(), pr.GetBody()
	return &p, nil
}

// setDraft changes the draft state, which only GraphQL can.
func (c *Client) setDraft(ctx context.Context, p *Pull, draft bool) error {
	deed, document, did := fmt.Sprintf("mark #%d as ready for review", p.Number), readyMutation, "marked it as ready for review"
	if draft {
		deed, document, did = fmt.Sprintf("make #%d a draft", p.Number), draftMutation, "made it a draft"
	}
	err := c.ask(ctx, deed, document, map[string]any{"pull": p.Node}, &struct{}{})
	if denied(err) {
		p.Notes = append(p.Notes, fmt.Sprintf(`%v: a workflow's token needs "contents: write" for that; or do it at %s`, err, p.URL))
		return nil
	}
	if err == nil {
		p.Draft = draft
		p.Did = append(p.Did, did)
	}
	return err
}
