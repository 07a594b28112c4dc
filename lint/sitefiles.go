package lint

import (
	"io/fs"
	"path"
	"strings"
)

// Entries are the files and folders in the site's folder dir by name, without what is hidden; none if there is no such
// folder.
func (s *Site) Entries(dir string) []fs.DirEntry {
	all, err := fs.ReadDir(s.files, dir)
	if err != nil {
		return nil
	}
	shown := all[:0:0]
	for _, e := range all {
		if !s.hide(path.Join(dir, e.Name())) {
			shown = append(shown, e)
		}
	}
	return shown
}

// HasOriginal reports whether the site holds the original of d, a translation. Whether it is there is no answer that
// a rule must not see; what it says is hidden.
func (s *Site) HasOriginal(d *Document) bool {
	name, ok := strings.CutSuffix(d.Path, "."+d.Language()+".md")
	if !ok || d.Language() == "" {
		return false
	}
	_, err := fs.Stat(s.files, name+".md")
	return err == nil
}
