package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newMan is for those who make packages, and so help does not show it.
func newMan(*env) *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:     "man",
		Short:   "Write the manual pages",
		Long:    "Write the manual pages, padpress.1 and one for each verb, into a folder, which is made if it is not there.",
		Example: "  padpress man --dir share/man/man1",
		Args:    cobra.NoArgs,
		Hidden:  true,
		RunE: func(c *cobra.Command, _ []string) error {
			if dir == "" {
				return usagef("--dir is missing: name the folder for the manual pages")
			}
			return writeManual(c.Root(), dir)
		},
	}
	c.Flags().StringVar(&dir, "dir", "", "folder to write to")
	return c
}

func writeManual(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder for the manual pages: %w", err)
	}
	for _, c := range append(verbs(root), root) {
		path := filepath.Join(dir, manName(c)+".1")
		if err := os.WriteFile(path, []byte(manPage(c)), 0o644); err != nil {
			return fmt.Errorf("write a manual page: %w", err)
		}
	}
	return nil
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is the manual page of a verb, or of the whole command. It holds no date, so that the same build makes the same page.
func manPage(c *cobra.Command) string {
	var r roff
	fmt.Fprintf(&r, ".TH \"%s\" 1 \"\" \"padpress %s\" \"padpress\"\n", strings.ToUpper(manName(c)), roffText(version()))
	r.section("NAME", manName(c)+" - "+c.Short)
	r.section("SYNOPSIS", synopsis(c))
	if c.Long != "" {
		r.section("DESCRIPTION", c.Long)
	}
	if c.HasAvailableSubCommands() {
		r.heading("VERBS")
		for _, v := range verbs(c) {
			r.entry(v.Name(), v.Short)
		}
	}
	if flagLines(c) != "" {
		r.heading("OPTIONS")
		eachFlag(c, func(f *pflag.Flag) {
			if _, usage := pflag.UnquoteUsage(f); !f.Hidden && f.Name != "help" {
				r.entry(flagTerm(f), usage)
			}
		})
	}
	if c.HasExample() {
		r.heading("EXAMPLES")
		r.verbatim(c.Example)
	}
	if c.HasParent() {
		r.section("SEE ALSO", manName(c.Parent())+"(1) for the exit status and the environment")
		return r.String()
	}
	r.heading("EXIT STATUS")
	for _, s := range statuses() {
		r.entry(s.term, s.meaning)
	}
	r.heading("ENVIRONMENT")
	for _, v := range variables() {
		r.entry(v.term, v.meaning)
	}
	return r.String()
}
