package github

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

func TestWhose(t *testing.T) {
	w := newWorld(t)
	w.srv.AddUser("old-hand", "classic-token", githubtest.Person)
	w.srv.Classic("classic-token", "gist, public_repo")
	w.srv.AddUser("careful", "bare-token", githubtest.Person)
	w.srv.Classic("bare-token", "")
	tests := []struct {
		name, token string
		want        Account
	}{
		{"a person's fine-grained token", commToken, Account{Login: "comm"}},
		{"a person's classic token", "classic-token", Account{Login: "old-hand", Classic: true, Scopes: []string{"gist", "public_repo"}}},
		{"a classic token without scopes", "bare-token", Account{Login: "careful", Classic: true}},
		{"a workflow's token", botToken, Account{App: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := w.client(tt.token).Whose(ctx)
			if err != nil || got.Login != tt.want.Login || got.App != tt.want.App || got.Classic != tt.want.Classic || !slices.Equal(got.Scopes, tt.want.Scopes) {
				t.Errorf("%+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
	w.srv.ResetRequests()
	for _, token := range []string{"", "nobody's"} {
		if _, err := w.client(token).Whose(ctx); !errors.Is(err, ErrToken) {
			t.Errorf("with the token %q: %v", token, err)
		}
	}
	if n := len(w.srv.Requests()); n != 1 {
		t.Errorf("%d requests: without a token there is nobody to ask for", n)
	}
}

func TestRights(t *testing.T) {
	w := newWorld(t)
	tests := []struct {
		name, token         string
		known, triage, push bool
	}{
		{"nobody", "", false, false, false},
		{"reader", readToken, true, false, false},
		{"volunteer", visitorToken, true, false, false},
		{"triager", triageToken, true, true, false},
		{"member", commToken, true, true, true},
		{"workflow, of which the server says nothing", botToken, true, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := w.client(tt.token).Rights(ctx)
			want := Rights{Name: "xsf/xmpp.org", DefaultBranch: "master", Known: tt.known, Triage: tt.triage, Push: tt.push}
			if err != nil || got != want {
				t.Errorf("%+v, %v, want %+v", got, err, want)
			}
		})
	}
	w.site.MakePrivate()
	if _, err := w.client("").Rights(ctx); !errors.Is(err, ErrNotFound) {
		t.Errorf("a private repository: %v", err)
	}
	if w.srv.Writes() != 0 {
		t.Errorf("%d writes", w.srv.Writes())
	}
}

func TestRightsOfAnArchive(t *testing.T) {
	c := served(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(`{"full_name":"xsf/site","default_branch":"main","archived":true,"private":true,"permissions":{"admin":true,"push":true,"pull":true}}`))
	})
	want := Rights{Name: "xsf/site", DefaultBranch: "main", Archived: true, Private: true, Known: true, Triage: true, Push: true}
	if got, err := c.Rights(ctx); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestHasLabel(t *testing.T) {
	w := newWorld(t)
	for _, name := range longNames(120) {
		w.site.AddLabel(name)
	}
	w.site.AddLabel("Newsletter :email:") // on the second page
	for name, want := range map[string]bool{"Newsletter :email:": true, "newsletter :EMAIL:": true, "Newsletter": false} {
		if got, err := w.client("").HasLabel(ctx, name); err != nil || got != want {
			t.Errorf("%q: %t, %v", name, got, err)
		}
	}
}

func longNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = "label " + string(rune('a'+i/26)) + string(rune('a'+i%26))
	}
	return names
}
