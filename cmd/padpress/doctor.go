package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint/report"
)

func newDoctor(e *env) *cobra.Command {
	var o submitOptions
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look what submit needs and what is missing, and change nothing",
		Long: "Look at everything that submit needs: token and rights, repository, milestone, the month's branch and pull\n" +
			"request, and the pad. A line begins with ok, with ?? where a person should look, or with !! where submit\n" +
			"would fail; then the exit status is 3. Nothing is written anywhere.",
		Example: "  padpress doctor\n  padpress doctor --month 2026-11 --repo community/site",
		Args:    o.arguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return runDoctor(c.Context(), e, o)
		},
	}
	o.where(c.Flags())
	return c
}

// doctor looks at what submit would find, with submit's own ways to the pad, the repository and the forge, and says how
// it stands.
type doctor struct {
	*job
	screen screen
	out    io.Writer
	lines  int
	bad    int // of the lines

	token   string // "" if there is none, or the server refused it
	account github.Account
	rights  github.Rights
	known   bool  // whether account and rights were told
	down    error // why the forge cannot be asked any more
	pushing bool  // whether the server lets the token push
	site    *site // nil if the repository cannot be read
}

// mark is how a line stands.
type mark string

const (
	fine   mark = "ok"
	unsure mark = "??" // a person should look, or it cannot be known
	wrong  mark = "!!" // submit would fail
)

func (m mark) style() string {
	switch m {
	case wrong:
		return red
	case unsure:
		return yellow
	}
	return ""
}

func runDoctor(ctx context.Context, e *env, o submitOptions) error {
	o.dryRun = true // no token is needed to look
	silent := *e
	silent.out, silent.terminal = io.Discard, false // the steps of the line are not what was asked for
	j, err := newJob(&silent, o)
	if err != nil {
		return err
	}
	d := &doctor{job: j, out: e.out, screen: screenOf(e), token: e.get("GITHUB_TOKEN")}
	for _, look := range []func(context.Context){
		d.lookAtToken, d.lookAtRepository, d.lookAtGit, d.lookAtPulls, d.lookAtMilestone, d.lookAtLabel,
		d.lookAtPull, d.lookAtSpecs, d.lookAtPad, d.lookAtWorkflow,
	} {
		look(ctx)
		if ctx.Err() != nil {
			return fmt.Errorf("look at what submit needs: %w", ctx.Err())
		}
	}
	if d.bad > 0 {
		return fmt.Errorf("submit would fail: %d of %d lines are marked with !! above", d.bad, d.lines)
	}
	return nil
}

// tell writes how a thing stands, and what to do if anything. Texts of servers and of the pad may be in both.
func (d *doctor) tell(m mark, what, words, way string) {
	d.lines++
	if m == wrong {
		d.bad++
	}
	head := fmt.Sprintf("%s  %-13s ", m, what)
	text := d.screen.wrap(head, report.Printable(words))
	fmt.Fprint(d.out, d.screen.paint(m.style(), string(m))+strings.TrimPrefix(text, string(m)))
	if way != "" {
		fmt.Fprint(d.out, d.screen.wrap(strings.Repeat(" ", len(head))+"→ ", report.Printable(way)))
	}
}

// failed writes that a thing could not be looked at. The errors of all our ways say what to do.
func (d *doctor) failed(what string, err error) { d.tell(wrong, what, oneLine(err), "") }

// answers reports whether the forge can be asked about a thing; else it writes that it was not.
func (d *doctor) answers(what string) bool {
	if d.down != nil {
		d.tell(unsure, what, "not asked: GitHub did not answer", "")
	}
	return d.down == nil
}

// refused remembers that the forge cannot be reached, which need not be tried, and said, again and again.
func (d *doctor) refused(err error) {
	known := []error{github.ErrToken, github.ErrPermission, github.ErrNotFound, github.ErrMilestone, github.ErrSeveral}
	if !slices.ContainsFunc(known, func(k error) bool { return errors.Is(err, k) }) {
		d.down = err
	}
}

// denied reports whether the git server refused for want of rights.
func denied(err error) bool {
	var e *gitops.Error
	return errors.As(err, &e) && (e.Kind == gitops.Forbidden || e.Kind == gitops.Unauthorized)
}
