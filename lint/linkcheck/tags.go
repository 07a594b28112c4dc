package linkcheck

import (
	"bytes"
	"html"
	"iter"
	"strings"
)

// tag is the beginning of an element of HTML, and what it is called by: the values of id and name.
type tag struct {
	name  string
	names []string
	odd   bool // another one may begin inside of it: a comment or a style need not hold what looks like this
}

const blanks = " \t\r\n\f"

// tags are those of a page. It finds too many rather than too few, also in comments and scripts: what is looked for is
// whether a page surely lacks a place. The tokenizer of x/net/html would cost every start of the program its tables.
func tags(text []byte) iter.Seq[tag] {
	return func(yield func(tag) bool) {
		for {
			i := bytes.IndexByte(text, '<')
			if i < 0 {
				return
			}
			text = text[i+1:]
			if len(text) == 0 || !isLetter(text[0]) {
				continue
			}
			n := bytes.IndexAny(text, blanks+"/>")
			if n < 0 {
				return
			}
			t := tag{name: string(text[:n])}
			rest := t.attributes(text[n:])
			t.odd = bytes.IndexByte(text[:len(text)-len(rest)], '<') >= 0
			text = rest
			if !yield(t) {
				return
			}
		}
	}
}

// attributes reads up to the end of the tag, and returns what follows.
func (t *tag) attributes(text []byte) []byte {
	for {
		text = bytes.TrimLeft(text, blanks+"/")
		if len(text) == 0 || text[0] == '>' {
			return text
		}
		n := 1 // a sign that begins no name is passed over
		for n < len(text) && strings.IndexByte(blanks+"/>=", text[n]) < 0 {
			n++
		}
		key := string(text[:n])
		text = bytes.TrimLeft(text[n:], blanks)
		if len(text) == 0 || text[0] != '=' {
			continue
		}
		var value []byte
		value, text = attributeValue(bytes.TrimLeft(text[1:], blanks))
		if strings.EqualFold(key, "id") || strings.EqualFold(key, "name") {
			t.names = append(t.names, html.UnescapeString(string(value)))
		}
	}
}

func attributeValue(text []byte) (value, rest []byte) {
	if len(text) == 0 {
		return nil, nil
	}
	if quote := text[0]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(text[1:], quote)
		if end < 0 {
			return text[1:], nil
		}
		return text[1 : 1+end], text[end+2:]
	}
	n := bytes.IndexAny(text, blanks+">")
	if n < 0 {
		n = len(text)
	}
	return text[:n], text[n:]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
