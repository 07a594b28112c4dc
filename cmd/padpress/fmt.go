package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

type fmtOptions struct {
	list, diff, write bool
	pad               padReading
	paths             []string
}

func newFmt(e *env) *cobra.Command {
	var o fmtOptions
	c := &cobra.Command{
		Use:   "fmt [flags] PATH|PAD-URL|-…",
		Short: "Tidy the layout of a text without changing its page",
		Long: "Tidy the layout of a text without changing what the site shows: blanks at line ends, list markers, blank lines.\n" +
			"Without flags the result is printed. With -l the exit status is 1 if a file is listed.",
		Args: someText,
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runFmt(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.pad.at, "pad-at", "", padAtUsage)
	f.StringVar(&o.pad.kind, "pad-kind", "", padKindUsage())
	f.BoolVarP(&o.list, "list", "l", false, "list the files that would change")
	f.BoolVarP(&o.diff, "diff", "d", false, "show what would change")
	f.BoolVarP(&o.write, "write", "w", false, "write the result to the file")
	return c
}

func runFmt(ctx context.Context, e *env, o fmtOptions) error {
	listed := false
	var failed []error
	for _, path := range o.paths {
		changed, err := fmtPath(ctx, e, o, path)
		listed = listed || changed && o.list
		failed = append(failed, err)
	}
	if err := errors.Join(failed...); err != nil {
		return err
	}
	if listed {
		return errFindings
	}
	return nil
}

// fmtPath tidies one text, and does with it what the flags say.
func fmtPath(ctx context.Context, e *env, o fmtOptions, path string) (changed bool, err error) {
	if o.write && (path == "-" || isAddress(path)) {
		return false, usagef("-w writes files; a pad and standard input go to standard output")
	}
	text, err := readText(ctx, e, path, o.pad)
	if err != nil {
		return false, err
	}
	tidy := pad.Normalise(text)
	changed = string(tidy) != string(text)
	if !o.list && !o.diff && !o.write {
		if _, err := e.out.Write(tidy); err != nil {
			return changed, fmt.Errorf("write: %w", err)
		}
	}
	if o.list && changed {
		fmt.Fprintln(e.out, report.Printable(path))
	}
	if o.diff && changed {
		writeDiff(e, path, text, tidy)
	}
	if o.write && changed {
		return changed, replaceFile(path, tidy)
	}
	return changed, nil
}
