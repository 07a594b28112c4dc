package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// original is the issue that a translation is made from.
type original struct {
	path   string
	tree   *gitops.Tree   // where it stands: the base, its branch, or the head of somebody's pull request
	branch string         // by which the tree is known, "" for a pull request's head
	pull   *github.Pull   // that holds it, as far as one is open and was looked for
	text   *lint.Document // nil until it is read
	then   *lint.Document // what it was when the translation was made; nil if not known
}

// document is the text of the original, nil where there is none, or none was read.
func (o *original) document() *lint.Document {
	if o == nil {
		return nil
	}
	return o.text
}

// errNoOriginal says that there is nothing that could have been translated.
var errNoOriginal = errors.New("there is no original")

// noOriginal is that error, with what to do.
func (j *job) noOriginal() error {
	pulls := "nor in an open pull request"
	if j.get("GITHUB_TOKEN") == "" {
		pulls = "and without a token open pull requests cannot be looked through"
	}
	return fmt.Errorf("%w of %s: it is neither on %s nor on %s, %s; open one for it first, or name another month with --month",
		errNoOriginal, j.subject(), j.Base, j.branch(j.month.Covers), pulls)
}

// findOriginal finds the original of a translation among the trees that were read: on the base, or else on its own branch,
// under whichever day it is released.
func (j *job) findOriginal(ctx context.Context, s *site) error {
	if !j.translates() {
		return nil
	}
	at, err := j.originalOn(ctx, s)
	if err != nil {
		return err
	}
	if at != "" {
		s.original = &original{path: at, tree: s.Base, branch: s.query.Base}
		return nil
	}
	if at, err = j.begunOn(ctx, s); at != "" {
		s.original = &original{path: at, tree: s.Beside, branch: s.query.Beside}
	} else if j.elsewhere != nil {
		s.original = j.elsewhere
	}
	return err
}

// originalOn is the path of the month's original on the base branch, "" if it is not there.
func (j *job) originalOn(ctx context.Context, s *site) (string, error) {
	usual, err := releaseOf("", j.month.Covers)
	if err != nil {
		return "", err
	}
	if at, err := j.issueOn(ctx, s, j.house.IssuePath(usual), j.house.MayHold(j.month.Covers)); at != "" || err != nil {
		return at, err
	}
	// Some releases slip into the month after the one that is meant for them; then only the title tells.
	late := j.house.MayHold(lint.MonthOf(j.month.Covers.Last.AddDate(0, 1, 0)))
	for _, p := range j.namesIn(s.Base, late) {
		if m, named, err := j.coveredBy(ctx, s, s.Base, p); err != nil {
			return "", err
		} else if named && m.Last.Equal(j.month.Covers.Last) {
			return p, nil
		}
	}
	return "", nil
}

// begunOn is the path of the original on its own branch: an issue that the base has not.
func (j *job) begunOn(ctx context.Context, s *site) (string, error) {
	if s.Beside == nil {
		return "", nil
	}
	names := slices.DeleteFunc(j.namesIn(s.Beside, j.isIssue), func(p string) bool {
		_, published := s.Base.Lookup(p)
		return published
	})
	if len(names) == 1 { // nothing else can be meant, and its text is read with all others
		return names[0], nil
	}
	for _, p := range names {
		if m, named, err := j.coveredBy(ctx, s, s.Beside, p); err != nil {
			return "", err
		} else if named && m.Last.Equal(j.month.Covers.Last) {
			return p, nil
		}
	}
	return "", nil
}

// isIssue reports whether a path is that of an issue.
func (j *job) isIssue(p string) bool {
	day, ok := (&lint.Document{Path: p}).Date()
	return ok && p == j.house.IssuePath(day)
}

// dated lets the original say the day of release.
func (j *job) dated(o *original) {
	if o == nil {
		return
	}
	if day, ok := (&lint.Document{Path: o.path}).Date(); ok {
		j.month.Release = day
	}
}

// readOriginal takes the original's text from what was read.
func (j *job) readOriginal(s *site) {
	o := s.original
	if o == nil || o.text != nil {
		return
	}
	text, ok := s.file(o.tree, o.path)
	if !ok {
		return
	}
	o.text = lint.Parse(o.path, text)
	j.coveredAs(o)
}

// coveredAs lets the original decide which months are covered: people may have made one issue of two.
func (j *job) coveredAs(o *original) {
	if m, ok := pad.Covers(o.text, j.house); ok && m.Last.Equal(j.month.Covers.Last) && isIssue(m) {
		j.month.Covers = m
	}
}

// originalSpec is the pull request that may hold the original; nil where it is published, and none is open.
func (j *job) originalSpec(s *site) *github.PullSpec {
	if !j.translates() || s.original != nil && s.original.tree == s.Base {
		return nil
	}
	var others []string
	for _, m := range j.monthsAround() {
		others = append(others, j.branch(m))
	}
	fork := j.fork.repo()
	if s.original != nil {
		fork = "" // it stands on the site's own branch
	}
	return &github.PullSpec{
		Head: j.branch(j.month.Covers), Fork: fork, Others: others,
		Covers: j.house.MayHold(j.month.Covers), Holds: j.holds,
	}
}

// withOriginal completes what is known of the original by its pull request, and reads all once more if only that knows it.
func (j *job) withOriginal(ctx context.Context, s *site) (*site, error) {
	p := s.pull.Original
	if s.original == nil && p != nil && p.Path != "" {
		f, err := j.fileOf(ctx, p)
		if err != nil {
			return nil, err
		}
		j.elsewhere = &original{path: p.Path, tree: f.tree, text: f.Document}
		s.original = j.elsewhere
		j.coveredAs(s.original)
		if j.dated(s.original); j.path() != s.query.Path {
			if s, err = j.resurvey(ctx, s); err != nil {
				return nil, err
			}
		}
	}
	switch {
	case s.original == nil:
		return nil, j.noOriginal()
	case s.original.text == nil:
		return nil, fmt.Errorf("%w of %s that can be read: %s is no file", errNoOriginal, j.subject(), s.original.path)
	}
	s.original.pull = p
	return s, nil
}

// resurvey is the site as it is known, for the day that the original turned out to have.
func (j *job) resurvey(ctx context.Context, s *site) (*site, error) {
	pull := s.pull
	var err error
	if j.fork != nil {
		s, err = j.survey(ctx)
	} else if s, err = j.about(ctx, s, j.query(j.Base, j.readOnly())); err == nil {
		s, err = j.land(ctx, s, j.readOnly())
	}
	if err == nil {
		s.pull = pull
	}
	return s, err
}

// goesAlong reports whether the translation stands on its original's branch, and on none of its own: people put it there.
func (j *job) goesAlong(s *site) bool {
	if s.original == nil || s.original.tree != s.Beside || s.Beside == nil || s.Head != nil {
		return false
	}
	_, ok := s.Beside.Lookup(j.path())
	return ok
}

// tooEarly reports, and says, that a run by the clock found no original yet: nobody has to act.
func (j *job) tooEarly(err error) bool {
	if !errors.Is(err, errNoOriginal) || !j.unattended() {
		return false
	}
	j.step("over", "%s; nothing was written", err)
	return true
}
