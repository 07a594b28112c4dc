package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// site is what stands in the repository and on the forge when the run begins.
type site struct {
	*gitops.State              // of the branch
	Base          *gitops.Tree // tip of the site's base branch, wherever the branch is
	query         gitops.Query // that the state answers
	published     string       // path of the month's issue on the base branch, "" while there is none
	template      string       // path of the body's template that was read
	pull          *github.Pull
	blobs         map[gitops.ID][]byte
	previous      *lint.Document               // the previous import, nil before the first
	files         map[gitops.ID]*lint.Document // the file in imports, by its blob
	imports       []*lint.Document             // all imports as far as they were read, the oldest first; the last is the previous one
	earlier       []*lint.Document             // published issues, newest first
	original      *original                    // of a translation
	known         bool                         // the pad's text is the previous import's: nothing is new
	brought       []string                     // paths of pictures that this run brings, and that no tree shows yet
}

// look reads the branches, the site's own configuration, the month's pull request, and the files that the run needs.
func (j *job) look(ctx context.Context) (*site, error) {
	s, err := j.lookOnce(ctx)
	wrong := new(configError)
	if ours := err == nil && s.pull != nil && s.pull.State == github.Ours; ours || err != nil && !errors.As(err, &wrong) {
		return s, err
	}
	// Asked only now, as a repository with our pull request is no volunteer's fork: most runs need not ask.
	if belongs, lost := j.recognise(ctx); lost != nil || !belongs {
		return s, errors.Join(err, lost)
	}
	return j.lookOnce(ctx)
}

func (j *job) lookOnce(ctx context.Context) (*site, error) {
	s, err := j.survey(ctx)
	if err != nil || s.published != "" {
		return s, err
	}
	spec := j.pullSpec("", "")
	spec.Original = j.originalSpec(s)
	s.pull, err = j.forge.FindPull(ctx, spec)
	j.standing = s.pull
	if err != nil || !j.translates() {
		return s, err
	}
	return j.withOriginal(ctx, s)
}

// compare notes whether the pad's text is the one that the branch holds, and says how all stands.
func (j *job) compare(s *site, text pad.Snapshot) {
	s.known = s.Knows(text.Text)
	j.step("site", "%s at %s, %s, %s", j.Base, s.Base.Commit.Short(), s.branchWords(j.branchName()), s.pullWords())
	if j.month.Covers.Last.AddDate(0, 1, 0).After(j.start) {
		j.step("note", "%s has not ended yet: what is written later is brought by later runs", j.monthName())
	}
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

// knowledge is what is known beside the pad's text for the issue at path. What people did on the branch matters only if
// the pad says something new: another version of this program must not change its mind about a text that is there.
func (s *site) knowledge(path string) pad.Known {
	k := pad.Known{Import: s.previous, Drafted: s.drafted(), Original: s.original.document()}
	if s.Base != nil { // doctor goes on where the site cannot be read
		k.Has = func(path string) bool {
			_, has := s.Base.Lookup(path)
			return has
		}
	}
	if text, ok := s.file(s.Head, s.Path); ok && !s.known {
		k.Branch = lint.Parse(path, text)
	}
	return k
}

// over reports, and says, whether there is nothing to do for the month any more, or nothing that is ours to do.
func (j *job) over(s *site) bool {
	switch {
	case s.published != "":
		j.step("over", "%s is on %s: %s is published; nothing was written", s.published, j.Base, j.subject())
	case j.goesAlong(s):
		j.step("over", "%s is on %s, beside its original, and goes in with it; nothing was written", j.path(), s.original.branch)
	case s.pull.State == github.Merged:
		j.step("over", "%s is merged; nothing was written", s.pull.URL)
	case s.pull.State == github.Closed:
		j.step("over", "%s was closed by a person and is not reopened; nothing was written (reopen it to go on)", s.pull.URL)
	case s.pull.State == github.Theirs && (j.readOnly() || j.fork != nil):
		j.step("over", "%s by %s holds %s already; nothing was written (close it to have padpress open one)", s.pull.URL, s.pull.Author, s.pull.Path)
	default:
		return false
	}
	j.notes(s.pull)
	return true
}

// superseded reports, and says, whether another run imported another text on top of the one that this run imported. To
// import once more could go on without end, one run after the other.
func (j *job) superseded(s *site) bool {
	if s.known || s.Import == nil || j.imported == "" || s.Import.Digest == j.imported {
		return false
	}
	j.step("over", "another run imported another text of the pad after this one; a later run brings what the pad holds then")
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
		Head: j.branchName(), Base: j.Base, Fork: j.fork.repo(), Title: title, Body: body, Draft: j.phaseNow(nil) == drafting,
		Milestone: string(j.Milestone), Label: j.Label, Reviewers: j.Reviewers, Path: j.path(),
		Covers: j.mayHold(), Others: j.otherBranches(), Holds: j.holds,
	}
}

// otherBranches are those of the months around this one: an issue whose release slipped may bear this month's days.
func (j *job) otherBranches() []string {
	var names []string
	for _, m := range j.monthsAround() {
		names = append(names, j.branchFor(m))
	}
	return names
}

// monthsAround are those near the one that the run is about, without it.
func (j *job) monthsAround() []lint.Months {
	var all []lint.Months
	for n := -6; n <= 6; n++ {
		if n != 0 {
			all = append(all, lint.MonthOf(j.month.Covers.Last.AddDate(0, n, 0)))
		}
	}
	return all
}

// traffic is what was exchanged with the git server, about the site and the fork.
func (j *job) traffic() string {
	t := j.git.Traffic()
	if j.git != j.site {
		s := j.site.Traffic()
		t = gitops.Traffic{Requests: t.Requests + s.Requests, Down: t.Down + s.Down, Up: t.Up + s.Up}
	}
	return fmt.Sprintf("%d git requests, %.1f kB down, %.1f kB up", t.Requests, float64(t.Down)/1000, float64(t.Up)/1000)
}
