package gitops

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Errors of local repositories on which a caller acts. They come wrapped, with the names of what they are about.
var (
	// ErrNoRepository is returned by Local and Root for a folder that git has nothing to do with.
	ErrNoRepository = errors.New("no git repository")

	// ErrNoRevision is returned by Local for a revision that the repository does not have.
	ErrNoRevision = errors.New("unknown revision")
)

// Local shows the files of a repository on this machine as they are in one revision: a branch, a tag, a commit or the
// beginning of its id, with ~N and ^N behind it. dir is the repository's folder: one with a work tree, which is not
// looked at, or a bare one. Folders and files are read when they are asked for. The result may be asked by several
// goroutines, and also reads folders.
func Local(dir, rev string) (fs.FS, error) {
	files, err := gitFolder(dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	l := &local{folder: files, objects: newObjectFiles(filepath.Join(files.common, "objects")), known: store{}}
	id, err := l.resolve(rev)
	if err != nil {
		return nil, fmt.Errorf("read %.100q of %s: %w", rev, dir, err)
	}
	c, err := l.commit(id)
	if err != nil {
		return nil, fmt.Errorf("read %.100q of %s: %w", rev, dir, err)
	}
	return &localTree{local: l, root: c.tree}, nil
}

// Root is the folder of the repository that path, a file or folder, lies in.
func Root(path string) (string, error) {
	dir, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	for {
		if _, err := gitFolder(dir); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("%s lies in %w", path, ErrNoRepository)
		}
		dir = parent
	}
}

// folder is what git keeps for a repository. Work trees beside the first have their own, and share the rest.
type folder struct{ own, common string }

// gitFolder finds what git keeps for the repository in dir: in dir/.git, in dir itself where it is bare, or where the
// file dir/.git says, as in work trees beside the first and in submodules.
func gitFolder(dir string) (folder, error) {
	inside := filepath.Join(dir, ".git")
	info, err := os.Stat(inside)
	switch {
	case err == nil && info.IsDir() && isGitFolder(inside):
		return folder{inside, inside}, nil
	case err == nil && info.Mode().IsRegular():
		return linkedFolder(dir, inside)
	case isGitFolder(dir):
		return folder{dir, dir}, nil
	}
	return folder{}, ErrNoRepository
}

func isGitFolder(dir string) bool {
	head, err := os.Stat(filepath.Join(dir, "HEAD"))
	objects, err2 := os.Stat(filepath.Join(dir, "objects"))
	return err == nil && err2 == nil && head.Mode().IsRegular() && objects.IsDir()
}

// linkedFolder follows a file .git to the folder that it names. The objects may lie in another, which commondir names.
func linkedFolder(dir, file string) (folder, error) {
	own, err := namedIn(file, dir, "gitdir: ")
	if err != nil {
		return folder{}, err
	}
	common, err := namedIn(filepath.Join(own, "commondir"), own, "")
	if errors.Is(err, fs.ErrNotExist) && isGitFolder(own) {
		return folder{own, own}, nil
	}
	if err != nil || !isGitFolder(common) {
		return folder{}, ErrNoRepository
	}
	return folder{own, common}, nil
}

// namedIn is the path that a file of one line holds behind prefix; it may be relative to dir.
func namedIn(file, dir, prefix string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	path, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), prefix)
	if !ok || path == "" {
		return "", ErrNoRepository
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return path, nil
}

// local is a repository on this machine.
type local struct {
	folder
	mutex   sync.Mutex
	objects *objectFiles
	known   store // commits and trees that were read
}

// read is the object with the id. Contents of files are not kept.
func (l *local) read(id ID) (object, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if o, ok := l.known[id]; ok {
		return o, nil
	}
	o, err := l.objects.read(id)
	if err != nil {
		return object{}, fmt.Errorf("object %s: %w", id.Short(), err)
	}
	if o.kind != blobKind {
		l.known[id] = o
	}
	return o, nil
}

func (l *local) commit(id ID) (*commit, error) {
	o, err := l.read(id)
	if err != nil {
		return nil, err
	}
	return store{id: o}.commit(id)
}

func (l *local) tree(id ID) ([]Entry, error) {
	o, err := l.read(id)
	if err != nil {
		return nil, err
	}
	return store{id: o}.tree(id)
}

// size is that of a file in bytes; 0 for all else, and where the object is missing.
func (l *local) size(e Entry) int64 {
	if !e.Mode.IsRegular() {
		return 0
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.objects.size(e.ID)
}
