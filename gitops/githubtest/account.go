package githubtest

import (
	"fmt"
	"net/http"
	"strings"
)

// Account says what stands behind a token.
type Account string

// The kinds of account.
const (
	Person       Account = "User" // a person's token
	Installation Account = "Bot"  // the token of an app's installation, such as GITHUB_TOKEN in a workflow
)

// Permission says what a token may do in one repository.
type Permission int

// The permissions, each including those before it. Public repositories can be read with None.
const (
	None    Permission = iota // a private repository does not exist for the token (404)
	Read                      // every write is refused (403), as for a token that only reads
	Visitor                   // a person without a role: opens pull requests from a fork, reviews, comments
	Triage                    // sets milestones and existing labels too
	Write                     // pushes, makes labels and milestones too
)

type user struct {
	id      int64
	login   string
	account Account
	only    string  // the owner whose repositories the token covers, "" for all
	grants  *Grants // of the token, nil for all that the account may do
}

// is reports whether two tokens are the same account's.
func (u *user) is(other *user) bool { return u.id == other.id }

// anonymous is who asks without a token.
var anonymous = &user{}

// AddUser makes an account that the token stands for. The token in a workflow belongs to
// AddUser("github-actions[bot]", token, Installation). A second token for a login is the same account.
func (s *Server) AddUser(login, token string, account Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.userNamed(login)
	u.account = account
	s.users[token] = u
}

// userNamed finds the account with the login or makes one without a token; the caller holds the lock.
func (s *Server) userNamed(login string) *user {
	for _, u := range s.users {
		if strings.EqualFold(u.login, login) {
			return u
		}
	}
	u := &user{id: s.nextID(), login: login, account: Person}
	if strings.HasSuffix(login, "[bot]") {
		u.account = Installation
	}
	s.users["no token: "+strings.ToLower(login)] = u // holds a blank, so no header can carry it
	return u
}

// tokenOf is the token that a request carries, as a bearer or as the password of basic authentication.
func tokenOf(r *http.Request) string {
	if _, password, ok := r.BasicAuth(); ok {
		return password
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") || strings.EqualFold(scheme, "token") {
		return token
	}
	return ""
}

// userOf is the account behind a request, or nil for a token that nobody has; the caller holds the lock.
func (s *Server) userOf(r *http.Request) *user {
	token := tokenOf(r)
	if token == "" {
		return anonymous
	}
	if strings.Contains(token, " ") {
		return nil
	}
	u := s.users[token]
	owner, limited := s.only[token]
	grants := s.grants[token]
	if u == nil || !limited && grants == nil {
		return u
	}
	covered := *u
	covered.only, covered.grants = owner, grants
	return &covered
}

// Only makes the token a fine-grained one that covers the repositories of one owner: elsewhere it reads what is public.
func (s *Server) Only(token, owner string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.only[token] = owner
}

// permission is what the user's token may do in the repository; the caller holds the lock.
func (r *Repository) permission(u *user) Permission {
	if u.only != "" && !strings.EqualFold(u.only, r.owner()) {
		return min(r.role(u), Read)
	}
	return r.role(u)
}

// role is what the account may do in the repository, whatever its token is limited to.
func (r *Repository) role(u *user) Permission {
	if u == anonymous {
		return None
	}
	if p, ok := r.permissions[strings.ToLower(u.login)]; ok {
		return p
	}
	return None
}

// readable reports whether the repository exists for the user; the caller holds the lock.
func (r *Repository) readable(u *user) bool { return !r.private || r.permission(u) >= Read }

// authorizeGit answers for git over HTTP as GitHub does: what cannot be read asks for a password first.
func (s *Server) authorizeGit(r *http.Request, repo, service string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.userOf(r)
	if u == nil {
		return http.StatusUnauthorized
	}
	rp := s.repository(repo)
	switch {
	case (rp == nil || !rp.readable(u)) && u == anonymous:
		return http.StatusUnauthorized
	case rp == nil || !rp.readable(u) || rp.private && !u.granted("contents=read"):
		return http.StatusNotFound
	case service == "git-receive-pack" && u == anonymous:
		return http.StatusUnauthorized
	case service == "git-receive-pack" && rp.permission(u) < Write || service == "git-receive-pack" && !u.granted("contents=write"):
		return http.StatusForbidden
	}
	return http.StatusOK
}

// refusal is GitHub's sentence for an account that lacks a permission.
func (u *user) refusal() string {
	if u.account == Installation {
		return "Resource not accessible by integration"
	}
	return "Resource not accessible by personal access token"
}

// Allow sets what the account with the login may do in the repository.
func (r *Repository) Allow(login string, p Permission) {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.permissions[strings.ToLower(login)] = p
}

// errNo says that a repository has no such thing; it is for the methods by which tests act as a person.
func errNo(what string, key any, repo string) error {
	return fmt.Errorf("%s has no %s %v", repo, what, key)
}
