package main

import (
	"errors"
	"fmt"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// fixes says which fixes are made. It is the value of --fix.
type fixes string

const (
	noFixes   fixes = ""
	safeFixes fixes = "safe" // those that leave the page as it is
	allFixes  fixes = "all"
)

// Set implements pflag.Value.
func (f *fixes) Set(word string) error {
	switch word {
	case string(safeFixes), string(allFixes):
		*f = fixes(word)
		return nil
	}
	return errors.New("write --fix for the fixes that leave the page as it is, or --fix=all for all")
}

func (f *fixes) String() string { return string(*f) }

// Type implements pflag.Value: the word that may stand behind --fix=.
func (f *fixes) Type() string { return string(allFixes) }

// mended makes the fixes that were asked for in d, and tells on standard error which of them --fix=all made. It
// writes the file at path, or, with diff, nothing: the difference is shown, and the findings are those of the file.
func (l *linting) mended(d *lint.Document, w *lint.World, o lintOptions, path string) (report.File, error) {
	var fixed *lint.Document
	var repairs []lint.Repair
	var left []lint.Finding
	if o.fix == allFixes {
		fixed, repairs, left = lint.Mend(d, w, o.rules)
	} else {
		fixed, left = lint.Settle(d, w, o.rules)
	}
	f := report.File{Document: fixed, Findings: left}
	if o.diff {
		writeDiff(l.env, d.Path, d.Src, fixed.Src)
		f = report.File{Document: d, Findings: lint.Run(d, w, o.rules)}
	} else if fixed != d {
		if err := replaceFile(path, fixed.Src); err != nil {
			return f, err
		}
	}
	for _, r := range repairs {
		fmt.Fprintln(l.err, report.Printable(fmt.Sprintf("%s:%d: %s [%s]", d.Path, fixed.Position(r.Offset).Line, r.Message, r.Rule)))
	}
	l.made += len(repairs)
	for _, x := range left {
		if x.Fix != nil {
			l.left++
		}
	}
	return f, nil
}

// fixesSaid tells how many fixes were made and how many were not.
func (o lintOptions) fixesSaid(e *env, made, left int) {
	switch {
	case o.fix == allFixes && o.diff:
		fmt.Fprintf(e.err, "padpress: %s to make\n", plural(made, "fix", "fixes"))
	case o.fix == allFixes:
		fmt.Fprintf(e.err, "padpress: %s made\n", plural(made, "fix", "fixes"))
	case o.fix == safeFixes && left > 0:
		fmt.Fprintf(e.err, "padpress: %s would change the page; --fix=all makes all\n", plural(left, "fix that was left", "fixes that were left"))
	}
}
