package githubtest

import "net/http"

// fullRepositoryJSON is a repository as it is shown alone.
func (s *Server) fullRepositoryJSON(r *Repository) object {
	o := s.repositoryJSON(r)
	o["has_discussions"], o["network_count"], o["subscribers_count"] = false, 0, 0
	if r.parent != nil {
		o["parent"], o["source"] = s.repositoryJSON(r.parent), s.repositoryJSON(r.root())
	}
	return o
}

// showRepository tells a person, besides, what they may do. Of an installation token GitHub says no to everything there,
// whatever the token may do.
func showRepository(c *call) error {
	o := c.s.fullRepositoryJSON(c.repo)
	if c.user != anonymous {
		have := c.repo.role(c.user)
		if c.user.account == Installation {
			have = None
		}
		o["permissions"] = object{
			"pull": have >= Read, "triage": have >= Triage, "push": have >= Write, "maintain": false, "admin": false,
		}
	}
	return c.write(http.StatusOK, o)
}

// Classic makes the token a classic one: every answer then names its scopes, such as "public_repo, gist". The stand-in
// does not ask for them.
func (s *Server) Classic(token, scopes string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scopes[token] = scopes
}
