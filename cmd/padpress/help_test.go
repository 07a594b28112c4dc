package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// quiet is a surrounding in which nothing is set and nothing is heard.
func quiet() *env {
	return &env{
		in: strings.NewReader(""), out: io.Discard, err: io.Discard, now: time.Now,
		get:  func(string) string { return "" },
		wait: func(context.Context, time.Duration) error { return nil },
	}
}

// ownVerbs are the command and its verbs, those that help hides too; the library's own are not ours to judge.
func ownVerbs() []*cobra.Command {
	root := newRoot(quiet())
	return append([]*cobra.Command{root}, root.Commands()...)
}

// flags are those of a verb, by the way they are written: --out, -l. All verbs have --help.
func flags(c *cobra.Command) map[string]*pflag.Flag {
	c.InitDefaultHelpFlag()
	all := map[string]*pflag.Flag{}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		all["--"+f.Name] = f
		if f.Shorthand != "" {
			all["-"+f.Shorthand] = f
		}
	})
	return all
}

func helpText(c *cobra.Command) string {
	var b strings.Builder
	c.SetOut(&b)
	help(c, nil)
	return b.String()
}

// flagWords are the flags that a text names, as words of their own or in code.
func flagWords(text string) []string {
	var words []string
	for _, m := range regexp.MustCompile("(?:^|[\\s`(\\[,])(--?[a-z][a-z-]*)").FindAllStringSubmatch(text, -1) {
		words = append(words, m[1])
	}
	return words
}

// manWords are what the manual page of a verb must hold.
func manWords(c *cobra.Command) []string {
	words := []string{manName(c) + " - " + c.Short, c.Long}
	for name, f := range flags(c) {
		if !f.Hidden && f.Name != "help" {
			_, usage := pflag.UnquoteUsage(f)
			words = append(words, name, usage)
		}
	}
	for _, v := range verbs(c) {
		words = append(words, v.Name()+" "+v.Short)
	}
	return words
}

func TestHelpFitsAScreen(t *testing.T) {
	const lines, columns = 24, helpWidth
	for _, c := range ownVerbs() {
		t.Run(c.Name(), func(t *testing.T) {
			c.InitDefaultCompletionCmd() // the root has it when people ask for help
			text := helpText(c)
			if n := strings.Count(text, "\n"); n > lines {
				t.Errorf("%d lines, %d fit:\n%s", n, lines, text)
			}
			for line := range strings.Lines(text) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > columns {
					t.Errorf("%d columns, %d fit: %s", n, columns, line)
				}
			}
			if !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
				t.Errorf("the end is not one line end:\n%q", text)
			}
		})
	}
}

func TestBreakCall(t *testing.T) {
	long := strings.Repeat("x", 60)
	for line, want := range map[string]string{
		"  padpress lint a":                         "  padpress lint a",
		"  padpress lint " + long + " --as " + long: "  padpress lint " + long + " --as \\\n      " + long,
		"  " + long + long:                          "  " + long + long,
	} {
		if got := breakCall(line); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestHelpSentences(t *testing.T) {
	for _, c := range ownVerbs() {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: the short text is a phrase without a full stop: %q", c.Name(), c.Short)
		}
		if c.Long != "" && !strings.HasSuffix(c.Long, ".") {
			t.Errorf("%s: the long text ends with a full stop: %q", c.Name(), c.Long)
		}
		for name, f := range flags(c) {
			if f.Usage == "" || strings.HasSuffix(f.Usage, ".") {
				t.Errorf("%s %s: a flag is explained by a phrase without a full stop: %q", c.Name(), name, f.Usage)
			}
		}
	}
}

// Help shows every flag, and names none that is not there.
func TestHelpAndFlagsAgree(t *testing.T) {
	for _, c := range ownVerbs() {
		text, all := helpText(c), flags(c)
		for name, f := range all {
			if !f.Hidden && f.Name != "help" && !slices.Contains(flagWords(text), name) {
				t.Errorf("the help of %s does not show %s", c.Name(), name)
			}
		}
		for _, name := range flagWords(text) {
			if all[name] == nil && !ofAnotherVerb(text, name) {
				t.Errorf("the help of %s names %s, which is none of its flags", c.Name(), name)
			}
		}
	}
}

// ofAnotherVerb reports whether text names the flag behind the verb it belongs to, as in "padpress fmt -l".
func ofAnotherVerb(text, flag string) bool {
	for _, c := range ownVerbs() {
		if flags(c)[flag] != nil && strings.Contains(text, c.Name()+" "+flag) {
			return true
		}
	}
	return false
}

// What the shell offers for --format is what help says and what the verb takes.
func TestFormats(t *testing.T) {
	for _, c := range ownVerbs() {
		f := flags(c)["--format"]
		if (f != nil) != (formats[c.Name()] != nil) {
			t.Errorf("%s: has --format %t, offers %q", c.Name(), f != nil, formats[c.Name()])
		}
		if f == nil {
			continue
		}
		said := strings.FieldsFunc(strings.ReplaceAll(f.Usage, " or ", ", "), func(r rune) bool { return r == ',' || r == ' ' })
		if said = said[:min(len(said), len(formats[c.Name()]))]; !slices.Equal(said, formats[c.Name()]) {
			t.Errorf("%s --format: help says %q, the shell offers %q", c.Name(), f.Usage, formats[c.Name()])
		}
	}
}

// The reference of the manual names the environment variables that the code reads, and no other.
func TestVariables(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var read, named []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bget\("([A-Z_]+)"\)`).FindAllSubmatch(src, -1) {
			read = append(read, string(m[1]))
		}
	}
	for _, v := range variables() {
		named = append(named, v.term)
	}
	slices.Sort(read)
	slices.Sort(named)
	if read = slices.Compact(read); !slices.Equal(read, named) {
		t.Errorf("read are   %q,\nnamed are %q", read, named)
	}
}

// TestOneVerb: a command that is made for one verb has just that one, and knows it by the name it goes by.
func TestOneVerb(t *testing.T) {
	all := newRoot(quiet()).Commands()
	if len(all) != len(verbMakers) {
		t.Errorf("%d verbs are made by %d", len(all), len(verbMakers))
	}
	for _, v := range verbMakers {
		made := newRoot(quiet(), v.name, "--help").Commands()
		if v.name == "man" {
			if len(made) != len(all) {
				t.Error("man does not know all verbs")
			}
			continue
		}
		if len(made) != 1 || made[0].Name() != v.name {
			t.Errorf("for %s the first of %d verbs is %s", v.name, len(made), made[0].Name())
		}
	}
}
