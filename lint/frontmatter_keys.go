package lint

import (
	"bytes"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

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
