package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/creack/pty"
)

var update = flag.Bool("update", false, "write what the command prints into testdata/golden; read the difference before you commit it")

// TestTerminal holds what runs print, in a terminal and elsewhere, against golden files.
func TestTerminal(t *testing.T) {
	needGit(t)
	for _, c := range []struct {
		name     string
		terminal bool
		args     []string
		env      []string
	}{
		{"submit-terminal", true, []string{"submit"}, nil},
		{"submit-plain", false, []string{"submit"}, nil},
		{"submit-no-color", true, []string{"submit"}, []string{"NO_COLOR=1"}},
		{"lint-terminal", true, []string{"lint", "sample/next.md"}, nil},
		{"lint-plain", false, []string{"lint", "sample/next.md"}, nil},
		{"refused-terminal", true, []string{"submit", "--month", "2027-05"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := newWorld(t)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			if c.args[0] == "submit" {
				c.args = append(c.args, "--pad", s.padURL())
			}
			cmd := exec.Command(os.Args[0], c.args...)
			cmd.Env = append(os.Environ(), asCommand+"=1", "TERM=xterm", "NO_COLOR=")
			for name, value := range s.environment() {
				cmd.Env = append(cmd.Env, name+"="+value)
			}
			cmd.Env = append(cmd.Env, c.env...)
			got := masked(runFor(t, cmd, c.terminal))
			golden := "testdata/golden/" + c.name + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs (go test ./cmd/padpress -run Terminal -update):\n%s", golden, got)
			}
		})
	}
}

// runFor gives all that the command prints, to a pseudo-terminal or to a pipe.
func runFor(t *testing.T, cmd *exec.Cmd, terminal bool) string {
	t.Helper()
	var out bytes.Buffer
	if !terminal {
		cmd.Stdout, cmd.Stderr = &out, &out
		_ = cmd.Run() // what it prints says how it ended
		return out.String()
	}
	f, err := pty.Start(cmd)
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	defer f.Close()
	io.Copy(&out, f) // ends with an error once the command has closed its side
	_ = cmd.Wait()
	return strings.ReplaceAll(out.String(), "\r\n", "\n")
}

// masked hides what differs from run to run.
func masked(text string) string {
	for _, m := range []struct{ pattern, word string }{
		{`127\.0\.0\.1:\d+`, "HOST"},
		{`\bat [0-9a-f]{7}\b`, "at COMMIT"},
		{`\d+\.\d kB`, "N kB"},
	} {
		text = regexp.MustCompile(m.pattern).ReplaceAllString(text, m.word)
	}
	return text
}
