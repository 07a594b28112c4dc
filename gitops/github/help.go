package github

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// HelpTitle is the title of the issue by which people are asked for help.
const HelpTitle = "padpress needs help"

// Help is what a person has to do before work can go on.
type Help struct {
	About  string // what work it is about, in a word of small letters and hyphens, "" for the one there always is: each has an issue
	Reason string // one word that names it and stays the same while it lasts: letters, digits and hyphens
	Body   string // Markdown, already escaped
}

// settled stands in the marker in place of a reason once there is none.
const settled = "settled"

// Asked is what became of the issue.
type Asked struct {
	Outcome  Outcome
	Number   int
	URL      string
	Silenced bool // a person closed it, and the reason is still the same
}

// AskHelp keeps one issue that asks for help: opens it, edits it in place, or opens it again after EndHelp closed it. One
// that a person closed stays closed until the reason is another. It is two requests at most, and a third for a token that
// has not been asked yet whose it is. If the token may write no issues, the error wraps ErrPermission or ErrNotFound.
func (c *Client) AskHelp(ctx context.Context, h Help) (Asked, error) {
	if strings.Trim(h.About, "abcdefghijklmnopqrstuvwxyz-") != "" || strings.Contains(h.About, "--") {
		return Asked{}, fmt.Errorf("ask for help: %q, which it is about, is no word", plain(h.About))
	}
	if strings.Trim(h.Reason, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || h.Reason == "" || h.Reason == settled || strings.Contains(h.Reason, "--") {
		return Asked{}, fmt.Errorf("ask for help: the reason %q is no word", plain(h.Reason))
	}
	mine, err := c.helpIssues(ctx, h.About)
	if err != nil {
		return Asked{}, err
	}
	want := fit(c.helpMarker(h.About, h.Reason)+"\n"+normal(h.Body), maxBody)
	if len(mine) == 0 {
		i, _, err := c.gh.Issues.Create(ctx, c.owner, c.name, &gh.IssueRequest{Title: gh.String(HelpTitle), Body: &want})
		return asked(Created, i), explain("open an issue that asks for help", err)
	}
	i := mine[0]
	open := i.GetState() == "open"
	switch {
	case open && normal(i.GetBody()) == want:
		return asked(Untouched, i), nil
	case !open && firstLine(i.GetBody()) == c.helpMarker(h.About, h.Reason):
		a := asked(Untouched, i)
		a.Silenced = true
		return a, nil
	}
	change := &gh.IssueRequest{Body: &want}
	if !open {
		change.State = gh.String("open")
	}
	_, _, err = c.gh.Issues.Edit(ctx, c.owner, c.name, i.GetNumber(), change)
	return asked(Edited, i), explain(fmt.Sprintf("edit issue %d, which asks for help", i.GetNumber()), err)
}

// EndHelp closes the issue that asks for help with the work about, if there is one, with words before what it said. One that a person closed is
// only edited, so that the same reason is told again if it comes back. It is two requests at most, and a third as AskHelp.
func (c *Client) EndHelp(ctx context.Context, about, words string) (Asked, error) {
	mine, err := c.helpIssues(ctx, about)
	if err != nil {
		return Asked{}, err
	}
	for _, i := range mine {
		if firstLine(i.GetBody()) == c.helpMarker(about, settled) {
			continue
		}
		_, said, _ := strings.Cut(normal(i.GetBody()), "\n")
		body := fit(c.helpMarker(about, settled)+"\n"+normal(words)+"\n\n"+said, maxBody)
		_, _, err := c.gh.Issues.Edit(ctx, c.owner, c.name, i.GetNumber(), &gh.IssueRequest{Body: &body, State: gh.String("closed")})
		return asked(Edited, i), explain(fmt.Sprintf("close issue %d, which asked for help", i.GetNumber()), err)
	}
	return Asked{Outcome: Untouched}, nil
}

func asked(o Outcome, i *gh.Issue) Asked {
	return Asked{Outcome: o, Number: i.GetNumber(), URL: i.GetHTMLURL()}
}

// helpMarker is the first line of the issue.
func (c *Client) helpMarker(about, reason string) string {
	if about != "" {
		about = "-" + about
	}
	return fmt.Sprintf("<!-- padpress: %s help%s %s -->", c.repo(), about, reason)
}

// helpIssues are the issues of the token's own account that ask for help with the work about: an open one first, and then the oldest. It looks
// at the hundred issues of that account that changed last.
func (c *Client) helpIssues(ctx context.Context, about string) ([]*gh.Issue, error) {
	login, err := c.login(ctx)
	if err != nil {
		return nil, err
	}
	all, _, err := c.gh.Issues.ListByRepo(ctx, c.owner, c.name, &gh.IssueListByRepoOptions{
		Creator: login, State: "all", Sort: "updated", ListOptions: gh.ListOptions{PerPage: 100},
	})
	if err != nil {
		return nil, explain("look for the issue that asks for help", err)
	}
	marker, _, _ := strings.Cut(c.helpMarker(about, "\n"), "\n")
	mine := slices.DeleteFunc(all, func(i *gh.Issue) bool {
		return i.IsPullRequest() || !strings.EqualFold(i.GetUser().GetLogin(), login) || !strings.HasPrefix(firstLine(i.GetBody()), marker)
	})
	slices.SortFunc(mine, func(a, b *gh.Issue) int {
		return cmp.Or(strings.Compare(b.GetState(), a.GetState()), a.GetNumber()-b.GetNumber())
	})
	return mine, nil
}

// login is whose the token is, also of an app's, which only GraphQL tells. It is asked once, and comes along with the
// month's pull request where that is looked for.
func (c *Client) login(ctx context.Context) (string, error) {
	if c.self.login != "" {
		return c.self.login, nil
	}
	if c.viewer != "" {
		return c.viewer, nil
	}
	var data struct{ Viewer struct{ Login string } }
	if err := c.ask(ctx, "ask whose token this is", viewerQuery, nil, &data); err != nil {
		return "", err
	}
	c.viewer = data.Viewer.Login
	return c.viewer, nil
}
