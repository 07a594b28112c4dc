package pad

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is a text on this machine.
type file struct {
	path  string
	limit int64
}

func openFile(t target, o Options) (Source, error) {
	if t.web != nil {
		return nil, errors.New("the kind is file, and the address is a web address; leave the kind out")
	}
	info, err := os.Stat(t.text)
	switch {
	case errors.Is(err, fs.ErrNotExist) && looksLikeHost(t.text):
		return nil, fmt.Errorf("no file %q here; if it is a pad, write https:// before it", t.text)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("no file %q here; check the name, or give a pad's address with https://", t.text)
	case err != nil:
		return nil, fmt.Errorf("read %q: %w", t.text, withoutPath(err))
	case info.IsDir():
		return nil, fmt.Errorf("%q is a folder; name the Markdown file in it", t.text)
	}
	return &file{t.text, o.limit()}, nil
}

func (f *file) String() string { return filepath.Base(f.path) }

func (f *file) Fetch(context.Context) (Snapshot, error) {
	s, err := f.read()
	if err == nil {
		err = checkText(s.Text, f.limit)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("read %q: %w", f.path, withoutPath(err))
	}
	return s, nil
}

func (f *file) read() (s Snapshot, err error) {
	r, err := os.Open(f.path)
	if err != nil {
		return s, err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return s, err
	}
	s.Changed, s.URL = info.ModTime(), f.String()
	s.Text, err = readText(r, f.limit)
	return s, err
}

// withoutPath is the cause of a file's error, for messages that name the file already.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// looksLikeHost knows a web address whose https:// was left out.
func looksLikeHost(p string) bool {
	host, rest, found := strings.Cut(p, "/")
	return found && rest != "" && strings.Contains(strings.Trim(host, "."), ".")
}

// stdin is what somebody pipes in. It can be read once, so the text is kept.
type stdin struct {
	from  io.Reader
	limit int64
	text  []byte
	err   error
}

func openStdin(t target, o Options) (Source, error) {
	switch {
	case t.text != "-":
		return nil, fmt.Errorf("the kind is stdin, and the address is %q; give - or leave the kind out", t.text)
	case o.Stdin == nil:
		return nil, errors.New("there is no standard input here; give a file's path")
	}
	return &stdin{from: o.Stdin, limit: o.limit()}, nil
}

func (s *stdin) String() string { return "standard input" }

func (s *stdin) Fetch(context.Context) (Snapshot, error) {
	if s.from != nil {
		s.text, s.err = readText(s.from, s.limit)
		s.from = nil
	}
	err := s.err
	if err == nil {
		err = checkText(s.text, s.limit)
	}
	if err != nil {
		return Snapshot{}, fmt.Errorf("read %s: %w", s, err)
	}
	return Snapshot{Text: s.text, URL: s.String()}, nil
}
