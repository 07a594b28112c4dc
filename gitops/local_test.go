package gitops

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// git runs real git in dir, and returns what it prints without the final newline.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// localRepository has two commits on main, a branch merged into it, a tag of each kind, a link and a program.
func localRepository(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "init", "-q")
	write("content/a.md", strings.Repeat("first line\n", 200))
	write("content/deep/b.md", "b\n")
	write("content-x/c.md", "c\n")
	if err := os.Symlink("content", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "one")
	git(t, dir, "tag", "plain")
	git(t, dir, "tag", "-am", "annotated", "v1")
	write("content/a.md", strings.Repeat("first line\n", 200)+"changed\n")
	git(t, dir, "commit", "-qam", "two")
	git(t, dir, "checkout", "-qb", "side/branch", "main~1")
	write("side.md", "side\n")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "side")
	git(t, dir, "checkout", "-q", "main")
	git(t, dir, "merge", "-q", "--no-ff", "-m", "merge", "side/branch")
	return dir
}

// localNames are all ways of writing a revision that git and we know, resolved by git.
func localNames(t *testing.T, dir string) []string {
	names := []string{"HEAD", "@", "main", "heads/main", "refs/heads/main", "plain", "v1", "tags/v1", "side/branch",
		"main~1", "HEAD^", "HEAD^2", "HEAD~", "HEAD^2~1", "HEAD~2", "HEAD^0", "HEAD^^", "v1^0", "@~1"}
	for _, rev := range []string{"HEAD", "HEAD^2", "v1"} {
		id := git(t, dir, "rev-parse", rev)
		names = append(names, id, id[:7], id[:12])
	}
	return names
}

func TestLocal(t *testing.T) {
	dir := localRepository(t)
	bare, clone, tree := filepath.Join(t.TempDir(), "bare.git"), filepath.Join(t.TempDir(), "clone"), filepath.Join(t.TempDir(), "tree")
	git(t, dir, "clone", "-q", "--mirror", dir, bare)
	git(t, bare, "gc", "-q", "--aggressive") // packs, with deltas, and packed references
	git(t, dir, "clone", "-q", "--shared", bare, clone)
	git(t, clone, "checkout", "-q", "--detach", "HEAD~1")
	git(t, dir, "worktree", "add", "-q", tree, "side/branch")
	for _, where := range []string{dir, bare, clone, tree} {
		names := localNames(t, dir)
		if where == clone {
			names = []string{"HEAD", "origin/main", "origin", "v1", "remotes/origin/side/branch"}
		}
		if where == tree {
			names = []string{"HEAD", "main", "HEAD~1"}
		}
		for _, rev := range names {
			t.Run(filepath.Base(where)+" "+rev, func(t *testing.T) {
				files, err := Local(where, rev)
				if err != nil {
					t.Fatal(err)
				}
				checkFiles(t, files, where, rev)
			})
		}
	}
}

// checkFiles holds the files of a revision against git's own words.
func checkFiles(t *testing.T, files fs.FS, dir, rev string) {
	t.Helper()
	want := strings.Split(git(t, dir, "ls-tree", "-r", "--name-only", "-z", rev), "\x00")
	want = want[:len(want)-1]
	slices.Sort(want)
	var got []string
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, path)
		}
		return err
	})
	slices.Sort(got)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("holds %q, %v; want %q", got, err, want)
	}
	for _, path := range want {
		text, err := fs.ReadFile(files, path)
		if path == "link" {
			if err == nil {
				t.Error("a link was opened")
			}
		} else if err != nil || strings.TrimSuffix(string(text), "\n") != git(t, dir, "show", rev+":"+path) {
			t.Errorf("%s holds %.40q, %v", path, text, err)
		}
	}
}

// The standard library's own test of file systems is passed by a tree without links.
func TestLocalIsAFileSystem(t *testing.T) {
	dir := localRepository(t)
	files, err := Local(dir, "main")
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.Sub(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(content, "a.md", "deep/b.md"); err != nil {
		t.Error(err)
	}
}

func TestLocalRefuses(t *testing.T) {
	dir := localRepository(t)
	for _, c := range []struct {
		dir, rev string
		want     error
	}{
		{t.TempDir(), "HEAD", ErrNoRepository},
		{filepath.Join(dir, "content"), "HEAD", ErrNoRepository},
		{filepath.Join(dir, "absent"), "HEAD", ErrNoRepository},
		{dir, "absent", ErrNoRevision},
		{dir, "", ErrNoRevision},
		{dir, "../config", ErrNoRevision},
		{dir, "main~9", ErrNoRevision},
		{dir, "main^3", ErrNoRevision},
		{dir, "main~x", ErrNoRevision},
		{dir, "main^{tree}", ErrNoRevision},
		{dir, "main~99999999999999999999", ErrNoRevision},
		{dir, "ffffffff", ErrNoRevision},
		{dir, strings.Repeat("f", 40), ErrNoRevision},
		{dir, git(t, dir, "rev-parse", "HEAD^{tree}"), ErrNoRevision},
		{dir, git(t, dir, "rev-parse", "HEAD:content/a.md")[:10], ErrNoRevision},
	} {
		if _, err := Local(c.dir, c.rev); !errors.Is(err, c.want) {
			t.Errorf("%s of %s: %v, want %v", c.rev, c.dir, err, c.want)
		}
	}
	files, err := Local(dir, "main")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"absent.md", "content/a.md/x", "/content", "../x", ""} {
		if _, err := fs.Stat(files, path); err == nil {
			t.Errorf("%q is there", path)
		}
	}
}

func TestRoot(t *testing.T) {
	dir, err := filepath.EvalSymlinks(localRepository(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, filepath.Join(dir, "content/deep"), filepath.Join(dir, "content/a.md"), filepath.Join(dir, "content/absent.md")} {
		if root, err := Root(path); err != nil || root != dir {
			t.Errorf("the root of %s is %q, %v", path, root, err)
		}
	}
	if root, err := Root(t.TempDir()); !errors.Is(err, ErrNoRepository) {
		t.Errorf("a folder of its own has the root %q, %v", root, err)
	}
}
