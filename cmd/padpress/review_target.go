package main

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
)

// target is a pull request with the newsletter files that it changes, and what is needed to judge them.
type target struct {
	pull    *github.Pull
	files   []github.File // of the newsletter, none of them removed
	base    *gitops.Tree  // what the site is built from
	head    *gitops.Tree
	before  *gitops.Tree // what the pull request is compared with
	blobs   map[gitops.ID][]byte
	made    map[string]gitops.ID // by translation the original that its branch had when its text came, where that is another one than it has now
	earlier []*lint.Document     // published issues before the newest of the files, newest first
}

// target reads the pull request; nil, after saying why, if there is nothing to review.
func (j *job) target(ctx context.Context, number int) (*target, error) {
	j.progress("looking at pull request %d …", number)
	p, err := j.forge.Pull(ctx, number)
	if err != nil {
		return nil, err
	}
	if p.State != github.Theirs {
		j.step("over", "%s is %s; nothing was written", p.URL, p.State)
		return nil, nil
	}
	j.record.output("pull-number", p.Number)
	j.record.output("pull-url", p.URL)
	t := &target{pull: p}
	if t.base, err = j.settleBase(ctx, t); err != nil {
		return nil, err
	}
	if j.isOwn(p) {
		j.step("over", "%s is the month's own: submit reviews it, and nothing was written", p.URL)
		return nil, nil
	}
	all, err := j.forge.Files(ctx, p)
	if err != nil {
		return nil, err
	}
	t.files = slices.DeleteFunc(all, func(f github.File) bool { return f.Removed || !j.isNewsletter(f.Path) })
	if len(t.files) == 0 {
		j.step("over", "%s changes no newsletter file; nothing was written", p.URL)
		return nil, nil
	}
	if err := j.readTarget(ctx, t); err != nil {
		return nil, err
	}
	j.step("pull", "%s at %.7s, %s of the newsletter", p.URL, p.Head, plural(len(t.files), "file", "files"))
	return t, nil
}

// settleBase reads the trees of base and head, and puts the base's configuration in force: what the pull request itself
// would configure does not count.
func (j *job) settleBase(ctx context.Context, t *target) (*gitops.Tree, error) {
	trees, err := j.site.Trees(ctx, gitops.ID(t.pull.BaseHead), gitops.ID(t.pull.Head))
	if err != nil {
		return nil, err
	}
	t.head = trees[1]
	id, ok := trees[0].Blob(configFile)
	if !ok || j.configPath != "" {
		return trees[0], nil
	}
	blobs, err := j.site.Read(ctx, id)
	if err != nil {
		return nil, err
	}
	c, err := j.initial.with(configFile, blobs[id])
	if err != nil {
		return nil, err
	}
	j.config = c.readIn(j.config)
	j.house = j.House.House
	j.step("config", "%s on %s", configFile, t.pull.Base)
	return trees[0], nil
}

// isNewsletter reports whether a path is that of an issue or of a translation of one.
func (j *job) isNewsletter(p string) bool {
	day, ok := (&lint.Document{Path: p}).Date()
	return ok && path.Dir(p) == path.Dir(j.house.IssuePath(day)) && j.house.NamesIssue(path.Base(p))
}

// isOwn reports whether the pull request is one that submit made and reviews: from a branch of the site that is called
// like a month's, this one or one of those around it. That of a translation may be a person's, who called it as anybody
// would: its body tells.
func (j *job) isOwn(p *github.Pull) bool {
	if !strings.EqualFold(p.HeadRepo, j.Repo) {
		return false
	}
	if _, _, ok := j.monthOfTranslation(p.HeadName); ok {
		_, written := recordOf(p.Body)
		return written
	}
	for n := -12; n <= 1; n++ {
		if p.HeadName == j.branch(lint.MonthOf(j.month.Covers.Last.AddDate(0, n, 0))) {
			return true
		}
	}
	return false
}

// readTarget reads the texts: as they are, as they were, and the issues before them.
func (j *job) readTarget(ctx context.Context, t *target) error {
	var ids []gitops.ID
	add := func(tree *gitops.Tree, path string) {
		if id, ok := tree.Blob(path); ok {
			ids = append(ids, id)
		}
	}
	if slices.ContainsFunc(t.files, func(f github.File) bool { return !f.Added }) {
		if err := j.readBefore(ctx, t); err != nil {
			return err
		}
	}
	for _, f := range t.files {
		add(t.head, f.Path)
		if tree, path := t.originalOf(t.head, f.Path); tree != nil {
			add(tree, path)
		}
		add(t.base, lint.OriginalPath(f.Path))
		if t.before != nil {
			was := first(f.Was, f.Path)
			add(t.before, was)
			if tree, path := t.originalOf(t.before, was); tree != nil {
				add(tree, path)
			}
		}
		for _, path := range lint.EarlierPaths(treeFS{tree: t.head}, f.Path, earlierIssues) {
			add(t.head, path)
		}
	}
	if err := j.readEarlier(ctx, t, ids...); err != nil {
		return err
	}
	return j.readOriginals(ctx, t)
}

// readEarlier reads the issues before the newest of the files, as the site has them, and what else is wanted.
func (j *job) readEarlier(ctx context.Context, t *target, ids ...gitops.ID) (err error) {
	newest := ""
	for _, f := range t.files {
		newest = max(newest, lint.OriginalPath(f.Path))
	}
	base := treeFS{tree: t.base}
	for _, path := range lint.EarlierPaths(base, newest, earlierIssues) {
		if id, ok := t.base.Blob(path); ok {
			ids = append(ids, id)
		}
	}
	if base.blobs, err = j.site.Read(ctx, ids...); err != nil {
		return err
	}
	t.blobs, t.earlier = base.blobs, lint.Earlier(base, newest, earlierIssues)()
	return nil
}

// readBefore finds what the pull request is compared with: git's own history tells it in most cases, and the forge else.
func (j *job) readBefore(ctx context.Context, t *target) error {
	id, err := j.site.BranchedOff(ctx, t.pull.Base, gitops.ID(t.pull.Head))
	if err != nil {
		return err
	}
	if id == "" {
		sha, err := j.forge.MergeBase(ctx, t.pull)
		if err != nil {
			return err
		}
		id = gitops.ID(sha)
	}
	trees, err := j.site.Trees(ctx, id)
	if err == nil {
		t.before = trees[0]
	}
	return err
}

// judge finds what is wrong in each text and was not before.
func (j *job) judge(t *target) (*verdict, error) {
	v := &verdict{}
	for _, f := range t.files {
		id, ok := t.head.Blob(f.Path)
		if !ok {
			continue // it is no file that can be read, such as a link
		}
		if why := unfit(t.blobs[id]); why != "" {
			j.step("note", "%s is not reviewed: %s", f.Path, why)
			continue
		}
		d, findings := j.findingsIn(t, t.head, f.Path, f.Path)
		if old, was := j.findingsIn(t, t.before, first(f.Was, f.Path), f.Path); old != nil && !f.Added {
			findings = news(d, findings, old, was)
		}
		r := newReviewed(j.house, d, t.earlier, findings)
		if !f.Added || len(f.Lines) > 0 {
			r.lines = f.Lines
		}
		v.texts = append(v.texts, r)
	}
	return v, nil
}

// originalOf is where the original of the translation at path of a tree stands: beside it, or on the base, where the pull
// request may be older than it. The tree is nil for what is no translation, or one without an original.
func (t *target) originalOf(tree *gitops.Tree, path string) (*gitops.Tree, string) {
	original := lint.OriginalPath(path)
	if original == path {
		return nil, ""
	}
	for _, at := range []*gitops.Tree{tree, t.base} {
		if _, ok := at.Blob(original); ok {
			return at, original
		}
	}
	return nil, ""
}

// textSize bounds a text, in bytes, as that of a pad.
const textSize = 1 << 20

// unfit says why a text cannot be reviewed, "" if it can.
func unfit(text []byte) string {
	switch {
	case len(text) > textSize:
		return fmt.Sprintf("it has more than %d bytes", textSize)
	case !utf8.Valid(text):
		return "it is not UTF-8 text"
	}
	return ""
}

// findingsIn are those in the file at path of a tree, by the name that it has now.
func (j *job) findingsIn(t *target, tree *gitops.Tree, path, name string) (*lint.Document, []lint.Finding) {
	if tree == nil {
		return nil, nil
	}
	id, ok := tree.Blob(path)
	if !ok {
		return nil, nil
	}
	d := lint.Parse(name, t.blobs[id])
	files := treeFS{tree: tree, blobs: t.blobs}
	w := &lint.World{House: j.house, Site: lint.NewSite(files, name), Earlier: lint.Earlier(files, name, earlierIssues)}
	t.originalIn(tree, path, name, d.Src, j.tellsDrift()).world(w, nil)
	j.asker.world(w)
	j.specs.world(w)
	return d, lint.Run(d, w, j.rulesInForce())
}
