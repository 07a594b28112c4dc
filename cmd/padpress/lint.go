package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// earlierIssues is how many issues before this one a rule may see.
const earlierIssues = 3

type lintOptions struct {
	format string // one of report.Formats
	site   string // folder of the site's repository, "" if not known
	kind   string // of a pad, "" to find out
	as     string // path in the repository that the text stands for
	base   string // folder or revision that findings must be new to, "" for all findings
	only   string // names of rules, as in --rules
	least  string // severity of what is reported
	fix    fixes
	diff   bool   // show fixes instead of making them
	xeps   string // where the list of specifications is, "" for the house's own
	paths  []string

	rules []*lint.Rule // those that only, least and the configuration leave
	known *xepList
}

func newLint(e *env) *cobra.Command {
	var o lintOptions
	c := &cobra.Command{
		Use:   "lint [flags] PATH|PAD-URL|-…",
		Short: "Report what is wrong with an issue",
		Long: "Report what is wrong with an issue of the newsletter, by line and column.\n" +
			"The exit status is 1 if a finding of severity error remains.",
		Example: "  padpress lint --base master content/blog/newsletter/2026-11-05-newsletter.md\n" +
			"  padpress lint --format json --site . --as content/blog/newsletter/2026-11-05-newsletter.md - < text.md",
		Args: someText,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runLint(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", eitherOf(report.Formats))
	f.StringVar(&o.site, "site", "", "folder of the site's repository, for the rules that need it")
	f.StringVar(&o.as, "as", "", "path in the site's repository that the text stands for")
	f.StringVar(&o.kind, "pad-kind", "", "what a pad's address is: "+strings.Join(pad.Kinds(), ", ")+" (default: found out)")
	f.StringVar(&o.base, "base", "", "report only what a folder or a git revision does not have yet")
	f.StringVar(&o.xeps, "xeps", "", "list of the specifications: URL, FILE, DIR or none (default: the published one)")
	f.StringVar(&o.only, "rules", "", "run only the rules named, a,b; or all but those with a minus before them")
	f.StringVar(&o.least, "min-severity", "", "report nothing below "+eitherOf(severities))
	f.Var(&o.fix, "fix", "make the fixes that keep the page, in place; =all makes all of them")
	f.Lookup("fix").NoOptDefVal = string(safeFixes)
	f.BoolVar(&o.diff, "diff", false, "show what --fix would change instead of writing it")
	return c
}

// check refuses options that do not go together.
func (o lintOptions) check() error {
	switch {
	case o.as != "" && len(o.paths) > 1:
		return usagef("--as stands for one text, and %d were given", len(o.paths))
	case o.fix != noFixes && !o.diff && slices.ContainsFunc(o.paths, func(p string) bool { return p == "-" || isAddress(p) }):
		return usagef("--fix mends files, and neither pads nor standard input; --diff shows what it would do")
	case o.fix != noFixes && o.base != "":
		return usagef("--base is for reports; --fix mends what is old, too")
	}
	return nil
}

func runLint(ctx context.Context, e *env, o lintOptions) error {
	if o.diff && o.fix == noFixes {
		o.fix = safeFixes
	}
	if err := o.check(); err != nil {
		return err
	}
	config, err := localConfig(e, o.site)
	if err != nil {
		return err
	}
	if o.rules, err = choose(config.rulesInForce(), o.only, o.least); err != nil {
		return err
	}
	if o.known, err = newXEPList(ctx, e, o.xeps, config.House.House); err != nil {
		return err
	}
	out := report.NewWriter(o.format, e.out, report.About{Version: version(), Rules: o.rules, Color: e.color, Summary: summaryOf, Note: o.known.note})
	if out == nil {
		return usagef("--format %s is not known; use %s", o.format, eitherOf(report.Formats))
	}
	l := &linting{env: e, lintOptions: o, house: config.House.House, base: newBase(o.base, o.site)}
	var failed []error // what cannot be read does not hide what was found elsewhere
	for _, path := range o.paths {
		f, err := l.path(ctx, path)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		l.errors += report.Count([]report.File{f})[lint.Error]
		if !o.diff {
			failed = append(failed, out.File(f))
		}
	}
	if l.read > 0 && !o.diff {
		failed = append(failed, out.End(l.skipped))
	}
	o.fixesSaid(e, l.made, l.left)
	if err := errors.Join(failed...); err != nil || l.errors == 0 {
		return err
	}
	return errFindings
}

// linting is one run of lint.
type linting struct {
	*env
	lintOptions
	house   *lint.House
	base    *base // nil if all findings count
	skipped []lint.Skip
	read    int // texts
	errors  int // findings of severity error
	made    int // fixes
	left    int // fixes that were not made
}

// path reads one text and runs the rules on it.
func (l *linting) path(ctx context.Context, path string) (report.File, error) {
	text, err := readText(ctx, l.env, path, l.kind)
	if err != nil {
		return report.File{}, err
	}
	name := l.as
	if name == "" && isAddress(path) {
		name = issueOf(l.house, text)
	}
	if name == "" {
		name = filepath.ToSlash(path)
	}
	w := &lint.World{House: l.house}
	if l.site != "" {
		if w, err = siteWorld(l.house, l.site, name); err != nil {
			return report.File{}, err
		}
	}
	l.known.world(w)
	d := lint.Parse(name, text)
	o := l.lintOptions
	if isAddress(path) && !d.Front.Exists() {
		o.rules = slices.DeleteFunc(slices.Clone(o.rules), func(r *lint.Rule) bool { return r.Name == "front-matter" }) // submit adds it
	}
	f := report.File{Document: d}
	switch {
	case l.fix != noFixes:
		f, err = l.mended(d, w, o, path)
	case l.base != nil:
		f.Findings, err = l.base.news(d, lint.Run(d, w, o.rules), path, o, l.house)
	default:
		f.Findings = lint.Run(d, w, o.rules)
	}
	l.known.settle(w)
	if err == nil {
		l.skipped = mergeSkips(l.skipped, lint.Skipped(w, o.rules))
		l.read++
	}
	return f, err
}

func siteWorld(house *lint.House, site, name string) (*lint.World, error) {
	if info, err := os.Stat(site); err != nil || !info.IsDir() {
		return nil, usagef("--site %s is not a folder", site)
	}
	return worldOf(house, os.DirFS(site), name), nil
}

// worldOf is what is known of the issue name in the tree of a site.
func worldOf(house *lint.House, tree fs.FS, name string) *lint.World {
	return &lint.World{House: house, Site: lint.NewSite(tree, name), Earlier: lint.Earlier(tree, name, earlierIssues)}
}

func mergeSkips(a, b []lint.Skip) []lint.Skip {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
