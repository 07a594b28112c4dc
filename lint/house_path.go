package lint

import (
	"path"
	"strings"
)

// NamesIssue reports whether a file called name, without folders, may be an issue or a translation of one.
func (h *House) NamesIssue(name string) bool {
	day, ok := (&Document{Path: name}).Date()
	return ok && OriginalPath(name) == path.Base(h.IssuePath(day))
}

// TranslationPath is the path of the translation into the language with the code lang, of the original at path.
func TranslationPath(path, lang string) string {
	return strings.TrimSuffix(OriginalPath(path), ".md") + "." + lang + ".md"
}

// OriginalPath is the path of the original of a translation; of an original, its own.
func OriginalPath(path string) string {
	if lang := (&Document{Path: path}).Language(); lang != "" {
		return strings.TrimSuffix(path, "."+lang+".md") + ".md"
	}
	return path
}
