package main

import (
	"github.com/spf13/pflag"

	"github.com/xsf/padpress/lint"
)

// failOn is the value of --fail-on: the severity from which on findings make a run end with status 1; 0 for none.
type failOn lint.Severity

// failFlag adds --fail-on to a verb that otherwise ends well whatever it finds in the text.
func failFlag(f *pflag.FlagSet, on *failOn) {
	f.Var(on, "fail-on", "end with status 1 if a finding is an error, or a warning (default: never)")
}

// Set implements pflag.Value.
func (on *failOn) Set(word string) error {
	s := severityOf(word)
	if s < lint.Warning {
		return usagef("use %s", eitherOf(severities[1:]))
	}
	*on = failOn(s)
	return nil
}

// String implements pflag.Value.
func (on failOn) String() string { return lint.Severity(on).String() }

// Type implements pflag.Value.
func (failOn) Type() string { return "severity" }

// check is errFindings if the worst of what was found is so severe.
func (on failOn) check(worst lint.Severity) error {
	if on == 0 || worst < lint.Severity(on) {
		return nil
	}
	return errFindings
}

// worstOf is the highest severity that was counted, 0 for none.
func worstOf(count map[lint.Severity]int) lint.Severity {
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Note} {
		if count[s] > 0 {
			return s
		}
	}
	return 0
}
