package main

import (
	"context"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// readThen reads what the original was when the translation d was made: its mark names it, or else its branch has it, which
// began on the base as it was. It costs a request if the original has changed since.
func (j *job) readThen(ctx context.Context, s *site, d *lint.Document) error {
	o := s.original
	if o.document() == nil || !j.tellsDrift() {
		return nil
	}
	id, ok := o.made(s, d)
	switch {
	case !ok:
		return nil
	case id == gitops.Blob(o.text.Src):
		o.then = o.text
		return nil
	}
	texts, err := j.readMarked(ctx, id)
	if text := texts[id]; text != nil && unfit(text) == "" {
		o.then = lint.Parse(o.path, text)
	}
	return err
}

// made is git's id for the original that the translation d was made from; false where nothing tells it.
func (o *original) made(s *site, d *lint.Document) (gitops.ID, bool) {
	if id, _, ok := lint.MarkedOriginal(d.Src); ok {
		return gitops.ID(id), true
	}
	if s.Head == nil {
		return "", false
	}
	return s.Head.Blob(o.path)
}

// readMarked reads originals as they were, of which translations tell. A mark may name anything: what cannot be had is left
// out, and a note says so.
func (j *job) readMarked(ctx context.Context, ids ...gitops.ID) (map[gitops.ID][]byte, error) {
	texts, err := j.site.Read(ctx, ids...)
	if gitops.IsKind(err, gitops.Protocol) || gitops.IsKind(err, gitops.NotFound) {
		j.step("note", "what a translation was made from is not known: its mark names a text that %s does not have", j.Repo)
		return nil, nil
	}
	return texts, err
}
