package rules

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// siteTree answers for files by address. Names are compared with what the folders hold, since some file systems take
// one case for another and the site's server does not.
type siteTree struct {
	site  *lint.Site
	root  string // folder that holds what addresses beginning with / name
	known map[string][]fs.DirEntry
	names map[string][]string // addresses of all files, by name in small letters; nil until one is missing
	stems map[string][]string // the same by name without extension
}

// entries is the folder at dir, read once.
func (t *siteTree) entries(dir string) []fs.DirEntry {
	found, ok := t.known[dir]
	if !ok {
		if t.known == nil {
			t.known = map[string][]fs.DirEntry{}
		}
		found = t.site.Entries(path.Join(t.root, dir))
		t.known[dir] = found
	}
	return found
}

// has reports whether the site has a file at address, letter for letter.
func (t *siteTree) has(address string) bool { return t.entry(address) != nil }

// size is how many bytes the file at address has; 0 if there is none, or the tree does not say.
func (t *siteTree) size(address string) int64 {
	if e := t.entry(address); e != nil {
		if info, err := e.Info(); err == nil {
			return info.Size()
		}
	}
	return 0
}

// entry is the file at address, letter for letter, or nil.
func (t *siteTree) entry(address string) fs.DirEntry {
	dir := "/"
	parts := strings.Split(strings.TrimPrefix(address, "/"), "/")
	for i, name := range parts {
		var at fs.DirEntry
		for _, e := range t.entries(dir) {
			if e.Name() == name {
				at = e
			}
		}
		last := i == len(parts)-1
		switch {
		case at == nil || at.IsDir() == last:
			return nil
		case last:
			return at
		}
		dir = path.Join(dir, name)
	}
	return nil
}

// find gives the address of the one file that file may have been meant for, in this order: the same, but for case; the
// same name in another folder; the same name with another of the extensions, in the same folder and then in any. Where
// several fit equally well it gives none.
func (t *siteTree) find(file string, extensions []string) (address string, several bool) {
	if t.names == nil {
		t.names, t.stems = map[string][]string{}, map[string][]string{}
		t.walk("/")
	}
	file = path.Join("/", file)
	name := strings.ToLower(path.Base(file))
	pictures := keep(t.stems[stem(name)], func(f string) bool { return isPicture(f, extensions) })
	for _, fits := range [][]string{
		keep(t.names[name], func(f string) bool { return strings.EqualFold(f, file) }),
		t.names[name],
		keep(pictures, func(f string) bool { return strings.EqualFold(stem(f), stem(file)) }),
		pictures,
	} {
		if len(fits) == 1 {
			return fits[0], false
		} else if len(fits) > 1 {
			return "", true
		}
	}
	return "", false
}

// walk notes the files below dir by their names.
func (t *siteTree) walk(dir string) {
	for _, e := range t.entries(dir) {
		file := path.Join(dir, e.Name())
		if e.IsDir() {
			t.walk(file)
			continue
		}
		name := strings.ToLower(e.Name())
		t.names[name] = append(t.names[name], file)
		t.stems[stem(name)] = append(t.stems[stem(name)], file)
	}
}

func stem(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

func keep(files []string, fits func(string) bool) []string {
	var kept []string
	for _, f := range files {
		if fits(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

func isPicture(name string, extensions []string) bool {
	return slices.Contains(extensions, strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."))
}
