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
			r.Points[1].Start = 6
			r = r.each(func(p Point, r *Remark) {
				if p.Line == 7 {
					r.Suggestion = &fixed
				}
			})
			if p := w.sync(token, r); len(p.New) != 3 || len(p.Kept) != 0 || len(p.Left) != 0 || len(p.Did) != 1 {
				t.Fatalf("first run %+v", p)
			}
			all := w.comments()
			want := "<!-- padpress: xsf/xmpp.org#1 rule/entry-7 -->\nentry 7 is odd\n\n````suggestion\nentry ```7```\n````"
			if len(all) != 3 || all[1].Body != want || all[1].Start != 6 || all[1].Line != 7 || all[0].Review != all[2].Review {
				t.Fatalf("comments %+v", all)
			}
			w.srv.ResetRequests()
			if p := w.sync(token, r); len(p.New) != 0 || len(p.Kept) != 3 || len(p.Did) != 0 || len(p.Notes) != 0 {
				t.Errorf("second run %+v", p)
			}
			if w.srv.Writes() != 0 {
				t.Errorf("second run wrote: %+v", w.srv.API())
			}
		})
	}
}

// Whatever became of a comment, what it says is not said again. What people refused is silent.
func TestPostedBeforeStaysPosted(t *testing.T) {
	tests := []struct {
		name     string
		act      func(w *world, first githubtest.LineComment)
		declined bool
	}{
		{"answered", func(w *world, c githubtest.LineComment) {
			_, err := w.site.Reply(1, "volunteer", c.ID, "I like it odd")
			w.must(err)
		}, false},
		{"resolved", func(w *world, c githubtest.LineComment) { w.must(w.site.Resolve(1, c.ID)) }, true},
		{"voted down", func(w *world, c githubtest.LineComment) { w.must(w.site.VoteDown(1, "volunteer", c.ID)) }, true},
		{"hidden", func(w *world, c githubtest.LineComment) { w.must(w.site.Hide(1, c.ID, "off-topic")) }, true},
		{"removed", func(w *world, c githubtest.LineComment) { w.must(w.site.Delete(1, c.ID)) }, true},
		{"removed after an answer", func(w *world, c githubtest.LineComment) {
			_, err := w.site.Reply(1, "volunteer", c.ID, "go away")
			w.must(err)
			w.must(w.site.Delete(1, c.ID))
		}, true},
		{"outdated", func(w *world, c githubtest.LineComment) {
			w.head = w.commit(branch, map[string]string{issue: strings.Replace(lines("entry", 60), "entry 3\n", "entry three\n", 1)})
		}, false},
		{"shifted", func(w *world, c githubtest.LineComment) {
			w.head = w.commit(branch, map[string]string{issue: "new first line\n" + lines("entry", 60)})
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(commToken)
			w.sync(commToken, w.review(3))
			tt.act(w, w.comments()[0])
			w.srv.ResetRequests()
			p := w.sync(commToken, w.review(3))
			if len(p.New)+len(p.Left) != 0 || len(p.Declined) == 1 != tt.declined || len(p.Kept) == 1 == tt.declined {
				t.Errorf("%+v", p)
			}
			if w.srv.Writes() != 0 {
				t.Error("it was written to")
			}
		})
	}
}

// What was settled and comes back has no second comment, but is not lost.
func TestSettledAndBack(t *testing.T) {
	for _, forbidden := range []bool{false, true} {
		w := newWorld(t)
		if forbidden {
			w.site.ForbidAppResolve()
		}
		w.ensured(botToken)
		w.sync(botToken, w.review(3))
		w.sync(botToken, w.review())
		w.srv.ResetRequests()
		r := w.review(3)
		if p := w.sync(botToken, r); r.at(p.Left) != "3" || w.srv.Writes() != 0 {
			t.Errorf("%+v", p)
		}
	}
}

// Comments on files that a review is not about are not its to settle.
func TestOtherFilesAreLeftAlone(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	w.sync(commToken, w.review(3))
	r := w.review()
	r.Covers = func(path string) bool { return path != issue }
	if p := w.sync(commToken, r); p.Resolved != 0 {
		t.Errorf("%+v", p)
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
			if known := len(p.Kept) == 1; known != tt.known || len(p.New)+len(p.Kept) != 1 {
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
	r := w.review(1, 2, 3, 4, 5, 40)
	r.Max = 3
	r.Points[5].Uncapped = true
	p := w.sync(commToken, r)
	if len(p.New) != 4 || r.at(p.Left) != "4 5" {
		t.Fatalf("%+v", p)
	}
	if first := w.comments()[0]; first.Line != 40 {
		t.Errorf("the offer is not first: %+v", first)
	}
	w.srv.ResetRequests()
	if p = w.sync(commToken, r); len(p.New) != 0 || r.at(p.Left) != "4 5" || w.srv.Writes() != 0 {
		t.Errorf("again: %+v, %d writes", p, w.srv.Writes())
	}
	w.must(w.site.Resolve(1, w.comments()[1].ID))
	if p = w.sync(commToken, r); len(p.New) != 1 || r.at(p.Left) != "5" || r.at(p.Declined) != "1" {
		t.Errorf("after one was resolved: %+v", p)
	}
	many := w.review(1, 2, 3, 4, 5, 40)
	many.Points[5].Uncapped = true
	for i := 6; i < 36; i++ {
		many.Points = append(many.Points, pointAt(i))
	}
	if w.sync(commToken, many.each(nil)); openOf(w) != 20+1 { // and the offer
		t.Errorf("%d comments are open", openOf(w))
	}
}

// A repository sees fewer comments until a pull request of an earlier month is over.
func TestFirstMonth(t *testing.T) {
	w := newWorld(t)
	earlier := func(branch string) bool { return branch == "newsletter-october-2026" }
	for _, month := range []string{"other", "newsletter-october-2026"} {
		w.commit(month, map[string]string{month + ".md": "x\n"})
		number, err := w.site.OpenPull("comm", githubtest.Spec{Title: month, Head: month, Base: "master"})
		w.must(err)
		w.must(w.site.Close(number))
		if month == "other" {
			_, p := w.ensured(commToken)
			r := w.review(1, 2, 3, 4)
			r.MaxFirst, r.Earlier = 2, earlier
			if p := w.syncOn(p.Number, commToken, r); len(p.New) != 2 || r.at(p.Left) != "3 4" {
				t.Errorf("first month: %+v", p)
			}
			continue
		}
		r := w.review(1, 2, 3, 4)
		r.MaxFirst, r.Earlier = 2, earlier
		if p := w.syncOn(2, commToken, r); len(p.New) != 2 || len(p.Kept) != 2 {
			t.Errorf("later: %+v", p)
		}
	}
}

func (w *world) syncOn(number int, token string, r Review) *Posted {
	w.Helper()
	c := w.client(token)
	p, err := c.Pull(ctx, number)
	w.must(err)
	posted, err := c.SyncReview(ctx, p, r)
	w.must(err)
	return posted
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
	r := w.review(5, 5)
	r.Points[0].Fingerprint, r.Points[1].Fingerprint = "a", "b"
	r = r.each(func(p Point, r *Remark) {
		if r.Text, r.Suggestion = "A", &one; p.Fingerprint == "b" {
			r.Start, r.Text, r.Plain, r.Suggestion = 4, "B", "B, and what to do", &two
		}
	})
	if p := w.sync(commToken, r); len(p.New) != 2 {
		t.Fatalf("%+v", p)
	}
	all := w.comments()
	want := "<!-- padpress: xsf/xmpp.org#1 a b -->\nA\n\n```suggestion\nfirst\n```\n\nB, and what to do"
	if len(all) != 1 || all[0].Body != want || all[0].Start != 5 {
		t.Errorf("%+v", all)
	}
	r.Points = append(r.Points, Point{Fingerprint: "c", Path: issue, Line: 5})
	if p := w.sync(commToken, r.each(nil)); len(p.New) != 0 || len(p.Kept) != 2 || r.at(p.Left) != "5" {
		t.Errorf("a third on a line that is taken: %+v", p)
	}
}

// A line is ours to replace if nobody else wants it otherwise.
func TestSuggestionOnlyWhereTheLineIsOurs(t *testing.T) {
	fixed := "mended"
	for _, tt := range []struct {
		name  string
		act   func(w *world)
		lines map[int]bool // whether something is suggested there
	}{
		{"nobody", func(*world) {}, map[int]bool{3: true, 5: true, 9: true}},
		{"a person suggests", func(w *world) {
			_, err := w.site.CommentLine(1, "volunteer", issue, 3, "Better:\n```suggestion\nso\n```")
			w.must(err)
		}, map[int]bool{3: false, 5: true, 9: true}},
		{"a person suggests in an answer", func(w *world) {
			id, err := w.site.CommentLine(1, "volunteer", issue, 3, "Hm.")
			w.must(err)
			_, err = w.site.Reply(1, "reader", id, "~~~~ suggestion\nno\n~~~~\n\n````suggestion\nso\n````")
			w.must(err)
		}, map[int]bool{3: false, 5: true, 9: true}},
		{"a person's suggestion is settled", func(w *world) {
			id, err := w.site.CommentLine(1, "volunteer", issue, 3, "```suggestion\nso\n```")
			w.must(err)
			w.must(w.site.Resolve(1, id))
		}, map[int]bool{3: true, 5: true, 9: true}},
		{"a person says something", func(w *world) {
			_, err := w.site.CommentLine(1, "volunteer", issue, 3, "a suggestion")
			w.must(err)
		}, map[int]bool{3: true, 5: true, 9: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(commToken)
			tt.act(w)
			people := len(w.comments())
			r := w.review(3, 5, 9).each(func(_ Point, r *Remark) { r.Suggestion, r.Plain = &fixed, "in words" })
			if p := w.sync(commToken, r); len(p.New) != 3 {
				t.Fatalf("%+v", p)
			}
			for _, c := range w.comments()[people:] {
				suggests := strings.Contains(c.Body, "```suggestion\nmended\n```")
				if suggests != tt.lines[c.Line] || suggests == strings.Contains(c.Body, "in words") {
					t.Errorf("line %d: %s", c.Line, c.Body)
				}
			}
		})
	}
}

// What the pad offers comes first: the line is not ours while two wordings of it are open.
func TestNoSuggestionBesideAnOffer(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	fixed := "mended"
	r := w.review(5, 7, 20)
	r.Points[1].Uncapped, r.Points[1].Start = true, 4
	w.sync(commToken, r.each(func(_ Point, r *Remark) { r.Suggestion = &fixed }))
	for _, c := range w.comments() {
		if has := strings.Contains(c.Body, "```suggestion"); has == (c.Line == 5) {
			t.Errorf("line %d: %s", c.Line, c.Body)
		}
	}
}

func TestLinesOutsideTheDiffAreLeft(t *testing.T) {
	w := newWorld(t)
	text := strings.Replace(lines("old", 40), "old 5\n", "new 5\n", 1)
	w.head = w.commit(branch, map[string]string{old: strings.Replace(text, "old 30\n", "new 30\n", 1)})
	c, p := w.ensured(commToken)
	files, err := c.Files(ctx, p)
	w.must(err)
	diff := map[string][]LineRange{}
	for _, f := range files {
		diff[f.Path] = f.Lines
	}
	if !slices.Equal(diff[old], []LineRange{{2, 8}, {27, 33}}) || !slices.Equal(diff[issue], []LineRange{{1, 60}}) {
		t.Fatalf("lines %v", diff)
	}
	r := Review{Commit: w.head, Lines: func(path string) []LineRange { return diff[path] }}
	for _, at := range [][2]int{{8, 8}, {9, 9}, {8, 27}, {26, 27}, {27, 33}, {0, 2}, {7, 6}} {
		r.Points = append(r.Points, Point{Fingerprint: fmt.Sprintf("at-%d-%d", at[0], at[1]), Path: old, Start: at[0], Line: at[1]})
	}
	// Line 27 ends two remarks; the comment would stand where the first of them does.
	posted, err := c.SyncReview(ctx, p, r.each(nil))
	w.must(err)
	if len(posted.New) != 3 || r.at(posted.Left) != "9 27 27 6" {
		t.Errorf("%+v", posted)
	}
}

func TestRefusedReviewIsLeftWhole(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	r := w.review(3, 4, 61) // line 61 is not there, and our idea of the diff is wrong
	r.Lines = func(string) []LineRange { return []LineRange{{1, 100}} }
	w.srv.ResetRequests()
	p := w.sync(commToken, r)
	if len(p.New) != 0 || r.at(p.Left) != "3 4 61" || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "Line could not be resolved") {
		t.Errorf("%+v", p)
	}
	if w.srv.Writes() != 1 || len(w.comments()) != 0 {
		t.Errorf("%d writes, %d comments", w.srv.Writes(), len(w.comments()))
	}
}

func TestReviewWithoutRights(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	r := w.review(3)
	if p := w.sync(readToken, r); len(p.New) != 0 || r.at(p.Left) != "3" || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "pull-requests: write") {
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
	if posted, err := c.SyncReview(ctx, p, w.review(3)); err != nil || len(posted.New) != 1 {
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
	if p := w.sync(commToken, w.review(3)); len(p.Kept) != 1 || w.srv.Writes() != 0 {
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
			if arrives && (err != nil || len(posted.New) != 1) || !arrives && (err == nil || !strings.Contains(err.Error(), "502")) {
				t.Errorf("%+v, %v", posted, err)
			}
		})
	}
}

func TestFingerprintsMustSurviveAMarker(t *testing.T) {
	w := newWorld(t)
	_, p := w.ensured(commToken)
	for _, bad := range []string{"", "a b", "-->", "summary", "posted", "ä", "a\nb", "a--b"} {
		r := w.review(1)
		r.Points[0].Fingerprint = bad
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
	if p := w.sync(commToken, r); p.Resolved != 1 || len(p.New) != 1 || len(p.Left) != 0 {
		t.Fatalf("second run %+v", p)
	}
	w.srv.ResetRequests()
	if p := w.sync(commToken, r); len(p.Kept) != 1 || w.srv.Writes() != 0 {
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
