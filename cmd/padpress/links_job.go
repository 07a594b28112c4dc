package main

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/linkcheck"
	"github.com/xsf/padpress/lint/report"
)

// linksFlag adds --links to a verb that reviews.
func linksFlag(f *pflag.FlagSet, on *bool) {
	f.BoolVar(on, "links", false, "ask the web whether links live, for five minutes at most")
}

// askLinks asks for the links of the texts that are to be reviewed, if --links says so. In the editorial closing what was
// learned before does not count: what was dead may have been announced.
func (j *job) askLinks(ctx context.Context, closes bool, without func(string) bool, texts ...*lint.Document) error {
	texts = slices.DeleteFunc(texts, func(d *lint.Document) bool { return d == nil })
	if !j.links || len(texts) == 0 {
		return nil
	}
	if j.asker == nil {
		a, err := newLinkAsker(j.env, j.house, "")
		if err != nil {
			return err
		}
		j.asker = a
	}
	fresh := time.Duration(0)
	if closes {
		fresh = linksFresh
	}
	before := len(j.asker.known)
	j.progress("asking for links …")
	j.asker.ask(ctx, fresh, without, texts...)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if before > 0 && len(j.asker.known) == before {
		return nil // the line started over
	}
	results := j.asker.results(texts)
	j.step("links", "%s", linkCount(results))
	for _, r := range results {
		if r.Verdict == linkcheck.Unknown {
			j.step("links", "could not check %s: %s", report.Cut(r.URL, entryLength), r.Why)
		}
	}
	return nil
}

// askPull asks for the links that a pull request brings.
func (j *job) askPull(ctx context.Context, t *target) error {
	if !j.links {
		return nil
	}
	var texts []*lint.Document
	old := map[string]bool{}
	for _, f := range t.files {
		if d := textIn(t, t.head, f.Path); d != nil {
			texts = append(texts, d)
		}
		if d := textIn(t, t.before, first(f.Was, f.Path)); d != nil && !f.Added {
			for _, address := range (&linkAsker{house: j.house}).addresses(d) {
				old[address] = true
			}
		}
	}
	return j.askLinks(ctx, j.isClosing(t.pull), func(address string) bool { return old[address] }, texts...)
}

// textIn is the text at a path of a tree, nil if there is none to review.
func textIn(t *target, tree *gitops.Tree, path string) *lint.Document {
	if tree == nil {
		return nil
	}
	id, ok := tree.Blob(path)
	if !ok || unfit(t.blobs[id]) != "" {
		return nil
	}
	return lint.Parse(path, t.blobs[id])
}

// undecided are the fingerprints of which this run cannot say whether they hold.
func (v *verdict) undecided(a *linkAsker) []string {
	var all []string
	for _, t := range v.texts {
		all = append(all, a.undecided(t.Document)...)
	}
	return all
}
