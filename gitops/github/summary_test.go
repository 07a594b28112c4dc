package github

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func (w *world) summary(token, body string) Outcome {
	w.Helper()
	c, p := w.found(token)
	out, err := c.SyncSummary(ctx, p, body)
	if err != nil {
		w.Fatal(err)
	}
	return out
}

func TestSummaryIsOneComment(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(token)
			forged, err := w.site.Comment(1, "volunteer", "<!-- padpress: xsf/xmpp.org#1 summary -->\nforged")
			w.must(err)
			steps := []struct {
				body string
				want Outcome
			}{{"one\ntwo\n", Created}, {"one\ntwo", Untouched}, {"one\r\ntwo\r\n", Untouched}, {"three", Edited}, {"three", Untouched}}
			for i, s := range steps {
				w.srv.ResetRequests()
				if got := w.summary(token, s.body); got != s.want {
					t.Errorf("step %d: %s, want %s", i, got, s.want)
				}
				if wrote := w.srv.Writes() != 0; wrote != (s.want != Untouched) {
					t.Errorf("step %d: %d writes", i, w.srv.Writes())
				}
			}
			all, err := w.site.IssueComments(1)
			w.must(err)
			if len(all) != 2 || all[0].ID != forged || !strings.HasSuffix(all[0].Body, "forged") || all[1].Body != "<!-- padpress: xsf/xmpp.org#1 summary -->\nthree" {
				t.Errorf("%+v", all)
			}
			w.must(w.site.Edit(1, all[1].ID, strings.ReplaceAll(all[1].Body, "\n", "\r\n"))) // as a browser sends it
			if got := w.summary(token, "three"); got != Untouched {
				t.Errorf("after CRLF: %s", got)
			}
		})
	}
}

func TestSummaryOfWorkflowAndPersonIsTheSame(t *testing.T) {
	w := newWorld(t)
	w.ensured(botToken)
	w.summary(botToken, "one")
	if got := w.summary(commToken, "two"); got != Edited {
		t.Errorf("%s", got)
	}
	if all, _ := w.site.IssueComments(1); len(all) != 1 {
		t.Errorf("%+v", all)
	}
}

// Another run finds the pull request that this one has just opened, and writes its summary first.
func TestSummaryOfTwoRunsAtOnce(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			slow, found := w.found(token)
			opened, err := slow.EnsurePull(ctx, found, w.spec())
			w.must(err)
			w.summary(token, "of the faster run")
			first, err := w.site.IssueComments(1)
			w.must(err)
			if got, err := slow.SyncSummary(ctx, opened, "of the slower run"); err != nil || got != Edited {
				t.Errorf("%s, %v", got, err)
			}
			all, err := w.site.IssueComments(1)
			w.must(err)
			if len(all) != 1 || all[0].ID != first[0].ID || !strings.HasSuffix(all[0].Body, "\nof the slower run") {
				t.Errorf("%+v", all)
			}
			if got, err := slow.SyncSummary(ctx, opened, "of the slower run"); err != nil || got != Untouched {
				t.Errorf("again: %s, %v", got, err)
			}
		})
	}
}

// A run that met another one and was killed has left two; the next one keeps the oldest.
func TestTwoSummariesBecomeOne(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	w.summary(commToken, "one")
	all, err := w.site.IssueComments(1)
	w.must(err)
	_, err = w.site.Comment(1, all[0].Author, all[0].Body)
	w.must(err)
	_, err = w.site.Comment(1, "volunteer", all[0].Body)
	w.must(err)
	if got := w.summary(commToken, "one"); got != Edited {
		t.Errorf("%s", got)
	}
	left, err := w.site.IssueComments(1)
	w.must(err)
	if len(left) != 2 || left[0].ID != all[0].ID || left[1].Author != "volunteer" {
		t.Errorf("%+v", left)
	}
}

func TestSummaryAmongManyComments(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	for range 130 {
		_, err := w.site.Comment(1, "volunteer", "a person writes")
		w.must(err)
	}
	if a, b := w.summary(commToken, "one"), w.summary(commToken, "one"); a != Created || b != Untouched {
		t.Errorf("%s, %s", a, b)
	}
}

func TestLongSummaryIsCutAtALine(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	body := strings.Repeat("äöü𝄞 with words\n", 6000)
	if got := w.summary(commToken, body); got != Created {
		t.Fatal(got)
	}
	all, err := w.site.IssueComments(1)
	w.must(err)
	text := all[0].Body
	if n := utf8.RuneCountInString(text); n > 65536 || n < 65400 {
		t.Errorf("%d characters", n)
	}
	kept := strings.Count(text, "𝄞")
	if !strings.HasSuffix(text, "äöü𝄞 with words\n\n"+fmt.Sprintf("%d more lines did not fit into this comment.", 6000-kept)) {
		t.Errorf("ends in %q", text[len(text)-120:])
	}
	if got := w.summary(commToken, body); got != Untouched {
		t.Errorf("again: %s", got)
	}
}

func TestFit(t *testing.T) {
	tests := []struct {
		name, in string
		most     int
		want     string
	}{
		{"fits", "ab\ncd", 5, "ab\ncd"},
		{"one line too long", strings.Repeat("x", 100), 60, "\n\n1 more lines did not fit into this comment."},
		{"second line does not fit", "ab\n" + strings.Repeat("x", 100), 60, "ab\n\n1 more lines did not fit into this comment."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fit(tt.in, tt.most); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSummaryWithoutRights(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	c, p := w.found(readToken)
	if _, err := c.SyncSummary(ctx, p, "x"); !errors.Is(err, ErrPermission) {
		t.Errorf("%v", err)
	}
}
