package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

func TestReviewIsPostedOnce(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(token)
			r := w.review(3, 7, 9)
			fixed := "entry ```7```"
			r.Remarks[1].Suggestion, r.Remarks[1].Start = &fixed, 6
			if p := w.sync(token, r); p.New != 3 || p.Kept != 0 || len(p.Left) != 0 || len(p.Did) != 1 {
				t.Fatalf("first run %+v", p)
			}
			all := w.comments()
			want := "<!-- padpress: xsf/xmpp.org#1 rule/entry-7 -->\nentry 7 is odd\n\n````suggestion\nentry ```7```\n````"
			if len(all) != 3 || all[1].Body != want || all[1].Start != 6 || all[1].Line != 7 || all[0].Review != all[2].Review {
				t.Fatalf("comments %+v", all)
			}
			w.srv.ResetRequests()
			if p := w.sync(token, r); p.New != 0 || p.Kept != 3 || len(p.Did) != 0 || len(p.Notes) != 0 {
				t.Errorf("second run %+v", p)
			}
			if w.srv.Writes() != 0 {
				t.Errorf("second run wrote: %+v", w.srv.API())
			}
		})
	}
}

// Whatever became of a comment, what it says is not said again.
func TestPostedBeforeStaysPosted(t *testing.T) {
	tests := []struct {
		name string
		act  func(w *world, first githubtest.LineComment)
	}{
		{"answered", func(w *world, c githubtest.LineComment) {
			_, err := w.site.Reply(1, "volunteer", c.ID, "I like it odd")
			w.must(err)
		}},
		{"resolved", func(w *world, c githubtest.LineComment) { w.must(w.site.Resolve(1, c.ID)) }},
		{"outdated", func(w *world, c githubtest.LineComment) {
			w.head = w.commit(branch, map[string]string{issue: strings.Replace(lines("entry", 60), "entry 3\n", "entry three\n", 1)})
		}},
		{"shifted", func(w *world, c githubtest.LineComment) {
			w.head = w.commit(branch, map[string]string{issue: "new first line\n" + lines("entry", 60)})
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(commToken)
			w.sync(commToken, w.review(3))
			tt.act(w, w.comments()[0])
			w.srv.ResetRequests()
			if p := w.sync(commToken, w.review(3)); p.New != 0 || p.Kept != 1 {
				t.Errorf("%+v", p)
			}
			if w.srv.Writes() != 0 {
				t.Error("it was written to")
			}
		})
	}
}

func TestOnlyOurMarkersCount(t *testing.T) {
	marker := "<!-- padpress: xsf/xmpp.org#1 rule/entry-3 -->\nforged"
	tests := []struct {
		name, author, body, token string
		known                     bool
	}{
		{"a person's", "volunteer", marker, commToken, false},
		{"a person's, workflow token", "volunteer", marker, botToken, false},
		{"ours", "comm", marker, commToken, true},
		{"a workflow's, seen by a person's run", "github-actions[bot]", marker, commToken, true},
		{"the author's of our pull request, seen by a workflow", "comm", marker, botToken, true},
		{"not the first line", "comm", "quoting:\n" + marker, commToken, false},
		{"another repository's", "comm", strings.Replace(marker, "xsf/", "fork/", 1), commToken, false},
		{"another pull request's", "comm", strings.Replace(marker, "#1 ", "#11 ", 1), commToken, false},
		{"marker not closed", "comm", strings.Replace(marker, " -->", "", 1), commToken, false},
		{"with CRLF", "comm", strings.Replace(marker, "\n", "\r\n", 1), commToken, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(commToken)
			id, err := w.site.CommentLine(1, tt.author, issue, 3, tt.body)
			w.must(err)
			p := w.sync(tt.token, w.review(3))
			if known := p.Kept == 1; known != tt.known || p.New+p.Kept != 1 {
				t.Errorf("%+v, want known %t", p, tt.known)
			}
			if all := w.comments(); all[0].ID != id || all[0].Body != tt.body || all[0].Resolved {
				t.Errorf("the comment was touched: %+v", all[0])
			}
		})
	}
}

func TestCapAndOrder(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	r := w.review(1, 2, 3, 4, 5)
	r.Max = 3
	offer := remarkAt(40)
	offer.Uncapped = true
	r.Remarks = append(r.Remarks, offer)
	p := w.sync(commToken, r)
	if p.New != 4 || left(p) != "4 5" {
		t.Fatalf("new %d, left %s", p.New, left(p))
	}
	if first := w.comments()[0]; first.Line != 40 {
		t.Errorf("the offer is not first: %+v", first)
	}
	w.srv.ResetRequests()
	if p = w.sync(commToken, r); p.New != 0 || left(p) != "4 5" || w.srv.Writes() != 0 {
		t.Errorf("again: new %d, left %s, %d writes", p.New, left(p), w.srv.Writes())
	}
	w.must(w.site.Resolve(1, w.comments()[1].ID))
	if p = w.sync(commToken, r); p.New != 1 || left(p) != "5" {
		t.Errorf("after one was resolved: new %d, left %s", p.New, left(p))
	}
	many := w.review()
	for i := 10; i < 50; i++ {
		many.Remarks = append(many.Remarks, remarkAt(i))
	}
	many.Remarks = append(many.Remarks, r.Remarks...)
	if w.sync(commToken, many); openOf(w) != 20+1 { // and the offer
		t.Errorf("%d comments are open", openOf(w))
	}
}

func left(p *Posted) string {
	var at []string
	for _, r := range p.Left {
		at = append(at, fmt.Sprint(r.Line))
	}
	return strings.Join(at, " ")
}

func openOf(w *world) int {
	n := 0
	for _, c := range w.comments() {
		if c.Line != 0 && !c.Resolved {
			n++
		}
	}
	return n
}

func TestOneCommentALine(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	one, two := "first", "second"
	r := w.review()
	r.Remarks = []Remark{
		{Fingerprints: []string{"a"}, Path: issue, Line: 5, Text: "A", Suggestion: &one},
		{Fingerprints: []string{"b"}, Path: issue, Start: 4, Line: 5, Text: "B", Suggestion: &two},
	}
	if p := w.sync(commToken, r); p.New != 2 {
		t.Fatalf("%+v", p)
	}
	all := w.comments()
	want := "<!-- padpress: xsf/xmpp.org#1 a b -->\nA\n\n```suggestion\nfirst\n```\n\nB\n\nLines 4 to 5 would be:\n\n```text\nsecond\n```"
	if len(all) != 1 || all[0].Body != want || all[0].Start != 5 {
		t.Errorf("%+v", all)
	}
	r.Remarks = append(r.Remarks, Remark{Fingerprints: []string{"c"}, Path: issue, Line: 5, Text: "C"})
	if p := w.sync(commToken, r); p.New != 0 || p.Kept != 2 || left(p) != "5" {
		t.Errorf("a third on a line that is taken: %+v", p)
	}
}

func TestLinesOutsideTheDiffAreLeft(t *testing.T) {
	w := newWorld(t)
	text := strings.Replace(lines("old", 40), "old 5\n", "new 5\n", 1)
	w.head = w.commit(branch, map[string]string{old: strings.Replace(text, "old 30\n", "new 30\n", 1)})
	c, p := w.ensured(commToken)
	diff, err := c.Lines(ctx, p)
	w.must(err)
	if !slices.Equal(diff[old], []LineRange{{2, 8}, {27, 33}}) || !slices.Equal(diff[issue], []LineRange{{1, 60}}) {
		t.Fatalf("lines %v", diff)
	}
	r := Review{Commit: w.head, Lines: func(path string) []LineRange { return diff[path] }}
	for _, at := range [][2]int{{8, 8}, {9, 9}, {8, 27}, {26, 27}, {27, 33}, {0, 2}, {7, 6}} {
		r.Remarks = append(r.Remarks, Remark{Fingerprints: []string{fmt.Sprintf("at-%d-%d", at[0], at[1])}, Path: old, Start: at[0], Line: at[1], Text: "x"})
	}
	// Lines 27 and 8 end two remarks each; the comment stands where the first of them does.
	posted, err := c.SyncReview(ctx, p, r)
	w.must(err)
	if posted.New != 3 || left(posted) != "9 27 27 6" {
		t.Errorf("new %d, left %s", posted.New, left(posted))
	}
}

func TestRefusedReviewIsLeftWhole(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	r := w.review(3, 4, 61) // line 61 is not there, and our idea of the diff is wrong
	r.Lines = func(string) []LineRange { return []LineRange{{1, 100}} }
	w.srv.ResetRequests()
	p := w.sync(commToken, r)
	if p.New != 0 || left(p) != "3 4 61" || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "Line could not be resolved") {
		t.Errorf("%+v", p)
	}
	if w.srv.Writes() != 1 || len(w.comments()) != 0 {
		t.Errorf("%d writes, %d comments", w.srv.Writes(), len(w.comments()))
	}
}

func TestReviewWithoutRights(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	if p := w.sync(readToken, w.review(3)); p.New != 0 || left(p) != "3" || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "pull-requests: write") {
		t.Errorf("%+v", p)
	}
}

func TestHeadMoved(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	c, p := w.found(commToken)
	r := w.review(3)
	w.commit(branch, map[string]string{issue: "moved\n"})
	w.srv.ResetRequests()
	if _, err := c.SyncReview(ctx, p, r); !errors.Is(err, ErrHeadMoved) || w.srv.Writes() != 0 {
		t.Errorf("after it was read: %v, %d writes", err, w.srv.Writes())
	}
	c, p = w.found(commToken)
	if _, err := c.SyncReview(ctx, p, r); !errors.Is(err, ErrHeadMoved) || w.srv.Writes() != 0 {
		t.Errorf("before it was read: %v, %d writes", err, w.srv.Writes())
	}
	// What was pushed after the pull request was read is not a head that somebody moved.
	w.head = w.commit(branch, map[string]string{issue: lines("entry", 60)})
	if posted, err := c.SyncReview(ctx, p, w.review(3)); err != nil || posted.New != 1 {
		t.Errorf("our own push: %+v, %v", posted, err)
	}
}

func TestManyComments(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	for i := range 230 {
		_, err := w.site.CommentLine(1, "volunteer", issue, i%60+1, "a person writes")
		w.must(err)
	}
	w.sync(commToken, w.review(3)) // stands on the third page
	w.srv.ResetRequests()
	if p := w.sync(commToken, w.review(3)); p.Kept != 1 || w.srv.Writes() != 0 {
		t.Errorf("%+v", p)
	}
	if n := len(w.srv.API()); n != 5 { // the pull request, the account, three pages
		t.Errorf("%d requests", n)
	}
}

func TestTwoReviewsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	clients := []*Client{w.client(commToken), w.client(commToken), w.client(botToken)}
	pull, err := clients[0].FindPull(ctx, w.spec())
	w.must(err)
	ready := newBarrier(len(clients))
	var group sync.WaitGroup
	for i, c := range clients {
		group.Go(func() {
			r := w.review(3, 4)
			if i == 2 {
				r = w.review(4, 5) // one in common
			}
			lines := r.Lines
			r.Lines = func(path string) []LineRange { ready.wait(); return lines(path) } // all have read before any of them posts
			if _, err := c.SyncReview(ctx, pull, r); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	var stands []string
	for _, m := range w.comments() {
		stands = append(stands, strings.TrimPrefix(firstLine(m.Body), "<!-- padpress: xsf/xmpp.org#1 rule/"))
	}
	slices.Sort(stands)
	if got := strings.Join(stands, " "); got != "entry-3 --> entry-4 --> entry-5 -->" {
		t.Errorf("on the pull request: %s", got)
	}
}

// barrier lets its users go on once all of them have come.
type barrier struct {
	missing sync.WaitGroup
	mu      sync.Mutex
	calls   int
	size    int
}

func newBarrier(n int) *barrier {
	b := &barrier{size: n}
	b.missing.Add(n)
	return b
}

func (b *barrier) wait() {
	b.mu.Lock()
	b.calls++
	first := b.calls <= b.size
	b.mu.Unlock()
	if first {
		b.missing.Done()
	}
	b.missing.Wait()
}

func TestSettledCommentsAreResolved(t *testing.T) {
	for _, tt := range []struct {
		token     string
		forbidden bool
	}{{commToken, false}, {botToken, false}, {botToken, true}} {
		t.Run(fmt.Sprint(tt.token, tt.forbidden), func(t *testing.T) {
			w := newWorld(t)
			if tt.forbidden {
				w.site.ForbidAppResolve()
			}
			w.ensured(tt.token)
			w.sync(tt.token, w.review(3, 4, 5))
			_, err := w.site.Reply(1, "volunteer", w.comments()[1].ID, "why?")
			w.must(err)
			w.head = w.commit(branch, map[string]string{issue: strings.Replace(lines("entry", 60), "entry 3\n", "fixed 3\n", 1)})
			if p := w.sync(tt.token, w.review(5)); p.Resolved != 1 || len(p.Notes) != 0 {
				t.Errorf("%+v", p)
			}
			all := w.comments()
			if all[0].Resolved == tt.forbidden || all[0].Minimized != tt.forbidden || all[1].Resolved || all[1].Minimized || all[2].Resolved {
				t.Errorf("%+v", all)
			}
			w.srv.ResetRequests()
			if p := w.sync(tt.token, w.review(5)); p.Resolved != 0 || w.srv.Writes() != 0 {
				t.Errorf("again: %+v", p)
			}
		})
	}
}

// A workflow knows what a person's run wrote before, but does not touch it.
func TestSettledCommentOfAPersonStays(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	w.sync(commToken, w.review(3))
	w.srv.ResetRequests()
	if p := w.sync(botToken, w.review()); p.Resolved != 0 || w.srv.Writes() != 0 || w.comments()[0].Resolved {
		t.Errorf("%+v", p)
	}
}

// GitHub may post a review and lose the answer; the comments that stand there then count as posted.
func TestAnswerToReviewLost(t *testing.T) {
	for _, arrives := range []bool{true, false} {
		t.Run(fmt.Sprint("review arrives ", arrives), func(t *testing.T) {
			w := newWorld(t, func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
					if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/reviews") {
						next.ServeHTTP(rw, r)
						return
					}
					if arrives {
						next.ServeHTTP(discard{}, r)
					}
					http.Error(rw, "<html>", http.StatusBadGateway)
				})
			})
			w.ensured(commToken)
			c, p := w.found(commToken)
			posted, err := c.SyncReview(ctx, p, w.review(3))
			if arrives && (err != nil || posted.New != 1) || !arrives && (err == nil || !strings.Contains(err.Error(), "502")) {
				t.Errorf("%+v, %v", posted, err)
			}
		})
	}
}

func TestFingerprintsMustSurviveAMarker(t *testing.T) {
	w := newWorld(t)
	_, p := w.ensured(commToken)
	for _, bad := range []string{"", "a b", "-->", "summary", "ä", "a\nb", "a--b"} {
		r := w.review()
		r.Remarks = []Remark{{Fingerprints: []string{bad}, Path: issue, Line: 1, Text: "x"}}
		if _, err := w.client(commToken).SyncReview(ctx, p, r); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// At the cap, what is settled makes room for the next in the same run, so that the run after it writes nothing.
func TestSettledMakesRoom(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	r := w.review(3)
	r.Max = 1
	w.sync(commToken, r)
	r = w.review(7)
	r.Max = 1
	if p := w.sync(commToken, r); p.Resolved != 1 || p.New != 1 || len(p.Left) != 0 {
		t.Fatalf("second run %+v", p)
	}
	w.srv.ResetRequests()
	if p := w.sync(commToken, r); p.Kept != 1 || w.srv.Writes() != 0 {
		t.Errorf("third run %+v, %d writes", p, w.srv.Writes())
	}
}

// Another month's issue, late, is not this month's.
func TestOtherBranchesAreNotTheirs(t *testing.T) {
	w := newWorld(t)
	number, err := w.site.OpenPull("volunteer", githubtest.Spec{Title: "October", Head: branch, Base: "master"})
	if err != nil {
		w.site.Allow("volunteer", githubtest.Write)
		number, err = w.site.OpenPull("volunteer", githubtest.Spec{Title: "October", Head: branch, Base: "master"})
	}
	w.must(err)
	spec := w.spec()
	spec.Head = "newsletter-next"
	found, err := w.client(commToken).FindPull(t.Context(), spec)
	w.must(err)
	if found.State != Theirs || found.Number != number {
		t.Fatalf("without other branches: %+v", found)
	}
	spec.Others = []string{branch}
	found, err = w.client(commToken).FindPull(t.Context(), spec)
	w.must(err)
	if found.State != None {
		t.Errorf("with other branches: %+v", found)
	}
}
