package gitops

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ref follows the reference of a full name to an object.
func (f folder) ref(name string) (ID, bool) {
	for range 10 { // as far as git follows one that names another
		if !fs.ValidPath(name) {
			return "", false
		}
		text, ok := f.looseRef(name)
		if !ok {
			return f.packedRef(name)
		}
		target, symbolic := strings.CutPrefix(text, "ref:")
		if !symbolic {
			return ID(text), ID(text).valid()
		}
		name = strings.TrimSpace(target)
	}
	return "", false
}

// looseRef is what the reference's own file says. That of HEAD is the work tree's, that of a branch is common to all.
func (f folder) looseRef(name string) (string, bool) {
	for _, dir := range []string{f.own, f.common} {
		if text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			return strings.TrimSpace(string(text)), true
		}
	}
	return "", false
}

// packedRef looks in the file to which git moves references that rest.
func (f folder) packedRef(name string) (ID, bool) {
	text, err := os.ReadFile(filepath.Join(f.common, "packed-refs"))
	if err != nil {
		return "", false
	}
	for line := range strings.Lines(string(text)) {
		if id, of, _ := strings.Cut(strings.TrimSpace(line), " "); of == name && ID(id).valid() {
			return ID(id), true
		}
	}
	return "", false
}
