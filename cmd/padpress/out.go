package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
)

// The files of --out beside those of the repository.
const (
	outTitle = "pull-request-title.txt"
	outBody  = "pull-request-body.md"
)

// writeOut puts into a folder exactly what a run would commit, by its path in the repository, the title and the body of
// the pull request, and the preview: for people who upload files in the browser. Nothing else is written anywhere.
//
// What people changed on the branch is merged into it, so that an upload loses nothing. Where a run would write nothing,
// nothing is written here either.
func (j *job) writeOut(ctx context.Context, s *site, i *issue) error {
	change := j.change(i)
	would, err := s.Preview(change)
	if err != nil {
		return err
	}
	d := wouldHold(would)
	if err := j.showPreview(ctx, s, d, change.Files); err != nil {
		return err
	}
	if would.Outcome == gitops.Unchanged {
		j.step("out", "nothing to upload: branch %s holds this text of the pad", j.branchName())
		return nil
	}
	files := change.Files
	delete(files, change.Path)
	files[would.Path] = would.Text
	if s.pull == nil || s.pull.State == github.None {
		files[outTitle] = []byte(j.titleIn(j.phaseNow(s.pull)) + "\n")
		files[outBody] = []byte(j.newBody(s, i))
	}
	if files[outPreview], err = j.previewPage(ctx, s, d, change.Files); err != nil {
		return err
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
	j.step("out", "%s, to be uploaded to branch %s", filepath.Join(j.outDir, filepath.FromSlash(would.Path)), j.branchName())
	j.step("out", "%s, to look at it as the site would show it", filepath.Join(j.outDir, outPreview))
	if files[outTitle] != nil {
		j.step("out", "%s and %s, for the pull request", filepath.Join(j.outDir, outTitle), outBody)
	}
	return nil
}

// wouldHold is the issue as it would stand on the branch, nil if people removed it there.
func wouldHold(r gitops.Result) *lint.Document {
	if r.Path == "" {
		return nil
	}
	return lint.Parse(r.Path, r.Text)
}
