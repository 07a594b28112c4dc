package pad

import (
	"html"
	"strings"
)

// tag is one of HTML with the text behind it. The parser of Markdown has seen that it has HTML's form.
type tag struct {
	name    string // in small letters, "!" for a comment, "" for text before the first tag
	closing bool
	attrs   map[string]string
	text    string

	start, end int // where it stands, without the text
}

func (t tag) attr(name string) string { return t.attrs[name] }

// tags are those of a piece of HTML.
func tags(s string) []tag {
	before, rest, more := strings.Cut(s, "<")
	found := []tag{{text: before}}
	for more {
		t := tag{start: len(s) - len(rest) - 1}
		if comment, ok := strings.CutPrefix(rest, "!--"); ok {
			t.name = "!"
			_, rest, _ = strings.Cut(comment, "-->")
		} else {
			rest, t.closing = strings.CutPrefix(rest, "/")
			end := strings.IndexFunc(rest, func(r rune) bool { return r <= ' ' || r == '>' || r == '/' })
			if end < 0 {
				end = len(rest)
			}
			t.name = strings.ToLower(rest[:end])
			t.attrs, rest = attributes(rest[end:])
		}
		t.end = len(s) - len(rest)
		t.text, rest, more = strings.Cut(rest, "<")
		found = append(found, t)
	}
	return found
}

// attributes reads those of a tag, and what follows its end. Of two with one name the first counts, as in browsers.
func attributes(s string) (map[string]string, string) {
	found := map[string]string{}
	for {
		s = strings.TrimLeft(s, " \t\r\n/")
		if s == "" || s[0] == '>' {
			return found, strings.TrimPrefix(s, ">")
		}
		end := strings.IndexAny(s[1:], "= \t\r\n/>") + 1
		if end == 0 {
			return found, ""
		}
		name := strings.ToLower(s[:end])
		value, rest, ok := strings.Cut(strings.TrimLeft(s[end:], " \t\r\n"), "=")
		if s = s[end:]; ok && value == "" {
			value, s = attributeValue(strings.TrimLeft(rest, " \t\r\n"))
		} else {
			value = ""
		}
		if _, twice := found[name]; !twice {
			found[name] = html.UnescapeString(value)
		}
	}
}

func attributeValue(s string) (value, rest string) {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		value, rest, _ = strings.Cut(s[1:], s[:1])
		return value, rest
	}
	end := strings.IndexAny(s, " \t\r\n>")
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:]
}
