package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// errNoBase is the error of originals.base where nobody can know what the original was.
var errNoBase = errors.New("it is not known what the original was when this translation was made")

// originals knows what originals were when their translations were made. It reads the repository of a site on this machine,
// and that only when it is asked; its history once for all translations of a folder. It may be asked by several goroutines.
type originals struct {
	root    string // folder of the repository, "" if there is none
	mu      sync.Mutex
	line    *gitops.LocalLine
	history map[string]*folderHistory // by folder
}

func newOriginals(root string) *originals {
	return &originals{root: root, history: map[string]*folderHistory{}}
}

// pastOriginal is one version of an original.
type pastOriginal struct {
	path string // in the repository, by the translation's name
	text []byte
	id   gitops.ID // git's for text
}

// base is the original as it was when the translation at name, a path in the repository with this text, was made. now is the
// original's present text, nil if it is not known. The mark in the translation tells it; in one without a mark it is the
// newest version that is no newer than the commit which brought the translation's text. It is errNoBase where neither leads
// to a text.
func (o *originals) base(ctx context.Context, name string, translation, now []byte) (pastOriginal, error) {
	if id, _, ok := lint.MarkedOriginal(translation); ok {
		return o.named(ctx, name, gitops.ID(id), now)
	}
	was, err := o.madeAfter(ctx, name, begun(name))
	if err != nil && ctx.Err() == nil && !begun(name).IsZero() {
		was, err = o.madeAfter(ctx, name, time.Time{}) // it is older than its date says
	}
	return was, err
}

// madeAfter is base for a translation without a mark that was made after a time.
func (o *originals) madeAfter(ctx context.Context, name string, since time.Time) (pastOriginal, error) {
	history, err := o.in(ctx, path.Dir(name), since)
	if err != nil {
		return pastOriginal{}, err
	}
	id, when, err := history.madeFrom(name)
	if err != nil {
		return pastOriginal{}, err
	}
	if id == "" { // the original has not changed since the history begins
		text, ok := o.line.File(ctx, lint.OriginalPath(name))
		if !ok {
			return pastOriginal{}, fmt.Errorf("%w: %s was not there on %s", errNoBase, lint.OriginalPath(name), when.Format(time.DateOnly))
		}
		return pastOriginal{path: lint.OriginalPath(name), text: text, id: gitops.Blob(text)}, nil
	}
	text, err := o.read(ctx, id)
	return pastOriginal{path: lint.OriginalPath(name), text: text, id: id}, err
}

// named is the version with the id that the translation at name names.
func (o *originals) named(ctx context.Context, name string, id gitops.ID, now []byte) (pastOriginal, error) {
	if now != nil && gitops.Blob(now) == id {
		return pastOriginal{lint.OriginalPath(name), now, id}, nil
	}
	if err := o.open(); err != nil {
		return pastOriginal{}, err
	}
	text, err := o.read(ctx, id)
	return pastOriginal{lint.OriginalPath(name), text, id}, err
}

// textLimit is how many bytes an original may have.
const textLimit = 8 << 20

func (o *originals) read(ctx context.Context, id gitops.ID) ([]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	texts, err := o.line.Read(ctx, textLimit, id)
	if text, ok := texts[id]; ok || err != nil {
		return text, err
	}
	return nil, fmt.Errorf("%w: the repository in %s has no text with the id %s; is it a shallow clone, or was that version never committed", errNoBase, o.root, id.Short())
}

func (o *originals) open() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.line != nil {
		return nil
	}
	if o.root == "" {
		return fmt.Errorf("%w: it lies in %w", errNoBase, gitops.ErrNoRepository)
	}
	line, err := gitops.OpenLine(o.root, "HEAD")
	if errors.Is(err, gitops.ErrNoRepository) || errors.Is(err, gitops.ErrNoRevision) {
		return fmt.Errorf("%w: %w", errNoBase, err)
	}
	o.line = line
	return err
}

// folderHistory is what happened to the texts of a folder since a time, zero for all of it.
type folderHistory struct {
	*gitops.Line
	since time.Time
}

// begun is when the first commit about an issue may have been made, zero where its name does not tell: to read the history
// of ten years takes a tenth of a second, that of a few months nothing.
func begun(name string) time.Time {
	day, dated := (&lint.Document{Path: name}).Date()
	if !dated {
		return time.Time{}
	}
	return day.AddDate(0, -2, 0)
}

// in is the history of the texts in folder, from a time on at least.
func (o *originals) in(ctx context.Context, folder string, since time.Time) (*folderHistory, error) {
	if err := o.open(); err != nil {
		return nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if h := o.history[folder]; h != nil && !h.since.After(since) {
		return h, nil
	} else if h != nil {
		since = time.Time{} // who asks for more will ask for more
	}
	line, err := o.line.Since(ctx, since, inFolder(folder))
	if err != nil {
		return nil, err
	}
	line.Cut = line.Cut || !since.IsZero()
	o.history[folder] = &folderHistory{line, since}
	return o.history[folder], nil
}

// inFolder likes what lies in folder, and the folders on the way there, which have a slash at their end.
func inFolder(folder string) func(path string) bool {
	return func(p string) bool {
		return path.Dir(p) == folder || p[len(p)-1] == '/' && (folder + "/")[:min(len(p), len(folder)+1)] == p
	}
}

// madeFrom is the version of the original that stood in the repository when the translation at name got its present text,
// and when that was; "" if it is older than the history at hand.
func (h *folderHistory) madeFrom(name string) (gitops.ID, time.Time, error) {
	text, ok := h.last(len(h.Steps), name)
	if !ok || text == "" {
		if h.Cut {
			return "", time.Time{}, fmt.Errorf("%w: it has no mark, and its commit is not in this shallow clone; fetch the rest with git fetch --unshallow", errNoBase)
		}
		return "", time.Time{}, fmt.Errorf("%w: it has no mark, and was not committed yet", errNoBase)
	}
	// The text may have come under another name: releases slip, and files are renamed with them.
	language := (&lint.Document{Path: name}).Language()
	for i, s := range h.Steps {
		k := slices.IndexFunc(s.Files, func(f gitops.StepFile) bool {
			return f.Is == text && (&lint.Document{Path: f.Path}).Language() == language
		})
		if k < 0 {
			continue
		}
		from := lint.OriginalPath(s.Files[k].Path)
		id, known := h.last(i+1, from)
		switch {
		case known && id != "":
			return id, s.When, nil
		case !known && h.Cut:
			if was, touched := h.first(from); !touched || was != "" {
				return was, s.When, nil
			}
		}
		return "", s.When, fmt.Errorf("%w: %s was not there on %s", errNoBase, from, s.When.Format(time.DateOnly))
	}
	return "", time.Time{}, errNoBase // not reached: last found the text in a step
}

// last is what the file at name was after the first n steps; it is false if none of them touched it.
func (h *folderHistory) last(n int, name string) (gitops.ID, bool) {
	for _, s := range slices.Backward(h.Steps[:n]) {
		for _, f := range s.Files {
			if f.Path == name {
				return f.Is, true
			}
		}
	}
	return "", false
}

// first is what the file at name was before the first step that touched it, "" if it was not there; it is false if none did.
func (h *folderHistory) first(name string) (gitops.ID, bool) {
	for _, s := range h.Steps {
		for _, f := range s.Files {
			if f.Path == name {
				return f.Was, true
			}
		}
	}
	return "", false
}
