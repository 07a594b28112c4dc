package githubtest

import (
	"net/http"
	"strings"
)

// Grants are what a workflow gives its token under "permissions": None, Read or Write each. What is public can be read
// without any.
type Grants struct{ Contents, PullRequests, Issues Permission }

// Grant limits a token to what is granted, whatever its account may do. Without a call it has all that its account has.
func (s *Server) Grant(token string, g Grants) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.grants[token] = &g
}

// granted reports whether the token has one of the permissions, written as GitHub does: "issues=write; pull_requests=write".
func (u *user) granted(accepts string) bool {
	if u.grants == nil || accepts == "" {
		return true
	}
	for one := range strings.SplitSeq(accepts, ";") {
		name, level, _ := strings.Cut(strings.TrimSpace(one), "=")
		have := map[string]Permission{"contents": u.grants.Contents, "pull_requests": u.grants.PullRequests, "issues": u.grants.Issues}[name]
		if want := map[string]Permission{"read": Read, "write": Write}[level]; want > None && have >= want {
			return true
		}
	}
	return false
}

// mayRead refuses to show of a private repository what the token was not granted. That it is there, each may know.
func (c *call) mayRead() error {
	if !c.repo.private || c.user.grants == nil {
		return nil
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(c.URL.Path, "/api/v3/repos/"), "/")
	_, rest, _ = strings.Cut(rest, "/")
	accepts := ""
	switch part, _, _ := strings.Cut(rest, "/"); part {
	case "pulls":
		accepts = "pull_requests=read"
	case "issues", "milestones", "labels":
		accepts = "issues=read; pull_requests=read"
	case "compare":
		accepts = "contents=read"
	}
	if c.Method != http.MethodGet || c.user.granted(accepts) {
		return nil
	}
	return forbidden(c.user, accepts)
}
