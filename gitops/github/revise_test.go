package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// wants is a decision for the texts and the state that are given, where they differ.
func wants(title, body string, draft bool) func(*Pull) Revision {
	return func(p *Pull) Revision {
		var r Revision
		if p.Title != title {
			r.Title = &title
		}
		if b := fmt.Sprintf("%s %t", body, p.Draft); p.Body != b {
			r.Body = &b
		}
		if p.Draft != draft {
			r.Draft = &draft
		}
		return r
	}
}

func TestRevise(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.site.AddMilestone("Newsletter", false)
			w.ensured(token)
			c, p := w.found(token)
			w.srv.ResetRequests()
			p, err := c.Revise(ctx, p, wants("REVIEW: it", "now", false))
			w.must(err)
			on := w.site.Pulls()[0]
			if on.Title != "REVIEW: it" || on.Body != "now false" || on.Draft || p.Title != on.Title || p.Body != on.Body || p.Draft {
				t.Errorf("on the server %+v, returned %+v", on, p)
			}
			if want := []string{"marked it as ready for review", "changed the title", "changed the body"}; !slices.Equal(p.Did, want) || len(p.Notes) > 0 {
				t.Errorf("did %q, notes %q", p.Did, p.Notes)
			}
			if n := len(w.srv.API()); n != 3 { // what it is now, the mutation, title and body
				t.Errorf("%d requests\n%s", n, listed(w.srv.API()))
			}
			w.srv.ResetRequests()
			if again, err := c.Revise(ctx, p, wants("REVIEW: it", "now", false)); err != nil || again != p || len(w.srv.API()) != 0 {
				t.Errorf("%v, %d requests", err, len(w.srv.API()))
			}
			p, err = c.Revise(ctx, p, wants("REVIEW: it", "now", true))
			if err != nil || !w.site.Pulls()[0].Draft || !slices.Contains(p.Did, "made it a draft") {
				t.Errorf("%v, %+v", err, p)
			}
		})
	}
}

// TestReviseMeetsAnEdit: a person edits title and body between the look and the change. What they wrote decides.
func TestReviseMeetsAnEdit(t *testing.T) {
	w := newWorld(t)
	_, _ = w.ensured(commToken)
	c, p := w.found(commToken)
	w.must(w.site.Retitle(1, "Ours"))
	w.must(w.site.Rewrite(1, "by hand\nand more"))
	asked := 0
	p, err := c.Revise(ctx, p, func(p *Pull) Revision {
		if asked++; asked == 1 {
			title := "Theirs"
			return Revision{Title: &title}
		}
		if p.Title != "Ours" || p.Body != "by hand\r\nand more" {
			t.Errorf("asked about %+v", p)
		}
		return Revision{}
	})
	if err != nil || asked != 2 || w.site.Pulls()[0].Title != "Ours" || p.Title != "Ours" || len(p.Did) > 0 {
		t.Errorf("%v, asked %d times, %+v", err, asked, p)
	}
}

func TestReviseWithoutRights(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	for _, token := range []string{readToken, triageToken} {
		c, p := w.found(token)
		p, err := c.Revise(ctx, p, wants("REVIEW: it", "now", false))
		if err != nil || len(p.Did) > 0 || len(p.Notes) != 2 || !strings.Contains(p.Notes[0], `"contents: write"`) || !strings.Contains(p.Notes[1], "title and body stay as they are") {
			t.Errorf("%s: %v, did %q, notes %q", token, err, p.Did, p.Notes)
		}
	}
	// Where workflows may not write contents, the rest is done.
	w.site.ForbidAppResolve()
	c, p := w.found(botToken)
	p, err := c.Revise(ctx, p, wants("REVIEW: it", "now", false))
	if on := w.site.Pulls()[0]; err != nil || on.Title != "REVIEW: it" || !on.Draft || len(p.Notes) != 1 {
		t.Errorf("%v, %+v, notes %q", err, on, p.Notes)
	}
}

func TestReviseFails(t *testing.T) {
	broken := false
	w := newWorld(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if broken && r.Method == http.MethodPatch {
				http.Error(rw, "<html>", http.StatusBadGateway)
				return
			}
			next.ServeHTTP(rw, r)
		})
	})
	w.ensured(commToken)
	c, p := w.found(commToken)
	broken = true
	if _, err := c.Revise(ctx, p, wants("REVIEW: it", "now", true)); err == nil || !strings.HasPrefix(err.Error(), "edit pull request 1: GitHub answered 502") {
		t.Errorf("%v", err)
	}
}

func TestSeveralPulls(t *testing.T) {
	w := newWorld(t)
	w.site.AddMilestone("Newsletter", false)
	w.ensured(commToken)
	w.commit("by-hand", map[string]string{issue: lines("theirs", 3)})
	_, err := w.site.OpenPull("triager", githubtest.Spec{Head: "by-hand", Base: "master", Title: "x"})
	if err == nil {
		t.Fatal("somebody without write access opened a pull request from the site's own branch")
	}
	_, err = w.site.OpenPull("github-actions[bot]", githubtest.Spec{Head: "by-hand", Base: "master", Title: "x"})
	w.must(err)
	w.srv.ResetRequests()
	_, err = w.client(commToken).FindPull(ctx, w.spec())
	several := new(SeveralError)
	if !errors.As(err, &several) || !errors.Is(err, ErrSeveral) || len(several.Pulls) != 2 || several.Pulls[0].Number != 1 || several.Pulls[1].Number != 2 {
		t.Fatalf("%v", err)
	}
	if n := len(w.srv.API()); n != 1 {
		t.Errorf("%d requests", n)
	}
	for _, words := range []string{"#1 by comm, http://", "#2 by github-actions[bot], http://", "nothing was written"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("%v: it does not say %q", err, words)
		}
	}
	// One whose file is another month's does not count, nor one that removes the file.
	spec := w.spec()
	spec.Holds = func(_ context.Context, p *Pull) (bool, error) {
		if p.Number != 2 || p.Path != issue {
			t.Errorf("asked about %+v", p)
		}
		return false, nil
	}
	if p, err := w.client(commToken).FindPull(ctx, spec); err != nil || p.Number != 1 || p.State != Ours {
		t.Errorf("%+v, %v", p, err)
	}
	spec.Holds = func(context.Context, *Pull) (bool, error) { return false, errors.New("lost") }
	if _, err := w.client(commToken).FindPull(ctx, spec); err == nil || err.Error() != "lost" {
		t.Errorf("%v", err)
	}
	w.must(w.site.Close(2))
	w.commit("removes", map[string]string{old: lines("old", 41)})
	_, err = w.site.Commit("removes", map[string][]byte{old: nil}, "Rev Iewer <rev@example.org>", "Remove")
	w.must(err)
	_, err = w.site.OpenPull("comm", githubtest.Spec{Head: "removes", Base: "master", Title: "x"})
	w.must(err)
	spec = w.spec()
	spec.Covers = func(path string) bool { return path == issue || path == old }
	if p, err := w.client(commToken).FindPull(ctx, spec); err != nil || p.Number != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestSummedUpBy(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	for _, test := range []struct{ by, body, want string }{
		{"volunteer", "<!-- padpress: xsf/xmpp.org#1 summary -->\nhello", ""}, // not the author
		{"comm", "hello", ""},
		{"comm", "<!-- padpress: xsf/xmpp.org#2 summary -->\nhello", ""},
		{"comm", "<!-- padpress: xsf/xmpp.org#1 summary -->\nhello", "comm"},
	} {
		_, err := w.site.Comment(1, test.by, test.body)
		w.must(err)
		c, p := w.found(triageToken)
		if who, err := c.SummedUpBy(ctx, p); err != nil || who != test.want {
			t.Errorf("%q by %s: %q, %v", test.body, test.by, who, err)
		}
	}
	c, p := w.found(commToken)
	if who, err := c.SummedUpBy(ctx, p); err != nil || who != "" {
		t.Errorf("to the author itself it is %q, %v", who, err)
	}
}
