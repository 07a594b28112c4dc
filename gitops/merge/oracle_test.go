package merge_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/xsf/padpress/gitops/merge"
)

// pairs is how many pairs TestGit merges:
//
//	go test ./gitops/merge -run TestGit -v -merge.pairs=10000
//
// takes about a minute.
var pairs = flag.Int("merge.pairs", 1000, "number of pairs of edits to merge as git does")

// score counts the pairs of a kind.
type score struct{ pairs, clean, conflict, differ, shy, bold int }

// TestGit merges random edits of both sides as git merge-file does, and wants the same of both: whether there is a
// conflict, and the text, which on a conflict is git's with --ours.
func TestGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	texts := issues(t)
	var wait sync.WaitGroup
	var mu sync.Mutex
	scores := map[string]*score{}
	next := make(chan int)
	for range runtime.NumCPU() {
		g := newGit(t)
		wait.Go(func() {
			for i := range next {
				p := newPair(uint64(i), texts)
				want, conflicts, err := g.mergeFile(p)
				got := merge.Text([]byte(p.base), []byte(p.ours), []byte(p.theirs))
				mu.Lock()
				if scores[p.kind] == nil {
					scores[p.kind] = &score{}
				}
				s := scores[p.kind]
				s.pairs++
				same := bytes.Equal(got.Text, want)
				switch {
				case err != nil:
					t.Error(err)
				case got.Clean() && conflicts:
					s.bold++
					t.Errorf("pair %d (%s): clean, and git finds a conflict", i, p.kind)
				case !got.Clean() && !conflicts:
					s.shy++
					t.Errorf("pair %d (%s): a conflict where git finds none", i, p.kind)
				case !same:
					s.differ++
					t.Errorf("pair %d (%s): another text than git's (clean: %v)", i, p.kind, got.Clean())
				case conflicts:
					s.conflict++
				default:
					s.clean++
				}
				mu.Unlock()
			}
		})
	}
	for i := range *pairs {
		next <- i
	}
	close(next)
	wait.Wait()
	all := &score{}
	scores["all"] = all
	for _, k := range append(kinds, kinds[0]) {
		s := scores[k.name]
		_ = s
	}
	for name, s := range scores {
		t.Logf("%-20s %+v", name, *s)
	}
}

// git runs merge-file in a folder of its own.
type git struct{ dir string }

func newGit(t *testing.T) git { return git{t.TempDir()} }

// mergeFile is what git makes of the pair, with ours where there is a conflict.
func (g git) mergeFile(p pair) (text []byte, conflicts bool, err error) {
	for name, text := range map[string]string{"base": p.base, "ours": p.ours, "theirs": p.theirs} {
		if err := os.WriteFile(filepath.Join(g.dir, name), []byte(text), 0o644); err != nil {
			return nil, false, err
		}
	}
	text, conflicts, err = g.run("merge-file", "-p", "-q", "ours", "base", "theirs")
	if conflicts {
		text, _, err = g.run("merge-file", "-p", "-q", "--ours", "ours", "base", "theirs")
	}
	return text, conflicts, err
}

func (g git) run(args ...string) (out []byte, conflicts bool, err error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES="+g.dir)
	out, err = cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() > 0 && exit.ExitCode() < 128 {
		return out, true, nil
	}
	if err != nil {
		err = fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, false, err
}
