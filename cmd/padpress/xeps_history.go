package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint/xep"
)

// xepHistory is the main line of the specifications' repository, on this machine or elsewhere.
type xepHistory interface {
	Tip() gitops.ID
	Since(ctx context.Context, since time.Time, wanted func(path string) bool) (*gitops.Line, error)
	Read(ctx context.Context, limit int64, ids ...gitops.ID) (map[gitops.ID][]byte, error)
	File(ctx context.Context, path string) ([]byte, bool)
}

// xepEntities is the file that the documents share.
const xepEntities = "xep.ent"

// openXEPHistory opens the repository in a folder or at an address.
func openXEPHistory(ctx context.Context, source string) (xepHistory, error) {
	if isAddress(source) {
		r, err := gitops.Open(source, gitops.Options{Agent: agent()})
		if err != nil {
			return nil, usagef("--xeps: %w", err)
		}
		return r.Line(ctx)
	}
	if info, err := os.Stat(source); err != nil {
		return nil, usagef("--xeps %s: %w", source, bareError(err))
	} else if !info.IsDir() {
		return nil, usagef("--xeps %s is a file; the section needs the history: name a clone of the specifications' repository", source)
	}
	line, err := gitops.OpenLine(source, "HEAD")
	if err != nil {
		return nil, usagef("--xeps: %w; the section needs the history: name a clone of the specifications' repository", err)
	}
	return line, nil
}

// isXEPDocument reports whether a document of a specification or a proposal stands at name, or the folder of proposals.
func isXEPDocument(name string) bool {
	dir, base := path.Split(name)
	return name == "inbox/" || (dir == "" && strings.HasPrefix(base, "xep-") && base != "xep-template.xml" && base != "xep-0000.xml" ||
		dir == "inbox/" && base != "inbox.xml") && strings.HasSuffix(base, ".xml")
}

// happened tells what the history says of a window.
func happened(ctx context.Context, h xepHistory, w xep.Window) (xep.Month, error) {
	line, err := h.Since(ctx, w.From, isXEPDocument)
	if err != nil {
		return xep.Month{}, err
	}
	line.Steps = slices.DeleteFunc(line.Steps, func(s gitops.Step) bool { return !s.When.Before(w.To) })
	texts, err := readXEPSteps(ctx, h, line.Steps)
	if err != nil {
		return xep.Month{}, err
	}
	shared := xep.Entities{}
	if text, ok := h.File(ctx, xepEntities); ok {
		shared = xep.ParseEntities(text)
	}
	m := xep.Happened(parsedSteps(line.Steps, texts, shared), w)
	if line.Cut {
		m.Other = append(m.Other, fmt.Sprintf("the history at hand begins after %s: what happened before is not known", w.From.Format(time.DateOnly)))
	}
	return m, nil
}

func readXEPSteps(ctx context.Context, h xepHistory, steps []gitops.Step) (map[gitops.ID][]byte, error) {
	wanted := map[gitops.ID]bool{}
	for _, s := range steps {
		for _, f := range s.Files {
			wanted[f.Was], wanted[f.Is] = true, true
		}
	}
	delete(wanted, "")
	return h.Read(ctx, xep.MaxDocument, slices.Sorted(maps.Keys(wanted))...)
}

// parsedSteps reads each document once.
func parsedSteps(steps []gitops.Step, texts map[gitops.ID][]byte, shared xep.Entities) []xep.Step {
	type result struct {
		doc *xep.Document
		err error
	}
	known := map[gitops.ID]result{}
	read := func(id gitops.ID) (*xep.Document, error) {
		if id == "" {
			return nil, nil
		}
		if r, ok := known[id]; ok {
			return r.doc, r.err
		}
		var r result
		if text, ok := texts[id]; ok {
			r.doc, r.err = xep.Parse(text, shared)
		} else {
			r.err = fmt.Errorf("it has more than %d bytes", xep.MaxDocument)
		}
		known[id] = r
		return r.doc, r.err
	}
	var all []xep.Step
	for _, s := range steps {
		step := xep.Step{When: s.When}
		for _, f := range s.Files {
			var file xep.File
			file.Path = f.Path
			file.Was, file.WasErr = read(f.Was)
			file.Is, file.Err = read(f.Is)
			step.Files = append(step.Files, file)
		}
		all = append(all, step)
	}
	return all
}
