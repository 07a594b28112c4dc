package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestProgramID: what is read is what Go's own tool says of the program that runs.
func TestProgramID(t *testing.T) {
	id, err := programID()
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "tool", "buildid", self).Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSpace(string(out)); string(id) != want && want != "" {
		t.Errorf("the program's ID is %q, and go tool buildid says %q", id, want)
	}
}

func TestBuildID(t *testing.T) {
	for _, c := range []struct{ name, head, want string }{
		{"ELF", "\x7fELF…\x04\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/brest", "a/b"},
		{"note without an end", "\x04\x00\x00\x00\xff\xff\x00\x00\x04\x00\x00\x00Go\x00\x00a/b", "a/b"},
		{"other formats", "code\xff Go build ID: \"a/b\"\n \xffcode", "a/b"},
		{"none", "code\xff Go build ID: \"a/b", ""},
		{"a text", "text", ""},
	} {
		if got := string(buildID([]byte(c.head))); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
