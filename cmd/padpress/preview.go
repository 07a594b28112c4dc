package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/preview"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

type previewOptions struct {
	out    string // file to write, - for standard output, "" to decide by what that is
	failOn failOn
	lint   lintOptions
}

func newPreview(e *env) *cobra.Command {
	var o previewOptions
	c := &cobra.Command{
		Use:   "preview [flags] PATH|PAD-URL|-",
		Short: "Write one page: the newsletter as the site shows it, the findings beside it",
		Long: "Write a page of HTML that needs nothing but itself: the newsletter as the site would show it, and the findings at their paragraphs.\n" +
			"With --site its pictures are in the page. A pad's text is first completed, as submit does.",
		Example: "  padpress preview --site . -o newsletter.html content/blog/newsletter/2026-11-05-newsletter.md",
		Args:    oneText,
		RunE: func(c *cobra.Command, args []string) error {
			o.lint.paths = args
			return runPreview(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.out, "output", "o", "", "file to write, - for standard output (default: NAME.html if that is a terminal)")
	failFlag(f, &o.failOn)
	f.StringVar(&o.lint.site, "site", "", "folder of the site's repository, for its pictures and the rules that need it")
	f.StringVar(&o.lint.as, "as", "", "path in the site's repository that the text stands for")
	f.StringVar(&o.lint.pad.kind, "pad-kind", "", padKindUsage())
	f.StringVar(&o.lint.pad.at, "pad-at", "", padAtUsage)
	f.StringVar(&o.lint.from, "original", "", originalUsage)
	f.StringVar(&o.lint.xeps, "xeps", "", "list of specifications: URL, FILE, DIR, none (default: the published one)")
	f.StringVar(&o.lint.only, "rules", "", "run only the rules named, a,b; or all but those with a minus before them")
	f.StringVar(&o.lint.least, "min-severity", "", "show nothing below "+eitherOf(severities))
	return c
}

func oneText(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("name one file, the address of a pad, or - for standard input")
	}
	return nil
}

func runPreview(ctx context.Context, e *env, o previewOptions) error {
	if err := o.lint.check(); err != nil {
		return err
	}
	config, err := localConfig(e, o.lint.site)
	if err != nil {
		return err
	}
	if o.lint.rules, err = choose(config.rulesInForce(), o.lint.only, o.lint.least); err != nil {
		return err
	}
	if o.lint.known, err = newXEPList(ctx, e, o.lint.xeps, config.House.House, o.lint.rules); err != nil {
		return err
	}
	n, err := o.newsletter(ctx, e, config.House.House)
	if err != nil {
		return err
	}
	if err := o.write(e, n); err != nil {
		return err
	}
	return o.failOn.check(worstOf(report.Count([]report.File{{Document: n.Document, Findings: n.Findings}})))
}

// newsletter reads the text and runs the rules on it.
func (o previewOptions) newsletter(ctx context.Context, e *env, house *lint.House) (preview.Newsletter, error) {
	source := o.lint.paths[0]
	text, err := readText(ctx, e, source, o.lint.pad)
	if err != nil {
		return preview.Newsletter{}, err
	}
	name := first(o.lint.as, filepath.ToSlash(source))
	if isAddress(source) {
		name = first(o.lint.as, issueOf(house, text), "newsletter.md")
		text = completed(house, name, text)
	}
	if source == "-" {
		source = "standard input"
	}
	w := &lint.World{House: house}
	n := preview.Newsletter{House: house, Rules: o.lint.rules, Source: source, Version: version()}
	if o.lint.site != "" {
		n.Files = os.DirFS(o.lint.site)
		w = worldOf(house, n.Files, name)
	}
	o.lint.known.world(w)
	from, err := originalOfText(ctx, e, house, o.lint.from, o.lint.paths[0], name, n.Files)
	if err != nil {
		return n, err
	}
	from = new(pasts).of(ctx, house, o.lint, o.lint.paths[0], name, text, from)
	from.world(w, nil)
	n.Document = lint.Parse(name, text)
	n.Findings = lint.Run(n.Document, w, o.lint.rules)
	n.Skipped = lint.Skipped(n.Document, w, o.lint.rules)
	return n, nil
}

// completed is a pad's text as submit would write it into the file called name, or as it is if it names no month.
func completed(house *lint.House, name string, text []byte) []byte {
	d := lint.Parse(name, pad.Normalise(text))
	covers, ok := pad.Covers(d, house)
	release, dated := d.Date()
	if !ok || !dated {
		return text
	}
	whole, _ := pad.Complete(d, house, pad.Month{Covers: covers, Release: release}, pad.Known{})
	return pad.Normalise(whole)
}

// write puts the page where it is wanted, and says where that is if nobody did.
func (o previewOptions) write(e *env, n preview.Newsletter) error {
	var page bytes.Buffer
	if err := preview.Write(&page, n); err != nil {
		return fmt.Errorf("write the preview: %w", err)
	}
	file := o.out
	if file == "-" || file == "" && !e.shown {
		if _, err := e.out.Write(page.Bytes()); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		return nil
	}
	if file == "" {
		file = strings.TrimSuffix(path.Base(n.Document.Path), ".md") + ".html"
	}
	if err := replaceFile(file, page.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(e.err, "%s: %s\n", report.Printable(file), report.Tally([]report.File{{Document: n.Document, Findings: n.Findings}}))
	return nil
}
