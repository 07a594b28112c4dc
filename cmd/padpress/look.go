package main

import (
	"context"
	"fmt"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// site is what stands in the repository and on the forge when the run begins.
type site struct {
	*gitops.State
	pull     *github.Pull
	blobs    map[gitops.ID][]byte
	previous *lint.Document   // the previous import, nil before the first
	earlier  []*lint.Document // published issues, newest first
	known    bool             // the pad's text is the previous import's: nothing is new
}

// look reads the branches, the month's pull request, and the files that the run needs, in one request.
func (j *job) look(ctx context.Context, text pad.Snapshot) (*site, error) {
	j.progress("looking at %s …", j.git.URL())
	state, err := j.git.Fetch(ctx, gitops.Query{Base: j.Base, Branch: j.branchName(), Path: j.path(), ReadOnly: j.readOnly()})
	if err != nil {
		return nil, err
	}
	s := &site{State: state}
	if s.Published() {
		return s, nil
	}
	if s.pull, err = j.forge.FindPull(ctx, j.pullSpec("", "")); err != nil {
		return nil, err
	}
	s.known = s.Import != nil && s.Import.Digest == gitops.Digest(text.Text)
	if err := j.read(ctx, s); err != nil {
		return nil, err
	}
	j.step("site", "%s at %s, %s, %s", j.Base, s.Base.Commit.Short(), s.branchWords(j.branchName()), s.pullWords())
	return s, nil
}

func (s *site) branchWords(name string) string {
	switch {
	case s.Head == nil:
		return "no branch " + name + " yet"
	case s.known:
		return name + " holds this text of the pad"
	case s.Import != nil:
		return name + " holds an earlier text of the pad"
	}
	return name + " holds no import"
}

func (s *site) pullWords() string {
	if s.pull.State == github.None {
		return "no pull request yet"
	}
	return fmt.Sprintf("pull request #%d", s.pull.Number)
}

// read fetches the contents that the run needs. When nothing is new in the pad, no guard asks for earlier issues.
func (j *job) read(ctx context.Context, s *site) (err error) {
	var ids []gitops.ID
	add := func(t *gitops.Tree, path string) {
		if t == nil {
			return
		}
		if id, ok := t.Blob(path); ok {
			ids = append(ids, id)
		}
	}
	var earlier []string
	if !s.known {
		earlier = lint.EarlierPaths(treeFS{tree: s.Base}, j.path(), earlierIssues)
	}
	for _, path := range earlier {
		add(s.Base, path)
	}
	add(s.Head, j.path())
	if s.Import != nil {
		ids = append(ids, s.Import.File)
	}
	if s.pull.State == github.None {
		add(s.Base, j.Template)
	}
	if s.blobs, err = j.git.Read(ctx, ids...); err != nil {
		return err
	}
	for _, path := range earlier {
		if src, ok := s.file(s.Base, path); ok {
			s.earlier = append(s.earlier, lint.Parse(path, src))
		}
	}
	if s.Import != nil {
		s.previous = lint.Parse(j.path(), s.blobs[s.Import.File])
	}
	return nil
}

// file is the content of path in t, if it was read.
func (s *site) file(t *gitops.Tree, path string) ([]byte, bool) {
	if t == nil {
		return nil, false
	}
	id, ok := t.Blob(path)
	if !ok {
		return nil, false
	}
	src, ok := s.blobs[id]
	return src, ok
}

// over reports, and says, whether there is nothing to do for the month any more, or nothing that is ours to do.
func (j *job) over(s *site) bool {
	switch {
	case s.Published():
		j.step("over", "%s is on %s: %s is published; nothing was written", j.path(), j.Base, j.monthName())
	case s.pull.State == github.Merged:
		j.step("over", "%s is merged; nothing was written", s.pull.URL)
	case s.pull.State == github.Closed:
		j.step("over", "%s was closed by a person and is not reopened; nothing was written (reopen it to go on)", s.pull.URL)
	case s.pull.State == github.Theirs:
		j.step("over", "%s by %s holds %s already; nothing was written (close it to have padpress open one)", s.pull.URL, s.pull.Author, s.pull.Path)
	default:
		return false
	}
	j.notes(s.pull)
	return true
}

func (j *job) notes(p *github.Pull) {
	if p == nil {
		return
	}
	for _, n := range p.Notes {
		j.step("note", "%s", n)
	}
}

// pullSpec is the pull request that is wanted.
func (j *job) pullSpec(title, body string) github.PullSpec {
	return github.PullSpec{
		Head: j.branchName(), Base: j.Base, Title: title, Body: body, Draft: true,
		Milestone: j.Milestone, Label: j.Label, Path: j.path(),
		Covers: j.house.MayHold(j.month.Covers),
	}
}

// traffic is what was exchanged with the git server.
func (j *job) traffic() string {
	t := j.git.Traffic()
	return fmt.Sprintf("%d git requests, %.1f kB down, %.1f kB up", t.Requests, float64(t.Down)/1000, float64(t.Up)/1000)
}
