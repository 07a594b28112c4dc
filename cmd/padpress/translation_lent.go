package main

import (
	"context"
	"maps"
	"slices"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint/preview"
)

// The pictures of an original stand on its own branch until it is published, and not on its translation's.

// lent are paths that a tree has not and will have before the translation is shown: the original's and its pictures'.
func (j *job) lent(s *site, tree *gitops.Tree) []string {
	o := s.original
	if o.document() == nil {
		return nil
	}
	return slices.DeleteFunc(append(preview.Pictures(o.text, j.house), o.path), func(p string) bool {
		_, there := o.tree.Lookup(p)
		_, here := tree.Lookup(p)
		return here || !there
	})
}

// blob is the file at a path where the original stands; false where there is none.
func (o *original) blob(path string) (gitops.ID, bool) {
	if o == nil {
		return "", false
	}
	return o.tree.Blob(path)
}

// withLent are files and, beside them, those of the site's repository that only the original's tree has yet.
func (j *job) withLent(ctx context.Context, files map[string][]byte, lent map[string]gitops.ID) (map[string][]byte, error) {
	blobs, err := j.site.Read(ctx, slices.Collect(maps.Values(lent))...)
	if err != nil {
		return files, err
	}
	all := maps.Clone(files)
	if all == nil {
		all = map[string][]byte{}
	}
	for path, id := range lent {
		all[path] = blobs[id]
	}
	return all, nil
}
