package github

import (
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// graphConversation is what stands below a pull request, not under its lines.
type graphConversation struct {
	Nodes []struct {
		FullDatabaseID bigID
		Body           string
		Author         *actor
	}
	PageInfo pageInfo
}

// comments are those of the conversation as REST tells them.
func (g graphConversation) comments() []*gh.IssueComment {
	all := []*gh.IssueComment{}
	for _, m := range g.Nodes {
		c := &gh.IssueComment{ID: gh.Int64(int64(m.FullDatabaseID)), Body: gh.String(m.Body)}
		if m.Author != nil {
			c.User = &gh.User{Login: gh.String(m.Author.login()), Type: gh.String(m.Author.Typename)}
		}
		all = append(all, c)
	}
	return all
}

// bigID is a number by which REST calls a comment or a review. GraphQL's own numbers have 32 bits, which these have
// outgrown, so it writes them as text.
type bigID int64

// UnmarshalJSON implements json.Unmarshaler. It takes text and numbers; null is 0.
func (id *bigID) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	n, err := strconv.ParseInt(strings.Trim(string(b), `"`), 10, 64)
	*id = bigID(n)
	return err
}
