package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestRoffText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a dash is no hyphen", "--out", `\-\-out`},
		{"no line is a request", ".so /etc/passwd\n'br", `\&.so /etc/passwd` + "\n" + `\(aqbr`},
		{"a backslash", `a\fB`, `a\efB`},
		{"signs that roff would turn", "`a` ^ ~", `\(gaa\(ga \(ha \(ti`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := roffText(tt.text); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// groff is the judge of the pages: it warns of nothing, and what it prints holds every flag and its meaning.
func TestManualInGroff(t *testing.T) {
	if _, err := exec.LookPath("groff"); err != nil {
		t.Skip("groff is not installed")
	}
	dir := t.TempDir()
	root := newRoot(quiet())
	if err := writeManual(root, dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range append(verbs(root), root) {
		t.Run(c.Name(), func(t *testing.T) {
			cmd := exec.Command("groff", "-K", "utf8", "-man", "-ww", "-T", "utf8", "-P", "-cbou", "-r", "LL=400n", filepath.Join(dir, manName(c)+".1"))
			var out, warnings strings.Builder
			cmd.Stdout, cmd.Stderr = &out, &warnings
			if err := cmd.Run(); err != nil || warnings.Len() > 0 {
				t.Fatalf("%v: %s", err, warnings.String())
			}
			text := folded(out.String())
			for _, want := range manWords(c) {
				if !strings.Contains(text, folded(want)) {
					t.Errorf("%q is not on the page:\n%s", want, out.String())
				}
			}
		})
	}
}

// folded is text with its blanks made one, and with the characters that groff takes for prettier ones.
func folded(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("’", "'", "−", "-", "‐", "-").Replace(text)), " ")
}
