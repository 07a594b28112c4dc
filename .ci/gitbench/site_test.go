package gitbench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xsf/padpress/gitops/githubtest"
)

const (
	repo   = "community/site"
	branch = "newsletter-november-2026"
	issue  = "content/blog/newsletter/2026-12-05-newsletter.md"
	body   = ".github/PULL_REQUEST_TEMPLATE/newsletter.md"
	person = "A Reviewer <reviewer@example.org>"
)

// The shape of the site: 1,040 files in some 130 folders, and the refs of 1,400 pull requests.
const (
	texts    = 839
	pictures = 200
	pulls    = 1400
)

// pictureSize is small for a quick run; GITBENCH=full makes a pack of 54 MB, as that of the real site.
func pictureSize() int {
	if os.Getenv("GITBENCH") == "full" {
		return 250 << 10
	}
	return 4 << 10
}

// site is a repository of that shape on a git server.
type site struct {
	*githubtest.GitServer
	b testing.TB
}

func newSite(b testing.TB) *site {
	s := &site{&githubtest.GitServer{Root: b.TempDir()}, b}
	if err := s.Available(); err != nil {
		b.Skip(err)
	}
	if _, err := s.Init(b.Context(), repo, "master", files(), "site"); err != nil {
		b.Fatal(err)
	}
	s.git("config", "receive.hideRefs", "refs/pull") // as GitHub does
	tip := s.git("rev-parse", "master")
	var refs strings.Builder
	refs.WriteString("# pack-refs with: peeled fully-peeled sorted \n")
	fmt.Fprintf(&refs, "%s refs/heads/master\n", tip)
	for n := range pulls {
		fmt.Fprintf(&refs, "%s refs/pull/%04d/head\n", tip, n+1)
	}
	if err := os.WriteFile(filepath.Join(s.Root, repo+".git", "packed-refs"), []byte(refs.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	s.git("gc", "--quiet")
	return s
}

// files are random, and the same in every run.
func files() fstest.MapFS {
	r := rand.New(rand.NewPCG(2026, 11))
	all := fstest.MapFS{body: {Data: []byte("## The newsletter\n")}}
	folder := func() string { return fmt.Sprintf("content/section-%02d/folder-%02d", r.IntN(6), r.IntN(16)) }
	for n := range texts {
		name := fmt.Sprintf("%s/page-%d.md", folder(), n)
		if n < 160 { // the folder of the newsletters is the largest
			name = fmt.Sprintf("content/blog/newsletter/%d-%02d-05-newsletter.md", 2012+n/12, n%12+1)
		}
		all[name] = &fstest.MapFile{Data: []byte(prose(r, 6<<10))}
	}
	for n := range pictures {
		noise := make([]byte, pictureSize())
		for i := range noise {
			noise[i] = byte(r.Uint32())
		}
		all[fmt.Sprintf("static/images/folder-%02d/picture-%d.png", r.IntN(20), n)] = &fstest.MapFile{Data: noise}
	}
	return all
}

// prose compresses as newsletters do.
func prose(r *rand.Rand, size int) string {
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, "- [Project %d](https://project-%x.example.org/) has released version %d.%d of its software.\n\n", n, r.Uint32(), r.IntN(9), r.IntN(20))
	}
	return b.String()
}

func (s *site) git(args ...string) string {
	s.b.Helper()
	out, err := s.Run(s.b.Context(), repo, args...)
	if err != nil {
		s.b.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// review commits as a person.
func (s *site) review(path, text string) {
	s.b.Helper()
	if _, err := s.Commit(s.b.Context(), repo, branch, map[string][]byte{path: []byte(text)}, person, "a review"); err != nil {
		s.b.Fatal(err)
	}
}
