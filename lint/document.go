package lint

import (
	"bytes"
	"iter"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/yuin/goldmark/ast"
)

// Document is one issue of the newsletter, parsed once, shared by all rules and never changed.
type Document struct {
	Path       string       // path in the site's repository; it gives the date and the language
	Src        []byte       // what every Span refers to
	Front      FrontMatter  // keys with their spans
	Root       ast.Node     // goldmark's tree, parsed for positions: offsets are offsets into Src
	Shortcodes []*Shortcode // in the order of the text, also those in code and in link destinations
	Broken     []Broken     // what looks like a shortcode and is none

	text    string       // Src, so that pieces of it cost nothing
	nodes   []ast.Node   // every node but the texts, in the order of the text
	ofKind  [][]ast.Node // the same, by kind
	written []ast.Node   // those of them that are paragraphs
	running []stretch    // the texts that readers see, and what ends them
	classes []Class      // of each byte; nil for a document that was not parsed
	links   []LinkSource // in the order of the text; written by the parser

	lines   func() *Lines // what follows is made when it is first asked for
	heads   func() []Heading
	blocks  func() []Block
	parents func() []int
	items   func() []Item
	words   func() []Word
	marks   func() []Mark
	inline  func() []InlineLink
	parsed  func() *Document // for Unparsed
	shared  sync.Map
}

// Parse reads src as the file at path. It never fails: what is wrong with a text is for rules to say.
func Parse(path string, src []byte) *Document {
	d := &Document{Path: path, Src: src, text: string(src)}
	d.Front = parseFrontMatter(src)
	d.Shortcodes, d.Broken = lexShortcodes(src, d.Front.Span.End)
	d.parseMarkdown()
	d.lines = sync.OnceValue(func() *Lines { return NewLines(d.Src) })
	d.heads = sync.OnceValue(d.findHeadings)
	d.blocks = sync.OnceValue(d.findBlocks)
	d.parents = sync.OnceValue(d.findParents)
	d.items = sync.OnceValue(d.findItems)
	d.words = sync.OnceValue(d.findWords)
	d.marks = sync.OnceValue(d.findMarks)
	d.inline = sync.OnceValue(d.findInlineLinks)
	return d
}

// Unparsed is a document for reports on what is already known: its path, text, lines, headings and classes are those
// of Parse, which is asked for the last two when they are asked for. It has no tree, no front matter and no shortcodes.
func Unparsed(path string, src []byte) *Document {
	parsed := sync.OnceValue(func() *Document { return Parse(path, src) })
	return &Document{
		Path: path, Src: src,
		lines:  sync.OnceValue(func() *Lines { return NewLines(src) }),
		heads:  func() []Heading { return parsed().Headings() },
		parsed: parsed,
	}
}

// Text is the source at s.
func (d *Document) Text(s Span) string {
	if d.text == "" { // it was not parsed, or is empty
		return string(d.Src[s.Start:s.End])
	}
	return d.text[s.Start:s.End]
}

// Lines is the index of the document's lines.
func (d *Document) Lines() *Lines { return d.lines() }

// Position is the line and column of the byte at offset.
func (d *Document) Position(offset int) Position { return d.Lines().Position(offset) }

// Body is everything behind the front matter.
func (d *Document) Body() Span { return Span{d.Front.Span.End, len(d.Src)} }

// Each yields the nodes of kind T in the order of the text; all nodes if T is ast.Node itself.
func Each[T ast.Node](d *Document) iter.Seq[T] {
	var none T
	if any(none) == nil || none.Kind() == ast.KindText { // there are too many texts to list them, and few ask
		return func(yield func(T) bool) {
			if d.Root == nil {
				return
			}
			going := true
			walk(d.Root, func(n ast.Node) {
				if t, ok := n.(T); ok && going {
					going = yield(t)
				}
			})
		}
	}
	return func(yield func(T) bool) {
		for _, n := range d.nodesOf(none.Kind()) {
			if !yield(n.(T)) {
				return
			}
		}
	}
}

// Paragraphs are the document's paragraphs, and the texts of items that are none, in order.
func (d *Document) Paragraphs() []ast.Node { return d.written }

func (d *Document) nodesOf(k ast.NodeKind) []ast.Node {
	if int(k) >= len(d.ofKind) {
		return nil
	}
	return d.ofKind[k]
}

// Date is the day in the document's file name. It is false where the name holds none.
func (d *Document) Date() (time.Time, bool) {
	name := path.Base(d.Path)
	for i := 0; i+len(time.DateOnly) <= len(name); i++ {
		if name[i+4] != '-' || name[i+7] != '-' || name[i]-'0' > 9 {
			continue // most names are asked in vain, and errors cost
		}
		if t, err := time.Parse(time.DateOnly, name[i:i+len(time.DateOnly)]); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Language is the language in the document's file name ("fr" for x.fr.md), "" for the original.
func (d *Document) Language() string {
	name, ok := strings.CutSuffix(path.Base(d.Path), ".md")
	if !ok {
		return ""
	}
	i := strings.LastIndexByte(name, '.')
	if i < 0 || len(name)-i-1 < 2 || len(name)-i-1 > 7 {
		return ""
	}
	lang := name[i+1:]
	for _, c := range lang {
		if (c < 'a' || c > 'z') && c != '-' {
			return ""
		}
	}
	return lang
}

var bom = []byte("\ufeff")

// HasBOM reports whether the text begins with a byte order mark.
func (d *Document) HasBOM() bool { return bytes.HasPrefix(d.Src, bom) }
