package githubtest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// gitConfig lets a client want any object by its id and ask for a part of a pack, as GitHub does,
// and leaves it to hooks and to the client's compare-and-swap what may be pushed.
const gitConfig = `
[uploadpack]
	allowFilter = true
	allowTipSHA1InWant = true
	allowReachableSHA1InWant = true
[http]
	receivepack = true
[receive]
	fsckObjects = true
	denyNonFastForwards = false
	denyDeletes = false
	autogc = false
[gc]
	auto = 0
`

// firstCommit is the time of the commit that Init makes: the same files give the same commit everywhere.
const firstCommit = 1767225600 // 2026-01-01 00:00:00 UTC

// Init makes the bare repository OWNER/NAME.git with one commit that holds the files on the branch, which is also HEAD's,
// and returns the commit. Nil files make an empty commit. The repository must not exist yet.
func (g *GitServer) Init(ctx context.Context, repo, branch string, files fs.FS, message string) (commit string, err error) {
	if err := os.MkdirAll(filepath.Dir(g.dir(repo)), 0o755); err != nil {
		return "", fmt.Errorf("make repository %s: %w", repo, err)
	}
	if err := os.Mkdir(g.dir(repo), 0o755); err != nil {
		return "", fmt.Errorf("make repository %s: %w", repo, err)
	}
	if _, err := g.git(ctx, repo, nil, nil, "init", "--quiet", "--bare", "--template=", "--initial-branch="+branch); err != nil {
		return "", err
	}
	config := filepath.Join(g.dir(repo), "config")
	head, err := os.ReadFile(config)
	if err != nil {
		return "", fmt.Errorf("configure repository %s: %w", repo, err)
	}
	if err := os.WriteFile(config, append(head, gitConfig...), 0o644); err != nil {
		return "", fmt.Errorf("configure repository %s: %w", repo, err)
	}
	if err := g.importFiles(ctx, repo, branch, files, message); err != nil {
		return "", err
	}
	return g.tip(ctx, repo, branch)
}

// importFiles streams the files into git fast-import as one commit.
func (g *GitServer) importFiles(ctx context.Context, repo, branch string, files fs.FS, message string) error {
	stream, feed := io.Pipe()
	go func() {
		w := bufio.NewWriter(feed)
		err := writeImport(w, branch, files, message)
		feed.CloseWithError(errors.Join(err, w.Flush()))
	}()
	_, err := g.git(ctx, repo, stream, nil, "fast-import", "--quiet", "--date-format=raw")
	stream.Close()
	return err
}

func writeImport(w io.Writer, branch string, files fs.FS, message string) error {
	fmt.Fprintf(w, "commit refs/heads/%s\ncommitter Site <site@example.org> %d +0000\ndata %d\n%s\n", branch, firstCommit, len(message), message)
	if files == nil {
		return nil
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
	return fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		content, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		mode := "100644"
		if info.Mode()&0o111 != 0 {
			mode = "100755"
		}
		fmt.Fprintf(w, "M %s inline \"%s\"\ndata %d\n", mode, quoted.Replace(path), len(content))
		_, err = w.Write(append(content, '\n'))
		return err
	})
}

// Commit puts the files on top of the branch as one commit, as a person would; nil content removes a file. The author
// is "Name <mail>". It goes past the hooks and the HTTP server, and fails if the branch moved meanwhile.
func (g *GitServer) Commit(ctx context.Context, repo, branch string, files map[string][]byte, author, message string) (commit string, err error) {
	return g.CommitAt(ctx, repo, branch, time.Time{}, files, author, message)
}

// CommitAt is Commit at a time; the zero time is a minute after the commit before.
func (g *GitServer) CommitAt(ctx context.Context, repo, branch string, at time.Time, files map[string][]byte, author, message string) (commit string, err error) {
	parent, err := g.tip(ctx, repo, branch)
	if err != nil {
		return "", err
	}
	tree, err := g.writeTree(ctx, repo, parent, files)
	if err != nil {
		return "", err
	}
	name, mail, _ := strings.Cut(strings.TrimSuffix(author, ">"), " <")
	date, err := g.git(ctx, repo, nil, nil, "show", "--no-patch", "--format=%ct", parent)
	if err != nil {
		return "", err
	}
	then, err := strconv.Atoi(strings.TrimSpace(string(date)))
	if err != nil {
		return "", fmt.Errorf("date of commit %s: %w", parent, err)
	}
	when := fmt.Sprintf("%d +0000", then+60) // a clock of the repository's own keeps ids the same in every run
	if !at.IsZero() {
		when = fmt.Sprintf("%d +0000", at.Unix())
	}
	who := []string{"GIT_AUTHOR_NAME=" + name, "GIT_AUTHOR_EMAIL=" + mail, "GIT_AUTHOR_DATE=" + when,
		"GIT_COMMITTER_NAME=" + name, "GIT_COMMITTER_EMAIL=" + mail, "GIT_COMMITTER_DATE=" + when}
	out, err := g.git(ctx, repo, strings.NewReader(message), who, "commit-tree", "-p", parent, tree)
	if err != nil {
		return "", err
	}
	commit = strings.TrimSpace(string(out))
	_, err = g.Run(ctx, repo, "update-ref", "refs/heads/"+branch, commit, parent)
	return commit, err
}

// writeTree is the tree of a commit with some files replaced.
func (g *GitServer) writeTree(ctx context.Context, repo, commit string, files map[string][]byte) (string, error) {
	tmp, err := os.MkdirTemp("", "githubtest-index")
	if err != nil {
		return "", fmt.Errorf("make an index: %w", err)
	}
	defer os.RemoveAll(tmp)
	index := []string{"GIT_INDEX_FILE=" + filepath.Join(tmp, "index")}
	if _, err := g.git(ctx, repo, nil, index, "read-tree", commit); err != nil {
		return "", err
	}
	var lines bytes.Buffer
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if files[path] == nil {
			fmt.Fprintf(&lines, "0 %040d\t%s\x00", 0, path)
			continue
		}
		blob, err := g.git(ctx, repo, bytes.NewReader(files[path]), nil, "hash-object", "-w", "--stdin")
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&lines, "100644 %s\t%s\x00", bytes.TrimSpace(blob), path)
	}
	if _, err := g.git(ctx, repo, &lines, index, "update-index", "-z", "--add", "--index-info"); err != nil {
		return "", err
	}
	tree, err := g.git(ctx, repo, nil, index, "write-tree")
	return strings.TrimSpace(string(tree)), err
}

// Run runs git in the bare repository and returns its standard output.
func (g *GitServer) Run(ctx context.Context, repo string, args ...string) ([]byte, error) {
	return g.git(ctx, repo, nil, nil, args...)
}

func (g *GitServer) tip(ctx context.Context, repo, branch string) (string, error) {
	out, err := g.Run(ctx, repo, "rev-parse", "--verify", "--quiet", "refs/heads/"+branch)
	if err != nil {
		return "", fmt.Errorf("%s has no branch %s: %w", repo, branch, err)
	}
	return strings.TrimSpace(string(out)), nil
}

func (g *GitServer) git(ctx context.Context, repo string, stdin io.Reader, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Stdin = g.dir(repo), stdin
	cmd.Env = append(append(g.environment(), "PATH="+os.Getenv("PATH"), "GIT_DIR="+g.dir(repo)), env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("git %s in %s: %w: %s", args[0], repo, err, bytes.TrimSpace(errs.Bytes()))
	}
	return out, nil
}

func (g *GitServer) dir(repo string) string {
	return filepath.Join(g.Root, filepath.FromSlash(repo)+".git")
}
