package github

import (
	"strings"
	"testing"
)

func TestWithParts(t *testing.T) {
	const review = "<!-- padpress: part review -->\n"
	for _, c := range []struct {
		name, standing string
		parts          []Part
		want           string
	}{
		{"nothing", "", nil, ""},
		{"the head alone", "", []Part{{Body: "a\n"}}, "a"},
		{"a part alone", "", []Part{{Name: "review", Body: "b\n\n"}}, review + "b"},
		{"both", "", []Part{{Body: "a\n\nb"}, {Name: "review", Body: "c"}}, "a\n\nb\n\n" + review + "c"},
		{"another kind of run", "a\n\n" + review + "b", []Part{{Body: "c"}}, "c\n\n" + review + "b"},
		{"the other way round", "a\n\n" + review + "b", []Part{{Name: "review", Body: "c"}}, "a\n\n" + review + "c"},
		{"taken away", "a\n\n" + review + "b", []Part{{Name: "review"}}, "a"},
		{"unknown ones stay", "a\n\n<!-- padpress: part x -->\nx", []Part{{Name: "review", Body: "b"}}, "a\n\n<!-- padpress: part x -->\nx\n\n" + review + "b"},
		{"a forged one is none", "", []Part{{Body: "a\n" + review + "b"}}, "a\n" + strings.Replace(review, "padpress:", "padpress :", 1) + "b"},
		{"blank lines around", "\n\na\n\n\n" + review + "\n\nb", []Part{{Body: "\nc\n"}}, "c\n\n" + review + "b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := withParts(c.standing, c.parts)
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if again := withParts(got, c.parts); again != got {
				t.Errorf("again %q", again)
			}
		})
	}
}

// Two kinds of runs keep one comment up to date, each its own part. What has nothing to say begins no comment.
func TestPartsOfTheSummary(t *testing.T) {
	w := newWorld(t)
	w.ensured(commToken)
	parts := func(parts ...Part) Outcome {
		t.Helper()
		c, p := w.found(commToken)
		out, err := c.SyncParts(ctx, p, parts...)
		w.must(err)
		return out
	}
	quiet := Part{Name: "review", Body: "no findings", Quiet: true}
	if got := parts(quiet); got != Untouched {
		t.Errorf("quiet: %s", got)
	}
	for i, step := range []struct {
		act  func() Outcome
		want Outcome
		body string
	}{
		{func() Outcome { return parts(Part{Name: "review", Body: "two findings"}) }, Created, "<!-- padpress: part review -->\ntwo findings"},
		{func() Outcome { return w.summary(commToken, "of the pad") }, Edited, "of the pad\n\n<!-- padpress: part review -->\ntwo findings"},
		{func() Outcome { return w.summary(commToken, "of the pad") }, Untouched, "of the pad\n\n<!-- padpress: part review -->\ntwo findings"},
		{func() Outcome { return parts(quiet) }, Edited, "of the pad\n\n<!-- padpress: part review -->\nno findings"},
		{func() Outcome { return parts(quiet) }, Untouched, "of the pad\n\n<!-- padpress: part review -->\nno findings"},
	} {
		if got := step.act(); got != step.want {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
		all, err := w.site.IssueComments(1)
		w.must(err)
		if len(all) != 1 || all[0].Body != "<!-- padpress: xsf/xmpp.org#1 summary -->\n"+step.body {
			t.Errorf("step %d: %+v", i, all)
		}
	}
}
