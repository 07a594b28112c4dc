package lint

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// FrontMatter is the YAML at the head of an issue.
type FrontMatter struct {
	Span Span  // with both fences and the newline of the last; empty where there is none
	Body Span  // between the fences
	Keys []Key // as written, in order
	Err  *FrontMatterError
}

// Key is one entry of the front matter.
type Key struct {
	Name  string
	Span  Span // the name
	Value Span // the value as written, with its quotes, without blanks and comments around it; empty where there is none
	Entry Span // all of it: whole lines, with the newline
	Data  any  // the value decoded: string, bool, uint64, float64, []any, map[string]any or nil

	opaque bool // YAML cannot decode the value by itself, so that Data says nothing
}

// FrontMatterError says why the front matter cannot be read.
type FrontMatterError struct {
	Span    Span
	Message string
}

// Exists reports whether the text begins with front matter.
func (f FrontMatter) Exists() bool { return f.Span.Len() > 0 }

// Key finds the entry called name.
func (f FrontMatter) Key(name string) (Key, bool) {
	for _, k := range f.Keys {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

// String is the value of name if it is a single scalar, as text.
func (f FrontMatter) String(name string) string {
	k, _ := f.Key(name)
	s, _ := k.Data.(string)
	return s
}

// data is the front matter decoded; false where some of it cannot be.
func (f FrontMatter) data() (map[string]any, bool) {
	data := map[string]any{}
	for _, k := range f.Keys {
		if k.opaque {
			return nil, false
		}
		data[k.Name] = k.Data
	}
	return data, f.Err == nil
}

// parseFrontMatter reads what Hugo reads: .ci/oracle holds it against Hugo.
func parseFrontMatter(src []byte) FrontMatter {
	var f FrontMatter
	body, ok := fenced(src)
	if !ok {
		return f
	}
	end := body.End + 3
	if i := bytes.IndexByte(src[end:], '\n'); i >= 0 && len(bytes.TrimSpace(src[end:end+i])) == 0 {
		end += i + 1
	} else if i < 0 && len(bytes.TrimSpace(src[end:])) == 0 {
		end = len(src)
	} else if src[end] == '\r' {
		end++ // Hugo takes a lone carriage return for the end of the line
	}
	f.Span, f.Body = Span{0, end}, body
	text := src[body.Start:body.End]
	if f.Keys, ok = plainKeys(text, body.Start); ok {
		return f
	}
	file, err := parseYAML(text)
	if err != nil {
		f.Err = frontMatterError(text, body.Start, err)
		return f
	}
	var plain bool
	if f.Keys, plain = frontMatterKeys(file, text, body.Start); !plain {
		f.Keys = nil
		f.Err = &FrontMatterError{Span: firstLine(text, body.Start), Message: "front matter is not made of lines such as title: …"}
	}
	return f
}

// parseYAML shields against panics of the YAML package, which fuzzing meets in malformed input.
func parseYAML(text []byte) (file *yamlast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("parse YAML: %v", r)
		}
	}()
	return yamlparser.ParseBytes(text, 0)
}

// fenced finds the bytes between the two fences. The first stands alone on its line; a line that begins with the
// second is the last, whatever follows it there.
func fenced(src []byte) (Span, bool) {
	start := len(src) - len(bytes.TrimLeft(src, " \t\r\n\ufeff"))
	line, _, ended := bytes.Cut(src[start:], []byte("\n"))
	if blanks, ok := bytes.CutPrefix(line, []byte("---")); !ok || !ended || len(bytes.Trim(blanks, " \t\r")) > 0 {
		return Span{}, false
	}
	start += len(line) + 1
	for end := start; ; end++ {
		i := bytes.Index(src[end:], []byte("---"))
		if i < 0 {
			return Span{}, false
		}
		end += i
		if end == start || src[end-1] == '\n' || src[end-1] == '\r' {
			return Span{start, end}, true
		}
	}
}

func firstLine(text []byte, base int) Span {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return Span{base, base + len(line)}
}

func frontMatterError(text []byte, base int, err error) *FrontMatterError {
	e := &FrontMatterError{Span: firstLine(text, base), Message: "front matter is not valid YAML"}
	var syntax interface {
		GetMessage() string
		GetToken() *token.Token
	}
	if !errors.As(err, &syntax) {
		return e
	}
	if m := syntax.GetMessage(); m != "" {
		e.Message += ": " + strings.TrimSpace(m)
	}
	if t := syntax.GetToken(); t != nil && t.Position != nil {
		lines := NewLines(text)
		if n := t.Position.Line; n >= 1 && n <= lines.Count() {
			s := lines.Span(n)
			e.Span = Span{base + s.Start, base + s.End}
		}
	}
	return e
}
