package pad

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// TokenVariable is the environment variable that messages name for [Options.Token].
const TokenVariable = "PADPRESS_PAD_TOKEN"

// fitToken refuses a token that cannot be one, or that would travel where others can read it.
func fitToken(token, address string) error {
	u, err := url.Parse(address)
	switch {
	case token == "":
		return problem(ErrToken, "make one in your account there, and set %s to it", TokenVariable)
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return problem(ErrToken, "%s holds blanks or characters that no token has; copy it again", TokenVariable)
	case err != nil || u.Scheme != "https" && !isLoopback(u.Hostname()):
		return problem(ErrToken, "the one in %s is not sent unencrypted; give the address with https://", TokenVariable)
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// refuseToken is what an interface says to a token that is no good, or not good for this note; nil for all else.
func (r *reply) refuseToken() error {
	switch r.status {
	case http.StatusUnauthorized:
		return problem(ErrToken, "it does not accept the one in %s; make a new one in your account there", TokenVariable)
	case http.StatusForbidden:
		return problem(ErrPrivate, "the account of the token in %s may not read it, or the token has expired", TokenVariable)
	}
	return nil
}
