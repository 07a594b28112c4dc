package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/xsf/padpress/lint"
)

// originalUsage explains --original.
const originalUsage = "file with the original of a translation (default: beside it or in --site)"

// originalText is the original of a translation that lint or review reads.
type originalText struct {
	path string        // in the site's repository
	text []byte        // nil if it stands in the tree of the site, and is read when a rule asks for it
	tree fs.FS         // the site
	then *pastOriginal // what it was when the translation was made; nil if not known
}

// originalOfText finds the original of the text that is read from source and stands for the file called name: the one that
// is given, that beside the text, or that of the same day in the tree of a site, which may be nil. It is nil where there is
// none, and for what is no translation; to give one for such a text is an error.
func originalOfText(ctx context.Context, e *env, house *lint.House, given, source, name string, tree fs.FS) (*originalText, error) {
	d := &lint.Document{Path: name}
	if lang := d.Language(); lang == "" || lang == house.Original {
		if given != "" {
			return nil, usagef("--original is for a translation, and by its name %s is none; say with --as what it is called, such as %s",
				name, strings.ReplaceAll(strings.TrimSuffix(house.Issues, ".md"), "{date}", "2026-11-05")+".de.md")
		}
		return nil, nil
	}
	o := &originalText{path: lint.OriginalPath(name)}
	if given == "" {
		given = originalBeside(house, source)
	}
	if given != "" {
		text, err := readText(ctx, e, given, padReading{})
		if err != nil {
			return nil, fmt.Errorf("the original: %w", err)
		}
		o.text = text
		return o, nil
	}
	return o.onSite(house, tree), nil
}

// originalBeside is the file beside a translation that has the same name without the language, "" if there is none.
func originalBeside(house *lint.House, source string) string {
	if source == "-" || isAddress(source) || !house.NamesIssue(filepath.Base(source)) {
		return ""
	}
	beside := lint.OriginalPath(source)
	if info, err := os.Stat(beside); beside == source || err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return beside
}

// onSite is o as the site has it: the issue of the very day, nil if it has none.
func (o *originalText) onSite(house *lint.House, tree fs.FS) *originalText {
	day, dated := (&lint.Document{Path: o.path}).Date()
	if tree == nil || !dated {
		return nil
	}
	for _, p := range []string{house.IssuePath(day), path.Clean(o.path)} {
		if info, err := fs.Stat(tree, p); fs.ValidPath(p) && err == nil && !info.IsDir() {
			o.path, o.tree = p, tree
			return o
		}
	}
	return nil
}

// world lets rules know of the original, which is parsed when the first of them asks. The library of parsed texts may be
// nil.
func (o *originalText) world(w *lint.World, library *lint.Library) {
	if o == nil {
		return
	}
	w.Original = sync.OnceValue(func() *lint.Document {
		text, err := o.read()
		if err != nil {
			return nil // it went while we looked: then nothing is known
		}
		return library.Parse(o.path, text)
	})
	if o.then != nil {
		w.Then = sync.OnceValue(func() *lint.Document { return library.Parse(o.then.path, o.then.text) })
	}
}

func (o *originalText) read() ([]byte, error) {
	if o.tree == nil {
		return o.text, nil
	}
	return fs.ReadFile(o.tree, o.path)
}

// key is what decides about findings and stands in no site: the text of an original that was given or lies beside, and what
// it was.
func (o *originalText) key() []byte {
	switch {
	case o == nil:
		return nil
	case o.then == nil:
		return o.text
	}
	return slices.Concat([]byte(o.then.id), []byte(o.path), []byte{0}, o.text)
}
