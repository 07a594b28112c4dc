package main

import (
	"bytes"
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// movedOriginal is the original of a translation, which stands at inRepo and is called name, if it was renamed; nil if there
// is none.
func (o *originals) movedOriginal(ctx context.Context, house *lint.House, inRepo, name string) *originalText {
	history, err := o.in(ctx, path.Dir(inRepo), begun(inRepo))
	if err != nil {
		return nil
	}
	old := lint.OriginalPath(inRepo)
	now := o.renamed(ctx, history, house, old)
	if now == old {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(o.root, filepath.FromSlash(now)))
	if err != nil {
		return nil
	}
	return &originalText{path: path.Join(path.Dir(name), path.Base(now)), text: text}
}

// renames is how often a release slips at most.
const renames = 10

// renamed follows the original that stood at name to where it stands at the end of the history: name itself where it was not
// renamed.
func (o *originals) renamed(ctx context.Context, h *folderHistory, house *lint.House, name string) string {
	from := 0
	for range renames {
		i := slices.IndexFunc(h.Steps[from:], func(s gitops.Step) bool { return fileOf(s, name).Was != "" && fileOf(s, name).Is == "" })
		if is, ok := h.last(len(h.Steps), name); i < 0 || ok && is != "" {
			return name
		}
		from += i
		next := o.successor(ctx, h.Steps[from], house, fileOf(h.Steps[from], name))
		if next == "" {
			return name
		}
		name = next
	}
	return name
}

func fileOf(s gitops.Step, name string) gitops.StepFile {
	i := slices.IndexFunc(s.Files, func(f gitops.StepFile) bool { return f.Path == name })
	if i < 0 {
		return gitops.StepFile{}
	}
	return s.Files[i]
}

// successor is the new original of a step that has most of the lines of the one that went: half of them at least. It is ""
// if there is none.
func (o *originals) successor(ctx context.Context, s gitops.Step, house *lint.House, gone gitops.StepFile) string {
	was, err := o.read(ctx, gone.Was)
	if err != nil {
		return ""
	}
	found, most := "", 0.5
	for _, f := range s.Files {
		if f.Was != "" || f.Is == "" || !isOriginal(f.Path) || !house.NamesIssue(path.Base(f.Path)) {
			continue
		}
		text, err := o.read(ctx, f.Is)
		if share := sharedLines(was, text); err == nil && share >= most {
			found, most = f.Path, share
		}
	}
	return found
}

// sharedLines is how many of the lines of both texts are in both, from 0 to 1.
func sharedLines(a, b []byte) float64 {
	have := map[string]int{}
	for line := range bytes.Lines(a) {
		have[strings.TrimSpace(string(line))]++
	}
	common := 0
	for line := range bytes.Lines(b) {
		if text := strings.TrimSpace(string(line)); have[text] > 0 {
			have[text]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, bytes.Count(a, []byte("\n"))+bytes.Count(b, []byte("\n"))))
}
