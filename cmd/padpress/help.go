package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpWidth is how wide help is written, in characters.
const helpWidth = 100

// help writes what a verb is about, and how it is called.
func help(c *cobra.Command, _ []string) {
	about := c.Long
	if about == "" {
		about = c.Short + "."
	}
	fmt.Fprintf(c.OutOrStdout(), "%s\n%s", fill(about), c.UsageString())
}

// fill breaks the lines of each paragraph anew, but for paragraphs that are indented.
func fill(text string) string {
	var b strings.Builder
	for n, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if n > 0 {
			b.WriteByte('\n')
		}
		if isIndented(paragraph) {
			b.WriteString(paragraph + "\n")
			continue
		}
		b.WriteString(screen{width: helpWidth}.wrap("", paragraph))
	}
	return b.String()
}

func isIndented(paragraph string) bool {
	return strings.HasPrefix(paragraph, " ") || strings.HasPrefix(paragraph, "\t")
}

// synopsis is the line that says how a verb is called.
func synopsis(c *cobra.Command) string {
	if c.HasAvailableSubCommands() {
		return c.CommandPath() + " VERB [flags] …"
	}
	if flagLines(c) == "" {
		return strings.TrimSuffix(c.UseLine(), " [flags]")
	}
	return c.UseLine()
}

// usage writes how a verb is called, so short that the help of each fits a screen.
func usage(c *cobra.Command) error {
	var b strings.Builder
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "Usage: %s, where %s VERB --help tells more\n\n", synopsis(c), c.CommandPath())
		for _, v := range verbs(c) {
			fmt.Fprintf(&b, "  %-*s  %s\n", c.NamePadding(), v.Name(), v.Short)
		}
		if lines := flagLines(c); lines != "" {
			b.WriteString("\nFlags of every verb:\n" + lines)
		}
	} else {
		fmt.Fprintf(&b, "Usage: %s\n", synopsis(c))
		if c.HasExample() {
			b.WriteString("\nExamples:\n")
			for line := range strings.Lines(c.Example) {
				b.WriteString(breakCall(strings.TrimRight(line, "\n")) + "\n")
			}
		}
		if lines := flagLines(c); lines != "" {
			b.WriteString("\nFlags:\n" + lines)
		}
	}
	_, err := fmt.Fprint(c.OutOrStderr(), b.String())
	return err
}

// flagLines are the flags of a verb but --help, which led here.
func flagLines(c *cobra.Command) string {
	var entries []term
	width := 0
	eachFlag(c, func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		_, usage := pflag.UnquoteUsage(f)
		if f.Value.Type() != "bool" && f.DefValue != "" && f.DefValue != "0" {
			usage += " (default " + f.DefValue + ")"
		}
		entries = append(entries, term{flagTerm(f), usage})
		width = max(width, utf8.RuneCountInString(flagTerm(f)))
	})
	var b strings.Builder
	for _, e := range entries {
		b.WriteString(screen{width: helpWidth}.wrap(fmt.Sprintf("  %-*s  ", width, e.term), e.meaning))
	}
	return b.String()
}

// eachFlag visits the flags of a verb, and then those of every verb.
func eachFlag(c *cobra.Command, visit func(*pflag.Flag)) {
	c.LocalFlags().VisitAll(visit)
	c.InheritedFlags().VisitAll(visit)
}

// flagTerm is how a flag is written: "-l, --list", "--month string", "--fix[=all]".
func flagTerm(f *pflag.Flag) string {
	term := "--" + f.Name
	if f.Shorthand != "" {
		term = "-" + f.Shorthand + ", " + term
	}
	switch kind, _ := pflag.UnquoteUsage(f); {
	case f.NoOptDefVal != "" && f.Value.Type() != "bool":
		term += "[=" + kind + "]"
	case kind != "":
		term += " " + kind
	}
	return term
}

// breakCall breaks a line of an example that is too wide for help, as the shell allows it.
func breakCall(line string) string {
	if utf8.RuneCountInString(line) <= helpWidth {
		return line
	}
	i := strings.LastIndexByte(line[:helpWidth-len(` \`)], ' ')
	if strings.TrimSpace(line[:max(i, 0)]) == "" {
		return line
	}
	return line[:i] + " \\\n" + breakCall("      "+line[i+1:])
}

// verbs are those that help shows.
func verbs(c *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(c.Commands()), func(v *cobra.Command) bool { return !v.IsAvailableCommand() })
}
