package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
)

// The files of --out beside those of the repository.
const (
	outTitle = "pull-request-title.txt"
	outBody  = "pull-request-body.md"
)

// writeOut puts into a folder exactly what a run would commit, by its path in the repository, and the title and the
// body of the pull request: for people who upload files in the browser. Nothing else is written anywhere.
//
// Where a run would write nothing, because people changed the issue on the branch or it holds this text, nothing is
// written here either: an upload would be lost work.
func (j *job) writeOut(s *site, i *issue) error {
	change := j.change(i)
	outcome, err := s.Preview(change)
	if err != nil {
		return err
	}
	if outcome == gitops.Unchanged {
		j.step("out", "nothing to upload: branch %s holds this text of the pad", j.branchName())
		return nil
	}
	files := change.Files
	if s.pull == nil || s.pull.State == github.None {
		template, _ := s.file(s.Base, j.Template)
		files[outTitle] = []byte(j.pullTitle(j.issueTitle()) + "\n")
		files[outBody] = []byte(pullBody(string(template), j, i))
	}
	for path, text := range files {
		at := filepath.Join(j.outDir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return fmt.Errorf("write %s: %w", at, err)
		}
		if err := replaceFile(at, text); err != nil {
			return err
		}
	}
	j.step("out", "%s, to be uploaded to branch %s", filepath.Join(j.outDir, filepath.FromSlash(j.path())), j.branchName())
	if files[outTitle] != nil {
		j.step("out", "%s and %s, for the pull request", filepath.Join(j.outDir, outTitle), outBody)
	}
	return nil
}
