package main

import (
	"context"
	"path"
	"slices"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// tellsDrift reports whether a rule is in force that asks what originals were.
func (j *job) tellsDrift() bool {
	return slices.ContainsFunc(j.rulesInForce(), func(r *lint.Rule) bool { return (r.Needs|r.Uses)&lint.NeedHistory != 0 })
}

// readOriginals reads what the originals of the translations were when these were made, as their marks or the branch tell it,
// and where they are on the base now. A mark may name anything: what cannot be had, or is no text, is not known.
func (j *job) readOriginals(ctx context.Context, t *target) error {
	if !j.tellsDrift() {
		return nil
	}
	if err := j.readMade(ctx, t); err != nil {
		return err
	}
	var marked, others []gitops.ID
	for _, id := range t.made {
		others = append(others, id)
	}
	for _, f := range t.files {
		id, _ := t.head.Blob(f.Path)
		if isOriginal(f.Path) || t.blobs[id] == nil {
			continue
		}
		if id, _, ok := lint.MarkedOriginal(t.blobs[id]); ok && t.blobs[gitops.ID(id)] == nil {
			marked = append(marked, gitops.ID(id))
		}
		for _, name := range t.movedTo(f.Path) {
			id, _ := t.base.Blob(name)
			others = append(others, id)
		}
	}
	for _, ids := range [][]gitops.ID{others, marked} {
		if len(ids) == 0 {
			continue
		}
		texts, err := j.readMarked(ctx, ids...)
		if err != nil {
			return err
		}
		for id, text := range texts {
			t.blobs[id] = text
		}
	}
	return nil
}

// readMade finds out which original translations without a mark were made from, if their branch got another one later: by a
// merge of the base, or since the pull request changes both.
func (j *job) readMade(ctx context.Context, t *target) error {
	folder, unmarked := "", []string{}
	for _, f := range t.files {
		id, _ := t.head.Blob(f.Path)
		_, _, marked := lint.MarkedOriginal(t.blobs[id])
		if _, ok := t.head.Blob(lint.OriginalPath(f.Path)); ok && !marked && !isOriginal(f.Path) {
			folder, unmarked = path.Dir(f.Path), append(unmarked, f.Path)
		}
	}
	if len(unmarked) == 0 {
		return nil
	}
	line, err := j.site.OwnLine(ctx, t.pull.Base, gitops.ID(t.pull.BaseHead), gitops.ID(t.pull.Head), inFolder(folder))
	if err != nil {
		return err
	}
	t.made = map[string]gitops.ID{}
	for _, name := range unmarked {
		if id, _, err := (&folderHistory{Line: line}).madeFrom(name); err == nil && id != "" {
			t.made[name] = id
		}
	}
	return nil
}

// originalIn is the original of the translation that stands at path in a tree of the pull request and is called name now: as
// the site has it now, unless the pull request itself changes it, and as it was when the translation was made. That is what
// the mark names, or else what the branch had. It is nil where there is none.
func (t *target) originalIn(tree *gitops.Tree, path, name string, translation []byte, tellDrift bool) *originalText {
	from, own := t.originalOf(tree, path)
	o := t.read(from, own)
	made := o
	if from != tree {
		made = nil
	}
	if tree == t.head && !t.changes(own) {
		if now := t.read(t.base, own); now != nil {
			o = now
		} else if now := t.movedOriginal(name, o); now != nil {
			o = now
		}
	}
	if o == nil {
		return nil
	}
	if o.path == own {
		o.path = lint.OriginalPath(name)
	}
	if !tellDrift {
		return o
	}
	if id, _, ok := lint.MarkedOriginal(translation); ok {
		if text := t.blobs[gitops.ID(id)]; text != nil && unfit(text) == "" {
			o.then = &pastOriginal{path: lint.OriginalPath(name), text: text, id: gitops.ID(id)}
		}
	} else if text := t.blobs[t.made[name]]; tree == t.head && text != nil && unfit(text) == "" {
		o.then = &pastOriginal{path: lint.OriginalPath(name), text: text}
	} else if made != nil {
		o.then = &pastOriginal{path: lint.OriginalPath(name), text: made.text}
	}
	return o
}

// changes reports whether the pull request changes the file at path.
func (t *target) changes(path string) bool {
	for _, f := range t.files {
		if f.Path == path || f.Was == path {
			return true
		}
	}
	return false
}

// read is the original at path in a tree; nil if it is not there, or was not read.
func (t *target) read(tree *gitops.Tree, path string) *originalText {
	if tree == nil {
		return nil
	}
	id, ok := tree.Blob(path)
	if text := t.blobs[id]; ok && text != nil {
		return &originalText{path: path, text: text}
	}
	return nil
}

// movedOriginal is where the original of the translation at name, which the branch still has, stands on the base; nil if it is
// not there.
func (t *target) movedOriginal(name string, was *originalText) *originalText {
	var found *originalText
	most := 0.5
	for _, now := range t.movedTo(name) {
		if o := t.read(t.base, now); o != nil && was != nil {
			if share := sharedLines(was.text, o.text); share >= most {
				found, most = o, share
			}
		}
	}
	return found
}

// movedTo are the originals of the base that may be that of the translation at name under a new name: those that the branch
// has not, where the base has that one no more.
func (t *target) movedTo(name string) []string {
	own := lint.OriginalPath(name)
	if _, stays := t.base.Blob(own); stays {
		return nil
	}
	if _, had := t.head.Blob(own); !had {
		return nil
	}
	var found []string
	for _, e := range t.base.List(path.Dir(name)) {
		now := path.Join(path.Dir(name), path.Base(e.Name))
		_, old := t.head.Blob(now)
		if _, dated := (&lint.Document{Path: now}).Date(); dated && !old && isOriginal(now) && path.Ext(now) == ".md" {
			found = append(found, now)
		}
	}
	const most = 5 // more than the months in which a translation waits
	return found[max(0, len(found)-most):]
}
