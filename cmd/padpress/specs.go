package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// specs is what a run of submit or review knows of the specifications: the history of their repository.
type specs struct {
	source string // "" where the run is to know none
	news   *xepNews
	err    error // why the repository could not be opened

	happened func(from, to time.Time) lint.XEPNews // for rules, by the run's context
}

// learnSpecs opens the repository of the specifications, once in a run: one request. It fails nothing, since a newsletter
// is not to wait for another server.
func (j *job) learnSpecs(ctx context.Context) {
	source := j.specsSource()
	if j.specs != nil && j.specs.source == source {
		return
	}
	if j.specs = (&specs{source: source}); source == "" {
		return
	}
	j.progress("looking at %s …", source)
	history, err := openSpecs(ctx, source, j.client)
	if err != nil {
		j.specs.err = err
		j.step("note", "%s: %v", unknownSpecs, err)
		return
	}
	j.specs.news = newXEPNews(j.house, history)
	j.specs.happened = j.specs.news.happened(ctx)
}

// unknownSpecs is what people are told where the history cannot be read. What they read does not depend on how it failed.
const unknownSpecs = "the history of the specifications cannot be read: their parts were neither drafted nor compared"

// specsSource is where the history of the specifications is: by the environment, the configuration or the house; "" for
// nowhere. A list of specifications, which lint takes as well, has no history, and a translation is held to its original.
func (j *job) specsSource() string {
	named := j.get("PADPRESS_XEPS")
	if named != noXEPs && !isFolder(named) && !isXEPRepository(named) {
		named = ""
	}
	source := first(named, j.XEPs)
	if source == "" && j.web != nil { // nobody named it
		source = j.house.Specifications.Repository
	}
	if source == noXEPs || j.house.Specifications.Section == "" || j.translates() {
		return ""
	}
	return source
}

// openSpecs opens a clone's folder, or a repository at an address, which gets no token, and of which what is read is kept.
func openSpecs(ctx context.Context, source string, client *http.Client) (xepHistory, error) {
	if !isAddress(source) {
		return gitops.OpenLine(source, "HEAD")
	}
	r, err := gitops.Open(source, gitops.Options{Agent: agent(), HTTP: client})
	if err != nil {
		return nil, err
	}
	h := &patientHistory{patience: specsPatience}
	err = h.try(ctx, func(ctx context.Context) error {
		h.xepHistory, err = r.Line(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return keepXEPHistory(h, source), nil
}

// failed is why not all could be known; nil if all could that anybody asked for.
func (s *specs) failed() error {
	switch {
	case s == nil || s.source == "":
		return nil
	case s.err != nil:
		return s.err
	}
	return s.news.failed()
}

// world lets the rules of w ask what happened.
func (s *specs) world(w *lint.World) {
	if s == nil || s.news == nil {
		return
	}
	list := lint.NewXEPs(s.source, time.Time{}, nil)
	list.Happened = s.happened
	w.XEPs = func() lint.XEPs { return list }
}

// unsure tells which comments may be about what only the history of the specifications knows, while that cannot be read.
func (j *job) unsure() func(text string) bool {
	if j.specs.failed() == nil {
		return nil
	}
	return func(text string) bool {
		return slices.ContainsFunc(j.rulesInForce(), func(r *lint.Rule) bool {
			return (r.Needs|r.Uses)&lint.NeedXEPs != 0 && strings.Contains(text, "(`"+r.Name+"`)")
		})
	}
}

// needsSpecs reports whether rules that are in force say more where the specifications are known.
func (j *job) needsSpecs() bool {
	return slices.ContainsFunc(j.rulesInForce(), func(r *lint.Rule) bool { return (r.Needs|r.Uses)&lint.NeedXEPs != 0 })
}
