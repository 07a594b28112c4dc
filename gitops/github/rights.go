package github

import (
	"context"
	"errors"
	"slices"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// Account is whose token it is, as far as the server says so.
type Account struct {
	Login   string   // "" for an app's token, which may not ask
	App     bool     // the token of an app's installation, such as the GITHUB_TOKEN of a workflow
	Classic bool     // a person's classic token; only of these the server says what they may do
	Scopes  []string // of a classic token
}

// Whose asks, once, who the token belongs to. That an app's token may not ask is no error. Without a token it is ErrToken, and
// nothing is sent.
func (c *Client) Whose(ctx context.Context) (Account, error) {
	const deed = "ask whose token this is"
	if c.whose != nil {
		return *c.whose, nil
	}
	if !c.token {
		return Account{}, explain(deed, ErrToken)
	}
	u, res, err := c.gh.Users.Get(ctx, "")
	err = explain(deed, err)
	if errors.Is(err, ErrPermission) {
		c.self, c.whose = account{asked: true, refused: true}, &Account{App: true}
		return *c.whose, nil
	}
	if err != nil {
		return Account{}, err
	}
	c.self.know(u.GetLogin())
	scopes, classic := res.Header["X-Oauth-Scopes"]
	c.whose = &Account{Login: u.GetLogin(), Classic: classic, Scopes: words(scopes)}
	return *c.whose, nil
}

// words splits a header whose values are lists with commas.
func words(values []string) []string {
	return strings.FieldsFunc(strings.Join(values, ","), func(r rune) bool { return r == ',' || r == ' ' })
}

// Rights are what the server says of the repository, and of what the token's account may do in it. The token itself may
// be allowed less.
type Rights struct {
	Name          string // owner/name as it is called now
	DefaultBranch string
	Private       bool
	Archived      bool   // nobody may write
	Known         bool   // whether the server tells what the account may do: it does not without a token
	Triage, Push  bool   // may set milestones and labels, may push
	Parent, Root  string // of a fork: what it was made from, and what the first one was made from; "" for none
}

// Rights asks for the repository until it was told, once. One that the token may not see is ErrNotFound.
func (c *Client) Rights(ctx context.Context) (Rights, error) {
	if c.rights != nil {
		return *c.rights, nil
	}
	r, _, err := c.gh.Repositories.Get(ctx, c.owner, c.name)
	if err != nil {
		return Rights{}, explain("read "+c.repo(), err)
	}
	may := r.Permissions
	c.rights = &Rights{
		Name: r.GetFullName(), DefaultBranch: r.GetDefaultBranch(), Private: r.GetPrivate(), Archived: r.GetArchived(),
		Parent: r.GetParent().GetFullName(), Root: r.GetSource().GetFullName(),
		Known: may != nil, Triage: may["triage"] || may["push"], Push: may["push"],
	}
	return *c.rights, nil
}

// HasLabel reports whether the repository has the label; upper and lower case are the same to GitHub.
func (c *Client) HasLabel(ctx context.Context, name string) (bool, error) {
	o := &gh.ListOptions{PerPage: 100}
	for {
		labels, res, err := c.gh.Issues.ListLabels(ctx, c.owner, c.name, o)
		if err != nil {
			return false, explain("list the labels", err)
		}
		if slices.ContainsFunc(labels, func(l *gh.Label) bool { return strings.EqualFold(l.GetName(), name) }) {
			return true, nil
		}
		if res.NextPage == 0 {
			return false, nil
		}
		o.Page = res.NextPage
	}
}
