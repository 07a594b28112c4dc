package merge_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// pairs is how many pairs the tests against git merge:
//
//	go test ./gitops/merge -run Git -v -merge.pairs=10000
//
// takes about a minute.
var pairs = flag.Int("merge.pairs", 1000, "number of pairs of edits to merge as git does")

// count is how many pairs to merge; fewer under the race detector, where each takes long.
func count() int {
	if testing.Short() {
		return min(*pairs, 200)
	}
	return *pairs
}

// TestGit merges what people may do to an issue on both sides as git merge-file does.
func TestGit(t *testing.T) {
	texts := issues(t)
	compareWithGit(t, count(), 1, func(i int) pair { return newPair(uint64(i), texts) })
}

// TestGitAlike is TestGit with texts of few different lines, where it is up to git which of them are new.
func TestGitAlike(t *testing.T) {
	compareWithGit(t, count()/2, 10, func(i int) pair { return newPairAlike(uint64(i)) })
}

// compareWithGit wants of both the same: whether there is a conflict, and the text, which on a conflict is git's with
// --ours. Besides, of a thousand pairs, some are allowed of which one side has all that the other changed, and git
// takes it twice; see testdata/ambiguous.
func compareWithGit(t *testing.T, n, allowed int, make func(i int) pair) {
	scores := scores{}
	next := feed(n)
	var wait sync.WaitGroup
	for range runtime.NumCPU() {
		g := git{t.TempDir()}
		wait.Go(func() {
			for i := range next {
				p := make(i)
				if err := scores.add(p, g); err != nil {
					t.Errorf("pair %d (%s): %v", i, p.kind, err)
				}
			}
		})
	}
	wait.Wait()
	all := scores.log(t)
	if limit := 1 + n*allowed/1000; all.held > limit || all.again > limit {
		t.Errorf("%d pairs where one side holds the other's changes, and %d that are not the same when merged again; want at most %d",
			all.held, all.again, limit)
	}
}

func feed(n int) <-chan int {
	next := make(chan int)
	go func() {
		for i := range n {
			next <- i
		}
		close(next)
	}()
	return next
}

// score counts the pairs of a kind.
type score struct {
	pairs, clean, conflict int // alike in git and here
	held                   int // clean in git and here, with the same lines, but some of them once more in git
	again                  int // clean and as in git, but not the same when merged again
}

type scores struct {
	sync.Mutex
	of map[string]*score
}

// add merges the pair and says what is wrong with the result.
func (s *scores) add(p pair, g git) error {
	want, conflict, err := g.mergeFile(p)
	if err != nil {
		return err
	}
	got := text(p.base, p.ours, p.theirs)
	s.Lock()
	defer s.Unlock()
	if s.of == nil {
		s.of = map[string]*score{}
	}
	if s.of[p.kind] == nil {
		s.of[p.kind] = &score{}
	}
	of := s.of[p.kind]
	of.pairs++
	switch same := string(got.Text) == want; {
	case got.Clean() && conflict:
		return errors.New("clean, and git finds a conflict")
	case !got.Clean() && !conflict:
		return errors.New("a conflict where git finds none")
	case !same && !got.Clean():
		return errors.New("another text than git's with --ours")
	case !same && !held(p, string(got.Text), want):
		return errors.New("another text than git's")
	case !same:
		of.held++
	case conflict:
		of.conflict++
	default:
		of.clean++
	}
	if again := text(p.theirs, string(got.Text), p.theirs); !again.Clean() || string(again.Text) != string(got.Text) {
		return errors.New("merging theirs again changes the text")
	}
	if got.Clean() && string(text(p.base, string(got.Text), p.theirs).Text) != string(got.Text) {
		of.again++
	}
	return nil
}

// held says that got is what one side had, and that git's text has the same lines, some of them more often.
func held(p pair, got, want string) bool {
	had, has := counts(got), counts(want)
	for line, n := range had {
		if has[line] < n {
			return false
		}
	}
	return (got == p.ours || got == p.theirs) && len(had) == len(has)
}

// log tells of each kind how it went, and returns the sum.
func (s *scores) log(t *testing.T) score {
	var all score
	for _, kind := range slices.Sorted(maps.Keys(s.of)) {
		of := s.of[kind]
		t.Logf("%-20s %+v", kind, *of)
		all.pairs += of.pairs
		all.clean += of.clean
		all.conflict += of.conflict
		all.held += of.held
		all.again += of.again
	}
	t.Logf("%-20s %+v", "all", all)
	return all
}

// git runs merge-file in a folder of its own.
type git struct{ dir string }

// mergeFile is what git makes of the pair, with ours where there is a conflict.
func (g git) mergeFile(p pair) (text string, conflict bool, err error) {
	for name, text := range map[string]string{"base": p.base, "ours": p.ours, "theirs": p.theirs} {
		if err := os.WriteFile(filepath.Join(g.dir, name), []byte(text), 0o644); err != nil {
			return "", false, err
		}
	}
	text, conflict, err = g.run("merge-file", "-p", "-q", "ours", "base", "theirs")
	if conflict {
		text, _, err = g.run("merge-file", "-p", "-q", "--ours", "ours", "base", "theirs")
	}
	return text, conflict, err
}

func (g git) run(args ...string) (out string, conflict bool, err error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES="+g.dir)
	text, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() > 0 && exit.ExitCode() < 128 {
		return string(text), true, nil
	}
	if err != nil {
		err = fmt.Errorf("git %s: %w", args[0], err)
	}
	return string(text), false, err
}

// newPairAlike is a pair of texts of few different lines.
func newPairAlike(i uint64) pair {
	r := rand.New(rand.NewPCG(i, 9))
	different := 1 + r.IntN(12)
	line := func() string { return string(rune('a'+r.IntN(different))) + "\n" }
	base := make([]string, 1+r.IntN([]int{6, 20, 100, 400}[r.IntN(4)]))
	for i := range base {
		base[i] = line()
	}
	most := []int{3, 8, 40}[r.IntN(3)]
	side := func() string {
		lines := slices.Clone(base)
		for range r.IntN(most) {
			at := r.IntN(len(lines) + 1)
			end := min(len(lines), at+r.IntN(4))
			add := make([]string, r.IntN(4))
			for i := range add {
				add[i] = line()
			}
			lines = slices.Replace(lines, at, end, add...)
		}
		return strings.Join(lines, "")
	}
	return pair{"alike", strings.Join(base, ""), side(), side()}
}
