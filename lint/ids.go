package lint

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// headingIDs gives each heading the id that Hugo gives it: made from what the heading shows and not, as goldmark's
// own are, from its source (Hugo's markup/goldmark/internal/extensions/attributes).
type headingIDs struct{}

// Transform implements parser.ASTTransformer.
func (headingIDs) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	ids := newIDs()
	walk(doc, func(n ast.Node) {
		if h, ok := n.(*ast.Heading); ok {
			if id := ids.of(h, reader.Source()); id != "" {
				h.SetAttributeString("id", []byte(id))
			}
		}
	})
}

// ids hands out the ids of one document, each once.
type ids struct{ next map[string]int }

func newIDs() ids { return ids{map[string]int{}} }

// of is the id of h, the next heading of the document: the one written behind it as {#id}, or one made from its text.
// A heading that shows nothing has none.
func (s ids) of(h *ast.Heading, src []byte) string {
	if v, ok := h.AttributeString("id"); ok {
		id, _ := v.([]byte)
		s.next[string(id)] = max(1, s.next[string(id)])
		return string(id)
	}
	shown := headingText(h, src)
	if len(shown) == 0 {
		return ""
	}
	id := Anchor(string(shown))
	if id == "" {
		id = "heading"
	}
	free := id
	for n := s.next[id]; n > 0; n++ {
		free = id + "-" + strconv.Itoa(n)
		if s.next[free] == 0 {
			s.next[id] = n + 1
			break
		}
	}
	s.next[free] = max(1, s.next[free])
	return free
}

// Anchor is the id that Hugo gives to a heading that shows text, if no other heading has it.
func Anchor(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range strings.TrimSpace(text) {
		switch {
		case r == '-' || r == ' ':
			b.WriteByte('-')
		case isWord(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// headingText is what Hugo takes for the text of a heading: of one that has several lines the last.
func headingText(h *ast.Heading, src []byte) []byte {
	if t, ok := h.FirstChild().(*ast.Text); ok && t == h.LastChild() && h.Lines().Len() == 1 && bytes.IndexByte(t.Segment.Value(src), '&') < 0 && !t.SoftLineBreak() && !t.HardLineBreak() {
		return t.Segment.Value(src)
	}
	var b bytes.Buffer
	for c := h.FirstChild(); c != nil; c = c.NextSibling() {
		// Of emphasis, links and the like Hugo reads no more than the first part.
		leaf := c
		for leaf.HasChildren() {
			leaf = leaf.FirstChild()
		}
		switch t := leaf.(type) {
		case *ast.String:
			b.Write(t.Value)
		case *ast.Text:
			b.Write(t.Segment.Value(src))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte('\n')
			}
		}
	}
	shown := util.ResolveEntityNames(b.Bytes())
	if h.Lines().Len() > 1 {
		shown = shown[bytes.LastIndexByte(shown, '\n')+1:]
	}
	return shown
}

// headingIDs are the ids of the headings in Root, in their order. Only where it may matter does this take a second look
// with the whole site parser, whose typographer and linkify decide about the text.
func (d *Document) headingIDs() []string {
	heads := d.nodesOf(ast.KindHeading)
	found := make([]string, len(heads))
	ids := ids{make(map[string]int, len(heads))}
	for i, n := range heads {
		h := n.(*ast.Heading)
		if !plainHeading(h, d.Src) {
			return d.siteIDs()
		}
		found[i] = ids.of(h, d.Src)
	}
	return found
}

// siteIDs reads the ids from the document as the site parses it.
func (d *Document) siteIDs() []string {
	at := map[int]string{}
	walk(site().Parser().Parse(text.NewReader(mask(d))), func(n ast.Node) {
		if h, ok := n.(*ast.Heading); ok {
			if id, ok := h.AttributeString("id"); ok {
				b, _ := id.([]byte)
				at[h.Pos()] = string(b)
			}
		}
	})
	var found []string
	for _, n := range d.nodesOf(ast.KindHeading) {
		found = append(found, at[n.Pos()])
	}
	return found
}

// plainHeading reports whether the site parser sees the same text in h as the one for positions.
func plainHeading(h *ast.Heading, src []byte) bool {
	for c := h.FirstChild(); c != nil; c = c.NextSibling() {
		t, nested := c, c.HasChildren()
		if nested {
			t = c.FirstChild()
		}
		if leaf, ok := t.(*ast.Text); !ok || !plainPart(leaf.Segment.Value(src), nested) {
			return false
		}
	}
	return true
}

// plainPart is plainHeading for one text of a heading; nested says that it stands in emphasis, a link or the like.
func plainPart(text []byte, nested bool) bool {
	for i, c := range text {
		behind := text[i+1:]
		twice := len(behind) > 0 && behind[0] == c
		switch c {
		case '@':
			return false
		case '-':
			if twice {
				return false
			}
		case ':':
			if bytes.HasPrefix(behind, []byte("//")) {
				return false
			}
		case 'w':
			if bytes.HasPrefix(behind, []byte("ww.")) {
				return false
			}
		case '[':
			if len(behind) > 0 && behind[0] == '^' {
				return false
			}
		case '\'', '"':
			if nested {
				return false
			}
		case '.', '<', '>':
			if nested && twice {
				return false
			}
		}
	}
	return true
}
