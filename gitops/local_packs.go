package gitops

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// allPacks opens the packs when they are first asked for.
func (f *objectFiles) allPacks() ([]*localPack, error) {
	if f.listed {
		return f.packs, nil
	}
	for _, dir := range f.dirs {
		dir = filepath.Join(dir, "pack")
		files, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, file := range files {
			name, ok := strings.CutSuffix(file.Name(), ".idx")
			if !ok {
				continue
			}
			p, err := openPack(filepath.Join(dir, name), f.deltas)
			if err != nil {
				return nil, fmt.Errorf("pack %s: %w", name, err)
			}
			f.packs = append(f.packs, p)
		}
	}
	f.listed = true
	return f.packs, nil
}

func (f *objectFiles) readPacked(id ID) (object, error) {
	packs, err := f.allPacks()
	if err != nil {
		return object{}, err
	}
	for _, p := range packs {
		encoded, err := p.Get(id.hash())
		if errors.Is(err, plumbing.ErrObjectNotFound) {
			continue
		}
		if err != nil {
			return object{}, err
		}
		r, err := encoded.Reader()
		if err != nil {
			return object{}, err
		}
		defer r.Close()
		data, err := io.ReadAll(r)
		return object{kind(encoded.Type()), data}, err
	}
	return object{}, plumbing.ErrObjectNotFound
}

func (f *objectFiles) packedSize(id ID) int64 {
	packs, _ := f.allPacks()
	for _, p := range packs {
		if offset, err := p.FindOffset(id.hash()); err == nil {
			n, _ := p.GetSizeByOffset(offset)
			return n
		}
	}
	return 0
}

// localPack is many objects in one file, which stays open, and the index of their ids from another.
type localPack struct{ *packfile.Packfile }

// openPack opens the pack whose files have the path given, but for what they end with.
func openPack(path string, deltas cache.Object) (*localPack, error) {
	index, err := os.Open(path + ".idx")
	if err != nil {
		return nil, err
	}
	defer index.Close()
	ids := idxfile.NewMemoryIndex()
	if err := idxfile.NewDecoder(index).Decode(ids); err != nil {
		return nil, err
	}
	file, err := os.Open(path + ".pack")
	if err != nil {
		return nil, err
	}
	return &localPack{packfile.NewPackfileWithCache(ids, nil, unlocked{file}, deltas, 0)}, nil
}

// beginning adds to found the ids that begin with the digits.
func (p *localPack) beginning(found []ID, digits string) ([]ID, error) {
	entries, err := p.Entries()
	if err != nil {
		return nil, err
	}
	defer entries.Close()
	for {
		e, err := entries.Next()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		if id := e.Hash.String(); strings.HasPrefix(id, digits) {
			found = append(found, ID(id))
		}
	}
}

// unlocked is a file of go-git's kind that is only read.
type unlocked struct{ *os.File }

func (unlocked) Lock() error   { return nil }
func (unlocked) Unlock() error { return nil }
