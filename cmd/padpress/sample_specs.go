package main

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
)

// specified has the stage know the history of the sample's specifications, of which one is proposed in its month and one
// has a new version.
func (s *stage) specified() error {
	const name, branch = "community/specs", "main"
	now, err := time.Parse(time.RFC3339, sampleTime)
	if err != nil {
		return err
	}
	before, err := fs.Sub(sample, "sample/specs/before")
	if err != nil {
		return err
	}
	if _, err := s.forge.AddRepository(name, before, branch); err != nil {
		return err
	}
	files := map[string][]byte{}
	const month = "sample/specs/november"
	err = fs.WalkDir(sample, month, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[strings.TrimPrefix(path, month+"/")], err = sample.ReadFile(path)
		return err
	})
	if err != nil {
		return err
	}
	s.specs = filepath.Join(s.forge.Git().Root, filepath.FromSlash(name)+".git")
	_, err = s.forge.Git().CommitAt(context.Background(), name, branch, now.AddDate(0, 0, -4), files, "Editor <editor@example.org>", "A new version, and a proposal")
	return err
}

// unwritten is the pad where nobody wrote of the specifications that were proposed.
func unwritten(text string) string {
	return strings.Replace(text, "- No XEPs proposed this month.\n\n", "", 1)
}
