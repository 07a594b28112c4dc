package pad_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/pad"
)

func TestOpenReadsAddresses(t *testing.T) {
	const id, host = noteID, "https://pad.example.org"
	for _, c := range []struct{ address, shown string }{
		{host + "/" + id, host + "/" + id},
		{host + "/" + id + "?both", host + "/" + id},
		{host + "/" + id + "?view#section", host + "/" + id},
		{host + "/" + id + "/", host + "/" + id},
		{host + "/" + id + "/download", host + "/" + id},
		{host + "/" + id + "/publish", host + "/" + id},
		{host + "/xmpp-nov?token=SECRET", host + "/xmpp-nov"},
		{host + "/XMPP%20Nov%C3%BC?edit", host + "/XMPP%20Nov%C3%BC"},
		{host + "/XMPP Novü", host + "/XMPP%20Nov%C3%BC"},
		{host + "/a%2Fb/download", host + "/a%2Fb"},
		{host + "/s/q3tdzo3EtC", host + "/s/q3tdzo3EtC"},
		{host + "/s/q3tdzo3EtC/edit", host + "/s/q3tdzo3EtC"},
		{host + "/below/a/path/" + id + "?both", host + "/below/a/path/" + id},
		{"HTTPS://pad.example.org:8443/" + id, "https://pad.example.org:8443/" + id},
		{host + "/download", host + "/download"},
		{host + "/raw/november.md?token=SECRET#L3", host + "/raw/november.md"},
		{host + "/raw/November.MARKDOWN", host + "/raw/November.MARKDOWN"},
		{host + "/p/nov", host + "/p/nov"},
		{host + "/below/p/My%20Pad/timeslider#7", host + "/below/p/My%20Pad"},
		{host + "/p/nov/export/html?x=SECRET", host + "/p/nov"},
		{host + "/n/nov?SECRET#part", host + "/n/nov"},
		{host + "/p/" + id, host + "/p/" + id},
		{"https://hackmd.io/@somebody/nov?type=view&key=SECRET", "https://hackmd.io/@somebody/nov"},
		{"https://hackmd.io/" + id + "/edit", "https://hackmd.io/" + id},
		{"https://github.com/xsf/x/blob/main/nov?token=SECRET#L1", "https://github.com/xsf/x/blob/main/nov"},
		{host + "/p/nov/export/nov.txt", host + "/p/nov/export/nov.txt"},
	} {
		s, err := pad.Open(c.address, pad.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.address, err)
		} else if s.String() != c.shown {
			t.Errorf("%s is %s, want %s", c.address, s, c.shown)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct{ name, address, kind, says string }{
		{"nothing", "", "", "no pad named"},
		{"a folder", folder, "", "is a folder; name the Markdown file in it"},
		{"a file that is not there", filepath.Join(folder, "nov.md"), "", "check the name"},
		{"an address without https", "pad.example.org/xmpp-nov", "", "write https:// before it"},
		{"an unknown scheme", "ftp://example.org/x.md", "", "not with ftp://"},
		{"a file's address", "file:///tmp/x.md", "", "give its path alone"},
		{"a password", "https://user:SECRET@pad.example.org/x", "", "give https://pad.example.org… alone"},
		{"a user", "https://SECRET@pad.example.org/x.md", "", "secrets never live in addresses"},
		{"a broken port", "https://pad.example.org:SECRET/x", "", "not a valid URL"},
		{"no host", "https:///x", "", "not a valid URL"},
		{"a front page", "https://pad.example.org/", "", "give the address of a note"},
		{"an unknown kind", "-", "word", "the kinds are codimd, etherpad, file, hackmd, hedgedoc, hedgedoc2, stdin, url"},
		{"a path that is said to be a pad", "nov.md", "hedgedoc", "starts with https://"},
		{"a path that is said to be a web file", "nov.md", "url", "starts with https://"},
		{"an address that is said to be a file", "https://pad.example.org/x.md", "file", "leave the kind out"},
		{"an address that is said to be piped", "https://pad.example.org/x.md", "stdin", "give -"},
		{"standard input where there is none", "-", "", "no standard input"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pad.Open(c.address, pad.Options{Kind: c.kind})
			if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "SECRET") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want it to say %q", err, c.says)
			}
		})
	}
}

func TestKindsAreAllOpenable(t *testing.T) {
	if got := pad.Kinds(); !slices.Equal(got, []string{"codimd", "etherpad", "file", "hackmd", "hedgedoc", "hedgedoc2", "stdin", "url"}) {
		t.Error(got)
	}
	srv := start(t)
	n := srv.Set("nov.md", "# x\n")
	s, err := fetch(t, n.URL(), pad.Options{Kind: "hedgedoc"}) // else the name would make it a file
	if err != nil || string(s.Text) != "# x\n" || srv.Edits() != 0 {
		t.Errorf("%q, %v", s.Text, err)
	}
	if s, err = fetch(t, n.URL()+"/download", pad.Options{Kind: "url"}); err != nil || string(s.Text) != "# x\n" {
		t.Errorf("%q, %v", s.Text, err)
	}
}

func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nov.md")
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"Markdown", "# x\r\n", nil},
		{"blank", " \n", pad.ErrEmpty},
		{"not UTF-8", "\xff", pad.ErrEncoding},
		{"too much", "12345678", pad.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := fetch(t, path, pad.Options{Limit: 7})
			if !errors.Is(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if err == nil && (string(s.Text) != c.text || s.URL != "nov.md" || !s.Changed.Equal(info.ModTime())) {
				t.Errorf("%+v", s)
			}
		})
	}
	t.Run("removed since", func(t *testing.T) {
		source, err := pad.Open(path, pad.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if _, err := source.Fetch(t.Context()); !errors.Is(err, os.ErrNotExist) || strings.Count(err.Error(), "nov.md") != 1 {
			t.Error(err)
		}
	})
}

func TestStdinIsReadOnceAndKept(t *testing.T) {
	source, err := pad.Open("-", pad.Options{Stdin: strings.NewReader("# x\n")})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if s, err := source.Fetch(t.Context()); err != nil || string(s.Text) != "# x\n" || s.URL != "standard input" {
			t.Errorf("%+v, %v", s, err)
		}
	}
	if _, err := fetch(t, "-", pad.Options{Stdin: strings.NewReader("")}); !errors.Is(err, pad.ErrEmpty) {
		t.Error(err)
	}
	if _, err := fetch(t, "-", pad.Options{Stdin: strings.NewReader("12345"), Limit: 4}); !errors.Is(err, pad.ErrTooLarge) {
		t.Error(err)
	}
}

func TestNestedLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"quotes", "a\n" + strings.Repeat(">", 101) + "b\n", pad.ErrNested},
		{"lists", strings.Repeat("- * ", 51) + "b\n", pad.ErrNested},
		{"numbers", strings.Repeat("1. ", 101) + "b\n", pad.ErrNested},
		{"as deep as people write", "> - 1. a\n", nil},
		{"a rule", strings.Repeat("-", 500) + "\n", nil},
		{"a line of a table", "|" + strings.Repeat("-", 300) + "|\n", nil},
		{"dots in a sentence", "a" + strings.Repeat(".", 300) + "\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := fetch(t, "-", pad.Options{Stdin: strings.NewReader(c.text)}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
