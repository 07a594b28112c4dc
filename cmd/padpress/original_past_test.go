package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// clone is a site's repository on this machine, with real git.
type clone struct {
	t   *testing.T
	dir string
	day int // of the next commit
}

func newClone(t *testing.T) *clone {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	c := &clone{t: t, dir: t.TempDir(), day: 1}
	c.git("init", "-q")
	return c
}

func (c *clone) git(args ...string) string {
	c.t.Helper()
	cmd := exec.CommandContext(c.t.Context(), "git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"}, args...)...)
	cmd.Dir = c.dir
	day := fmt.Sprintf("2026-11-%02dT12:00:00Z", c.day)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_COMMITTER_DATE="+day, "GIT_AUTHOR_DATE="+day)
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit writes NAME=TEXT and removes NAME, and commits that on the next day.
func (c *clone) commit(files ...string) {
	c.t.Helper()
	for _, f := range files {
		name, text, ok := strings.Cut(f, "=")
		path := filepath.Join(c.dir, "news", name)
		if !ok {
			if err := os.Remove(path); err != nil {
				c.t.Fatal(err)
			}
			continue
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			c.t.Fatal(err)
		}
	}
	c.git("add", "-A")
	c.git("commit", "-qm", fmt.Sprint("day ", c.day))
	c.day++
}

// TestOriginals: which original a translation was made from, by its mark and by the history.
func TestOriginals(t *testing.T) {
	const en, fr = "2026-11-05-newsletter.md", "2026-11-05-newsletter.fr.md"
	marked := "texte\n" + lint.OriginalMark(string(gitops.Blob([]byte("one\n")))) + "\n"
	for _, c := range []struct {
		name    string
		commits [][]string
		ask     string // the translation's name
		want    string // the original's text, or a part of the error
	}{
		{"the mark names it", [][]string{{en + "=one\n"}, {en + "=two\n"}, {fr + "=" + marked}, {en + "=three\n"}}, fr, "one\n"},
		{"the newest before the translation", [][]string{{en + "=one\n"}, {en + "=two\n"}, {fr + "=texte\n"}, {en + "=three\n"}}, fr, "two\n"},
		{"in the same commit", [][]string{{en + "=one\n"}, {en + "=two\n", fr + "=texte\n"}, {en + "=three\n"}}, fr, "two\n"},
		{"the translation was mended", [][]string{{en + "=one\n"}, {fr + "=texte\n"}, {en + "=two\n"}, {fr + "=texte deux\n"}, {en + "=three\n"}}, fr, "two\n"},
		{"an edit was taken back", [][]string{{en + "=one\n"}, {fr + "=texte\n"}, {en + "=two\n"}, {fr + "=autre\n"}, {fr + "=texte\n"}}, fr, "one\n"},
		{"both were renamed", [][]string{{en + "=one\n"}, {fr + "=texte\n"}, {en + "=two\n"},
			{en, fr, "2026-11-08-newsletter.md=two\n", "2026-11-08-newsletter.fr.md=texte\n"}}, "2026-11-08-newsletter.fr.md", "one\n"},
		{"another language has the same text", [][]string{{en + "=one\n", "2026-11-05-newsletter.de.md=texte\n"}, {en + "=two\n"}, {fr + "=texte\n"}}, fr, "two\n"},
		{"not committed", [][]string{{en + "=one\n"}}, fr, "was not committed yet"},
		{"the original came later", [][]string{{fr + "=texte\n"}, {en + "=one\n"}}, fr, en + " was not there on 2026-11-01"},
		{"the mark names what nobody has", [][]string{{en + "=two\n", fr + "=" + marked}}, fr, "has no text with the id 5626abf"},
		{"a folder beside it", [][]string{{en + "=one\n", "old/" + fr + "=texte\n"}, {en + "=two\n"}}, fr, "was not committed yet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			here := newClone(t)
			for _, files := range c.commits {
				here.commit(files...)
			}
			text, _ := os.ReadFile(filepath.Join(here.dir, "news", c.ask))
			got, err := newOriginals(here.dir).base(t.Context(), "news/"+c.ask, text, nil)
			switch {
			case err != nil && !errors.Is(err, errNoBase):
				t.Fatal(err)
			case err != nil && !strings.Contains(err.Error(), c.want):
				t.Errorf("%v\nwant %s", err, c.want)
			case err == nil && (string(got.text) != c.want || got.id != gitops.Blob(got.text)):
				t.Errorf("%q, id %s; want %q", got.text, got.id, c.want)
			}
		})
	}
}

// TestOriginalsElsewhere: without git the present original is known if the mark names it; in a shallow clone it is told
// what to do.
func TestOriginalsElsewhere(t *testing.T) {
	now := []byte("one\n")
	marked := []byte("texte\n" + lint.OriginalMark(string(gitops.Blob(now))) + "\n")
	o := newOriginals(t.TempDir())
	if got, err := o.base(t.Context(), "news/a.fr.md", marked, now); err != nil || string(got.text) != "one\n" {
		t.Errorf("%q, %v", got.text, err)
	}
	for _, text := range [][]byte{marked, []byte("texte\n")} {
		if _, err := o.base(t.Context(), "news/a.fr.md", text, []byte("two\n")); !errors.Is(err, errNoBase) || !errors.Is(err, gitops.ErrNoRepository) {
			t.Errorf("without git: %v", err)
		}
	}

	here := newClone(t)
	here.commit("a.md=one\n", "a.fr.md=texte\n")
	here.commit("a.md=two\n")
	shallow := t.TempDir()
	here.git("clone", "-q", "--depth=1", "file://"+here.dir, shallow)
	if _, err := newOriginals(shallow).base(t.Context(), "news/a.fr.md", []byte("texte\n"), nil); !errors.Is(err, errNoBase) || !strings.Contains(err.Error(), "--unshallow") {
		t.Errorf("shallow: %v", err)
	}
	// What happened since its beginning a shallow clone knows: the original was as it is before the first change.
	(&clone{t: t, dir: shallow, day: 3}).commit("a.fr.md=texte mieux\n")
	(&clone{t: t, dir: shallow, day: 4}).commit("a.md=three\n")
	if got, err := newOriginals(shallow).base(t.Context(), "news/a.fr.md", []byte("texte mieux\n"), nil); err != nil || string(got.text) != "two\n" {
		t.Errorf("since the shallow clone's beginning: %q, %v", got.text, err)
	}
}
