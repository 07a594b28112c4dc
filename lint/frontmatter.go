package lint

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
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

// frontMatterKeys places each key in the text. It is false for YAML of other shapes than one key a line.
func frontMatterKeys(file *yamlast.File, text []byte, base int) ([]Key, bool) {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, true
	}
	if len(file.Docs) != 1 {
		return nil, false
	}
	var values []*yamlast.MappingValueNode
	switch n := file.Docs[0].Body.(type) {
	case *yamlast.MappingNode:
		values = n.Values
	case *yamlast.MappingValueNode:
		values = []*yamlast.MappingValueNode{n}
	}
	lines := NewLines(text)
	keys := make([]Key, 0, len(values))
	for _, v := range values {
		name, ok := keySpan(text, lines, v.Key.GetToken())
		if !ok || len(keys) > 0 && base+name.Start < keys[len(keys)-1].Span.End {
			return nil, false
		}
		k := Key{Name: v.Key.GetToken().Value, Span: Span{base + name.Start, base + name.End}}
		k.Data, k.opaque = decode(v.Value)
		if n := len(keys); n > 0 {
			keys[n-1].Entry.End = base + lineStart(text, name.Start)
		}
		k.Entry = Span{base + lineStart(text, name.Start), base + len(text)}
		keys = append(keys, k)
	}
	for i, k := range keys {
		keys[i].Value = valueSpan(text, k.Span.End-base, k.Entry.End-base, base)
	}
	return keys, len(keys) > 0
}

// keySpan is where a key stands, with its quotes: at the head of a line, and a colon behind it.
func keySpan(text []byte, lines *Lines, t *token.Token) (Span, bool) {
	start := runeOffset(text, lines, t.Position.Line, t.Position.Column)
	end := start + len(t.Value)
	if start < len(text) && (text[start] == '"' || text[start] == '\'') {
		end += 2
	}
	if start != lineStart(text, min(start, len(text))) || end > len(text) || !bytes.Contains(text[start:end], []byte(t.Value)) {
		return Span{}, false
	}
	return Span{start, end}, bytes.HasPrefix(bytes.TrimLeft(text[end:], " "), []byte(":"))
}

// decode gives the value as plain data. It is opaque where YAML itself refuses it (unknown anchors and the like).
func decode(n yamlast.Node) (v any, opaque bool) {
	defer func() {
		if recover() != nil {
			v, opaque = nil, true
		}
	}()
	if n == nil {
		return nil, false
	}
	if yaml.NodeToValue(n, &v) != nil {
		return nil, true
	}
	return v, false
}

// valueSpan is what stands behind the colon, without blanks and, on a single line, without a comment.
func valueSpan(text []byte, from, to, base int) Span {
	if i := bytes.IndexByte(text[from:to], ':'); i >= 0 {
		from += i + 1
	}
	value := text[from:to]
	if line, rest, _ := bytes.Cut(value, []byte("\n")); len(bytes.TrimSpace(rest)) == 0 {
		value = line[:commentStart(line)]
	}
	start := from + len(value) - len(bytes.TrimLeft(value, " \t\r\n"))
	end := from + len(bytes.TrimRight(value, " \t\r\n"))
	if start > end {
		start = end
	}
	return Span{base + start, base + end}
}

// commentStart is where the comment of a line begins that holds a value: at a # behind a blank, outside of quotes.
// Quotes open at the head of the value, or of an item in brackets.
func commentStart(line []byte) int {
	quote, before, inBrackets := byte(0), byte(0), false // before is the last byte that is no blank
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote == '"' && c == '\\', quote == '\'' && c == quote && i+1 < len(line) && line[i+1] == quote:
			i++ // what follows is escaped
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return i
		case (c == '"' || c == '\'') && (before == 0 || inBrackets && bytes.IndexByte([]byte("[{,:"), before) >= 0):
			quote = c
		case (c == '[' || c == '{') && before == 0:
			inBrackets = true
		}
		if c != ' ' && c != '\t' {
			before = c
		}
	}
	return len(line)
}

// runeOffset turns a line and a column in characters, both from 1, into a byte offset.
func runeOffset(text []byte, lines *Lines, line, column int) int {
	if line < 1 || line > lines.Count() {
		return len(text)
	}
	offset := lines.starts[line-1]
	for ; column > 1 && offset < len(text); column-- {
		_, n := utf8.DecodeRune(text[offset:])
		offset += n
	}
	return offset
}

func lineStart(text []byte, offset int) int {
	return bytes.LastIndexByte(text[:offset], '\n') + 1
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
