package gitops

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// objectFiles reads the objects of a repository on this machine: each is a file of its own or lies in a pack. (Go-git's
// storage would bring configuration files along, which every start would pay for.)
type objectFiles struct {
	dirs   []string // folders of objects: the repository's own, and those that it borrows from
	deltas cache.Object
	packs  []*localPack // see allPacks
	listed bool
}

// deltaBytes bounds what go-git keeps of unfolded deltas.
const deltaBytes = 16 * cache.MiByte

func newObjectFiles(dir string) *objectFiles {
	return &objectFiles{dirs: withAlternates(nil, dir, 5), deltas: cache.NewObjectLRU(deltaBytes)}
}

// withAlternates adds dir to dirs, and the folders that it borrows objects from, as deep as git follows them.
func withAlternates(dirs []string, dir string, depth int) []string {
	if slices.Contains(dirs, dir) || depth < 0 {
		return dirs
	}
	dirs = append(dirs, dir)
	text, err := os.ReadFile(filepath.Join(dir, "info", "alternates"))
	if err != nil {
		return dirs
	}
	for line := range strings.Lines(string(text)) {
		other := filepath.FromSlash(strings.TrimRight(line, "\r\n"))
		if other == "" || other[0] == '#' {
			continue
		}
		if !filepath.IsAbs(other) {
			other = filepath.Join(dir, other)
		}
		dirs = withAlternates(dirs, filepath.Clean(other), depth-1)
	}
	return dirs
}

func (f *objectFiles) read(id ID) (o object, err error) {
	err = f.openLoose(id, func(r *objfile.Reader, typ plumbing.ObjectType, _ int64) error {
		data, err := io.ReadAll(r)
		o = object{kind(typ), data}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return f.readPacked(id)
	}
	return o, err
}

// size is that of an object in bytes, 0 if it is missing.
func (f *objectFiles) size(id ID) (size int64) {
	err := f.openLoose(id, func(_ *objfile.Reader, _ plumbing.ObjectType, n int64) error {
		size = n
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return f.packedSize(id)
	}
	return size
}

// openLoose opens the object that is a file of its own. It is fs.ErrNotExist if there is none.
func (f *objectFiles) openLoose(id ID, use func(r *objfile.Reader, typ plumbing.ObjectType, size int64) error) error {
	if !id.valid() {
		return plumbing.ErrObjectNotFound
	}
	for _, dir := range f.dirs {
		file, err := os.Open(filepath.Join(dir, string(id[:2]), string(id[2:])))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		defer file.Close()
		r, err := objfile.NewReader(file)
		if err != nil {
			return err
		}
		defer r.Close()
		typ, size, err := r.Header()
		if err != nil {
			return err
		}
		return use(r, typ, size)
	}
	return fs.ErrNotExist
}

// beginning lists the objects whose ids begin with the digits, two at least.
func (f *objectFiles) beginning(digits string) ([]ID, error) {
	packs, err := f.allPacks()
	if err != nil {
		return nil, err
	}
	var found []ID
	for _, dir := range f.dirs {
		files, _ := os.ReadDir(filepath.Join(dir, digits[:2])) // where there is none there are no objects
		for _, file := range files {
			if id := ID(digits[:2] + file.Name()); id.valid() && strings.HasPrefix(string(id), digits) {
				found = append(found, id)
			}
		}
	}
	for _, p := range packs {
		if found, err = p.beginning(found, digits); err != nil {
			return nil, err
		}
	}
	return found, nil
}
