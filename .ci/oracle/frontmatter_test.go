package oracle

import (
	"bytes"
	"testing"

	"github.com/gohugoio/hugo/parser/pageparser"

	"github.com/xsf/padpress/lint"
)

// hugoFront gives the YAML front matter as Hugo reads it and the offset of what follows it. ok is false where Hugo sees none.
func hugoFront(src []byte) (yaml []byte, rest int, ok bool, err error) {
	items, err := pageparser.ParseBytes(src, pageparser.Config{})
	if err != nil {
		return nil, 0, false, err
	}
	for i, item := range items {
		switch {
		case item.Type == pageparser.TypeFrontMatterYAML:
			return item.Val(src), items[i+1].Pos(), true, nil
		case item.Type == pageparser.TypeIgnore:
		case item.IsError():
			return nil, 0, false, item.Err
		default:
			return nil, 0, false, nil
		}
	}
	return nil, 0, false, nil
}

// compareFront holds our front matter against Hugo's. We differ on purpose where Hugo goes on with what no one means:
//   - the first fence stands alone on its line: Hugo reads "---title: a" too;
//   - a text that Hugo refuses, since it begins with a list or a fence that is never closed, is one without front
//     matter to us;
//   - blanks behind a fence belong to it.
func compareFront(t *testing.T, src []byte) {
	f := lint.Parse("", src).Front
	yaml, rest, ok, err := hugoFront(src)
	if err != nil {
		if f.Exists() {
			t.Fatalf("%q: Hugo: %v; we read %q", src, err, src[f.Body.Start:f.Body.End])
		}
		return
	}
	if ok && !fenceAlone(src) {
		if f.Exists() {
			t.Fatalf("%q: the first line is not only a fence, we read %q", src, src[f.Body.Start:f.Body.End])
		}
		return
	}
	if ok != f.Exists() {
		t.Fatalf("%q: front matter: %v, to Hugo %v", src, f.Exists(), ok)
	}
	if !ok {
		return
	}
	body := src[f.Body.Start:f.Body.End]
	if !bytes.Equal(body, bytes.TrimPrefix(bytes.TrimLeft(yaml, " \t\r"), []byte("\n"))) && !bytes.Equal(body, yaml) {
		t.Fatalf("%q: front matter %q, to Hugo %q", src, body, yaml)
	}
	if blank := src[rest:max(rest, f.Span.End)]; f.Span.End < rest || len(bytes.TrimSpace(blank)) > 0 {
		t.Fatalf("%q: front matter ends at %d, to Hugo at %d", src, f.Span.End, rest)
	}
}

// fenceAlone reports whether nothing but blanks stands beside the first fence.
func fenceAlone(src []byte) bool {
	line, _, ended := bytes.Cut(bytes.TrimLeft(src, " \t\r\n\ufeff"), []byte("\n"))
	return ended && len(bytes.Trim(line, " \t\r")) == len("---")
}

var fronts = []struct{ name, src string }{
	{"plain", "---\ntitle: a\n---\nBody\n"},
	{"carriage returns", "---\r\ntitle: a\r\n---\r\nBody\r\n"},
	{"byte order mark", "\ufeff---\ntitle: a\n---\nBody\n"},
	{"byte order mark behind blank lines", "\n\n \ufeff---\ntitle: a\n---\nBody\n"},
	{"blank lines before", "\n \t\r\n---\ntitle: a\n---\nBody\n"},
	{"blanks behind the fences", "---  \ntitle: a\n--- \t\nBody\n"},
	{"empty", "---\n---\nBody\n"},
	{"empty line", "---\n\n---\nBody\n"},
	{"four hyphens at the end", "---\ntitle: a\n----\nBody\n"},
	{"words behind the last fence", "---\ntitle: a\n--- Body\n"},
	{"carriage return alone ends a line", "---\ntitle: a\r---\nBody\n"},
	{"fence inside a line", "---\ntitle: a---\n---\nBody\n"},
	{"no end of the last line", "---\ntitle: a\n---"},
	{"not closed", "---\ntitle: a\n"},
	{"only a fence", "---"},
	{"only a fence line", "---\n"},
	{"words behind the first fence", "---title: a\n---\n"},
	{"words and a second fence", "--- a\n---\n---\n"},
	{"list", "- a\n- b\n"},
	{"text", "Body\n---\na: b\n---\n"},
	{"heading", "# Body\n"},
	{"blank line inside", "---\ntitle: a\n\ndate: b\n---\n\nBody\n"},
	{"nothing", ""},
}

func TestFrontMatter(t *testing.T) {
	for _, c := range fronts {
		t.Run(c.name, func(t *testing.T) { compareFront(t, []byte(c.src)) })
	}
}

func TestFrontMatterOfCorpus(t *testing.T) { corpus(t, compareFront) }

func FuzzFrontMatter(f *testing.F) {
	for _, c := range fronts {
		f.Add([]byte(c.src))
	}
	f.Fuzz(compareFront)
}
