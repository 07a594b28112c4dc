package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/xsf/padpress/gitops"
)

// originalThen is the original as it was when the present translation was made.
func (t *translating) originalThen(ctx context.Context, present []byte) ([]byte, error) {
	if t.base != "" {
		return t.given(ctx)
	}
	name, err := filepath.Abs(t.own)
	if err == nil && t.root != "" {
		name, err = relative(t.root, t.own)
	}
	if err != nil {
		return nil, err
	}
	root := t.root
	if root == "" {
		root = filepath.Dir(t.own)
	}
	was, err := newOriginals(root).base(ctx, name, present, t.now.Src)
	if errors.Is(err, errNoBase) {
		return nil, usagef("%s: %w; say with --base FILE or --base REVISION", t.own, err)
	}
	return was.text, err
}

// given is the original that --base names: a file, or the one of this path in a revision.
func (t *translating) given(ctx context.Context) ([]byte, error) {
	if info, err := os.Stat(t.base); err == nil && !info.IsDir() {
		return readText(ctx, t.env, t.base, padReading{})
	}
	if t.root == "" {
		return nil, usagef("--base %s is no file, and %s lies in no git repository, whose revision it could be", t.base, t.issue)
	}
	files, err := gitops.Local(t.root, t.base)
	if errors.Is(err, gitops.ErrNoRevision) {
		return nil, usagef("--base %s is neither a file nor a revision of the repository in %s", t.base, t.root)
	}
	if err != nil {
		return nil, err
	}
	name, err := relative(t.root, t.issue)
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("--base %s has no %s", t.base, name)
	}
	return text, err
}
