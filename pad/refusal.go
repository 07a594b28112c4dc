package pad

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// ways say what to do about what servers refuse, by kind of pad.
type ways struct{ missing, login, private string }

// refuse is why an answer is not what was asked for, by its status alone; nil for 200.
func (w ways) refuse(r *reply) error {
	switch {
	case r.status >= 300 && r.status < 400:
		to := r.location()
		if to == nil {
			return problem(ErrMoved, "it does not say which; check the address")
		}
		if isLoginPath(to.Path) {
			return problem(ErrLogin, "padpress has none; %s", w.login)
		}
		return problem(ErrMoved, "give %s if that is the note", plain(strings.TrimSuffix(shown(to), "/download")))
	case r.status == http.StatusNotFound, r.status == http.StatusGone:
		return problem(ErrMissing, "%s", w.missing)
	case r.status == http.StatusUnauthorized:
		return problem(ErrLogin, "padpress has none; %s", w.login)
	case r.status == http.StatusForbidden:
		return problem(ErrPrivate, "the server answered 403 Forbidden; %s", w.private)
	case r.status == http.StatusRequestEntityTooLarge:
		return problem(ErrTooLarge, "the server itself refuses to send it")
	case r.status != http.StatusOK:
		return fmt.Errorf("the server answered %d %s; try again later", r.status, http.StatusText(r.status))
	}
	return nil
}

// location is where a redirect leads; nil if it does not say.
func (r *reply) location() *url.URL {
	to, err := r.url.Parse(r.header.Get("Location"))
	if err != nil || r.header.Get("Location") == "" {
		return nil
	}
	return to
}

// isLoginPath knows the places where servers and the proxies before them keep their logins.
func isLoginPath(p string) bool {
	for elem := range strings.SplitSeq(strings.ToLower(p), "/") {
		switch elem {
		case "login", "signin", "sign_in", "auth", "oauth", "oauth2", "saml", "sso":
			return true
		}
	}
	return false
}

// asksForLogin knows the answers of a login, which is often a proxy's before the pad.
func asksForLogin(r *reply) bool {
	if r.status >= 300 && r.status < 400 {
		to := r.location()
		return to != nil && isLoginPath(to.Path)
	}
	return r.status == http.StatusUnauthorized && r.mediaType() != "application/json" ||
		r.status == http.StatusOK && isWebPage(r.body) && isLoginPage(r.body)
}
