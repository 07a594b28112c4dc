package xep

import (
	"strings"
)

// markup gathers the text of an abstract or a remark as Markdown: paragraphs and items of lists become notes.
type markup struct {
	all   []Note
	now   strings.Builder
	raw   strings.Builder // the same without a sign of Markdown
	lists int             // lists that are open
	code  int             // elements that are open whose text is code
	skip  int             // elements that are open whose text is not shown
	words strings.Builder // text of the code, or of the run of text, that is not written yet
}

func (m *markup) start(name string) {
	switch name {
	case "ul", "ol", "dl":
		m.flush()
		m.lists++
	case "p", "li", "di", "dt", "dd", "br", "div":
		m.flush()
	case "tt", "code":
		m.settle()
		m.code++
	case "em", "strong":
		m.emphasis(name, true)
	case "note":
		m.settle()
		m.skip++ // a footnote, with the address of what was named
	}
}

func (m *markup) end(name string) {
	switch name {
	case "ul", "ol", "dl":
		m.flush()
		m.lists = max(0, m.lists-1)
	case "p", "li", "di", "dt", "dd", "div":
		m.flush()
	case "tt", "code":
		m.settle()
		m.code = max(0, m.code-1)
	case "em", "strong":
		m.emphasis(name, false)
	case "note":
		m.settle()
		m.skip = max(0, m.skip-1)
	}
}

// emphasis writes the sign only where it begins or ends words, since it would be shown elsewhere.
func (m *markup) emphasis(name string, begins bool) {
	if m.code > 0 || m.skip > 0 {
		return
	}
	m.settle()
	m.now.WriteString(map[bool]string{true: signBegins, false: signEnds}[begins] + map[string]string{"em": "*", "strong": "**"}[name])
}

// What marks a sign of emphasis until the whole note is known.
const signBegins, signEnds = "\uf8f2", "\uf8f3"

// chars adds text. Blanks are folded later, since a note goes on over lines.
func (m *markup) chars(text string) {
	if m.skip == 0 {
		m.words.WriteString(text)
		m.raw.WriteString(text)
	}
}

// settle writes the words that were read.
func (m *markup) settle() {
	text := m.words.String()
	m.words.Reset()
	switch {
	case text == "":
	case m.code > 0:
		before, inner, after := blanksAround(text)
		m.now.WriteString(before + codeSpan(inner) + after)
	default:
		m.now.WriteString(inline(text))
	}
}

// flush ends a note.
func (m *markup) flush() {
	m.settle()
	text := strings.Join(strings.Fields(emphasised(m.now.String())), " ")
	m.now.Reset()
	if text != "" && len(m.all) < 500 {
		m.all = append(m.all, Note{max(0, m.lists-1), beginning(text)})
	}
}

func (m *markup) notes() []Note {
	m.flush()
	return m.all
}

// line is all notes in one.
func (m *markup) line() string {
	var words []string
	for _, n := range m.notes() {
		words = append(words, n.Text)
	}
	return strings.Join(words, " ")
}

// plain is the text without any sign of Markdown.
func (m *markup) plain() string { return m.raw.String() }

func blanksAround(text string) (before, inner, after string) {
	inner = strings.TrimSpace(text)
	if inner == "" {
		return " ", "", ""
	}
	i := strings.Index(text, inner)
	return text[:i], inner, text[i+len(inner):]
}

// emphasised turns the marks of emphasis into signs where they belong to each other and have words between them, and
// takes out the others.
func emphasised(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, signBegins)
		b.WriteString(strings.NewReplacer(signEnds+"**", "", signEnds+"*", "").Replace(before))
		if !found {
			return b.String()
		}
		sign := "*"
		if strings.HasPrefix(rest, "**") {
			sign = "**"
		}
		rest = rest[len(sign):]
		inner, behind, closed := strings.Cut(rest, signEnds+sign)
		words := strings.TrimSpace(inner)
		if !closed || strings.Contains(inner, signBegins) || words == "" || strings.HasPrefix(words, "\\") || strings.HasPrefix(words, "`") || joined(b.String(), behind) {
			text = rest
			continue
		}
		blank, _, after := blanksAround(inner)
		b.WriteString(blank + sign + words + sign + after)
		text = behind
	}
}

// joined reports whether a word goes on before or behind what is to be emphasised.
func joined(before, after string) bool {
	return before != "" && isWordByte(before[len(before)-1]) || after != "" && isWordByte(after[0])
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
