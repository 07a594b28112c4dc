package github

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// whole run is everything that a submission asks of GitHub.
func (w *world) run(token string, r Review, summary string) {
	w.Helper()
	c, p := w.found(token)
	p, err := c.EnsurePull(ctx, p, w.spec())
	w.must(err)
	_, err = c.SyncReview(ctx, p, r)
	w.must(err)
	_, err = c.SyncSummary(ctx, p, summary)
	w.must(err)
}

// The budget of the design: 12 requests on a first run, 5 on one that changes nothing.
func TestRequestBudget(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.site.AddMilestone("Newsletter", false)
			r := w.review(3, 9, 12)
			w.srv.ResetRequests()
			w.run(token, r, "summary")
			if n := len(w.srv.API()); n > 11 {
				t.Errorf("first run: %d requests\n%s", n, listed(w.srv.API()))
			}
			w.srv.ResetRequests()
			w.run(token, r, "summary")
			if n := len(w.srv.API()); n > 4 || w.srv.Writes() != 0 {
				t.Errorf("second run: %d requests, %d writes\n%s", n, w.srv.Writes(), listed(w.srv.API()))
			}
			w.run(token, w.review(3), "summary") // two are settled
			w.srv.ResetRequests()
			w.run(token, w.review(3), "summary")
			if n := len(w.srv.API()); n > 5 || w.srv.Writes() != 0 {
				t.Errorf("run after two were settled: %d requests, %d writes\n%s", n, w.srv.Writes(), listed(w.srv.API()))
			}
		})
	}
}

func listed(all []githubtest.Request) string {
	var b strings.Builder
	for _, r := range all {
		fmt.Fprintf(&b, "%s %s %s %d, %d bytes\n", r.Method, r.Path, r.Operation, r.Status, r.Out)
	}
	return b.String()
}
