package lint

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// The lexer follows Hugo's parser/pageparser (v0.160), which .ci/oracle holds it against. Hugo stops at the first
// mistake; we note it and go on, so that one slip does not hide the next.

type shortcodeLexer struct {
	src    []byte
	pos    int
	close  string // right delimiter of the shortcode being read
	seen   map[string]bool
	last   string // name read last
	inline bool   // inside an inline shortcode, which holds no others
	cur    *Shortcode
	named  int  // 0 no parameter yet, 1 positional, 2 named
	valued bool // the last parameter has its value

	endless map[string]bool // ends of comments that the rest of the text does not hold
}

// lexShortcodes finds the shortcodes of src from the byte at from.
func lexShortcodes(src []byte, from int) (found []*Shortcode, broken []Broken) {
	l := &shortcodeLexer{src: src, pos: from}
	for l.next() {
		start := l.pos
		comment, msg := l.tag()
		switch {
		case msg != "":
			if l.typographic() {
				msg = "value in typographic quotes: only straight ones hold it together"
			}
			broken = append(broken, Broken{Span{start, min(l.pos, len(src))}, msg})
			l.pos, l.inline = start+3, false
		case comment:
		case l.cur.mistake() != "":
			broken = append(broken, Broken{Span{start, l.pos}, l.cur.mistake()})
		default:
			l.cur.Span = Span{start, l.pos}
			found = append(found, l.cur)
		}
	}
	return found, broken
}

// next goes to the next left delimiter.
func (l *shortcodeLexer) next() bool {
	for {
		i := bytes.Index(l.src[l.pos:], []byte("{{"))
		if i < 0 {
			return false
		}
		l.pos += i
		if l.has("{{<") || l.has("{{%") {
			return true
		}
		l.pos++
	}
}

// tag reads the shortcode, or the comment, that begins here. It returns what is wrong, or nothing.
func (l *shortcodeLexer) tag() (comment bool, msg string) {
	l.close = ">}}"
	if l.has("{{%") {
		l.close = "%}}"
	}
	l.cur, l.named = &Shortcode{Markdown: l.has("{{%")}, 0
	l.pos += 3
	if l.inline && !l.closes(l.last) {
		return false, "shortcode inside the inline shortcode " + l.last
	}
	if l.has("/*") {
		return true, l.comment()
	}
	return false, l.inside()
}

// closes reports whether the shortcode being read begins with a slash and name.
func (l *shortcodeLexer) closes(name string) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimLeftFunc(l.src[l.pos:], unicode.IsSpace), []byte("/"))
	return ok && bytes.HasPrefix(bytes.TrimLeftFunc(rest, unicode.IsSpace), []byte(name+" "))
}

func (l *shortcodeLexer) has(s string) bool {
	return len(l.src)-l.pos >= len(s) && string(l.src[l.pos:l.pos+len(s)]) == s
}

const eof rune = -1

func (l *shortcodeLexer) peek() (rune, int) {
	if l.pos >= len(l.src) {
		return eof, 0
	}
	return utf8.DecodeRune(l.src[l.pos:])
}

// comment skips {{</* … */>}}, the way to write about shortcodes without calling them.
func (l *shortcodeLexer) comment() string {
	const msg = "comment in a shortcode is not closed"
	end := "*/" + l.close
	if l.endless[end] {
		return msg
	}
	i := bytes.Index(l.src[l.pos:], []byte(end))
	if i < 0 {
		if l.endless == nil {
			l.endless = map[string]bool{}
		}
		l.endless[end] = true
	}
	if i <= 1 {
		return msg
	}
	l.pos += i + len(end)
	return ""
}

// inside reads from behind the left delimiter to behind the right one. It returns what is wrong, or nothing.
func (l *shortcodeLexer) inside() string {
	named, closing := false, false // whether a name was read; whether a slash waits for its name
	for {
		if l.has(l.close) {
			l.pos += len(l.close)
			return ""
		}
		r, n := l.peek()
		switch {
		case r == eof:
			return "shortcode is not closed"
		case r == ' ' || r == '\t' || r == '\r' || r == '\n':
			l.pos += n
		case r == '=':
			l.pos += n
			if msg := l.value(); msg != "" {
				return msg
			}
		case r == '/':
			if l.last == "" {
				return "closing shortcode, but none is open"
			}
			l.pos += n
			if !closing {
				l.cur.Closing, l.cur.Single = !named, named
			}
			closing, named, l.inline = true, false, false
		case r == '\\':
			l.pos += n
			if q, _ := l.peek(); q == '`' {
				return "unrecognized escape character"
			} else if q == '"' {
				if msg := l.param(true); msg != "" {
					return msg
				}
			}
		case named && (isWord(r) || r == '-' || r == '"' || r == '`'):
			if msg := l.param(false); msg != "" {
				return msg
			}
		case isWord(r):
			if msg := l.name(closing); msg != "" {
				return msg
			}
			if closing {
				return l.end()
			}
			named = true
		default:
			return "unrecognized character in a shortcode: a parameter with other signs than letters and digits must be quoted"
		}
	}
}

// end reads blanks up to the right delimiter of a closing shortcode.
func (l *shortcodeLexer) end() string {
	l.inline = false
	for !l.has(l.close) {
		if l.pos >= len(l.src) || l.src[l.pos] != ' ' && l.src[l.pos] != '\t' {
			return "shortcode is not closed"
		}
		l.pos++
	}
	l.pos += len(l.close)
	return ""
}

func (l *shortcodeLexer) name(closing bool) string {
	start := l.pos
	for {
		r, n := l.peek()
		if r == '.' {
			if l.inline = bytes.HasPrefix(l.src[l.pos+n:], []byte("inline ")); !l.inline {
				return "period in the name of a shortcode"
			}
		}
		if !isWord(r) && r != '-' && r != '/' && r != '.' {
			break
		}
		l.pos += n
	}
	word := string(l.src[start:l.pos])
	if closing && !l.seen[word] {
		return "closing shortcode " + word + " does not match one that is open"
	}
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	l.seen[word], l.last = true, word
	if l.cur.Name == "" {
		l.cur.Name, l.cur.NameSpan = word, Span{start, l.pos}
	}
	return ""
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
