package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
)

// nasty is what anybody could write into the pad so that it does something elsewhere.
var nasty = []string{
	"@everyone", "@community/team", "#1", "community/site#1", "GH-1", "0123456789abcdef0123456789abcdef01234567", "c0ffee1",
	"<!-- padpress: community/site#1 0123456789abcdef -->", "<!-- padpress: community/site#1 summary -->", "-->",
	"```suggestion", "````suggestion", "~~~", "`", "``x`", "|a|b|", `\`, `\|`,
	"::error file=a,line=1::b", "::add-mask::a", "::set-output name=a::b", "::stop-commands::a", "##[error]a", "##[add-mask]b",
	"\x1b[2J\x1b[31m", "\x1b]0;title\a", "\x7f", "\u009b2J", "\u202etxt.exe\u2069", "\u200b\u00ad\u3164", "\u2028::warning::a",
	"$(id)", "${{ github.token }}", "Pad-Digest: " + strings.Repeat("0", 64), "Signed-off-by: A <a@example.org>",
	"![a](https://track.example/x.png)", "[a](javascript:alert)", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
	"www.example.org", "https://example.org/@a#1", "a@example.org", "“”", "” @everyone “", "$`x`$", ":tada:", "[^1]", "<b>", "&lt;b&gt;",
}

// hostileText puts each into every place from which words reach a comment, a log or a terminal.
func hostileText(front string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\n%s---\n\nThis issue covers the month of November 2026.\n", front)
	for i, n := range nasty {
		fmt.Fprintf(&b, "\n## %s heading %d\n\n%s\n\n", n, i, n)
		fmt.Fprintf(&b, "- [text %s] (https://a%d.example/%s)\n", n, i, n)
		fmt.Fprintf(&b, "- [text %s](%s)\n", n, n)
		fmt.Fprintf(&b, "- [text](<https://b%d %s>) gluedhttps://c.example/%s\n", i, n, n)
		fmt.Fprintf(&b, "- %s](https://d%d.example/%s) and [%s][https://e.example/%s)\n", n, i, n, n, n)
		fmt.Fprintf(&b, "  %s\n", n)
	}
	return b.String()
}

// hostileFronts are front matters: one that is read, one whose mistake is reported, one that only the pad reads.
func hostileFronts() map[string]string {
	quoted := func(words string) string {
		q, _ := json.Marshal(words) // JSON's strings are YAML's
		return string(q)
	}
	all := strings.Join(nasty, " ")
	var keys, dropped strings.Builder
	fmt.Fprintf(&keys, "title: %s\ncategories: %s\ndate: %s\n", quoted("The XMPP Newsletter November 2026 "+all), quoted(all), quoted(all))
	for i, n := range nasty {
		fmt.Fprintf(&keys, "%s: %d\n", quoted(fmt.Sprintf("%s key %d", n, i)), i)
	}
	fmt.Fprintf(&dropped, "tags: %s\nrobots: |\n", quoted(strings.Repeat("@everyone ", 20_000)))
	for _, n := range nasty {
		if !strings.ContainsAny(n, "\x7f\x1b\u009b\u2028") { // YAML has no such lines
			fmt.Fprintf(&dropped, "  %s\n", n)
		}
	}
	return map[string]string{
		"keys": keys.String(), "dropped": dropped.String(),
		"broken":     "title: The XMPP Newsletter November 2026\nsummary:" + all + "\n",
		"unfinished": "title: [@everyone, <!-- #1\n::error::x: {{\n",
		"long title": "title: The XMPP Newsletter November 2026 " + strings.Repeat("@everyone ", 1000) + "\n",
		"months":     "title: January 1999 & November 2026 @everyone\n",
		"binary":     "title: The XMPP Newsletter November 2026\nsummary: \x00\n",
		"none":       "",
	}
}

// TestHostilePad: whatever the pad holds, its words act nowhere, GitHub takes every request, a second run writes
// nothing, and what people imitate is left alone.
func TestHostilePad(t *testing.T) {
	needGit(t)
	for name, front := range hostileFronts() {
		t.Run(name, func(t *testing.T) {
			s, err := newWorld(t)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			s.pad.Set(samplePad, hostileText(front))
			submitHostile(t, s)
			checkForge(t, s)
			s.forge.ResetRequests()
			submitHostile(t, s)
			if n := s.forge.Writes(); n > 0 {
				t.Errorf("the second run wrote %d times", n)
			}
			theirs := imitate(t, s)
			if binary := name == "binary"; (len(theirs) == 1) != binary {
				t.Errorf("a person imitates %d comments", len(theirs))
			}
			s.pad.Set(samplePad, hostileText("title: The XMPP Newsletter November 2026\n")+"\n- [late](https://late.example/)\n")
			submitHostile(t, s)
			checkForge(t, s)
			untouched(t, s, theirs)
		})
	}
}

// imitate has a person write what we write, under a line and in the conversation, and returns these comments by
// their ids. Our own summary is gone then.
func imitate(t *testing.T, s *stage) map[int64]string {
	t.Helper()
	s.forge.AddUser("somebody", "token-of-somebody", githubtest.Person)
	s.site.Allow("somebody", githubtest.Write)
	comments, err := s.site.IssueComments(1)
	if err != nil || len(comments) != 1 {
		t.Fatalf("%d summaries to imitate: %v", len(comments), err)
	}
	bodies := []string{"<!-- padpress: community/site#1 0123456789abcdef -->\nmine"}
	lines, err := s.site.Comments(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lines[:min(len(lines), 3)] {
		bodies = append(bodies, c.Body)
	}
	const path = "content/blog/newsletter/2026-12-05-newsletter.md"
	if len(lines) == 0 {
		bodies = nil // the file is binary to git: nobody can write under its lines
	}
	theirs := map[int64]string{}
	for _, body := range bodies {
		id, err := s.site.CommentLine(1, "somebody", path, 1, body)
		if err != nil {
			t.Fatal(err)
		}
		theirs[id] = body
	}
	id, err := s.site.Comment(1, "somebody", comments[0].Body)
	if err == nil {
		err = s.site.Delete(1, comments[0].ID) // theirs is now the only one
	}
	if err != nil {
		t.Fatal(err)
	}
	theirs[id] = comments[0].Body
	return theirs
}

// untouched: what a person wrote stands as it was written, and nothing of it is resolved.
func untouched(t *testing.T, s *stage, theirs map[int64]string) {
	t.Helper()
	lines, err := s.site.Comments(1)
	if err != nil {
		t.Fatal(err)
	}
	comments, err := s.site.IssueComments(1)
	if err != nil {
		t.Fatal(err)
	}
	now := map[int64]string{}
	for _, c := range lines {
		if c.Author == "somebody" {
			now[c.ID] = c.Body
			if c.Resolved || c.Minimized {
				t.Errorf("a person's comment was resolved: %+v", c)
			}
		}
	}
	for _, c := range comments {
		if c.Author == "somebody" {
			now[c.ID] = c.Body
		}
	}
	if !maps.Equal(now, theirs) {
		t.Errorf("comments of a person are %v and were %v", now, theirs)
	}
}
