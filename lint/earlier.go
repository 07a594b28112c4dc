package lint

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// laterThan tells which files of a site a rule that looks at issue must not see.
func laterThan(issue string) func(string) bool {
	own, ok := (&Document{Path: issue}).Date()
	return func(p string) bool {
		if path.Clean(p) == path.Clean(issue) {
			return true
		}
		if !ok || path.Dir(path.Clean(p)) != path.Dir(path.Clean(issue)) {
			return false
		}
		date, dated := (&Document{Path: p}).Date()
		return dated && !date.Before(own)
	}
}

// EarlierPaths names the originals among the issues beside the one at issue that are dated before it, newest first,
// at most n.
func EarlierPaths(files fs.FS, issue string, n int) []string {
	hidden := laterThan(issue)
	entries, err := fs.ReadDir(files, path.Dir(issue))
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		p := path.Join(path.Dir(issue), e.Name())
		d := &Document{Path: p}
		if _, dated := d.Date(); dated && !e.IsDir() && strings.HasSuffix(p, ".md") && d.Language() == "" && !hidden(p) {
			found = append(found, p)
		}
	}
	slices.Sort(found)
	slices.Reverse(found)
	return found[:min(n, len(found))]
}
