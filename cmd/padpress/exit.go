package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint/report"
)

// The exit statuses.
const (
	exitFine     = 0
	exitFindings = 1 // findings of severity error remain
	exitUsage    = 2 // usage or configuration
	exitFailure  = 3 // could not do it: network, forge, git, pad
)

// errFindings ends a verb with exitFindings; what there is to say was said.
var errFindings = errors.New("findings remain")

// usageError is a mistake in the call.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// execute runs the command and turns its error into a line and a status.
func execute(ctx context.Context, args []string, e *env) int {
	root := newRoot(e, args...)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	var config *configError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &usage), errors.As(err, &config):
		say(e, err)
		return exitUsage
	default:
		say(e, err)
		return exitFailure
	}
}

// say writes err in one line. Texts from servers and pads are in it.
func say(e *env, err error) {
	fmt.Fprintln(e.err, "padpress:", oneLine(err))
	var config *configError
	if errors.As(err, &config) {
		fmt.Fprint(e.err, config.excerpt())
	}
}

// oneLine is err's text without line ends and without characters that act in a terminal.
func oneLine(err error) string {
	return report.Printable(strings.ReplaceAll(err.Error(), "\n", "; "))
}

// verbMakers make the verbs.
var verbMakers = []verbMaker{
	{"submit", newSubmit, false},
	{"lint", newLint, true},
	{"links", newLinks, false},
	{"fmt", newFmt, false},
	{"config", newConfig, false},
	{"demo", newDemo, false},
	{"doctor", newDoctor, false},
	{"adopt", newAdopt, false},
	{"answer", newAnswer, false},
	{"explain", newExplain, true},
	{"man", newMan, false},
	{"preview", newPreview, false},
	{"review", newReview, false},
	{"rules", newRules, true},
	{"translate", newTranslate, true},
	{"version", newVersion, true},
	{"xeps", newXEPs, true},
}

type verbMaker struct {
	name  string
	make  func(*env) *cobra.Command
	brief bool // it may be ended at any time: what it writes is there as a whole or not at all
}

// calledVerb is the verb whose name args begin with.
func calledVerb(args []string) (verbMaker, bool) {
	i := slices.IndexFunc(verbMakers, func(v verbMaker) bool { return len(args) > 0 && args[0] == v.name })
	if i < 0 {
		return verbMaker{}, false
	}
	return verbMakers[i], true
}

// newRoot is the command with all its verbs; or with one if args begin with its name, since to make them all takes longer
// than some of them run.
func newRoot(e *env, args ...string) *cobra.Command {
	root := &cobra.Command{
		Use:           "padpress",
		Short:         "From the pad to the pull request: the newsletter's worker",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(e.in)
	root.SetOut(e.out)
	root.SetErr(e.err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w; see %s --help", err, c.CommandPath())
	})
	root.PersistentFlags().StringVar(&e.configPath, "config", "", "configuration file (default: "+configFile+" of the site's repository)")
	one, alone := calledVerb(args)
	alone = alone && one.name != "man" // which tells of all
	for _, v := range verbMakers {
		if !alone || v.name == one.name {
			root.AddCommand(v.make(e))
		}
	}
	root.CompletionOptions.DisableDefaultCmd = alone
	root.SetHelpFunc(help)
	root.SetUsageFunc(usage)
	if !alone {
		completes(root, e)
	}
	for _, c := range root.Commands() {
		asUsage(c)
	}
	root.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usagef("unknown verb %q; see padpress --help", args[0])
		}
		return nil
	}
	return root
}

// asUsage makes a wrong number of arguments a mistake in the call.
func asUsage(c *cobra.Command) {
	check := c.Args
	c.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usagef("%w; see %s --help", err, c.CommandPath())
		}
		return nil
	}
}
