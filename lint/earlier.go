package lint

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// LaterThan tells which files of a site a rule that looks at the issue at path issue must not see: the issue itself, its
// translations, and all later ones.
func LaterThan(issue string) func(string) bool {
	own, ok := (&Document{Path: issue}).Date()
	issue = path.Clean(issue)
	folder := strings.TrimSuffix(path.Join("/", path.Dir(issue)), "/") + "/"
	return func(p string) bool {
		p = path.Clean(p)
		if p == issue {
			return true
		}
		if !path.IsAbs(p) {
			p = "/" + p
		}
		beside, found := strings.CutPrefix(p, folder)
		if !ok || !found {
			return false
		}
		name, inside, isFolder := strings.Cut(beside, "/")
		date, dated := (&Document{Path: name}).Date()
		// An issue may also be a folder with the text and its translations.
		return dated && !date.Before(own) && (!isFolder || strings.HasSuffix(inside, ".md"))
	}
}

// EarlierPaths names the originals among the issues beside the one at issue that are dated before it, newest first,
// at most n. Without a date in issue it names none.
func EarlierPaths(files fs.FS, issue string, n int) []string {
	own, ok := (&Document{Path: issue}).Date()
	entries, err := fs.ReadDir(files, path.Dir(issue))
	if err != nil || !ok {
		return nil
	}
	var found []*Document
	for _, e := range entries {
		d := &Document{Path: path.Join(path.Dir(issue), e.Name())}
		if date, dated := d.Date(); dated && date.Before(own) && !e.IsDir() && strings.HasSuffix(d.Path, ".md") && d.Language() == "" {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, func(a, b *Document) int {
		x, _ := a.Date()
		y, _ := b.Date()
		return cmp.Or(y.Compare(x), cmp.Compare(a.Path, b.Path))
	})
	paths := make([]string, 0, n)
	for _, d := range found[:min(n, len(found))] {
		paths = append(paths, d.Path)
	}
	return paths
}
