package github

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

const volunteersFork = "volunteer/xmpp.org"

// forked adds the volunteer's fork, with the month's branch there and not upstream.
func (w *world) forked() *githubtest.Repository {
	w.Helper()
	fork, err := w.site.Fork("volunteer")
	w.must(err)
	fork.Allow("github-actions[bot]", githubtest.None)
	_, err = fork.Commit("theirs", map[string][]byte{issue: []byte(lines("entry", 60))}, "Vol Unteer <v@example.org>", "Add the issue")
	w.must(err)
	return fork
}

func (w *world) forkSpec() PullSpec {
	spec := w.spec()
	spec.Head, spec.Fork = "theirs", volunteersFork
	return spec
}

func (w *world) forkClient(token string) *Client {
	w.Helper()
	c, err := New(volunteersFork, Options{APIURL: w.srv.APIURL, GraphQLURL: w.srv.GraphQLURL, Token: token})
	w.must(err)
	return c
}

func TestPullFromAFork(t *testing.T) {
	w := newWorld(t)
	w.site.AddMilestone("Newsletter", false)
	w.forked()
	p, err := w.client(visitorToken).EnsurePull(ctx, nil, w.forkSpec())
	if err != nil || p.State != Ours || p.HeadRepo != volunteersFork || p.Author != "volunteer" {
		t.Fatalf("%+v, %v", p, err)
	}
	if on := w.site.Pulls()[0]; !on.Editable || on.HeadRepository != volunteersFork || on.Head != "theirs" || !on.Draft {
		t.Errorf("on the server %+v", on)
	}
	if notes := strings.Join(p.Notes, "\n"); strings.Count(notes, "\n") != 1 || !strings.Contains(notes, "milestone") || !strings.Contains(notes, "label") {
		t.Errorf("notes %q", p.Notes)
	}
	for token, want := range map[string]State{visitorToken: Ours, commToken: Ours, botToken: Ours} {
		if p, err := w.client(token).FindPull(ctx, w.forkSpec()); err != nil || p.State != want || p.Number != 1 {
			t.Errorf("%s: %+v, %v", token, p, err)
		}
	}
	if p, err := w.client(commToken).FindPull(ctx, w.spec()); err != nil || p.State != Theirs {
		t.Errorf("without the fork: %+v, %v", p, err)
	}
	// Another month's, from the fork or from the site, is not this one's.
	spec := w.forkSpec()
	spec.Head, spec.Others = "december", []string{"theirs"}
	if p, err := w.client(visitorToken).FindPull(ctx, spec); err != nil || p.State != None {
		t.Errorf("another month: %+v, %v", p, err)
	}
}

func TestForksTokenMayNotOpen(t *testing.T) {
	w := newWorld(t)
	w.forked().Allow("other[bot]", githubtest.Write)
	w.srv.AddUser("other[bot]", "token-of-the-fork", githubtest.Installation)
	found, err := w.client("token-of-the-fork").EnsurePull(ctx, nil, w.forkSpec())
	if !errors.Is(err, ErrPermission) || found != nil || len(w.site.Pulls()) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
}

// Whoever may not write to the head cannot let others write to it.
func TestPullThatOthersMayNotEdit(t *testing.T) {
	asked := 0
	w := newWorld(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/pulls") {
				if asked++; asked == 1 {
					rw.WriteHeader(http.StatusUnprocessableEntity)
					rw.Write([]byte(`{"message":"Validation Failed","errors":[{"resource":"PullRequest","code":"custom","field":"fork_collab","message":"Fork collab can't be granted by someone without permission"}]}`))
					return
				}
			}
			next.ServeHTTP(rw, r)
		})
	})
	w.forked()
	if p, err := w.client(visitorToken).EnsurePull(ctx, nil, w.forkSpec()); err != nil || p.Number != 1 || w.site.Pulls()[0].Editable {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestLookingIsForbidden(t *testing.T) {
	w := newWorld(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/graphql") {
				rw.Write([]byte(`{"errors":[{"type":"FORBIDDEN","message":"Resource not accessible by integration"}]}`))
				return
			}
			next.ServeHTTP(rw, r)
		})
	})
	w.forked()
	if p, err := w.client(visitorToken).FindPull(ctx, w.forkSpec()); err != nil || p.State != None || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "is not known") {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := w.client(visitorToken).FindPull(ctx, w.spec()); !errors.Is(err, ErrPermission) {
		t.Errorf("without a fork: %v", err)
	}
}

func TestCreateFork(t *testing.T) {
	w := newWorld(t)
	name, err := w.client(visitorToken).CreateFork(ctx, "", false)
	if err != nil || name != volunteersFork {
		t.Fatalf("%q, %v", name, err)
	}
	var r Rights
	for err = ErrNotFound; errors.Is(err, ErrNotFound); {
		r, err = w.forkClient(visitorToken).Rights(ctx)
	}
	if err != nil || r.Parent != "xsf/xmpp.org" || r.Root != "xsf/xmpp.org" || !r.Push {
		t.Errorf("%+v, %v", r, err)
	}
	if name, err = w.client(visitorToken).CreateFork(ctx, "", false); err != nil || name != volunteersFork {
		t.Errorf("again: %q, %v", name, err)
	}
	for _, token := range []string{botToken, ""} {
		if _, err := w.client(token).CreateFork(ctx, "", false); err == nil || token != "" && !errors.Is(err, ErrNoFork) {
			t.Errorf("%q: %v", token, err)
		}
	}
	if _, err := w.client(visitorToken).CreateFork(ctx, "xsf", true); !errors.Is(err, ErrNoFork) {
		t.Errorf("somebody else's account: %v", err)
	}
}

func TestGapAndSyncFork(t *testing.T) {
	w := newWorld(t)
	fork := w.forked()
	base := w.commit("master", map[string]string{"a.md": "a\n"})
	c := w.forkClient(visitorToken)
	before, err := c.Gap(ctx, "xsf", "master")
	if err != nil || before.Own != 0 || before.Behind != 1 || before.Common == base || len(before.Common) != 40 {
		t.Errorf("behind: %+v, %v", before, err)
	}
	_, err = fork.Commit("master", map[string][]byte{"own.md": []byte("own\n")}, "Vol Unteer <v@example.org>", "Own")
	w.must(err)
	if gap, err := c.Gap(ctx, "xsf", "master"); err != nil || gap != (Gap{Own: 1, Behind: 1, Common: before.Common}) {
		t.Errorf("diverged: %+v, %v", gap, err)
	}
	if err := w.forkClient(commToken).SyncFork(ctx, "master"); !errors.Is(err, ErrSync) || !errors.Is(err, ErrPermission) {
		t.Errorf("without rights: %v", err)
	}
	if err := c.SyncFork(ctx, "master"); err != nil {
		t.Error(err)
	}
	if gap, err := c.Gap(ctx, "xsf", "master"); err != nil || gap.Behind != 0 || gap.Common != base {
		t.Errorf("up to date: %+v, %v", gap, err)
	}
	w.commit("master", map[string]string{"own.md": "theirs\n"})
	if err := c.SyncFork(ctx, "master"); !errors.Is(err, ErrSync) {
		t.Errorf("in conflict: %v", err)
	}
	if _, err := c.Gap(ctx, "nobody", "master"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no such owner: %v", err)
	}
}

// Who opened a pull request may resolve what was said there, without a role in the repository.
func TestReviewByAVolunteer(t *testing.T) {
	w := newWorld(t)
	fork := w.forked()
	c := w.client(visitorToken)
	p, err := c.EnsurePull(ctx, nil, w.forkSpec())
	w.must(err)
	r := w.review(3, 9)
	r.Commit = p.Head
	posted, err := c.SyncReview(ctx, p, r)
	if err != nil || len(posted.New) != 2 {
		t.Fatalf("%+v, %v", posted, err)
	}
	_, err = fork.Commit("theirs", map[string][]byte{"static/a.png": []byte("a")}, "Vol Unteer <v@example.org>", "Add a picture")
	w.must(err)
	c = w.client(visitorToken)
	p, err = c.FindPull(ctx, w.forkSpec())
	w.must(err)
	r.Commit, r.Points = p.Head, r.Points[:1]
	if posted, err = c.SyncReview(ctx, p, r); err != nil || posted.Resolved != 1 || len(posted.Notes) != 0 {
		t.Errorf("%+v, %v", posted, err)
	}
	if !slices.ContainsFunc(w.comments(), func(c githubtest.LineComment) bool { return c.Line == 9 && c.Resolved }) {
		t.Error("it is not resolved")
	}
}
