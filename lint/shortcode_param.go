package lint

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// param reads a positional parameter, or the name of a named one.
func (l *shortcodeLexer) param(escaped bool) string {
	start := l.pos
	l.valued = false
	if q := l.src[l.pos]; q == '"' || q == '`' {
		if l.named == 2 {
			return "named and positional parameters are mixed"
		}
		l.named = 1
		v, msg := l.quoted(q, !escaped)
		if msg == "" {
			l.cur.Args = append(l.cur.Args, Arg{Value: v, Span: Span{start, l.pos}})
		}
		return msg
	}
	r, n := l.peek()
	for first := true; first || isWord(r) || r == '-' || r == '.'; r, n = l.peek() {
		first = false
		l.pos += n
	}
	kind := 1
	if r == '=' {
		kind = 2
	}
	if l.named != 0 && l.named != kind {
		return "named and positional parameters are mixed"
	}
	l.named = kind
	arg := Arg{Name: string(l.src[start:l.pos])}
	if kind == 1 {
		arg = Arg{Value: arg.Name, Span: Span{start, l.pos}}
	}
	l.cur.Args = append(l.cur.Args, arg)
	return ""
}

// value reads what stands behind the equals sign and gives it to the last parameter.
func (l *shortcodeLexer) value() string {
	for r, n := l.peek(); r != eof && unicode.IsSpace(r); r, n = l.peek() {
		l.pos += n
	}
	start := l.pos
	var v, msg string
	switch r, _ := l.peek(); {
	case r == '"' || r == '`':
		v, msg = l.quoted(byte(r), true)
	case r == '\\':
		v, msg = l.quoted('"', false)
	default:
		for r, n := l.peek(); r != eof && !unicode.IsSpace(r); r, n = l.peek() {
			l.pos += n
		}
		v = string(l.src[start:l.pos])
	}
	if i := len(l.cur.Args) - 1; i >= 0 && !l.valued {
		l.valued = true
		a := &l.cur.Args[i]
		if a.Name == "" { // blanks stand before the equals sign
			a.Name = a.Value
		}
		a.Value, a.Span = v, Span{start, l.pos}
	}
	return msg
}

// quoted reads a value in quotes. Only where escapes are allowed does \" stand for a quote inside.
func (l *shortcodeLexer) quoted(quote byte, escapes bool) (string, string) {
	if quote == '`' {
		i := bytes.IndexByte(l.src[l.pos+1:], '`')
		if i < 0 {
			l.pos = len(l.src)
			return "", "raw string in a shortcode is not closed"
		}
		v := string(l.src[l.pos+1 : l.pos+1+i])
		l.pos += i + 2
		return v, ""
	}
	start, open, escaped := 0, false, false
	for {
		r, n := l.peek()
		if r == eof || r == '\n' {
			return "", "quoted string in a shortcode is not closed"
		}
		at := l.pos
		l.pos += n
		next, _ := l.peek()
		switch {
		case r == '\\' && next == '`':
			return "", "unrecognized escape character"
		case r == '\\' && next == '"' && open:
			l.pos++
			if !escapes {
				return string(l.src[start:at]), ""
			}
			escaped = true
		case r == '"' && open && escaped: // Hugo then drops every backslash
			return strings.ReplaceAll(string(l.src[start:at]), `\`, ""), ""
		case r == '"' && open:
			return string(l.src[start:at]), ""
		case r == '"':
			start, open = l.pos, true
		}
	}
}

// typographic reports whether a parameter in typographic quotes was read or stands here: to Hugo they are letters or
// nothing, which shows only later.
func (l *shortcodeLexer) typographic() bool {
	curly := func(at int) bool {
		r, _ := utf8.DecodeRune(l.src[at:])
		return strings.ContainsRune("“”„‟«»", r)
	}
	return curly(l.pos) || slices.ContainsFunc(l.cur.Args, func(a Arg) bool { return a.Span.Len() > 0 && curly(a.Span.Start) })
}

// mistake is what Hugo refuses when it makes use of a shortcode that it could read.
func (s *Shortcode) mistake() string {
	if s.Name == "" && !s.Closing {
		return "shortcode without a name"
	}
	for _, a := range s.Args {
		if (a.Name == "") != (s.Args[0].Name == "") {
			return "named and positional parameters are mixed"
		}
	}
	return ""
}
