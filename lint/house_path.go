package lint

import (
	"path"
	"strings"
)

// NamesIssue reports whether a file called name, without folders, may be an issue or a translation of one.
func (h *House) NamesIssue(name string) bool {
	d := &Document{Path: name}
	day, ok := d.Date()
	if lang := d.Language(); lang != "" {
		name = strings.TrimSuffix(name, "."+lang+".md") + ".md"
	}
	return ok && name == path.Base(h.IssuePath(day))
}
