package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// settle reads the site's repository, and once more if the configuration found there means another branch or file. The
// configuration is the one on the branch that was read first. To read only needs no rights to push.
func (j *job) settle(ctx context.Context, readOnly bool) (*site, error) {
	j.progress("looking at %s …", j.site.URL())
	s, err := j.fetch(ctx, j.query(j.initial.Base, readOnly))
	if err != nil {
		return nil, err
	}
	if err := j.configure(s); err != nil {
		return nil, err
	}
	j.dated(s.original)
	switch q := j.query(j.Base, readOnly); {
	case q.Base != s.query.Base || q.Branch != s.query.Branch:
		s, err = j.fetch(ctx, q)
	case q.Path != s.query.Path:
		s, err = j.about(ctx, s, q)
	case j.Template != s.template:
		err = j.read(ctx, s)
	}
	return s, err
}

// land finds the month's branch, in the fork if there is one, and reads all once more if the issue there has another name.
func (j *job) land(ctx context.Context, s *site, readOnly bool) (*site, error) {
	if err := j.intoFork(ctx, s, readOnly); err != nil {
		return nil, err
	}
	other, err := j.followed(s)
	if err != nil || !other {
		return s, err
	}
	if j.fork != nil {
		if s, err = j.fetch(ctx, j.query(j.Base, true)); err != nil {
			return nil, err
		}
		return s, j.intoFork(ctx, s, readOnly)
	}
	return j.about(ctx, s, j.query(j.Base, readOnly))
}

func (j *job) query(base string, readOnly bool) gitops.Query {
	q := gitops.Query{Base: base, Branch: j.branchName(), Path: j.path(), Holds: j.mayHold(), ReadOnly: readOnly}
	if j.translates() {
		q.Beside = j.branch(j.month.Covers)
	}
	return q
}

// fetch reads branches and trees, and the files in one more request.
func (j *job) fetch(ctx context.Context, q gitops.Query) (*site, error) {
	state, err := j.site.Fetch(ctx, q)
	var lost *gitops.Error
	if errors.As(err, &lost) && lost.Kind == gitops.NotFound && strings.Contains(lost.Text, "no branch") {
		return nil, fmt.Errorf("%w; if the site is built from another one, name it with base: in a file for --config", err)
	}
	if gitops.IsKind(err, gitops.Conflict) {
		return nil, fmt.Errorf("%w: %w", github.ErrHeadMoved, err)
	}
	if err != nil {
		return nil, err
	}
	return j.siteOf(ctx, state, q)
}

// about is the site for a query that differs only in where the issue's file is.
func (j *job) about(ctx context.Context, s *site, q gitops.Query) (*site, error) {
	state, err := j.site.About(ctx, s.State, q)
	if err != nil {
		return nil, err
	}
	return j.siteOf(ctx, state, q)
}

// siteOf reads what the run needs of a state.
func (j *job) siteOf(ctx context.Context, state *gitops.State, q gitops.Query) (s *site, err error) {
	s = &site{State: state, Base: state.Base, query: q}
	if err = j.findOriginal(ctx, s); err != nil {
		return nil, err
	}
	if s.published, err = j.publishedAs(ctx, s); err != nil {
		return nil, err
	}
	return s, j.read(ctx, s)
}

// publishedAs is the path of the month's issue on the base branch, whatever day it was released; "" if there is none.
func (j *job) publishedAs(ctx context.Context, s *site) (string, error) {
	usual := j.path()
	if s.original != nil {
		usual = lint.TranslationPath(s.original.path, j.lang)
	}
	return j.issueOn(ctx, s, usual, j.mayHold())
}

// issueOn is the path of the month's issue on the base branch: the usual one, or another that may be its own by the day.
// Where the day leaves it open, the issue's own title decides: that costs a request.
func (j *job) issueOn(ctx context.Context, s *site, usual string, holds func(string) bool) (string, error) {
	if _, ok := s.Base.Lookup(usual); ok {
		return usual, nil
	}
	for _, p := range j.namesIn(s.Base, holds) {
		if _, ok := s.Base.Blob(p); !ok {
			continue
		}
		m, named, err := j.coveredBy(ctx, s, s.Base, p)
		if err != nil {
			return "", err
		}
		if !named || m.Last.Equal(j.month.Covers.Last) {
			return p, nil
		}
	}
	return "", nil
}

// namesIn are the paths in t, beside the issue's, that hold tells of.
func (j *job) namesIn(t *gitops.Tree, holds func(string) bool) []string {
	var found []string
	for _, e := range t.List(path.Dir(j.path())) {
		if p := path.Join(path.Dir(j.path()), e.Name); holds(p) {
			found = append(found, p)
		}
	}
	return found
}

// followed lets the month's branch say under which day the issue was begun, where no flag does. It reports whether that
// is another one.
func (j *job) followed(s *site) (bool, error) {
	if s.Head == nil || s.published != "" || j.translates() && s.original == nil { // the last is looked for elsewhere first
		return false, nil
	}
	begun := s.Path
	if s.Import != nil {
		begun = s.Import.Path
	}
	if begun == "" || begun == j.path() {
		return false, nil
	}
	if j.moves() && (s.Path == j.path() || s.slips(begun)) {
		return false, nil
	}
	switch {
	case j.translates():
		j.step("note", "people named the file %s, and theirs counts, though the original is %s", s.Path, s.original.path)
	case j.release != "":
		j.step("note", "--release is left aside: people named the file %s, and theirs counts", s.Path)
	}
	day, ok := (&lint.Document{Path: begun}).Date()
	j.month.Release = day
	return ok, nil
}

// configure puts the site's own configuration in force, unless --config names another.
func (j *job) configure(s *site) error {
	if j.configPath != "" {
		return j.checkLanguage()
	}
	text, found, err := siteConfig(treeFS{tree: s.Base, blobs: s.blobs})
	if err != nil {
		return err
	}
	c := j.initial
	if found {
		if c, err = c.with(configFile, text); err != nil {
			return err
		}
		c = c.readIn(j.initial)
		j.step("config", "%s on %s", configFile, s.query.Base)
	}
	if err := j.use(c); err != nil {
		return err
	}
	return j.checkLanguage()
}

// coveredBy reads which months the issue at a path of a tree covers, and with it, in one request, what the run needs anyway.
func (j *job) coveredBy(ctx context.Context, s *site, t *gitops.Tree, p string) (m lint.Months, named bool, err error) {
	id, ok := t.Blob(p)
	if !ok {
		return m, false, nil
	}
	blobs, err := j.site.Read(ctx, append(j.wants(s), id)...)
	if err != nil {
		return m, false, err
	}
	m, named = pad.Covers(lint.Parse(p, blobs[id]), j.house)
	return m, named, nil
}

// read fetches the contents that the run needs, and once the month is over only the configuration, in one request or none.
func (j *job) read(ctx context.Context, s *site) (err error) {
	if s.published != "" {
		s.blobs, err = j.site.Read(ctx, blobsAt(s.Base, j.ownConfig()...)...)
		return err
	}
	s.template = j.Template
	if s.blobs, err = j.site.Read(ctx, j.wants(s)...); err != nil {
		return err
	}
	j.readOriginal(s)
	s.earlier = nil
	for _, path := range j.earlierPaths(s) {
		if src, ok := s.file(s.Base, path); ok {
			s.earlier = append(s.earlier, lint.Parse(path, src))
		}
	}
	s.recall(j.path())
	return nil
}

// wants are the contents that the run needs of the branches that were read.
func (j *job) wants(s *site) []gitops.ID {
	paths := slices.Concat(j.ownConfig(), j.earlierPaths(s), []string{j.Template})
	ids := append(blobsAt(s.Base, paths...), wanted(s.State)...)
	if s.original != nil {
		ids = append(ids, blobsAt(s.original.tree, s.original.path)...)
	}
	return ids
}

// ownConfig is where the site's own configuration stands, if it counts.
func (j *job) ownConfig() []string {
	if j.configPath != "" {
		return nil
	}
	return []string{configFile}
}

func (j *job) earlierPaths(s *site) []string {
	return lint.EarlierPaths(treeFS{tree: s.Base}, j.path(), earlierIssues)
}

// blobsAt are the files at paths of a tree, as far as they are there.
func blobsAt(t *gitops.Tree, paths ...string) []gitops.ID {
	var ids []gitops.ID
	for _, path := range paths {
		if id, ok := t.Blob(path); ok {
			ids = append(ids, id)
		}
	}
	return ids
}
