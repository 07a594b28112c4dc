package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/preview"
	"github.com/xsf/padpress/lint/report"
)

// outPreview is the preview among the files of --out.
const outPreview = "preview.html"

// previewArtifact is what a workflow calls the preview when it uploads it.
const previewArtifact = "newsletter-preview.html"

// checkPreview refuses a file that could not be written when all else is done.
func (o submitOptions) checkPreview() error {
	switch info, err := os.Stat(filepath.Dir(o.preview)); {
	case o.preview == "":
		return nil
	case strings.ContainsAny(o.preview, "\r\n"):
		return usagef("--preview names a file, and no name has line ends")
	case err != nil || !info.IsDir():
		return usagef("--preview %s: the folder does not exist", o.preview)
	}
	return nil
}

// showPreview writes the page that --preview asks for: the issue as it stands on the branch, or in a pull request that was
// adopted, with the files that come with it, and what the review says of it.
func (j *job) showPreview(ctx context.Context, s *site, d *lint.Document, files map[string][]byte) error {
	if j.submitOptions.preview == "" || d == nil {
		return nil
	}
	if err := j.askLinks(ctx, j.closes(s), nil, d); err != nil {
		return err
	}
	page, err := j.previewPage(ctx, s, d, files)
	if err != nil {
		return err
	}
	if err := replaceFile(j.submitOptions.preview, page); err != nil {
		return err
	}
	j.record.preview = j.submitOptions.preview
	j.record.output("preview", j.submitOptions.preview)
	j.step("preview", "%s", j.submitOptions.preview)
	return nil
}

func (j *job) previewPage(ctx context.Context, s *site, d *lint.Document, files map[string][]byte) ([]byte, error) {
	var page bytes.Buffer
	err := preview.Write(&page, preview.Newsletter{
		Document: d, House: j.house, Findings: j.findings(d, s), Rules: j.rulesInForce(),
		Files: j.withPictures(ctx, s, d, files), Source: j.Pad, Version: version(),
	})
	if err != nil {
		return nil, fmt.Errorf("write the preview: %w", err)
	}
	return page.Bytes(), nil
}

// withPictures are the files of the branch, and before them those that the run adds, with the contents of the pictures
// that d shows, which no other part of a run reads. What cannot be read is not shown.
func (j *job) withPictures(ctx context.Context, s *site, d *lint.Document, files map[string][]byte) fs.FS {
	tree, from := s.Base, j.site
	switch {
	case s.Head != nil && s.pull != nil && s.pull.State == github.Theirs:
		tree = s.Head // the site's repository has it, also if the branch is a fork's
	case s.Head != nil:
		tree, from = s.Head, j.git
	}
	var ids []gitops.ID
	lent := map[string]gitops.ID{} // those that only the original's tree has
	for _, path := range preview.Pictures(d, j.house) {
		if id, ok := tree.Blob(path); ok && files[path] == nil {
			ids = append(ids, id)
		} else if id, ok := s.original.blob(path); ok && files[path] == nil {
			lent[path] = id
		}
	}
	blobs, err := from.Read(ctx, ids...)
	if err == nil && len(lent) > 0 {
		files, err = j.withLent(ctx, files, lent)
	}
	if err != nil {
		j.step("note", "the preview is without the site's pictures: %v", err)
	}
	return added{files, treeFS{tree: tree, blobs: blobs}}
}

// added are files that lie over those of a site.
type added struct {
	files map[string][]byte
	fs.FS
}

func (a added) Open(name string) (fs.File, error) {
	if text, ok := a.files[name]; ok {
		return &blobFile{bytes.NewReader(text), treeEntry{gitops.Entry{Name: name}}}, nil
	}
	return a.FS.Open(name)
}

// previewLine tells people in the job's summary where the preview is.
func previewLine(e *env, file string) string {
	where := "this run"
	if run := e.get("GITHUB_RUN_ID"); run != "" && strings.Trim(run, "0123456789") == "" {
		where = fmt.Sprintf("[this run](%s/%s/actions/runs/%s#artifacts)",
			strings.TrimSuffix(first(e.get("GITHUB_SERVER_URL"), "https://github.com"), "/"), e.get("GITHUB_REPOSITORY"), run)
	}
	return fmt.Sprintf("**Preview:** %s shows the newsletter as the site would, with the findings beside it. "+
		"A workflow that uploads it has it among the artifacts of %s, as `%s`.", report.CodeSpan(file, lineLength), where, previewArtifact)
}
