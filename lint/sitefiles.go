package lint

import (
	"io/fs"
	"path"
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

// HasIssue reports whether the site has an issue at path, even if it is one that rules must not read: that it is there
// is no answer.
func (s *Site) HasIssue(path string) bool {
	_, err := fs.Stat(s.files, path)
	return err == nil
}
