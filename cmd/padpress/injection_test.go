package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xsf/padpress/gitops/githubtest"
)

// injections are what TestInjection tries beside nasty, one by one.
var injections = []string{
	"fixes #12", "Closes community/site#12", "resolves https://github.com/community/site/issues/12", "[skip ci]", "[CI skip]", "skip-checks: true",
	"Co-authored-by: A <a@example.org>", "<details><summary>x</summary>", "[a]: https://evil.example", "</code></pre>", "<!-- padpress: answer -->",
	"name<<EOF", "outcome=created", "%0A::error::x", "[[a]](https://evil.example)", "{{< script >}}", "@newsletter-bot", "ＧＨ-1 \uff20everyone", "\u2066\u2067\u2069", "a\u0300\u0301",
}

// sinks are where words end up, by name.
type sinks map[string]string

// TestInjection takes each hostile string from the pad through everything that a month can bring, and looks at every
// place where words of the pad are shown, or could be: that it acts in none, and that it did get there.
func TestInjection(t *testing.T) {
	if testing.Short() {
		t.Skip("sixty months")
	}
	needGit(t)
	for i, n := range slices.Concat(nasty, injections) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			t.Logf("%q", n)
			s, err := newWorld(t)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			s.forge.AddUser("somebody", "token-of-somebody", githubtest.Person)
			seen := injectAll(t, s, n)
			for _, where := range slices.Sorted(maps.Keys(seen)) {
				hidden := slices.Contains([]string{"title", "subjects", "outputs", "body"}, where) // no word of the pad's text gets there
				if strings.Contains(seen[where], needle) == hidden {
					t.Errorf("words of the pad in %s: %t: %.500q", where, !hidden, seen[where])
				}
			}
		})
	}
}

// needle stands beside the hostile words, so that one can see how far they got.
const needle = "needle"

// injected is a pad's text with n wherever words of it are shown. What stands there is an entry more for each more.
func injected(n string, more int) string {
	var b strings.Builder
	b.WriteString("This issue covers the month of November 2026.\n\n## Old\n\n")
	for i := range 6 {
		fmt.Fprintf(&b, "- [needle %d](https://a%d.example/x): %s\n", i, i, n)
	}
	fmt.Fprintf(&b, "\n## %s heading\n\n- [%s needle] (https://b.example/%s)\n", n, n, n)
	fmt.Fprintf(&b, "- [needle](http://c..example/%s %s) gluedhttps://c.example/%s\n\n", n, n, n)
	b.WriteString("## Disputed\n\nBefore.\n\n## End\n\n")
	for i := range more {
		fmt.Fprintf(&b, "- [more %d](https://m%d.example/x): words\n", i, i)
	}
	return b.String()
}

// injectAll brings a month to its end, looks at all that was shown, and returns it.
func injectAll(t *testing.T, s *stage, n string) sinks {
	t.Helper()
	seen := sinks{}
	note := func(text string) { s.pad.Set(samplePad, text) }

	// Before there is a pull request: the pad holds what is published, and nobody is there to see it.
	if _, err := s.site.Commit("master", map[string][]byte{"content/blog/newsletter/2026-11-05-newsletter.md": []byte("---\ntitle: The XMPP Newsletter October 2026\ndate: 2026-11-05\n---\n\n" + injected(n, 0))}, "A <a@example.org>", "Publish"); err != nil {
		t.Fatal(err)
	}
	note(injected(n, 0))
	seen.run(t, s, "schedule", 1, "submit", "--pad", s.padURL())
	if all := s.site.Issues(); len(all) == 1 {
		seen["the issue that asks for help"] = all[0].Body
		checkMarkdown(t, strings.TrimPrefix(all[0].Body, "<!-- padpress: community/site help pad-published -->\n"))
		checkShown(t, all[0].Body)
	}
	if _, err := s.site.Commit("master", map[string][]byte{"content/blog/newsletter/2026-11-05-newsletter.md": []byte("gone\n")}, "A <a@example.org>", "Take back"); err != nil {
		t.Fatal(err)
	}

	// The pull request, and a second import where people and the pad changed the same.
	front := "---\ntags: " + quotedYAML(needle+" "+n) + "\n" + quotedYAML(needle+" "+n) + ": x\n---\n\n"
	note(front + injected(n, 1))
	seen.run(t, s, "schedule", 0, "submit", "--pad", s.padURL())
	edit(t, s, "Before.", "As people have it.")
	note(front + strings.Replace(injected(n, 2), "Before.", "- needle "+n+"\n- fixes #1 "+n, 1))
	seen.run(t, s, "schedule", 0, "submit", "--pad", s.padURL())
	seen.forge(t, s)

	// The pad is emptied: the summary lists what it lost, and an operator is answered.
	note("This issue covers the month of November 2026.\n\n- [more](https://m0.example/x): words\n")
	seen.run(t, s, "schedule", 1, "submit", "--pad", s.padURL())
	seen.forge(t, s)

	for _, format := range []string{"text", "json", "sarif", "rdjson", "github"} {
		seen.lint(t, s, format, front+injected(n, 3))
	}
	note(injected(n, 3))
	seen.run(t, s, "", 0, "submit", "--dry-run", "--pad", s.padURL())
	return seen
}

// quotedYAML quotes words. YAML has no way to write control characters down but by escapes, which front matter does not have.
func quotedYAML(words string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Zl, r) {
			return -1
		}
		return r
	}, words)
	return "'" + strings.ReplaceAll(plain, "'", "''") + "'"
}

// run is a run of the command; of its status only counts whether it is fine (0) or not (1).
func (seen sinks) run(t *testing.T, s *stage, started string, status int, args ...string) {
	t.Helper()
	out, vars := seen.execute(t, s, started, "", status, args...)
	checkLines(t, out)
	seen["the log"] += out
	summary, _ := os.ReadFile(vars["GITHUB_STEP_SUMMARY"])
	checkLines(t, string(summary))
	checkMarkdown(t, string(summary))
	seen["the job's summary"] += string(summary)
	output, _ := os.ReadFile(vars["GITHUB_OUTPUT"])
	for name, value := range outputsOf(string(output)) {
		if !slices.Contains([]string{"branch", "outcome", "pull-number", "pull-url", "errors", "warnings", "notes"}, name) {
			t.Errorf("output %q is %q", name, value)
		}
	}
	seen["outputs"] += string(output)
}

func (seen sinks) execute(t *testing.T, s *stage, started, stdin string, status int, args ...string) (string, map[string]string) {
	t.Helper()
	var out bytes.Buffer
	vars, dir := s.environment(), t.TempDir()
	vars["GITHUB_STEP_SUMMARY"], vars["GITHUB_OUTPUT"] = filepath.Join(dir, "summary"), filepath.Join(dir, "output")
	vars["GITHUB_EVENT_NAME"] = started
	e := &env{
		in: strings.NewReader(stdin), out: &out, err: &out, get: func(name string) string { return vars[name] },
		wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	if got := execute(t.Context(), args, e); (got == 0) != (status == 0) {
		t.Errorf("%q ended with %d\n%s", args, got, out.String())
	}
	return out.String(), vars
}

// forge looks at all that stands on the forge.
func (seen sinks) forge(t *testing.T, s *stage) {
	t.Helper()
	p := s.site.Pulls()[0]
	checkLines(t, p.Title+"\n"+p.Body)
	seen["title"] += p.Title
	seen["body"] += p.Body
	lines, err := s.site.Comments(p.Number)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lines {
		checkOurs(t, c.Body)
		seen["comments"] += c.Body
	}
	comments, err := s.site.IssueComments(p.Number)
	if err != nil || len(comments) != 1 {
		t.Fatalf("%d comments: %v", len(comments), err)
	}
	checkOurs(t, comments[0].Body)
	seen["the summary"] += comments[0].Body
	for _, i := range s.site.Issues() {
		checkMarkdown(t, strings.TrimPrefix(i.Body, "<!-- padpress: community/site help settled -->\n"))
	}
	seen["subjects"] += gitOf(t, s, "log", "--format=%s", "master.."+sampleBranch)
	seen["messages"] += gitOf(t, s, "log", "--format=%B%x00", "master.."+sampleBranch)
	for _, message := range strings.Split(gitOf(t, s, "log", "--author=github-actions", "--format=%B%x00", "master.."+sampleBranch), "\x00") {
		checkMessage(t, message)
	}
}

var helpOrSummary = regexp.MustCompile(`^<!-- padpress: community/site#[0-9]+ (summary|[0-9a-f. ]+) -->\n`)

func checkOurs(t *testing.T, body string) {
	t.Helper()
	if !helpOrSummary.MatchString(body) || strings.Count(withoutParts(body), "\n<!--") > 0 {
		t.Errorf("markers in %.300q", body)
	}
	checkShown(t, body)
	checkMarkdown(t, withoutParts("\n"+helpOrSummary.ReplaceAllString(body, "")))
}

// checkShown fails on what nobody sees.
func checkShown(t *testing.T, body string) {
	t.Helper()
	for line := range strings.Lines(body) {
		if i := strings.IndexFunc(strings.TrimSuffix(line, "\n"), acting); i >= 0 {
			t.Errorf("%.200q holds %q", line, line[i:i+1])
		}
	}
}

// actsInMessage is what GitHub finds in the bare text of a commit's message.
var actsInMessage = regexp.MustCompile(`(?i)@[a-z0-9]|#[0-9]|\bgh-[0-9]|\b[0-9a-f]{7,}\b|[a-z]://|\bwww\.|\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|^skip-checks|^(signed-off|co-authored)-by`)

// checkMessage looks at all of a message but the trailers that are ours.
func checkMessage(t *testing.T, message string) {
	t.Helper()
	for line := range strings.Lines(strings.TrimSpace(message)) {
		key, _, _ := strings.Cut(line, ": ")
		if slices.Contains([]string{"Pad-Source", "Pad-Digest", "Pad-File", "Pad-Drafted", "Padpress-Version", "Pad-Conflicts", "Pad-Base"}, key) {
			continue
		}
		if hit := actsInMessage.FindString(line); hit != "" {
			t.Errorf("%q stands in a message: %q", hit, line)
		}
	}
	checkShown(t, message)
}

// lint looks at a report.
func (seen sinks) lint(t *testing.T, s *stage, format, text string) {
	t.Helper()
	out, _ := seen.execute(t, s, "", text, 1, "lint", "--format", format, "-")
	where := "the report as " + format
	seen[where] = out
	for line := range strings.Lines(out) {
		if command := regexp.MustCompile(`^::(error|warning|notice) file=[^:]*::`); format == "github" && command.MatchString(line) {
			line = strings.Replace(line, "::", "  ", 1)
		}
		checkLines(t, line)
	}
	var rd struct{ Diagnostics []struct{ Message string } }
	if format == "rdjson" {
		if err := json.Unmarshal([]byte(out), &rd); err != nil {
			t.Error(err)
		}
	}
	for _, d := range rd.Diagnostics {
		checkMarkdown(t, d.Message)
	}
}
