package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// standing is all that people see on the forge: refs with their files, the history of the branch, pull requests and
// comments. It does not depend on when commits were made, nor on the order of comments.
func standing(t *testing.T, s *stage) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(gitOf(t, s, "for-each-ref", "--format=%(refname) %(tree)"))
	b.WriteString(gitOf(t, s, "log", "--topo-order", "--format=%n%T %an%n%B", "--graph", sampleBranch))
	b.WriteString(gitOf(t, s, "show", sampleBranch+":"+sampleIssue))
	for _, p := range s.site.Pulls() {
		fmt.Fprintf(&b, "#%d %q by %s, %s, draft %t, milestone %d, labels %q, %s to %s\n%s\n",
			p.Number, p.Title, p.Author, p.State, p.Draft, p.Milestone, p.Labels, p.Head, p.Base, p.Body)
		b.WriteString(conversation(t, s, p.Number))
	}
	return timeless(t, s, b.String())
}

// conversation is what stands under a pull request, sorted.
func conversation(t *testing.T, s *stage, number int) string {
	t.Helper()
	lines, err := s.site.Comments(number)
	if err != nil {
		t.Fatal(err)
	}
	comments, err := s.site.IssueComments(number)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	said := map[string]int{}
	for _, c := range lines {
		all = append(all, fmt.Sprintf("%s %03d-%03d, resolved %t, minimized %t: %s", c.Path, c.Start, c.Line, c.Resolved, c.Minimized, c.Body))
		marker, _, _ := strings.Cut(c.Body, "\n")
		for _, f := range strings.Fields(strings.TrimSuffix(strings.TrimPrefix(marker, "<!-- padpress: "), " -->"))[1:] {
			said[f]++
		}
	}
	for f, n := range said {
		if n > 1 {
			t.Errorf("%s is said %d times", f, n)
		}
	}
	sticky := 0
	for _, c := range comments {
		all = append(all, "sticky: "+c.Body)
		if strings.HasPrefix(c.Body, "<!-- padpress: ") {
			sticky++
		}
	}
	if sticky > 1 {
		t.Errorf("%d sticky comments", sticky)
	}
	slices.Sort(all)
	return strings.Join(all, "\n") + "\n"
}

// timeless names the commits in a text by their trees, since the time of a commit is in its name, and the servers without
// their ports.
func timeless(t *testing.T, s *stage, text string) string {
	t.Helper()
	names := []string{s.pad.URL, "PAD", s.forge.URL, "FORGE"}
	for line := range strings.Lines(gitOf(t, s, "log", "--all", "--format=%H %T")) {
		commit, tree, _ := strings.Cut(strings.TrimSpace(line), " ")
		names = append(names, commit, "commit of "+tree)
	}
	text = linksDigest.ReplaceAllString(text, `"links":"?"`) // the address of the pad is in it
	return strings.NewReplacer(names...).Replace(text)
}

var linksDigest = regexp.MustCompile(`"links":"[0-9a-f]{16}"`)

// gitOf runs git in the site's repository.
func gitOf(t *testing.T, s *stage, args ...string) string {
	t.Helper()
	out, err := s.forge.Git().Run(t.Context(), sampleRepo, args...)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
