package lint

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainKeys reads front matter of the plainest kind, as nearly every issue has it, without the YAML package, which is
// slow to begin: each line is a name, a colon, a blank and a value that plainValue knows. It
// is false for everything else. FuzzPlainKeys holds it against the YAML package.
func plainKeys(text []byte, base int) ([]Key, bool) {
	if !utf8.Valid(text) {
		return nil, false
	}
	var keys []Key
	for at := 0; at < len(text); {
		length := bytes.IndexByte(text[at:], '\n')
		if length < 0 {
			return nil, false
		}
		line := text[at : at+length]
		colon := bytes.IndexByte(line, ':')
		if colon < 1 || !isPlainName(line[:colon]) || colon+2 >= len(line) || line[colon+1] != ' ' {
			return nil, false
		}
		name := string(line[:colon])
		for _, k := range keys {
			if k.Name == name {
				return nil, false
			}
		}
		data, ok := plainValue(line[colon+2:])
		if !ok {
			return nil, false
		}
		start := base + at
		keys = append(keys, Key{
			Name: name, Span: Span{start, start + colon}, Value: Span{start + colon + 2, start + length},
			Entry: Span{start, start + length + 1}, Data: data,
		})
		at += length + 1
	}
	return keys, len(keys) > 0
}

// isPlainName: small letters, as words that mean a truth value or nothing are no names.
func isPlainName(name []byte) bool {
	for _, c := range name {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return !isKeyword(string(name))
}

// plainValue is the value of a date, a quoted text, a list of such in one line, or words without any sign that YAML
// gives a meaning to.
func plainValue(value []byte) (any, bool) {
	last := len(value) - 1
	switch c := value[0]; {
	case c == '"' || c == '\'':
		return plainQuoted(value)
	case c == '[' && value[last] == ']':
		list := []any{}
		for rest := value[1:last]; ; {
			item, more, found := bytes.Cut(rest, []byte(", "))
			text, ok := plainQuoted(item)
			if !ok {
				return nil, false
			}
			if list = append(list, text); !found {
				return list, true
			}
			rest = more
		}
	case isPlainDate(value):
		return string(value), true
	case !isLetter(c) || value[last] == ' ' || isKeyword(string(value)):
		return nil, false
	}
	for _, r := range string(value) {
		if !unicode.IsLetter(r) && (r < '0' || r > '9') && !strings.ContainsRune(" .,-()/&!'", r) {
			return nil, false
		}
	}
	return string(value), true
}

// plainQuoted is a text in quotes without any quote or escape inside; false where there is none.
func plainQuoted(value []byte) (any, bool) {
	last := len(value) - 1
	if last < 1 || value[0] != '"' && value[0] != '\'' || value[last] != value[0] {
		return nil, false
	}
	for _, c := range value[1:last] {
		if c < ' ' || c == 0x7f || c == '\\' || c == value[0] {
			return nil, false
		}
	}
	return string(value[1:last]), true
}

func isPlainDate(value []byte) bool {
	if len(value) != len("2006-01-02") {
		return false
	}
	for i, c := range value {
		if i == 4 || i == 7 {
			if c != '-' {
				return false
			}
		} else if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isKeyword reports whether a word means something else than itself in any version of YAML.
func isKeyword(word string) bool {
	switch strings.ToLower(word) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return true
	}
	return false
}
