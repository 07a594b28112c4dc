package githubtest

import (
	"strings"
	"testing"
)

func TestShowRepository(t *testing.T) {
	s := newSite(t)
	s.srv.Classic("triager-token", "public_repo")
	for token, want := range map[string]string{
		"":              "",
		"reader-token":  `"pull":true,"push":false,"triage":false`,
		"triager-token": `"pull":true,"push":false,"triage":true`,
		"writer-token":  `"pull":true,"push":true,"triage":true`,
		"app-token":     `"pull":false,"push":false,"triage":false`,
	} {
		a := s.send(token, "GET", "/repos/o/r", "")
		if a.status != 200 || !strings.Contains(a.text, want) || strings.Contains(a.text, "permissions") != (want != "") {
			t.Errorf("%q: %d %.300s", token, a.status, a.text)
		}
		if _, classic := a.header["X-Oauth-Scopes"]; classic != (token == "triager-token") {
			t.Errorf("%q: scopes in %v", token, a.header)
		}
	}
	if a := s.send("writer-token", "GET", "/repos/o/none", ""); a.status != 404 {
		t.Errorf("no such repository: %d", a.status)
	}
}
