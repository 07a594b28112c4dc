package github

import "strings"

// actor is an account as GraphQL tells it; nil for one that is gone.
type actor struct {
	Typename    string `json:"__typename"`
	Login, Name string
}

// login is the account's name as REST spells it, "" for one that is gone.
func (a *actor) login() string {
	switch {
	case a == nil:
		return ""
	case a.bot() && !strings.HasSuffix(a.Login, "[bot]"):
		return a.Login + "[bot]"
	}
	return a.Login
}

func (a *actor) bot() bool {
	return a != nil && (a.Typename == "Bot" || strings.HasSuffix(a.Login, "[bot]"))
}
