package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint"
)

// TestTranslationInjection: whatever stands in an original, in the pad of its translation, in the marks of a translation and
// in pull requests that change either, its words act nowhere.
func TestTranslationInjection(t *testing.T) {
	if testing.Short() {
		t.Skip("a dozen months")
	}
	needGit(t)
	for i, some := range slices.Collect(slices.Chunk(slices.Concat(nasty, injections), 6)) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			t.Logf("%q", some)
			injectTranslation(t, some)
		})
	}
}

// translatedText is a text with some words wherever words of it are shown, and marks of each kind; another word makes it
// another text.
func translatedText(word string, some []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s.\n\n## XMPP Articles\n\n", word)
	for i, n := range some {
		fmt.Fprintf(&b, "- [needle %s](https://%s%d.example/%s): %s %d.%d\n", n, word, i, n, n, i, len(word))
		fmt.Fprintf(&b, "- needle %s <!-- padpress: changed: needle %s -->\n", n, n)
		fmt.Fprintf(&b, "- `needle %s` <!-- padpress: translate -->\n", n)
		fmt.Fprintf(&b, "\n## %s %s heading\n\n![needle %s](/images/newsletter/%s%d.png)\n\nXEP-00%d %s %s.\n\n", word, n, n, word, i, 10+i, word, n)
	}
	return b.String()
}

func injectTranslation(t *testing.T, some []string) {
	t.Helper()
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	const author = "A <a@example.org>"
	french := strings.TrimSuffix(sampleIssue, ".md") + ".fr.md"
	all := needle + " " + strings.Join(some, " ")
	front := "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\nsummary: " + quotedYAML(all) + "\nauthor: " + quotedYAML(all) + "\n---\n\n"
	if _, err := s.site.Commit("master", map[string][]byte{sampleIssue: []byte(front + translatedText("first", some))}, author, "Publish"); err != nil {
		t.Fatal(err)
	}
	commit := strings.TrimSpace(gitOf(t, s, "rev-parse", "master"))
	other := strings.TrimSpace(gitOf(t, s, "rev-parse", "master:"+sampleIssue))
	seen := sinks{}

	// The translation's own pull request: twice, with an edit on its branch between.
	s.pad.Set(samplePad, translatedText("premier", some)+lint.OriginalMark(other)+"\n")
	seen.run(t, s, "schedule", 0, "submit", "--month", "2026-11", "--lang", "fr", "--pad", s.padURL())
	branch := sampleBranch + "-fr"
	text := gitOf(t, s, "show", branch+":"+french)
	if _, err := s.site.Commit(branch, map[string][]byte{french: []byte(strings.Replace(text, "premier.", "par une personne.", 1))}, author, "Edit"); err != nil {
		t.Fatal(err)
	}
	s.pad.Set(samplePad, strings.Replace(translatedText("premier", some), "premier.", "du pad "+all+".", 1)+"\n"+lint.OriginalMark(commit)+"\n")
	seen.run(t, s, "schedule", 0, "submit", "--month", "2026-11", "--lang", "fr", "--pad", s.padURL())
	for _, message := range strings.Split(gitOf(t, s, "log", "--author=github-actions", "--format=%B%x00", "master.."+branch), "\x00") {
		checkMessage(t, message)
	}

	// Pull requests of others: one changes the original below its published translation, others bring translations whose marks
	// name what was before, a commit, a folder, and what nobody has.
	german := strings.TrimSuffix(sampleIssue, ".md") + ".de.md"
	published := "---\ntitle: Der XMPP-Newsletter November 2026\ndate: 2026-12-05\n---\n\n" + translatedText("erster", some)
	if _, err := s.site.Commit("master", map[string][]byte{german: []byte(published)}, author, "Auf Deutsch"); err != nil {
		t.Fatal(err)
	}
	s.forge.AddUser("alice", "token-of-alice", githubtest.Person)
	s.forge.AddUser("github-actions[bot]", "token-of-the-site", githubtest.Installation)
	s.site.Allow("github-actions[bot]", githubtest.Write)
	s.site.Allow("alice", githubtest.Visitor)
	fork, err := s.site.Fork("alice")
	if err != nil {
		t.Fatal(err)
	}
	folder := strings.TrimSpace(gitOf(t, s, "rev-parse", "master:content"))
	changes := []map[string][]byte{{sampleIssue: []byte(front + translatedText("second", some))}}
	for _, id := range []string{other, commit, folder, strings.Repeat("0123", 10)} {
		changes = append(changes, map[string][]byte{german: []byte(published + "\n- [mehr](https://mehr.example/)\n\n" + lint.OriginalMark(id) + "\n")})
	}
	for i, files := range changes {
		name := fmt.Sprintf("change%d", i)
		if _, err := fork.Commit(name, files, author, name); err != nil {
			t.Fatal(err)
		}
		p, err := s.site.OpenPull("alice", githubtest.Spec{Title: name, Head: "alice:" + name, Base: "master"})
		if err != nil {
			t.Fatal(err)
		}
		out, err := reviewRun(t, s, reviewOptions{pull: p})
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		checkLines(t, out)
	}
	behind := false
	for _, p := range s.site.Pulls() {
		lines, err := s.site.Comments(p.Number)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range lines {
			checkOurs(t, c.Body)
		}
		comments, err := s.site.IssueComments(p.Number)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range comments {
			checkOurs(t, c.Body)
			behind = behind || strings.Contains(c.Body, "part "+behindPart+" -->") && strings.Contains(c.Body, needle)
		}
		checkLines(t, p.Title)
	}
	if !behind && len(some) == 6 {
		t.Error("nothing was said of what the published translation lacks")
	}
}
