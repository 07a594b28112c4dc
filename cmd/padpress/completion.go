package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// completes says what the shell may offer: for flags by their name, and for the arguments of verbs.
func completes(root *cobra.Command, e *env) {
	for _, c := range root.Commands() {
		for flag, complete := range map[string]cobra.CompletionFunc{
			"month":        completeMonth(e),
			"release":      cobra.NoFileCompletions,
			"repo":         cobra.NoFileCompletions,
			"pull":         cobra.NoFileCompletions,
			"lang":         cobra.NoFileCompletions,
			"until":        cobra.NoFileCompletions,
			"fork":         cobra.NoFileCompletions,
			"site":         completeFolder,
			"base":         completeFolder,
			"rules":        completeRules,
			"out":          completeFolder,
			"dir":          completeFolder,
			"min-severity": cobra.FixedCompletions(severities, cobra.ShellCompDirectiveNoFileComp),
			"fail-on":      cobra.FixedCompletions(severities[1:], cobra.ShellCompDirectiveNoFileComp),
			"pad-at":       cobra.NoFileCompletions,
			"pad-kind":     cobra.FixedCompletions(pad.Kinds(), cobra.ShellCompDirectiveNoFileComp),
			"fix":          cobra.FixedCompletions([]string{string(safeFixes), string(allFixes)}, cobra.ShellCompDirectiveNoFileComp),
			"format":       cobra.FixedCompletions(formats[c.Name()], cobra.ShellCompDirectiveNoFileComp),
		} {
			if c.Flags().Lookup(flag) != nil {
				c.RegisterFlagCompletionFunc(flag, complete) // fails only for flags that are not there
			}
		}
		if texts[c.Name()] {
			c.ValidArgsFunction = completeText
		}
	}
}

// formats are the values of --format, by verb.
var formats = map[string][]string{
	"lint":  report.Formats,
	"links": linkFormats,
	"rules": {"text", "json"},
	"xeps":  {"md", "json"},
}

// texts are the verbs whose arguments are Markdown files.
var texts = map[string]bool{"submit": true, "lint": true, "fmt": true, "links": true, "preview": true, "translate": true}

func completeText(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"md"}, cobra.ShellCompDirectiveFilterFileExt
}

func completeFolder(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeMonth offers the month that is taken without --month, and the other one that is likely.
func completeMonth(e *env) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		now, err := e.clock()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		current := now.Format("2006-01")
		previous := now.AddDate(0, 0, -now.Day()).Format("2006-01")
		return []string{current, previous}, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// completeRule offers the names of the rules.
func completeRule(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return ruleNames(), cobra.ShellCompDirectiveNoFileComp
}

// completeRules offers the names of the rules for a list of them.
func completeRules(_ *cobra.Command, _ []string, list string) ([]string, cobra.ShellCompDirective) {
	head := list[:strings.LastIndexByte(list, ',')+1]
	minus := ""
	if strings.HasPrefix(list[len(head):], "-") {
		minus = "-"
	}
	names := ruleNames()
	for i, name := range names {
		names[i] = head + minus + name
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
