package gitops_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/githubtest"
)

const (
	repo   = "xsf/site"
	branch = "newsletter-november-2026"
	issue  = "content/blog/newsletter/2026-12-05-newsletter.md"
	token  = "secret-token-0123"
	person = "A Reviewer <reviewer@example.org>"
)

// site is a small repository on a real git server.
type site struct {
	*githubtest.GitServer
	t    *testing.T
	url  string
	base string // first commit of master
}

var siteFiles = fstest.MapFS{
	"README.md":                       {Data: []byte("site\n"), Mode: 0o444},
	"content/blog/newsletter/one.md":  {Data: []byte("one\n"), Mode: 0o444},
	"content/blog/newsletter.md":      {Data: []byte("sorts between the directory's name with and without a slash\n"), Mode: 0o444},
	"content/blog/newsletter-old.txt": {Data: []byte("old\n"), Mode: 0o444},
	"tools/build.sh":                  {Data: []byte("#!/bin/sh\n"), Mode: 0o755},
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{GitServer: &githubtest.GitServer{Root: t.TempDir()}, t: t}
	if err := s.Available(); err != nil {
		t.Skip(err)
	}
	var err error
	if s.base, err = s.Init(t.Context(), repo, "master", siteFiles, "site"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(func() {
		server.Close()
		s.fsck()
	})
	s.url = server.URL + "/" + repo + ".git"
	return s
}

// open is a client that has not asked the server anything yet.
func (s *site) open(o gitops.Options) *gitops.Repository {
	s.t.Helper()
	r, err := gitops.Open(s.url, o)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

var november = gitops.Query{Base: "master", Branch: branch, Path: issue, Holds: func(path string) bool {
	return strings.HasPrefix(path, "content/blog/newsletter/2026-12-")
}}

func (s *site) fetch(r *gitops.Repository) *gitops.State {
	s.t.Helper()
	state, err := r.Fetch(s.t.Context(), november)
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

// change is an import of a pad text.
func change(text string) gitops.Change {
	return gitops.Change{
		Path:    issue,
		Files:   map[string][]byte{issue: []byte("# " + text + "\n")},
		Source:  "https://pad.example.org/news",
		Text:    []byte(text),
		Version: "1.0.0",
		Subject: "newsletter: import the pad",
		Author:  gitops.Signature{Name: "padpress", Email: "padpress@example.org"},
		When:    time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC),
	}
}

// ensure runs a whole import as a new process would, and checks the server's repository afterwards.
func (s *site) ensure(c gitops.Change) (gitops.Result, error) {
	s.t.Helper()
	r := s.open(gitops.Options{Token: token})
	state := s.fetch(r)
	if _, err := r.Read(s.t.Context(), state.Wanted()...); err != nil {
		s.t.Fatal(err)
	}
	planned, planErr := state.Preview(c)
	before := s.tip(branch)
	res, err := r.EnsureBranch(s.t.Context(), state, c)
	if planned.Outcome != res.Outcome || (planErr == nil) != (err == nil) {
		s.t.Errorf("preview says %v, %v; the result is %v, %v", planned, planErr, res.Outcome, err)
	}
	if s.tip(branch) != before {
		s.fsck()
	}
	return res, err
}

// must is ensure for an import that is to have the outcome.
func (s *site) must(c gitops.Change, want gitops.Outcome) gitops.Result {
	s.t.Helper()
	res, err := s.ensure(c)
	if err != nil || res.Outcome != want {
		s.t.Fatalf("import of %q: %v, %v; want %v", c.Text, res.Outcome, err, want)
	}
	if tip := s.tip(branch); tip != string(res.Commit) {
		s.t.Fatalf("import of %q: the branch is at %s, the result says %s", c.Text, tip, res.Commit)
	}
	return res
}

// fsck wants git to find the repository whole.
func (s *site) fsck() {
	s.t.Helper()
	if err := s.Check(context.Background()); err != nil { // the test's own context has ended when this is the last thing it does
		s.t.Error(err)
	}
}

// git runs git in the server's repository.
func (s *site) git(args ...string) string {
	s.t.Helper()
	out, err := s.Run(s.t.Context(), repo, args...)
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.TrimRight(string(out), "\n")
}

// tip is the commit of a branch, or "".
func (s *site) tip(branch string) string {
	out, _ := s.Run(s.t.Context(), repo, "rev-parse", "--verify", "--quiet", "refs/heads/"+branch)
	return strings.TrimSpace(string(out))
}

// review commits as a person; "" removes a file.
func (s *site) review(branch string, files map[string]string, message string) string {
	s.t.Helper()
	contents := map[string][]byte{}
	for path, text := range files {
		contents[path] = []byte(text)
		if text == "" {
			contents[path] = nil
		}
	}
	id, err := s.Commit(s.t.Context(), repo, branch, contents, person, message)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// craft makes any commit at all and puts the branch there.
func (s *site) craft(branch, tree, message string, parents ...string) string {
	s.t.Helper()
	args := []string{"-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "commit-tree", tree, "-m", message}
	for _, p := range parents {
		args = append(args, "-p", p)
	}
	id := s.git(args...)
	s.git("update-ref", "refs/heads/"+branch, id)
	return id
}

// clone is a person's work tree on the issue's branch.
func (s *site) clone() *clone {
	s.t.Helper()
	c := &clone{s.t, filepath.Join(s.t.TempDir(), "work")}
	c.run("clone", "--quiet", "--branch", branch, filepath.Join(s.Root, repo+".git"), c.dir)
	return c
}

type clone struct {
	t   *testing.T
	dir string
}

func (c *clone) run(args ...string) string {
	c.t.Helper()
	cmd := exec.CommandContext(c.t.Context(), "git", args...)
	if args[0] != "clone" {
		cmd.Dir = c.dir
	}
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(c.dir), "GIT_CONFIG_NOSYSTEM=1", "GIT_EDITOR=true", "GIT_SEQUENCE_EDITOR=true",
		"GIT_AUTHOR_NAME=Somebody", "GIT_AUTHOR_EMAIL=somebody@example.org", "GIT_COMMITTER_NAME=Somebody", "GIT_COMMITTER_EMAIL=somebody@example.org"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// write puts a file into the work tree and commits it.
func (c *clone) write(path, text, message string) {
	c.t.Helper()
	full := filepath.Join(c.dir, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
	c.run("add", "--all")
	c.run("commit", "--quiet", "-m", message)
}

func (c *clone) push() { c.run("push", "--quiet", "--force", "origin", "HEAD:refs/heads/"+branch) }

// isPush tells the request that moves a branch.
func isPush(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/git-receive-pack")
}

// drop reads a request to its end, so that only its answer is missing.
func drop(r *http.Request) { io.Copy(io.Discard, r.Body) }
