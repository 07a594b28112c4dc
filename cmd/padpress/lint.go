package main

import (
	"context"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/cache"
	"github.com/xsf/padpress/lint/report"
)

// earlierIssues is how many issues before this one a rule may see.
const earlierIssues = 3

type lintOptions struct {
	format string // one of report.Formats
	site   string // folder of the site's repository, "" if not known
	pad    padReading
	as     string // path in the repository that the text stands for
	base   string // folder or revision that findings must be new to, "" for all findings
	only   string // names of rules, as in --rules
	least  string // severity of what is reported
	fix    fixes
	diff   bool   // show fixes instead of making them
	xeps   string // where the list of specifications is, "" for the house's own
	from   string // file with the original of a translation, "" to look for it
	paths  []string

	cache   string // file that keeps findings from run to run, "" for the user's own
	noCache bool

	rules []*lint.Rule // those that only, least and the configuration leave
	known *xepList
}

func newLint(e *env) *cobra.Command {
	var o lintOptions
	c := &cobra.Command{
		Use:   "lint [flags] PATH|PAD-URL|-…",
		Short: "Report what is wrong with an issue",
		Long: "Report what is wrong with an issue of the newsletter, by line and column.\n" +
			"A folder stands for the issues below it. The exit status is 1 if a finding of severity error remains.",
		Example: "  padpress lint --base master content/blog/newsletter/2026-11-05-newsletter.md",
		Args:    someText,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runLint(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", eitherOf(report.Formats))
	f.StringVar(&o.site, "site", "", "folder of the site's repository, for the rules that need it")
	f.StringVar(&o.as, "as", "", "path in the site's repository that the text stands for")
	f.StringVar(&o.pad.at, "pad-at", "", padAtUsage)
	f.StringVar(&o.pad.kind, "pad-kind", "", padKindUsage())
	f.StringVar(&o.base, "base", "", "report only what a folder or a git revision does not have yet")
	f.StringVar(&o.from, "original", "", originalUsage)
	f.StringVar(&o.xeps, "xeps", "", "specifications: URL, FILE, clone or none (default: the published list)")
	f.StringVar(&o.only, "rules", "", "run only the rules named, a,b; or all but those with a minus before them")
	f.StringVar(&o.least, "min-severity", "", "report nothing below "+eitherOf(severities))
	f.Var(&o.fix, "fix", "make the fixes that keep the page, in place; =all makes all of them")
	f.Lookup("fix").NoOptDefVal = string(safeFixes)
	f.BoolVar(&o.diff, "diff", false, "show what --fix would change instead of writing it")
	f.StringVar(&o.cache, "cache", "", "file that keeps findings from run to run (default: in the user's cache)")
	f.BoolVar(&o.noCache, "no-cache", false, "look at every text anew")
	return c
}

// check refuses options that do not go together.
func (o lintOptions) check() error {
	switch {
	case o.fix != noFixes && !o.diff && slices.ContainsFunc(o.paths, func(p string) bool { return p == "-" || isAddress(p) }):
		return usagef("--fix mends files, and neither pads nor standard input; --diff shows what it would do")
	case o.base != "" && o.as == "" && slices.Contains(o.paths, "-"):
		return usagef("--base cannot know what standard input is; say with --as where it stands in the site")
	case o.fix != noFixes && o.base != "":
		return usagef("--base is for reports; --fix mends what is old, too")
	}
	if i := slices.Index(o.paths, "-"); i >= 0 && slices.Contains(o.paths[i+1:], "-") {
		return usagef("standard input can be read once")
	}
	if o.site == "" {
		return nil
	}
	if info, err := os.Stat(o.site); err != nil || !info.IsDir() {
		return usagef("--site %s is not a folder", o.site)
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
	if o.known, err = newXEPList(ctx, e, o.xeps, config.House.House, o.rules); err != nil {
		return err
	}
	out := report.NewWriter(o.format, e.out, report.About{Version: version(), Rules: o.rules, Color: e.color, Summary: summaryOf, Note: o.known.note})
	if out == nil {
		return usagef("--format %s is not known; use %s", o.format, eitherOf(report.Formats))
	}
	l := &linting{env: e, lintOptions: o, house: config.House.House, base: newBase(o.base, o.site)}
	if l.paths, err = textsOf(l.house, o.paths); err != nil {
		return err
	}
	if o.as != "" && len(l.paths) > 1 {
		return usagef("--as stands for one text, and %d were given", len(l.paths))
	}
	if o.from != "" && len(l.paths) > 1 {
		return usagef("--original is that of one text, and %d were given", len(l.paths))
	}
	if o.site != "" {
		l.files = cache.NewSite(os.DirFS(o.site))
	}
	if l.files != nil || len(l.paths) > 1 {
		l.library = new(lint.Library)
	}
	if l.files == nil && l.library != nil {
		l.library.Most = l.workers() // of one issue all translations stand in a row, and their original behind them
	}
	l.memo = newMemo(e, o, config, l.files)
	err = l.run(ctx, out)
	if o.known.failed() == nil { // what was not found for want of it is not to be remembered
		l.memo.save(e, o)
	}
	o.fixesSaid(e, l.made, l.left)
	if err != nil || l.errors == 0 {
		return err
	}
	return errFindings
}

// worldOf is what is known of the issue name in the tree of a site.
func worldOf(house *lint.House, tree fs.FS, name string) *lint.World {
	return worldWith(new(lint.Library), house, tree, name)
}

// worldWith is worldOf with the earlier issues from a library.
func worldWith(library *lint.Library, house *lint.House, tree fs.FS, name string) *lint.World {
	return &lint.World{House: house, Site: lint.NewSite(tree, name), Earlier: library.Earlier(tree, housePath(house, tree, name), earlierIssues)}
}

// housePath is where the issue at path would stand on the site, if it does not stand there: a draft that lies elsewhere has
// no earlier issues beside it.
func housePath(house *lint.House, site fs.FS, name string) string {
	day, ok := (&lint.Document{Path: name}).Date()
	if !ok || len(lint.EarlierPaths(site, house.IssuePath(day), 1)) == 0 {
		return name
	}
	return house.IssuePath(day)
}
