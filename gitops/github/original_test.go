package github

import (
	"context"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// The pull request of an original comes along with that of its translation, in the same request.
func TestFindOriginal(t *testing.T) {
	const french = "content/blog/newsletter/2026-12-05-newsletter.fr.md"
	ours := func(w *world) { w.ensured(commToken) }
	theirs := func(w *world) {
		w.commit("by-hand", map[string]string{issue: "theirs\n"})
		_, err := w.site.OpenPull("comm", githubtest.Spec{Head: "by-hand", Base: "master", Title: "Whatever"})
		w.must(err)
	}
	for _, c := range []struct {
		name  string
		setup func(*world)
		holds bool
		want  State // of the original, "" for none
	}{
		{"none", func(*world) {}, true, ""},
		{"ours", ours, false, Ours},
		{"somebody's", theirs, true, Theirs},
		{"somebody's, of another month", theirs, false, ""},
		{"the oldest", func(w *world) { ours(w); theirs(w) }, true, Ours},
		{"closed", func(w *world) { ours(w); w.must(w.site.Close(1)) }, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			c.setup(w)
			w.srv.ResetRequests()
			spec := PullSpec{Head: "in-french", Base: "master", Path: french, Original: &PullSpec{
				Head: branch, Covers: func(path string) bool { return path == issue },
				Holds: func(context.Context, *Pull) (bool, error) { return c.holds, nil },
			}}
			p, err := w.client(commToken).FindPull(ctx, spec)
			if err != nil || p.State != None || len(w.srv.API()) != 1 {
				t.Fatalf("%+v, %v, %d requests", p, err, len(w.srv.API()))
			}
			switch {
			case c.want == "":
				if p.Original != nil {
					t.Errorf("found %+v", p.Original)
				}
			case p.Original == nil || p.Original.State != c.want || p.Original.Path != issue || !strings.HasSuffix(p.Original.URL, "/pull/1"):
				t.Errorf("found %+v", p.Original)
			}
			spec.Original = nil
			if p, err := w.client(commToken).FindPull(ctx, spec); err != nil || p.Original != nil {
				t.Errorf("not asked for, and found: %+v, %v", p, err)
			}
		})
	}
}

// Work of different kinds asks for help in issues of its own.
func TestHelpAbout(t *testing.T) {
	w := newWorld(t)
	c := w.client(commToken)
	ask := func(about string) Asked {
		t.Helper()
		a, err := c.AskHelp(ctx, Help{About: about, Reason: "pad-missing", Body: "b"})
		w.must(err)
		return a
	}
	if a, b, again := ask(""), ask("fr"), ask("fr"); a.Number == b.Number || again.Number != b.Number || again.Outcome != Untouched {
		t.Errorf("%+v, %+v, %+v", a, b, again)
	}
	if a, err := c.EndHelp(ctx, "de", "well"); err != nil || a.Outcome != Untouched {
		t.Errorf("%+v, %v", a, err)
	}
	if a, err := c.EndHelp(ctx, "fr", "well"); err != nil || a.Number != 2 || a.Outcome != Edited {
		t.Errorf("%+v, %v", a, err)
	}
	if i := w.site.Issues(); i[0].State != "open" || i[1].State != "closed" {
		t.Errorf("%+v", i)
	}
	for _, about := range []string{"FR", "a--b", "x -->", "a b"} {
		if _, err := c.AskHelp(ctx, Help{About: about, Reason: "pad-missing"}); err == nil {
			t.Errorf("%q is a word", about)
		}
	}
}
