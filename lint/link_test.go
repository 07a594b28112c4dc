package lint_test

import (
	"bytes"
	"testing"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

type linkParts struct{ all, text, destination string }

// linkParts lists the inline links and images of d in the order of the text.
func linksOf(d *lint.Document) (found []linkParts) {
	for n := range lint.Each[ast.Node](d) {
		if s, ok := d.Link(n); ok {
			found = append(found, linkParts{d.Text(s.All), d.Text(s.Text), d.Text(s.Destination)})
		}
	}
	return found
}

func TestLink(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []linkParts
	}{
		{"plain", "a [b](c) d\n", []linkParts{{"[b](c)", "b", "c"}}},
		{"no end of line", "[b](c)", []linkParts{{"[b](c)", "b", "c"}}},
		{"blanks", "[b]( c )\n", []linkParts{{"[b]( c )", "b", "c"}}},
		{"angle brackets", "[b](<c d>)\n", []linkParts{{"[b](<c d>)", "b", "c d"}}},
		{"angle brackets inside the address", "[b](c<d>)\n", []linkParts{{"[b](c<d>)", "b", "c<d>"}}},
		{"escaped angle bracket", "[b](\\<c)\n", []linkParts{{"[b](\\<c)", "b", "\\<c"}}},
		{"title", "[b](c \"d (e)\")\n", []linkParts{{"[b](c \"d (e)\")", "b", "c"}}},
		{"title in round brackets", "[b](c (c))\n", []linkParts{{"[b](c (c))", "b", "c"}}},
		{"title on the next line", "[b](c\n\"d\")\n", []linkParts{{"[b](c\n\"d\")", "b", "c"}}},
		{"address on the next line", "[b](\nc)\n", []linkParts{{"[b](\nc)", "b", "c"}}},
		{"round brackets in the address", "[b](c_(d))\n", []linkParts{{"[b](c_(d))", "b", "c_(d)"}}},
		{"escapes and entities stay as written", "[b](c\\_&amp;d)\n", []linkParts{{"[b](c\\_&amp;d)", "b", "c\\_&amp;d"}}},
		{"no address", "[b]()\n", []linkParts{{"[b]()", "b", ""}}},
		{"empty angle brackets", "[b](<>)\n", []linkParts{{"[b](<>)", "b", ""}}},
		{"no text", "[](c)\n", []linkParts{{"[](c)", "", "c"}}},
		{"nested brackets", "[b [c] d](e)\n", []linkParts{{"[b [c] d](e)", "b [c] d", "e"}}},
		{"escaped brackets", "[b \\] \\[](c)\n", []linkParts{{"[b \\] \\[](c)", "b \\] \\[", "c"}}},
		{"brackets in code", "[`]` b](c)\n", []linkParts{{"[`]` b](c)", "`]` b", "c"}}},
		{"image", "![b](c)\n", []linkParts{{"![b](c)", "b", "c"}}},
		{"image in a link", "[![b](c)](d)\n", []linkParts{{"[![b](c)](d)", "![b](c)", "d"}, {"![b](c)", "b", "c"}}},
		{"link in a link is none", "[a [b](c)](d)\n", []linkParts{{"[b](c)", "b", "c"}}},
		{"exclamation mark before a link", "a\\![b](c)\n", []linkParts{{"[b](c)", "b", "c"}}},
		{"language behind it", "[b](c)[EN]\n", []linkParts{{"[b](c)", "b", "c"}}},
		{"the same address in text and link", "[c](c) c\n", []linkParts{{"[c](c)", "c", "c"}}},
		{"text over several lines", "a [b\nc\nd](e) f\n", []linkParts{{"[b\nc\nd](e)", "b\nc\nd", "e"}}},
		{"at the end of a line", "a [b](c)\nd\n", []linkParts{{"[b](c)", "b", "c"}}},
		{"carriage returns", "a [b](c)\r\nd [e](f)\r\n", []linkParts{{"[b](c)", "b", "c"}, {"[e](f)", "e", "f"}}},
		{"quote", "> a [b\n> c](d) e\n", []linkParts{{"[b\n> c](d)", "b\n> c", "d"}}},
		{"address on the next line of a quote", "> [b](\n> c)\n", []linkParts{{"[b](\n> c)", "b", "c"}}},
		{"list", "- a [b](c)\n  - [d](e)\n", []linkParts{{"[b](c)", "b", "c"}, {"[d](e)", "d", "e"}}},
		{"list indented by tabs", "-\ta\n\n\t[b](c)\n\n\t-\t[d](\n\t\te)\n", []linkParts{{"[b](c)", "b", "c"}, {"[d](\n\t\te)", "d", "e"}}},
		{"table", "| a | b |\n|---|---|\n| [c](d) | x [e](f \"g\") |\n", []linkParts{{"[c](d)", "c", "d"}, {"[e](f \"g\")", "e", "f"}}},
		{"table with an escaped pipe", "| a |\n|---|\n| `\\|` [c](d\\|e) |\n", []linkParts{{"[c](d\\|e)", "c", "d\\|e"}}},
		{"heading", "## [a](b) ##\n", []linkParts{{"[a](b)", "a", "b"}}},
		{"emphasis", "**[a](b)** _[c](d)_\n", []linkParts{{"[a](b)", "a", "b"}, {"[c](d)", "c", "d"}}},
		{"behind front matter", "---\ntitle: \"[x](y)\"\n---\n[a](b)\n", []linkParts{{"[a](b)", "a", "b"}}},
		{"on the line of the last fence", "---\ntitle: x\n---    [a](b)\n", nil},
		{"behind a byte order mark", "\ufeff[a](b)\n", []linkParts{{"[a](b)", "a", "b"}}},
		{"shortcode as address", "[a]({{< ref \"b.md\" >}})\n", []linkParts{{"[a]({{< ref \"b.md\" >}})", "a", "{{< ref \"b.md\" >}}"}}},
		{"by reference", "[a][b] [b][] [b] ![b]\n\n[b]: c\n", nil},
		{"by reference before round brackets", "[b] (c) [b](c d)\n\n[b]: e\n", nil},
		{"not a link", "[a] (b) [a](b c) [a](b\n\nc) `[a](b)`\n", nil},
		{"in code", "    [a](b)\n\n```\n[a](b)\n```\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := linksOf(lint.Parse("", []byte(c.src)))
			if len(got) != len(c.want) {
				t.Fatalf("%q: links %q, want %q", c.src, got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("%q: link %q, want %q", c.src, got[i], c.want[i])
				}
			}
		})
	}
}

// destinationOf is what goldmark read, before escapes and entities are resolved. ok is false for a link by reference.
func destinationOf(n ast.Node) (destination []byte, ok bool) {
	switch n := n.(type) {
	case *ast.Link:
		return n.Destination, n.Reference == nil
	case *ast.Image:
		return n.Destination, n.Reference == nil
	}
	return nil, false
}

// checkLinks holds every inline link of d against what goldmark itself says of it.
func checkLinks(t *testing.T, d *lint.Document) (links int) {
	t.Helper()
	for n := range lint.Each[ast.Node](d) {
		want, inline := destinationOf(n)
		s, ok := d.Link(n)
		if ok != inline {
			t.Errorf("%s: link to %q: known %v, inline %v", d.Path, want, ok, inline)
		}
		if !ok {
			continue
		}
		links++
		all := d.Text(s.All)
		if got := []byte(d.Text(s.Destination)); !bytes.Equal(got, hideIn(d, want, s.Destination)) {
			t.Errorf("%s: destination of %q is %q, goldmark has %q", d.Path, all, got, want)
		}
		if all == "" || all[0] != '[' && all[0] != '!' || all[len(all)-1] != ')' {
			t.Errorf("%s: %q is no link", d.Path, all)
		}
		if s.Text.Start <= s.All.Start || s.Text.End >= s.Destination.Start || s.Destination.End >= s.All.End || d.Src[s.Text.End] != ']' {
			t.Errorf("%s: parts of %q out of order: %+v", d.Path, all, s)
		}
	}
	return links
}

// hideIn gives the bytes at s of the source where a shortcode hid them from goldmark.
func hideIn(d *lint.Document, destination []byte, s lint.Span) []byte {
	for _, c := range d.Shortcodes {
		if c.Span.Overlaps(s) {
			return d.Src[s.Start:s.End]
		}
	}
	return destination
}

func TestLinksOfCorpus(t *testing.T) {
	links := 0
	for path, src := range corpus(t) {
		links += checkLinks(t, lint.Parse(path, src))
	}
	t.Logf("%d links", links)
}
