package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/linkcheck"
	"github.com/xsf/padpress/lint/report"
)

// linkFormats are the values of links --format.
var linkFormats = []string{"text", "json", "github"}

// linkRules are the rules that links runs.
var linkRules = []string{"address-form", "anchor-exists", deadLinkRule, "internal-link", "join-link", "moved-link"}

type linkOptions struct {
	format  string // one of linkFormats
	site    string // folder of the site's repository, "" if not known
	pad     padReading
	cache   string // file, none, or "" for the user's own
	offline bool
	timeout time.Duration // for all links
	fix     bool
	paths   []string
}

func newLinks(e *env) *cobra.Command {
	var o linkOptions
	c := &cobra.Command{
		Use:   "links [flags] PATH|PAD-URL|-…",
		Short: "Ask the web whether the links of an issue live",
		Long: "Ask the web whether the links of an issue live: what is broken, what has moved for good, and what could not be checked. " +
			"Links to the site itself are looked for in the folder that --site names.\n" +
			"The exit status is 1 if a link is broken; what could not be checked is only listed.",
		Example: "  padpress links --site . content/blog/newsletter/2026-11-05-newsletter.md",
		Args:    someText,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runLinks(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", eitherOf(linkFormats))
	f.StringVar(&o.site, "site", "", "folder of the site's repository, for links to the site itself")
	f.StringVar(&o.pad.at, "pad-at", "", padAtUsage)
	f.StringVar(&o.pad.kind, "pad-kind", "", padKindUsage())
	f.StringVar(&o.cache, "cache", "", "file that keeps the answers, or none (default: in the user's cache)")
	f.BoolVar(&o.offline, "offline", false, "ask nobody, and tell what the cache knows")
	f.DurationVar(&o.timeout, "timeout", linksBudget, "time for all links; what was not asked by then could not be checked")
	f.BoolVar(&o.fix, "fix", false, "write the new addresses of what has moved, in place")
	return c
}

// check refuses options that do not go together.
func (o linkOptions) check() error {
	switch {
	case !slices.Contains(linkFormats, o.format):
		return usagef("--format %s is not known; use %s", o.format, eitherOf(linkFormats))
	case o.fix && slices.ContainsFunc(o.paths, func(p string) bool { return p == "-" || isAddress(p) }):
		return usagef("--fix mends files, and neither pads nor standard input")
	case o.timeout <= 0:
		return usagef("--timeout %s leaves no time; write one such as 90s or 5m", o.timeout)
	case o.offline && o.cache == "none":
		return usagef("--offline tells what the cache knows, and --cache none is none")
	}
	if o.site == "" {
		return nil
	}
	if info, err := os.Stat(o.site); err != nil || !info.IsDir() {
		return usagef("--site %s is not a folder", o.site)
	}
	return nil
}

func runLinks(ctx context.Context, e *env, o linkOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	config, err := localConfig(e, o.site)
	if err != nil {
		return err
	}
	house := config.House.House
	inForce := slices.DeleteFunc(slices.Clone(config.rulesInForce()), func(r *lint.Rule) bool { return !slices.Contains(linkRules, r.Name) })
	texts, err := o.texts(ctx, e, house)
	if err != nil {
		return err
	}
	a, err := newLinkAsker(e, house, o.cache)
	if err != nil {
		return err
	}
	a.checker.Offline, a.left = o.offline, o.timeout
	a.ask(ctx, 0, nil, texts...)
	ended := ctx.Err()
	l := &linkReport{linkAsker: a, texts: texts}
	for i, d := range texts {
		w := &lint.World{House: house}
		if o.site != "" {
			w = worldOf(house, os.DirFS(o.site), d.Path)
		}
		a.world(w)
		if i == 0 {
			l.skipped = lint.Skipped(d, w, inForce)
		}
		f := report.File{Document: d, Findings: lint.Run(d, w, inForce)}
		if o.fix {
			if f, err = mendLinks(e, o.paths[i], f, w, inForce); err != nil {
				return err
			}
		}
		l.files = append(l.files, f)
	}
	if err := l.write(o.format, inForce); err != nil {
		return err
	}
	switch {
	case ended != nil:
		return fmt.Errorf("interrupted, before all links were asked: %w", ended)
	case report.Count(l.files)[lint.Error] > 0:
		return errFindings
	}
	return nil
}

// texts reads all texts: they share the requests.
func (o *linkOptions) texts(ctx context.Context, e *env, house *lint.House) ([]*lint.Document, error) {
	paths, err := textsOf(house, o.paths)
	if err != nil {
		return nil, err
	}
	o.paths = paths
	var texts []*lint.Document
	for _, path := range paths {
		text, err := readText(ctx, e, path, o.pad)
		if err != nil {
			return nil, err
		}
		name := filepath.ToSlash(path)
		if isAddress(path) {
			name = first(issueOf(house, text), name)
		}
		texts = append(texts, lint.Parse(name, text))
	}
	return texts, nil
}

// mendLinks writes the new addresses of what has moved to the file at path.
func mendLinks(e *env, path string, f report.File, w *lint.World, inForce []*lint.Rule) (report.File, error) {
	var fixes []*lint.Fix
	for _, x := range f.Findings {
		if x.Rule == "moved-link" && x.Fix != nil {
			fixes = append(fixes, x.Fix)
		}
	}
	if len(fixes) == 0 {
		return f, nil
	}
	text, err := lint.Apply(f.Document.Src, fixes...)
	if err != nil {
		return f, fmt.Errorf("%s: %w", path, err)
	}
	if err := replaceFile(path, text); err != nil {
		return f, err
	}
	fmt.Fprintf(e.err, "padpress: %s: %s written\n", report.Printable(path), plural(len(fixes), "new address", "new addresses"))
	d := lint.Parse(f.Document.Path, text)
	return report.File{Document: d, Findings: lint.Run(d, w, inForce)}, nil
}

// linkReport is what links has to say.
type linkReport struct {
	*linkAsker
	texts   []*lint.Document // as they were asked about
	files   []report.File    // as they are now
	skipped []lint.Skip
}

func (l *linkReport) write(format string, inForce []*lint.Rule) error {
	if format == "json" {
		return l.writeJSON(inForce)
	}
	w := report.NewWriter(format, l.out, report.About{Version: version(), Rules: inForce, Color: l.color})
	for _, f := range l.files {
		if err := w.File(f); err != nil {
			return err
		}
	}
	if err := w.End(l.skipped); err != nil {
		return err
	}
	results := l.results(l.texts)
	var b bytes.Buffer
	fmt.Fprintln(&b, linkCount(results))
	for _, r := range results {
		switch {
		case r.Verdict == linkcheck.Unknown:
			fmt.Fprintf(&b, "  could not check %s: %s\n", report.Printable(r.URL), report.Printable(r.Why))
		case r.Verdict == linkcheck.Broken && r.Asked.Sub(r.Since) >= 24*time.Hour:
			fmt.Fprintf(&b, "  broken since %s: %s\n", r.Since.Format(time.DateOnly), report.Printable(r.URL))
		}
	}
	_, err := l.out.Write(b.Bytes())
	return err
}

// writeJSON writes one object: what lint --format json has, and each address with its verdict and the evidence for it.
func (l *linkReport) writeJSON(inForce []*lint.Rule) error {
	var b bytes.Buffer
	w := report.NewWriter("json", &b, report.About{Version: version(), Rules: inForce})
	var failed []error
	for _, f := range l.files {
		failed = append(failed, w.File(f))
	}
	all := map[string]any{}
	if err := errors.Join(append(failed, w.End(l.skipped), json.Unmarshal(b.Bytes(), &all))...); err != nil {
		return err
	}
	all["links"] = append([]linkcheck.Result{}, l.results(l.texts)...)
	out := json.NewEncoder(l.out)
	out.SetEscapeHTML(false)
	return out.Encode(all)
}
