package main

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// TestFrenchIssue takes the French issue of February 2023, as it was pasted, to its pull request: of its text nothing
// changes but the two pictures of another host, which its original has on the site, and no other server is asked.
func TestFrenchIssue(t *testing.T) {
	const day = "content/blog/newsletter/2023-02-05-newsletter"
	text, err := os.ReadFile(shared + "/corpus/issues/2023-02-05-newsletter.fr.md")
	if err != nil {
		t.Skip("the corpus of past issues is not there")
	}
	original, err := os.ReadFile(shared + "/corpus/issues/2023-02-05-newsletter.md")
	if err != nil {
		t.Fatal(err)
	}
	s := openWorld(t)
	files := map[string][]byte{day + ".md": original}
	pictures := []string{"peertube.jpg", "spark.png"}
	for _, p := range pictures {
		files["static/images/newsletter/2023-02-05/"+p] = []byte("not looked at")
	}
	if _, err := s.site.Commit("master", files, "A <a@example.org>", "Publish"); err != nil {
		t.Fatal(err)
	}
	s.pad.Set(samplePad, string(text))
	run := func() string {
		t.Helper()
		s.forge.ResetRequests()
		s.forge.Git().ResetStats()
		out, err := line(t, s, time.Date(2023, 2, 20, 9, 0, 0, 0, time.UTC), submitOptions{lang: "fr"})
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return out
	}
	out := run()
	if n := s.forge.Git().Stats().Total().Requests; n > 5 {
		t.Errorf("%d requests to git", n)
	}
	if n := len(s.forge.API()); n > 12 {
		t.Errorf("%d requests to the forge", n)
	}
	committed, err := s.forge.Git().Run(t.Context(), sampleRepo, "show", "newsletter-january-2023-fr:"+day+".fr.md")
	if err != nil {
		t.Fatal(err)
	}
	want := string(pad.Normalise(text))
	for _, p := range pictures {
		before, after, found := strings.Cut(want, "](https://news.jabberfr.org/wp-content/uploads/2023/02/"+p+")")
		at := strings.LastIndex(before, "![")
		if !found || at < 0 {
			t.Fatalf("the issue does not show %s", p)
		}
		want = before[:at] + `{{< figure src="/images/newsletter/2023-02-05/` + p + `" caption="` + before[at+len("!["):] + `" >}}` + after
	}
	if diff := cmp.Diff(want, string(committed)); diff != "" {
		t.Errorf("%s\n%s", diff, out)
	}
	d := lint.Parse(day+".fr.md", committed)
	if title := d.Front.String("title"); !strings.Contains(title, "janvier 2023") {
		t.Errorf("the title is %q", title)
	}
	comments, err := s.site.Comments(1)
	if err != nil || !slices.ContainsFunc(comments, func(c githubtest.LineComment) bool { return strings.Contains(c.Body, "translation-") }) {
		t.Errorf("no comment compares it with its original (%v):\n%s", err, out)
	}
	out = run()
	if n, g := len(s.forge.API()), s.forge.Git().Stats().Total().Requests; s.forge.Writes() != 0 || n > 6 || g > 4 {
		t.Errorf("the second run made %d requests to the forge, %d to git, and %d changes:\n%s", n, g, s.forge.Writes(), out)
	}
}
