package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad/translation"
)

type translateOptions struct {
	lang  string
	base  string // file or revision with the original as it was, "" to find out
	to    string // file to write, - for standard output, "" for the one beside the original
	diff  bool
	issue string // path of the original
}

func newTranslate(e *env) *cobra.Command {
	var o translateOptions
	c := &cobra.Command{
		Use:   "translate --lang L [flags] ISSUE",
		Short: "Begin a translation beside its original, or bring in what changed since",
		Long: "Begin a translation beside its original, line by line, with title, headings and fixed sentences as the house and " +
			"earlier issues have them; what is left to do is marked, and lint lists it.\n" +
			"Called again after the original changed it brings in what changed, and no translated line is lost.",
		Example: "  padpress translate --lang fr content/blog/newsletter/2026-11-05-newsletter.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name the file of one original")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o.issue = args[0]
			return runTranslate(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.lang, "lang", "", "code of the language, as in the names of files: fr, pt-br")
	f.BoolVarP(&o.diff, "diff", "d", false, "show what would change instead of writing it")
	f.StringVarP(&o.to, "output", "o", "", "file to write, - for standard output (default: the one beside the original)")
	f.StringVar(&o.base, "base", "", "original that the translation was made from, a file or a git revision (default: found out)")
	return c
}

// translating is one run of translate.
type translating struct {
	*env
	translateOptions
	house *lint.House
	own   string         // path of the translation
	root  string         // of the repository that both lie in, "" without one
	now   *lint.Document // the original
	*translation.Translator
}

func runTranslate(ctx context.Context, e *env, o translateOptions) error {
	t, err := newTranslating(ctx, e, o)
	if err != nil {
		return err
	}
	if _, err := os.Stat(t.own); errors.Is(err, fs.ErrNotExist) {
		if err := t.renamed(); err != nil {
			return err
		}
		return t.begin()
	}
	present, err := readText(ctx, e, t.own, padReading{})
	if err != nil {
		return err
	}
	return t.renew(ctx, present)
}

// newTranslating reads the original, and what there is to learn from.
func newTranslating(ctx context.Context, e *env, o translateOptions) (*translating, error) {
	if o.lang == "" {
		return nil, usagef("say with --lang into which language, as in the names of files: --lang fr")
	}
	if o.issue == "-" || isAddress(o.issue) {
		return nil, usagef("translate works beside a file of the site, and not on a pad or standard input")
	}
	text, err := readText(ctx, e, o.issue, padReading{})
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, usagef("%s is empty: there is nothing to translate", o.issue)
	}
	t := &translating{env: e, translateOptions: o, now: lint.Parse(filepath.ToSlash(o.issue), text)}
	if l := t.now.Language(); l != "" {
		return nil, usagef("%s is a translation itself; name its original, %s", o.issue, lint.OriginalPath(o.issue))
	}
	stem, ok := strings.CutSuffix(o.issue, ".md")
	if !ok {
		return nil, usagef("%s is no Markdown file: its name does not end in .md", o.issue)
	}
	t.own = stem + "." + o.lang + ".md"
	if t.root, err = gitops.Root(filepath.Dir(o.issue)); err != nil && !errors.Is(err, gitops.ErrNoRepository) {
		return nil, err
	}
	config, err := localConfig(e, t.root)
	if err != nil {
		return nil, err
	}
	t.house = config.House.House
	language, err := languageOf(t.house, o.lang)
	if err != nil {
		return nil, err
	}
	t.Translator = translation.New(t.house, language)
	return t, t.learn()
}

// begin writes a new translation.
func (t *translating) begin() error {
	skeleton, err := t.Skeleton(t.now)
	if err != nil {
		return err
	}
	return t.put(nil, t.withMark(skeleton), "begun")
}

// renew brings into the translation what changed in the original since it was made.
func (t *translating) renew(ctx context.Context, present []byte) error {
	if id, _, ok := lint.MarkedOriginal(present); ok && gitops.Blob(t.now.Src) == gitops.ID(id) {
		return t.put(present, present, "up to date")
	}
	was, err := t.originalThen(ctx, present)
	if err != nil {
		return err
	}
	text, changes, err := t.Renew(lint.Parse(t.now.Path, was), t.now, lint.Parse(filepath.ToSlash(t.own), withoutMark(present)))
	if err != nil {
		return err
	}
	return t.put(present, t.withMark(text), said(changes))
}

// withMark is a translation with the line at its end that names the present original.
func (t *translating) withMark(text []byte) []byte {
	text = bytes.TrimRight(text, "\r\n")
	return append(slices.Clip(text), "\n\n"+lint.OriginalMark(string(gitops.Blob(t.now.Src)))+"\n"...)
}

// withoutMark is a translation without that line.
func withoutMark(text []byte) []byte {
	_, line, ok := lint.MarkedOriginal(text)
	if !ok {
		return text
	}
	before := bytes.TrimSuffix(text[:line.Start], []byte("\n"))
	return append(slices.Clip(before), text[line.End:]...)
}

// put writes or shows the translation, and says on standard error what became of it.
func (t *translating) put(before, after []byte, what string) error {
	path := first(t.to, t.own)
	switch {
	case t.diff:
		writeDiff(t.env, t.own, before, after)
		return nil
	case t.to == "-":
		if _, err := t.out.Write(after); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	case t.to == "" && bytes.Equal(before, after) && before != nil:
	default:
		if err := replaceFile(path, after); err != nil {
			return err
		}
	}
	d := lint.Parse(filepath.ToSlash(t.own), after)
	left := ""
	if n := len(d.TranslationMarks()); n > 0 {
		left = fmt.Sprintf("; %s to do", plural(n, "mark", "marks"))
	}
	fmt.Fprintf(t.err, "padpress: %s: %s%s\n", report.Printable(t.own), what, left)
	t.warnUncommitted()
	return nil
}

// said are the changes in words.
func said(c translation.Changes) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{c.New, "new"}, {c.Gone, "gone"}, {c.Written, "renewed"}, {c.Marked, "changed and marked"}, {c.Lost, "changed, but not in the translation"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	if len(parts) == 0 {
		return "nothing changed in the words of the original"
	}
	return strings.Join(parts, ", ")
}
