package lint

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// LaterThan tells which files of a site a rule that looks at the issue at path issue must not see: the issue itself, its
// translations, and all later ones.
func LaterThan(issue string) func(string) bool {
	own, ok := (&Document{Path: issue}).Date()
	issue = path.Clean(issue)
	folder := strings.TrimLeft(path.Join("/", path.Dir(issue))+"/", "/")
	return func(p string) bool {
		p = path.Clean(p)
		if p == issue {
			return true
		}
		beside, found := strings.CutPrefix(strings.TrimPrefix(p, "/"), folder)
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
	type dated struct {
		name string
		day  time.Time
	}
	var found []dated
	for _, e := range entries {
		d := &Document{Path: e.Name()}
		if e.IsDir() || !strings.HasSuffix(d.Path, ".md") || d.Language() != "" {
			continue
		}
		if day, ok := d.Date(); ok && day.Before(own) {
			found = append(found, dated{d.Path, day})
		}
	}
	slices.SortFunc(found, func(a, b dated) int { return cmp.Or(b.day.Compare(a.day), cmp.Compare(a.name, b.name)) })
	paths := make([]string, 0, n)
	for _, d := range found[:min(n, len(found))] {
		paths = append(paths, path.Join(path.Dir(issue), d.name))
	}
	return paths
}
