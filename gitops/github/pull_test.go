package github

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

var ctx = context.Background()

func TestEnsurePullOpensOnce(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.site.AddMilestone("Other", false)
			w.site.AddMilestone("Newsletter", false)
			_, p := w.ensured(token)
			if p.State != Ours || !p.Draft || p.Milestone != "Newsletter" || !slices.Equal(p.Labels, []string{"Newsletter :email:"}) || p.Head != w.head {
				t.Errorf("pull request %+v", p)
			}
			if len(p.Did) != 3 || len(p.Notes) != 0 {
				t.Errorf("did %q, notes %q", p.Did, p.Notes)
			}
			on := w.site.Pulls()[0]
			if on.Title != w.spec().Title || on.Body != "A body." || on.Milestone != 2 || !on.Draft || len(on.Labels) != 1 {
				t.Errorf("on the server %+v", on)
			}
			w.srv.ResetRequests()
			if _, again := w.ensured(token); len(again.Did) != 0 || again.Number != 1 || again.Body != "A body." {
				t.Errorf("second run did %q, %+v", again.Did, again)
			}
			if n := len(w.srv.API()); n != 1 || w.srv.Writes() != 0 {
				t.Errorf("second run: %d requests, %d writes", n, w.srv.Writes())
			}
		})
	}
}

func TestEnsurePullKeepsWhatAPersonChose(t *testing.T) {
	w := newWorld(t)
	w.site.AddMilestone("Newsletter", false)
	other := w.site.AddMilestone("Other", false)
	w.ensured(commToken)
	w.must(w.site.SetMilestone(1, other))
	w.must(w.site.Retitle(1, "EDITORIAL CLOSING: The XMPP Newsletter"))
	w.srv.ResetRequests()
	_, p := w.ensured(commToken)
	if p.Milestone != "Other" || w.site.Pulls()[0].Milestone != other || w.srv.Writes() != 0 {
		t.Errorf("milestone %q, %d writes", p.Milestone, w.srv.Writes())
	}
	if p.Title != "EDITORIAL CLOSING: The XMPP Newsletter" {
		t.Errorf("title %q", p.Title)
	}
}

func TestMilestoneByNumberOrTitle(t *testing.T) {
	tests := []struct {
		name, want string
		number     int
		note       string
	}{
		{"title", "newsletter", 2, ""},
		{"title of a closed one", "Archive", 3, ""},
		{"number", "2", 2, ""},
		{"no such title", "Weekly", 0, `no milestone "Weekly" in xsf/xmpp.org: there are 1 "Other", 2 "Newsletter"`},
		{"no such number", "9", 0, `no milestone "9"`},
		{"none wanted", "", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.site.AddMilestone("Other", false)
			w.site.AddMilestone("Newsletter", false)
			w.site.AddMilestone("Archive", true)
			spec := w.spec()
			spec.Milestone = tt.want
			p, err := w.client(commToken).EnsurePull(ctx, nil, spec)
			if err != nil {
				t.Fatal(err)
			}
			if p.MilestoneNumber != tt.number || w.site.Pulls()[0].Milestone != tt.number {
				t.Errorf("milestone %d, want %d", p.MilestoneNumber, tt.number)
			}
			if notes := strings.Join(p.Notes, "\n"); !strings.HasPrefix(notes, tt.note) || tt.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tt.note)
			}
		})
	}
}

func TestMissingRightsAreNotes(t *testing.T) {
	w := newWorld(t)
	w.site.AddMilestone("Newsletter", false)
	fork, err := w.site.Fork("volunteer")
	w.must(err)
	_, err = fork.Commit("november", map[string][]byte{issue: []byte("theirs\n")}, "Vol Unteer <v@example.org>", "Add the issue")
	w.must(err)
	_, err = w.site.OpenPull("volunteer", githubtest.Spec{Head: "volunteer:november", Base: "master", Title: "Newsletter"})
	w.must(err)
	for _, tt := range []struct{ token, note string }{
		{visitorToken, "your account has no triage rights"},
		{readToken, "the token may not do this"},
		{triageToken, "You do not have permission to create labels"},
	} {
		t.Run(tt.token, func(t *testing.T) {
			c, p := w.found(tt.token)
			p, err := c.Adopt(ctx, p, w.spec())
			if err != nil {
				t.Fatal(err)
			}
			if notes := strings.Join(p.Notes, "\n"); !strings.Contains(notes, tt.note) || !strings.Contains(notes, p.URL) {
				t.Errorf("notes %q, want %q and the address", notes, tt.note)
			}
		})
	}
	if on := w.site.Pulls()[0]; on.Milestone != 1 || on.Labels != nil {
		t.Errorf("with triage rights the milestone is set and no label made: %+v", on)
	}
}

func TestFindPullStates(t *testing.T) {
	theirs := func(w *world, base, path string) {
		fork, err := w.site.Fork("volunteer")
		w.must(err)
		_, err = fork.Commit("november", map[string][]byte{path: []byte("theirs\n")}, "Vol Unteer <v@example.org>", "Add")
		w.must(err)
		_, err = w.site.OpenPull("volunteer", githubtest.Spec{Head: "volunteer:november", Base: base, Title: "Whatever"})
		w.must(err)
	}
	tests := []struct {
		name  string
		setup func(*world)
		state State
		err   error
	}{
		{"none", func(w *world) {}, None, nil},
		{"ours", func(w *world) { w.ensured(commToken) }, Ours, ErrHeadMoved},
		{"merged", func(w *world) { w.ensured(commToken); w.must(w.site.Merge(1)) }, Merged, ErrMerged},
		{"closed by a person", func(w *world) { w.ensured(commToken); w.must(w.site.Close(1)) }, Closed, ErrClosed},
		{"theirs, from a fork", func(w *world) { theirs(w, "master", issue) }, Theirs, ErrTheirs},
		{"theirs, after ours was closed", func(w *world) {
			w.ensured(commToken)
			w.must(w.site.Close(1))
			theirs(w, "master", issue)
		}, Theirs, ErrTheirs},
		{"a contribution to our branch", func(w *world) { theirs(w, branch, issue) }, None, nil},
		{"same title, other file", func(w *world) { theirs(w, "master", "other.md") }, None, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			tt.setup(w)
			w.srv.ResetRequests()
			c, p := w.found(commToken)
			if p.State != tt.state {
				t.Fatalf("state %s, want %s", p.State, tt.state)
			}
			if w.srv.Writes() != 0 {
				t.Error("FindPull wrote")
			}
			if p.State == None || p.State == Ours {
				return
			}
			_, err := c.EnsurePull(ctx, p, w.spec())
			var stands *PullError
			if !errors.Is(err, tt.err) || !errors.As(err, &stands) || stands.Pull.Number != p.Number || !strings.Contains(err.Error(), p.URL) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if w.srv.Writes() != 0 {
				t.Error("a pull request that stands in the way was changed")
			}
		})
	}
}

func TestFindTheirsAmongMany(t *testing.T) {
	w := newWorld(t)
	for i := range 52 {
		name := "other-" + lines("", i+1)[1:2] + string(rune('a'+i%26)) + string(rune('a'+i/26))
		w.commit(name, map[string]string{name + ".md": "x\n"})
		_, err := w.site.OpenPull("comm", githubtest.Spec{Head: name, Base: "master", Title: name})
		w.must(err)
	}
	many := map[string]string{}
	for i := range 120 {
		many["a/"+string(rune('a'+i%26))+string(rune('a'+i/26))+".md"] = "x\n"
	}
	many["content/blog/newsletter/2026-12-07-newsletter.md"] = "late\n"
	w.commit("big", many)
	_, err := w.site.OpenPull("comm", githubtest.Spec{Head: "big", Base: "master", Title: "Newsletter"})
	w.must(err)
	w.srv.ResetRequests()

	spec := w.spec()
	spec.Head = "none-yet"
	spec.Covers = func(path string) bool { return strings.HasPrefix(path, "content/blog/newsletter/2026-12-") }
	p, err := w.client(commToken).FindPull(ctx, spec)
	if err != nil || p.State != Theirs || p.Number != 53 || p.Path != "content/blog/newsletter/2026-12-07-newsletter.md" {
		t.Fatalf("found %+v, %v", p, err)
	}
	if n := len(w.srv.API()); n != 4 { // two pages of pull requests, two pages of files
		t.Errorf("%d requests", n)
	}
}

func TestFindPullWithoutAToken(t *testing.T) {
	w := newWorld(t)
	p, err := w.client("").FindPull(ctx, w.spec())
	if err != nil || p.State != None || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "needs a token") {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestRaceOfTwoRuns(t *testing.T) {
	w := newWorld(t)
	w.site.AddMilestone("Newsletter", false)
	var group sync.WaitGroup
	numbers := make([]int, 4)
	for i := range numbers {
		c := w.client([]string{commToken, botToken}[i%2])
		found, err := c.FindPull(ctx, w.spec())
		w.must(err)
		group.Go(func() {
			p, err := c.EnsurePull(ctx, found, w.spec())
			if err != nil {
				t.Error(err)
				return
			}
			numbers[i] = p.Number
		})
	}
	group.Wait()
	if len(w.site.Pulls()) != 1 || !slices.Equal(numbers, []int{1, 1, 1, 1}) {
		t.Errorf("pull requests %v, %d on the server", numbers, len(w.site.Pulls()))
	}
}

func TestOpenIsRefused(t *testing.T) {
	tests := []struct {
		name, token string
		prepare     func(*world, *PullSpec)
		is          error
		says        string
	}{
		{"head without commits", commToken, func(w *world, s *PullSpec) { s.Head = "idle"; w.commitNothing("idle") }, nil, "No commits between master and idle"},
		{"no such head", commToken, func(w *world, s *PullSpec) { s.Head = "missing" }, nil, "head invalid"},
		{"token that only reads", readToken, func(*world, *PullSpec) {}, ErrPermission, `add "pull-requests: write" under permissions`},
		{"no workflow may open one", botToken, func(w *world, _ *PullSpec) { w.site.ForbidAppPulls() }, ErrPermission, "Settings, Actions, General"},
		{"wrong token", "nobody's", func(*world, *PullSpec) {}, ErrToken, "Bad credentials"},
		{"body too long", commToken, func(_ *world, s *PullSpec) { s.Body = strings.Repeat("ä", 65537) }, nil, "body is too long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			spec := w.spec()
			tt.prepare(w, &spec)
			_, err := w.client(tt.token).EnsurePull(ctx, nil, spec)
			if err == nil || !strings.Contains(err.Error(), tt.says) || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("error %v, want %q", err, tt.says)
			}
			if err != nil && strings.Contains(err.Error(), tt.token) {
				t.Errorf("the token is in the error: %v", err)
			}
		})
	}
}

func (w *world) commitNothing(branch string) {
	_, err := w.srv.Git().Run(ctx, "xsf/xmpp.org", "update-ref", "refs/heads/"+branch, "refs/heads/master")
	w.must(err)
}

// A server may want the label to be there before it is put on, and the answer to opening may get lost.
func TestOddServers(t *testing.T) {
	t.Run("label must be there first", func(t *testing.T) {
		var w *world
		w = newWorld(t, func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/issues/1/labels") && len(w.site.Labels()) == 0 {
					http.Error(rw, `{"message":"Validation Failed"}`, http.StatusUnprocessableEntity)
					return
				}
				next.ServeHTTP(rw, r)
			})
		})
		if _, p := w.ensured(commToken); len(p.Labels) != 1 || len(w.site.Pulls()[0].Labels) != 1 {
			t.Errorf("labels %q, notes %q", p.Labels, p.Notes)
		}
	})
	t.Run("answer lost", func(t *testing.T) {
		w := newWorld(t, func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/pulls") {
					next.ServeHTTP(discard{}, r)
					http.Error(rw, "<html>bad gateway</html>", http.StatusBadGateway)
					return
				}
				next.ServeHTTP(rw, r)
			})
		})
		if _, p := w.ensured(commToken); p.State != Ours || p.Number != 1 || len(w.site.Pulls()) != 1 {
			t.Errorf("%+v", p)
		}
	})
}

// discard loses an answer.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}

func TestReviewersAreAskedOnce(t *testing.T) {
	for _, test := range []struct {
		name  string
		ask   []string
		want  []string
		notes string
	}{
		{"nobody", nil, nil, ""},
		{"one", []string{"triager"}, []string{"triager"}, ""},
		{"the author is left out", []string{"comm", "triager"}, []string{"triager"}, ""},
		{"the author alone", []string{"COMM"}, nil, ""},
		{"a stranger", []string{"triager", "volunteer"}, nil, "nobody is asked for a review"},
		{"a team that is not there", []string{"xsf/nobody"}, nil, "nobody is asked for a review"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			w.site.AddMilestone("Newsletter", false)
			spec := w.spec()
			spec.Reviewers = test.ask
			p, err := w.client(commToken).EnsurePull(ctx, nil, spec)
			if err != nil || p.Milestone == "" {
				t.Fatalf("%+v, %v", p, err)
			}
			if got := w.site.Pulls()[0].Reviewers; !slices.Equal(got, test.want) {
				t.Errorf("asked %q", got)
			}
			if notes := strings.Join(p.Notes, " "); (notes != "") != (test.notes != "") || !strings.Contains(notes, test.notes) {
				t.Errorf("notes %q", notes)
			}
			w.srv.ResetRequests()
			if _, err = w.client(commToken).EnsurePull(ctx, nil, spec); err != nil || w.srv.Writes() != 0 {
				t.Errorf("%v, %d writes", err, w.srv.Writes())
			}
		})
	}
}
