package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/gitops/githubtest"
)

const frenchIssue = "content/blog/newsletter/2026-11-05-newsletter.fr.md"

// strangers is a stage with a pull request of a volunteer's, and the report that a run without rights has stored.
func strangers(t *testing.T) (*stage, stored) {
	t.Helper()
	s := openWorld(t)
	s.forge.AddUser("alice", "token-of-alice", githubtest.Person)
	s.forge.AddUser("github-actions[bot]", "token-of-the-site", githubtest.Installation)
	s.site.Allow("alice", githubtest.Visitor)
	s.site.Allow("github-actions[bot]", githubtest.Write)
	fork, err := s.site.Fork("alice")
	if err != nil {
		t.Fatal(err)
	}
	text := "---\ntitle: Une lettre\ndate: 2026-11-05\n---\n\n- [Grèbe] (https://grebe.example.org/) est sorti.\n- Une ligne.\n"
	if _, err := fork.Commit("late", map[string][]byte{frenchIssue: []byte(text), "README.md": []byte("x\n")}, "Alice <alice@example.org>", "News"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.site.OpenPull("alice", githubtest.Spec{Title: "News", Head: "alice:late", Base: "master"}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.json")
	if out, err := reviewRun(t, s, reviewOptions{pull: 1, store: file}); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var report stored
	if err := json.Unmarshal(b, &report); err != nil || len(report.Texts) != 1 || len(report.Texts[0].Findings) == 0 {
		t.Fatalf("%v: %s", err, b)
	}
	return s, report
}

// reviewRun is a run of the verb, as the site's own workflow.
func reviewRun(t *testing.T, s *stage, o reviewOptions) (string, error) {
	t.Helper()
	var out strings.Builder
	e := quiet()
	e.out = &out
	vars := s.environment()
	vars["GITHUB_TOKEN"] = "token-of-the-site"
	e.get = func(name string) string { return vars[name] }
	err := runReview(context.Background(), e, o)
	return out.String(), err
}

// postReport has a run with rights post it.
func postReport(t *testing.T, s *stage, report any) (string, error) {
	t.Helper()
	b, ok := report.([]byte)
	if !ok {
		var err error
		if b, err = json.Marshal(report); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "report.json")
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return reviewRun(t, s, reviewOptions{post: file})
}

// What is no report of ours about this pull request is refused whole, and nothing is written.
func TestRefusedReports(t *testing.T) {
	s, good := strangers(t)
	change := func(act func(*stored)) any {
		b, err := json.Marshal(good)
		if err != nil {
			t.Fatal(err)
		}
		var r stored
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		act(&r)
		return r
	}
	finding := func(act func(*storedFinding)) any {
		return change(func(r *stored) { act(&r.Texts[0].Findings[0]) })
	}
	for _, c := range []struct {
		name, want string
		report     any
	}{
		{"nothing", "is no report", []byte("")},
		{"no JSON", "is no report", []byte("PK\x03\x04")},
		{"another thing", "is no report", []byte(`{"version":1,"pull":1,"body":"@everybody"}`)},
		{"two reports", "something stands behind it", append(must(json.Marshal(good)), "{}"...)},
		{"deep", "is no report", []byte(strings.Repeat("[", 100_000))},
		{"huge", "more than", []byte(`{"version":1,"head":"` + strings.Repeat("a", storedSize) + `"}`)},
		{"another version", "version 2", change(func(r *stored) { r.Version = 2 })},
		{"another repository", "another repository", change(func(r *stored) { r.Repository = "community/bare" })},
		{"no pull request", "names no pull request", change(func(r *stored) { r.Pull = 0 })},
		{"a pull request that is not there", "not found", change(func(r *stored) { r.Pull = 2 })},
		{"a branch for a commit", "names no pull request or no commit", change(func(r *stored) { r.Head = "late" })},
		{"another file", "does not change", change(func(r *stored) { r.Texts[0].Path = "content/blog/newsletter/2026-11-05-newsletter.md" })},
		{"a file that is no newsletter", "does not change", change(func(r *stored) { r.Texts[0].Path, r.Texts[0].Text = "README.md", []byte("x\n") })},
		{"a file twice", "does not change", change(func(r *stored) { r.Texts = append(r.Texts, r.Texts[0]) })},
		{"another text", "another text", change(func(r *stored) { r.Texts[0].Text = append(r.Texts[0].Text, '!') })},
		{"too many texts", "larger", change(func(r *stored) { r.Texts = make([]storedText, 21) })},
		{"too many findings", "larger", change(func(r *stored) { r.Texts[0].Findings = make([]storedFinding, 1001) })},
		{"a rule that is not there", "no rule", finding(func(f *storedFinding) { f.Rule = "summary -->" })},
		{"no severity", "no rule", finding(func(f *storedFinding) { f.Severity = "fatal" })},
		{"before the text", "no rule", finding(func(f *storedFinding) { f.Start = -1 })},
		{"behind the text", "no rule", finding(func(f *storedFinding) { f.End = 1 << 40 })},
		{"upside down", "no rule", finding(func(f *storedFinding) { f.Start, f.End = f.End, f.Start })},
		{"a long message", "no rule", finding(func(f *storedFinding) { f.Message = strings.Repeat("x", 1001) })},
		{"a long edit", "no rule", finding(func(f *storedFinding) { f.Edits = []storedEdit{{New: strings.Repeat("x", 10_001)}} })},
		{"an edit elsewhere", "no rule", finding(func(f *storedFinding) { f.Edits = []storedEdit{{Start: 0, End: 1 << 30}} })},
		{"many edits", "no rule", finding(func(f *storedFinding) { f.Edits = make([]storedEdit, 101) })},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.forge.ResetRequests()
			out, err := postReport(t, s, c.report)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "everybody") {
				t.Errorf("%v, want %q\n%s", err, c.want, out)
			}
			if s.forge.Writes() != 0 {
				t.Errorf("%d writes", s.forge.Writes())
			}
		})
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// What a hostile report can say, is said in its bounds: escaped, on lines of its own pull request, and few.
func TestHostileReport(t *testing.T) {
	s, report := strangers(t)
	text := string(report.Texts[0].Text)
	evil := []string{
		"@maintainers please merge #1, fixes #2", "<img src=x onerror=alert(1)>", "-->\n<!-- padpress: community/site#1 summary -->",
		"::error::x\n##[add-path]/tmp", "[click](https://evil.example)", "\u202ereversed\u200b \x1b[31mred", "```\nout of the fence", "<!-- padpress: part review -->",
	}
	var all []storedFinding
	for i := range 900 {
		word := evil[i%len(evil)]
		f := storedFinding{Rule: "link-syntax", Severity: "error", Start: i % len(text), End: i%len(text) + 1, Message: fmt.Sprintf("%d %s", i, word), Fix: word}
		if i%3 == 0 {
			f.Edits = []storedEdit{{Start: f.Start, End: f.End, New: word}}
		}
		if f.End > len(text) {
			f.End = f.Start
		}
		all = append(all, f)
	}
	report.Texts[0].Findings = all
	out, err := postReport(t, s, report)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.ContainsAny(out, "\x1b\u202e\u200b") {
		t.Errorf("the log acts: %q", out)
	}
	comments, err := s.site.Comments(1)
	if err != nil || len(comments) == 0 || len(comments) > 10 {
		t.Errorf("%d comments, %v", len(comments), err)
	}
	for _, c := range comments {
		checkComment(t, c.Body)
	}
	conversation, err := s.site.IssueComments(1)
	if err != nil || len(conversation) > 1 {
		t.Errorf("%d comments in the conversation, %v", len(conversation), err)
	}
	for _, c := range conversation {
		checkComment(t, c.Body)
	}
}

// Whatever a report holds, it is refused or can be said: nothing of it breaks the run, and what is said is bounded.
func FuzzStored(f *testing.F) {
	f.Add([]byte("- [a] (b)\n"), "link-syntax", "error", 2, 5, "it is odd", 3, 4, "x", 1, 2, "y")
	f.Add([]byte("a\r\nb\xc3\xa8\n"), "boilerplate", "note", 0, 0, "<!-- padpress: part review -->", 1, 1, "\n", 1, 1, "\n")
	house, err := defaultConfig()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte, rule, severity string, start, end int, message string, s1, e1 int, n1 string, s2, e2 int, n2 string) {
		finding := storedFinding{Rule: rule, Severity: severity, Start: start, End: end, Message: message, Fix: message,
			Edits: []storedEdit{{s1, e1, n1}, {s2, e2, n2}}}
		s := &stored{Texts: []storedText{{Path: sampleIssue, Text: text, Findings: []storedFinding{finding, finding}}}}
		v, err := s.verdict(house.House.House, []github.File{{Path: sampleIssue, Blob: blobName(text), Added: true}}, nil)
		if err != nil {
			return
		}
		points, about := v.points()
		all := make([]int, len(points))
		for i := range all {
			all[i] = i
		}
		said := 0
		for _, r := range v.remarks(about, all) {
			said += len(r.Points)
		}
		p := v.part(house.House.House, about, &github.Posted{Left: all})
		if said != len(points) || utf8.RuneCountInString(p.body) > 65536 {
			t.Errorf("%d of %d points, %d characters", said, len(points), len(p.body))
		}
	})
}
