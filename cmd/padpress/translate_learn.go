package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// languageOf is what the house says of the language with a code. The original's is none to translate into.
func languageOf(house *lint.House, code string) (lint.Language, error) {
	l, ok := rules.Language(house, code)
	if ok && code != house.Original {
		return l, nil
	}
	var codes []string
	for _, c := range slices.Sorted(maps.Keys(house.Languages)) {
		if c != house.Original {
			codes = append(codes, c)
		}
	}
	return l, usagef("--lang %s is none of the house's languages: %s", code, strings.Join(codes, ", "))
}

// learn reads the other issues of the folder that were translated into this language, the newest first.
func (t *translating) learn() error {
	folder := filepath.Dir(t.issue)
	files, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("read the earlier issues: %w", err)
	}
	day, dated := t.now.Date()
	for _, f := range slices.Backward(files) {
		stem, ok := strings.CutSuffix(f.Name(), "."+t.lang+".md")
		d := &lint.Document{Path: f.Name()}
		other, ok2 := d.Date()
		if !ok || !ok2 || dated && other.Equal(day) {
			continue
		}
		original, err := os.ReadFile(filepath.Join(folder, stem+".md"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		own, err2 := os.ReadFile(filepath.Join(folder, f.Name()))
		if err := errors.Join(err, err2); err != nil {
			return fmt.Errorf("read the earlier issues: %w", err)
		}
		t.Learn(lint.Parse(stem+".md", original), lint.Parse(f.Name(), own))
	}
	return nil
}

// renamed is an error if there seems to be a translation of this issue under the name that the issue had before its release
// slipped.
func (t *translating) renamed() error {
	english := t.house.Languages[t.house.Original]
	covers, _, ok := english.Find(t.now.Front.String("title"))
	folder := filepath.Dir(t.issue)
	files, err := os.ReadDir(folder)
	if err != nil || !ok {
		return err
	}
	own, err := languageOf(t.house, t.lang)
	if err != nil {
		return err
	}
	for _, f := range files {
		d := &lint.Document{Path: f.Name()}
		if d.Language() != t.lang {
			continue
		}
		if _, err := os.Stat(filepath.Join(folder, lint.OriginalPath(f.Name()))); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			continue
		}
		title := lint.Parse(f.Name(), text).Front.String("title")
		for _, l := range []lint.Language{own, english} {
			if m, _, ok := l.Find(title); ok && m == covers {
				old := filepath.Join(folder, f.Name())
				return usagef("%s is the translation of this month, and has no original of its name; rename it first: git mv %s %s", old, old, t.own)
			}
		}
	}
	return nil
}

// warnUncommitted says that a later run may not find the original again which the translation names now.
func (t *translating) warnUncommitted() {
	if t.root == "" {
		return
	}
	line, err := gitops.OpenLine(t.root, "HEAD")
	if err != nil {
		return
	}
	name, err := relative(t.root, t.issue)
	if err != nil {
		return
	}
	if text, ok := line.File(context.Background(), name); !ok || gitops.Blob(text) != gitops.Blob(t.now.Src) {
		fmt.Fprintln(t.err, "padpress: the original is not committed as it stands; commit it, or what changes in it later cannot be told")
	}
}
