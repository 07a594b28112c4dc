package gitbench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/xsf/padpress/gitops"
)

// way brings a text to the issue's branch of the repository at an address.
type way func(url, dir, text string) error

var ways = map[string]way{"padpress": padpress, "git": gitCLI, "go-git": goGit}

// asWay is set where the benchmark starts its own binary as one of the ways.
const asWay = "GITBENCH_AS"

func TestMain(m *testing.M) {
	if name := os.Getenv(asWay); name != "" {
		if err := ways[name](os.Args[1], os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(peak())
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// peak is the most memory, in megabytes, that this process or one that it started held. What the system says of a process
// that ended cannot be used for this one: it counts the memory of the benchmark, which started it.
func peak() float64 {
	kilobytes := 0
	status, _ := os.ReadFile("/proc/self/status") // only Linux tells
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Sscan(rest, &kilobytes)
		}
	}
	var started syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_CHILDREN, &started) == nil {
		kilobytes = max(kilobytes, int(started.Maxrss))
	}
	return float64(kilobytes) / 1024
}

// issueText is the issue of a run: a few of its lines differ from the others'.
func issueText(number string) string {
	return "This is number " + number + ".\n\n" + prose(rand.New(rand.NewPCG(1, 1)), 24<<10)
}

// padpress reads all that a run of submit reads: the template, three past issues and what the branch holds.
func padpress(url, _, number string) error {
	ctx := context.Background()
	r, err := gitops.Open(url, gitops.Options{})
	if err != nil {
		return err
	}
	s, err := r.Fetch(ctx, gitops.Query{Base: "master", Branch: branch, Path: issue})
	if err != nil {
		return err
	}
	ids := s.Wanted()
	for _, path := range []string{body, "content/blog/newsletter/2025-04-05-newsletter.md", "content/blog/newsletter/2025-03-05-newsletter.md", "content/blog/newsletter/2025-02-05-newsletter.md"} {
		id, ok := s.Base.Blob(path)
		if !ok {
			return errors.New(path + " is not on the site")
		}
		ids = append(ids, id)
	}
	if _, err := r.Read(ctx, ids...); err != nil {
		return err
	}
	text := []byte(issueText(number))
	_, err = r.EnsureBranch(ctx, s, gitops.Change{
		Path: issue, Files: map[string][]byte{issue: text}, Source: "https://pad.example.org/news", Text: text, Version: "1.0.0",
		Subject: "Import the pad", Author: gitops.Signature{Name: "padpress", Email: "padpress@example.org"}, When: time.Unix(1_800_000_000, 0),
	})
	return err
}

// gitCLI is what a script would do.
func gitCLI(url, dir, number string) error {
	c := exec.Command("sh", "-ec", `git clone --quiet --depth 1 "$1" "$2"
cd "$2"
git checkout --quiet -b "$3"
cat > "$4"
git add "$4"
git -c user.name=padpress -c user.email=padpress@example.org commit --quiet -m "Import the pad"
git push --quiet origin "$3"`, "sh", url, dir, branch, issue)
	text, err := os.CreateTemp("", "gitbench")
	if err != nil {
		return err
	}
	defer os.Remove(text.Name())
	defer text.Close()
	if _, err := text.WriteString(issueText(number)); err != nil {
		return err
	}
	if _, err := text.Seek(0, 0); err != nil {
		return err
	}
	c.Stdin, c.Stderr = text, os.Stderr
	return c.Run()
}

// goGit is what a Go program would do.
func goGit(url, dir, number string) error {
	r, err := git.PlainClone(dir, false, &git.CloneOptions{URL: url, Depth: 1, SingleBranch: true, ReferenceName: plumbing.Master, Tags: git.NoTags})
	if err != nil {
		return err
	}
	w, err := r.Worktree()
	if err != nil {
		return err
	}
	name := plumbing.NewBranchReferenceName(branch)
	if err := w.Checkout(&git.CheckoutOptions{Branch: name, Create: true}); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, issue), []byte(issueText(number)), 0o644); err != nil {
		return err
	}
	if _, err := w.Add(issue); err != nil {
		return err
	}
	who := &object.Signature{Name: "padpress", Email: "padpress@example.org", When: time.Unix(1_800_000_000, 0)}
	if _, err := w.Commit("Import the pad", &git.CommitOptions{Author: who}); err != nil {
		return err
	}
	return r.Push(&git.PushOptions{RefSpecs: []config.RefSpec{config.RefSpec(name + ":" + name)}})
}
