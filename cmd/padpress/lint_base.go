package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// base is what findings are compared with: the texts in a folder, or in a revision of the repository that a text lies in.
type base struct {
	name  string
	site  string // folder of the site, "" if not known
	dir   fs.FS  // nil for a revision
	repos map[string]fs.FS
}

// newBase takes name for a folder if there is one, else for a revision; nil for "".
func newBase(name, site string) *base {
	if name == "" {
		return nil
	}
	b := &base{name: name, site: site, repos: map[string]fs.FS{}}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		b.dir = os.DirFS(name)
	}
	return b
}

// news are the findings on d that its earlier version, read from path, does not have. They are known by their
// fingerprints: not by lines, and of equal ones as many are old as there were.
func (b *base) news(d *lint.Document, findings []lint.Finding, path string, o lintOptions, is *lint.World) ([]lint.Finding, error) {
	files, name, err := b.lookIn(path, d.Path, o.as != "" || path == "-" || isAddress(path))
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return findings, nil // all of it is new
	case err != nil:
		return nil, fmt.Errorf("read the base: %w", err)
	}
	w := &lint.World{House: is.House}
	if o.site != "" {
		w = worldOf(is.House, files, d.Path)
	}
	o.known.world(w)
	w.Original, w.Then = is.Original, is.Then
	if then := (&originalText{path: lint.OriginalPath(name)}).onSite(is.House, files); is.Original != nil && o.from == "" {
		then.world(w, nil)
	}
	old := lint.Parse(d.Path, text)
	return news(d, findings, old, lint.Run(old, w, o.rules)), nil
}

// news are the findings on d that its earlier version does not have.
func news(d *lint.Document, findings []lint.Finding, old *lint.Document, was []lint.Finding) []lint.Finding {
	known := map[string]bool{}
	for _, f := range report.Fingerprints(old, was) {
		known[f] = true
	}
	var news []lint.Finding
	for i, f := range report.Fingerprints(d, findings) {
		if !known[f] {
			news = append(news, findings[i])
		}
	}
	return news
}

// lookIn finds where the earlier version of the text at path stands. For one that is no file of the site, its name
// there is given.
func (b *base) lookIn(path, name string, named bool) (fs.FS, string, error) {
	if named {
		path = filepath.Join(first(b.site, "."), filepath.FromSlash(name))
	}
	if b.dir != nil {
		name, err := b.below(path)
		return b.dir, name, err
	}
	root, err := gitops.Root(filepath.Dir(path))
	if err != nil {
		return nil, "", usagef("--base %s is no folder, and %w, whose revision it could be", b.name, err)
	}
	if b.repos[root] == nil {
		files, err := gitops.Local(root, b.name)
		if errors.Is(err, gitops.ErrNoRevision) {
			return nil, "", usagef("--base %s is neither a folder nor a revision of the repository in %s", b.name, root)
		}
		if err != nil {
			return nil, "", err
		}
		b.repos[root] = files
	}
	inRoot, err := relative(root, path)
	return b.repos[root], inRoot, err
}

// below is the path of a text in the folder: the one that it has in the site, or from here.
func (b *base) below(path string) (string, error) {
	if b.site != "" {
		if name, err := relative(b.site, path); err == nil {
			return name, nil
		}
	}
	name, err := relative(".", path)
	if err != nil {
		return "", usagef("--base %s: %s lies outside this folder; say with --as where it stands in the site", b.name, path)
	}
	return name, nil
}

// relative is path as seen from dir, with slashes. It is an error if path does not lie in dir.
func relative(dir, path string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	name, err := filepath.Rel(from, to)
	if err == nil && !filepath.IsLocal(name) {
		err = fmt.Errorf("%s does not lie in %s", path, dir)
	}
	return filepath.ToSlash(name), err
}
