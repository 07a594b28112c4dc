package github

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func (w *world) answer(token, line string) Outcome {
	w.Helper()
	c, p := w.found(token)
	out, err := c.Answer(ctx, p, line)
	w.must(err)
	return out
}

func (w *world) sticky() string {
	w.Helper()
	all, err := w.site.IssueComments(1)
	w.must(err)
	if len(all) != 1 {
		w.Fatalf("%d comments", len(all))
	}
	return all[0].Body
}

// The answer outlives the summary that it was written under, and gives way to the next.
func TestAnswer(t *testing.T) {
	for _, token := range []string{commToken, botToken} {
		t.Run(token, func(t *testing.T) {
			w := newWorld(t)
			w.ensured(token)
			const head, mark = "<!-- padpress: xsf/xmpp.org#1 summary -->", "\n\n<!-- padpress: answer -->\n"
			for i, s := range []struct {
				act  func() Outcome
				want Outcome
				body string
			}{
				{func() Outcome { return w.answer(token, "`/a`: one") }, Created, head + mark + "`/a`: one"},
				{func() Outcome { return w.answer(token, "`/a`: one") }, Untouched, head + mark + "`/a`: one"},
				{func() Outcome { return w.summary(token, "text\n") }, Edited, head + "\ntext" + mark + "`/a`: one"},
				{func() Outcome { return w.summary(token, "text") }, Untouched, head + "\ntext" + mark + "`/a`: one"},
				{func() Outcome { return w.answer(token, "`/b`: two") }, Edited, head + "\ntext" + mark + "`/b`: two"},
				{func() Outcome { return w.summary(token, "other") }, Edited, head + "\nother" + mark + "`/b`: two"},
			} {
				if got := s.act(); got != s.want || w.sticky() != s.body {
					t.Errorf("step %d: %s, want %s; %q", i, got, s.want, w.sticky())
				}
			}
			w.summary(token, strings.Repeat("a line\n", 20_000))
			if b := w.sticky(); !strings.HasSuffix(b, "did not fit into this comment."+mark+"`/b`: two") || utf8.RuneCountInString(b) > maxBody {
				t.Errorf("%d characters end with %q", utf8.RuneCountInString(b), b[len(b)-200:])
			}
			c, p := w.found(token)
			for _, line := range []string{"", "`/a`\nb", "`/a`\rb", "words"} {
				if _, err := c.Answer(ctx, p, line); err == nil {
					t.Errorf("the answer %q was written", line)
				}
			}
		})
	}
}

// FuzzAnswer: an answer comes out of a summary as it went in, and words in a fence or a list are none.
func FuzzAnswer(f *testing.F) {
	f.Add("text", "`/a`: b")
	f.Add("```\n<!-- padpress: answer -->\n`/a`: b\n```", "`/a`: b")
	f.Add("- <!-- padpress: answer -->\n- `/a`: b", "`/")
	f.Fuzz(func(t *testing.T, words, answer string) {
		if len(words)+len(answer) > 10_000 || !utf8.ValidString(words+answer) || normal(answer) != answer || !strings.HasPrefix(answer, answerHead) || strings.ContainsAny(answer, "\n") || strings.Contains(words+answer, "\r") {
			return
		}
		body := normal("<!-- marker -->\n" + words)
		if rest, got := cutAnswer(withAnswer(body, answer)); rest != body || got != answer {
			t.Errorf("%q and %q became %q and %q", body, answer, rest, got)
		}
		fenced := "<!-- marker -->\n" + fence("text", words)
		if _, got := cutAnswer(fenced); got != "" {
			t.Errorf("%q is taken for an answer", got)
		}
		listed := "<!-- marker -->\n- " + strings.ReplaceAll(words, "\n", "\n- ")
		if _, got := cutAnswer(listed); got != "" {
			t.Errorf("%q is taken for an answer", got)
		}
	})
}
