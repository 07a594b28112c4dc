package githubtest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func gitServer(t *testing.T, authorize func(r *http.Request, repo, service string) int) (*GitServer, string) {
	t.Helper()
	g := &GitServer{Root: t.TempDir(), Authorize: authorize}
	if err := g.Available(); err != nil {
		t.Skip(err)
	}
	s := httptest.NewServer(g)
	t.Cleanup(s.Close)
	return g, s.URL
}

// client runs the git command as a user would, without the configuration of the machine.
func client(t *testing.T, g *GitServer, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", args...)
	cmd.Dir = dir
	cmd.Env = append(g.environment(), "PATH="+os.Getenv("PATH"), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org",
		"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

var twoFiles = fstest.MapFS{
	"README.md":           {Data: []byte("site\n"), Mode: 0o444},
	"bin/build \"it\".sh": {Data: []byte("#!/bin/sh\n"), Mode: 0o755},
}

func TestGitServerClonesAndTakesPushes(t *testing.T) {
	g, url := gitServer(t, nil)
	first, err := g.Init(t.Context(), "xsf/site", "master", twoFiles, "site")
	if err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(t.TempDir(), "work")
	for _, protocol := range []string{"0", "2"} {
		os.RemoveAll(work)
		if out, err := client(t, g, ".", "-c", "protocol.version="+protocol, "clone", "--quiet", "--filter=blob:none", url+"/xsf/site.git", work); err != nil {
			t.Fatalf("clone by protocol %s: %v: %s", protocol, err, out)
		}
	}
	if info, err := os.Stat(filepath.Join(work, "bin/build \"it\".sh")); err != nil || info.Mode()&0o100 == 0 {
		t.Errorf("executable file: %v, %v", info, err)
	}
	if out, err := client(t, g, work, "commit", "--quiet", "--allow-empty", "-m", "second"); err != nil {
		t.Fatal(out)
	}
	g.ResetStats()
	if out, err := client(t, g, work, "push", "--quiet", "origin", "HEAD:refs/heads/topic"); err != nil {
		t.Fatal(out)
	}
	if s := g.Stats(); s.ReceivePack.Requests < 2 || s.ReceivePack.Up == 0 || s.ReceivePack.Down == 0 || s.UploadPack.Requests != 0 || s.Total() != s.ReceivePack {
		t.Errorf("traffic of a push: %+v", s)
	}
	if parent, err := g.Run(t.Context(), "xsf/site", "rev-parse", "topic^"); err != nil || strings.TrimSpace(string(parent)) != first {
		t.Errorf("parent of the pushed commit: %s, %v", parent, err)
	}
}

func TestInitIsReproducible(t *testing.T) {
	g, _ := gitServer(t, nil)
	a, err := g.Init(t.Context(), "xsf/a", "main", twoFiles, "site")
	if err != nil {
		t.Fatal(err)
	}
	b, err := g.Init(t.Context(), "xsf/b", "main", twoFiles, "site")
	if err != nil || a != b {
		t.Errorf("%s and %s, %v", a, b, err)
	}
	if _, err := g.Init(t.Context(), "xsf/a", "main", twoFiles, "site"); err == nil {
		t.Error("a repository was made twice")
	}
}

func TestCommitAsAPerson(t *testing.T) {
	g, _ := gitServer(t, nil)
	if _, err := g.Init(t.Context(), "xsf/site", "master", twoFiles, "site"); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"a/b.md": []byte("b\n"), "README.md": nil}
	commit, err := g.Commit(t.Context(), "xsf/site", "master", files, "A Person <person@example.org>", "change\n\nwhy\n")
	if err != nil {
		t.Fatal(err)
	}
	out, err := g.Run(t.Context(), "xsf/site", "log", "--format=%H %an %ae %B", "--name-status", "-1", "master")
	want := commit + " A Person person@example.org change\n\nwhy\n\n\nD\tREADME.md\nA\ta/b.md\n"
	if err != nil || string(out) != want {
		t.Errorf("log:\n%q\nwant\n%q, %v", out, want, err)
	}
	if _, err := g.Commit(t.Context(), "xsf/site", "absent", files, "A <a@example.org>", "x"); err == nil || !strings.Contains(err.Error(), "no branch absent") {
		t.Errorf("commit on an absent branch: %v", err)
	}
	if out, err := g.Run(t.Context(), "xsf/site", "fsck", "--strict"); err != nil {
		t.Errorf("fsck: %v %s", err, out)
	}
}

func TestGitServerRefuses(t *testing.T) {
	authorize := func(r *http.Request, repo, service string) int {
		switch _, password, _ := r.BasicAuth(); {
		case repo != "xsf/site":
			return http.StatusNotFound
		case password == "":
			return http.StatusUnauthorized
		case service == "git-receive-pack" && password != "writer":
			return http.StatusForbidden
		}
		return http.StatusOK
	}
	g, url := gitServer(t, authorize)
	if _, err := g.Init(t.Context(), "xsf/site", "master", twoFiles, "site"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(g.Root, "secret"), []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path, password string
		want                 int
	}{
		{"nobody", "/xsf/site.git/info/refs?service=git-upload-pack", "", 401},
		{"reader", "/xsf/site.git/info/refs?service=git-upload-pack", "reader", 200},
		{"reader pushes", "/xsf/site.git/info/refs?service=git-receive-pack", "reader", 403},
		{"writer pushes", "/xsf/site.git/info/refs?service=git-receive-pack", "writer", 200},
		{"no such repository", "/xsf/other.git/info/refs?service=git-upload-pack", "writer", 404},
		{"dumb protocol", "/xsf/site.git/HEAD", "writer", 404},
		{"unknown service", "/xsf/site.git/info/refs?service=git-secret", "writer", 404},
		{"out of the root", "/xsf/..%2fsecret.git/info/refs?service=git-upload-pack", "writer", 404},
		{"no owner", "/site.git/info/refs?service=git-upload-pack", "writer", 404},
	} {
		t.Run(c.name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+c.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.password != "" {
				req.SetBasicAuth("x-access-token", c.password)
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != c.want {
				t.Errorf("status %d, want %d", res.StatusCode, c.want)
			}
			if challenge := res.Header.Get("WWW-Authenticate"); (challenge == `Basic realm="GitHub"`) != (c.want == 401) {
				t.Errorf("challenge %q with status %d", challenge, res.StatusCode)
			}
		})
	}
}

func TestFaultAfterGitDidItsWork(t *testing.T) {
	g, url := gitServer(t, nil)
	if _, err := g.Init(t.Context(), "xsf/site", "master", twoFiles, "site"); err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(t.TempDir(), "work")
	if out, err := client(t, g, ".", "clone", "--quiet", url+"/xsf/site.git", work); err != nil {
		t.Fatal(out)
	}
	g.SetFault(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost {
			return false
		}
		g.Backend(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	})
	if out, err := client(t, g, work, "push", "origin", "HEAD:refs/heads/topic"); err == nil {
		t.Errorf("a push whose answer was cut ended well: %s", out)
	}
	if _, err := g.tip(t.Context(), "xsf/site", "topic"); err != nil {
		t.Errorf("the push was not applied: %v", err)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	g, _ := gitServer(t, nil)
	if _, err := g.Init(t.Context(), "xsf/site", "master", nil, "site"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Run(ctx, "xsf/site", "status"); err == nil {
		t.Error("a command ran in a cancelled context")
	}
}
