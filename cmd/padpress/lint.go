package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// earlierIssues is how many issues before this one a rule may see.
const earlierIssues = 3

type lintOptions struct {
	format string // text or json
	site   string // folder of the site's repository, "" if not known
	kind   string // of a pad, "" to find out
	as     string // path in the repository that the text stands for
	fix    bool
	paths  []string
}

func newLint(e *env) *cobra.Command {
	var o lintOptions
	c := &cobra.Command{
		Use:   "lint [flags] PATH|PAD-URL|-…",
		Short: "Report what is wrong with an issue",
		Long: "Report what is wrong with an issue of the newsletter, by line and column.\n" +
			"The exit status is 1 if a finding of severity error remains.",
		Example: "  padpress lint content/blog/newsletter/2026-11-05-newsletter.md\n" +
			"  padpress lint --format json --site . --as content/blog/newsletter/2026-11-05-newsletter.md - < text.md",
		Args: someText,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runLint(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", "text or json")
	f.StringVar(&o.site, "site", "", "folder of the site's repository, for the rules that need it")
	f.StringVar(&o.as, "as", "", "path in the site's repository that the text stands for (it gives the date and the language)")
	f.StringVar(&o.kind, "pad-kind", "", "what a pad's address is: "+strings.Join(pad.Kinds(), ", ")+" (default: found out)")
	f.BoolVar(&o.fix, "fix", false, "apply the fixes that leave the page as it is, in place")
	return c
}

func runLint(ctx context.Context, e *env, o lintOptions) error {
	write := map[string]func(io.Writer, []report.File, []lint.Skip) error{"text": report.Text, "json": report.JSON}[o.format]
	if o.format == "text" && e.color {
		write = report.Colored
	}
	if write == nil {
		return usagef("--format %s is not known; use text or json", o.format)
	}
	if o.as != "" && len(o.paths) > 1 {
		return usagef("--as stands for one text, and %d were given", len(o.paths))
	}
	if o.fix && slices.ContainsFunc(o.paths, func(p string) bool { return p == "-" || isAddress(p) }) {
		return usagef("--fix mends files, and neither pads nor standard input")
	}
	config, err := localConfig(e, o.site)
	if err != nil {
		return err
	}
	house := config.House.House
	var files []report.File
	var skipped []lint.Skip
	var failed []error // what cannot be read does not hide what was found elsewhere
	for _, path := range o.paths {
		f, skips, err := lintPath(ctx, e, o, house, path)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		files = append(files, f)
		skipped = mergeSkips(skipped, skips)
	}
	if len(files) > 0 {
		failed = append(failed, write(e.out, files, skipped))
	}
	if n := fixesLeft(files); o.fix && n > 0 {
		fmt.Fprintf(e.err, "padpress: %s would change the page\n", plural(n, "fix that was left", "fixes that were left"))
	}
	if err := errors.Join(failed...); err != nil || report.Count(files)[lint.Error] == 0 {
		return err
	}
	return errFindings
}

func fixesLeft(files []report.File) int {
	n := 0
	for _, f := range files {
		for _, x := range f.Findings {
			if x.Fix != nil {
				n++
			}
		}
	}
	return n
}

// lintPath reads one text and runs the rules on it.
func lintPath(ctx context.Context, e *env, o lintOptions, house *lint.House, path string) (report.File, []lint.Skip, error) {
	text, err := readText(ctx, e, path, o.kind)
	if err != nil {
		return report.File{}, nil, err
	}
	name := o.as
	if name == "" && isAddress(path) {
		name = issueOf(house, text)
	}
	if name == "" {
		name = filepath.ToSlash(path)
	}
	w := &lint.World{House: house}
	if o.site != "" {
		if w, err = siteWorld(house, o.site, name); err != nil {
			return report.File{}, nil, err
		}
	}
	d := lint.Parse(name, text)
	if !o.fix {
		all := rules.All
		if isAddress(path) && !d.Front.Exists() {
			all = slices.DeleteFunc(slices.Clone(all), func(r *lint.Rule) bool { return r.Name == "front-matter" }) // submit adds it
		}
		return report.File{Document: d, Findings: lint.Run(d, w, all)}, lint.Skipped(w, all), nil
	}
	fixed, findings := lint.Settle(d, w, rules.All)
	if fixed != d {
		if err := replaceFile(path, fixed.Src); err != nil {
			return report.File{}, nil, err
		}
	}
	return report.File{Document: fixed, Findings: findings}, lint.Skipped(w, rules.All), nil
}

func siteWorld(house *lint.House, site, name string) (*lint.World, error) {
	if info, err := os.Stat(site); err != nil || !info.IsDir() {
		return nil, usagef("--site %s is not a folder", site)
	}
	tree := os.DirFS(site)
	return &lint.World{House: house, Site: lint.NewSite(tree, name), Earlier: lint.Earlier(tree, housePath(house, tree, name), earlierIssues)}, nil
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

func mergeSkips(a, b []lint.Skip) []lint.Skip {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
