package github

import (
	"context"
	"strings"
)

// workflowAccount is who writes with the token that a workflow is given.
const workflowAccount = "github-actions[bot]"

// account is who writes with our token, as far as that is known.
type account struct {
	asked   bool
	refused bool // an installation token may not ask who it is
	login   string
}

// know takes in who wrote what we just wrote, which saves asking.
func (a *account) know(login string) {
	if login != "" {
		a.asked, a.login = true, login
	}
}

// whoami asks once who the token belongs to. Installation tokens are refused, and that is not an error.
func (c *Client) whoami(ctx context.Context) error {
	if c.self.asked {
		return nil
	}
	_, err := c.Whose(ctx)
	return err
}

// ours returns whether an account is padpress's: the token's own and the one of workflows, so that a run by hand and a scheduled
// one know each other's comments. Where the server does not say whose the token is, the author of our pull request
// and the bot that wrote our summary count.
func (c *Client) ours(ctx context.Context, pull *Pull) (func(login string) bool, error) {
	if err := c.whoami(ctx); err != nil {
		return nil, err
	}
	known := map[string]bool{workflowAccount: true, strings.ToLower(c.self.login): c.self.login != ""}
	if c.self.refused && pull.State == Ours && pull.Author != "" {
		known[strings.ToLower(pull.Author)] = true
	}
	if c.self.refused && pull.State != Ours {
		comments, err := c.comments(ctx, pull.Number)
		if err != nil {
			return nil, err
		}
		for _, m := range comments {
			if m.GetUser().GetType() == "Bot" && c.summaryMarker(pull.Number) == firstLine(m.GetBody()) {
				known[strings.ToLower(m.GetUser().GetLogin())] = true
			}
		}
	}
	return func(login string) bool { return known[strings.ToLower(login)] }, nil
}

// own reports whether an account that is ours is a program's or the token's own, so that its comments may be resolved. A person
// whose earlier run by hand wrote with their own token may have written by hand as well.
func (c *Client) own(a *actor) bool {
	return a.bot() || c.self.login != "" && strings.EqualFold(a.login(), c.self.login)
}
