// Package xep reads the documents of the specifications, and tells from their history what happened to them in a month.
// It knows no repository: what changed, and when, is handed to it.
package xep

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Bounds of what is read of a document, in bytes, elements within each other, and tokens.
const (
	MaxDocument = 4 << 20
	maxHeader   = 512 << 10
	maxNested   = 40
	maxTokens   = 40_000
)

// Document is what the header of a specification says.
type Document struct {
	Number    int // 0 for a proposal
	Title     string
	Abstract  string
	Status    string // Stable for Draft, its former name
	Kind      string // such as Standards Track or Humorous
	LastCalls []time.Time
	Revisions []Revision // the newest first, as they stand there
	Flaw      error      // what is not as it should be, though the rest could be read; else nil
}

// Revision is one version of a specification.
type Revision struct {
	Version  string
	Date     time.Time // zero if it is no date
	Initials string
	Notes    []Note
}

// Note is what was changed, as Markdown.
type Note struct {
	Depth int // 0, or more for what stands below another
	Text  string
}

// Version is the newest version, "" if there is none.
func (d *Document) Version() string {
	if d == nil || len(d.Revisions) == 0 {
		return ""
	}
	return d.Revisions[0].Version
}

var errNoHeader = errors.New("it has no <xep> with a <header>")

// Parse reads the header of a document and nothing behind it. No file and no address is opened for it: entities are those
// of its own document type and of shared, names that are in neither stay words. What is not well-formed is an error, and
// so are entities that unfold to too much. Tags that do not match are a flaw of the document, and entities that are kept
// elsewhere.
func Parse(text []byte, shared Entities) (*Document, error) {
	if len(text) > MaxDocument {
		return nil, fmt.Errorf("it has more than %d bytes", MaxDocument)
	}
	head, err := headOf(text)
	if err != nil {
		return nil, err
	}
	doctype := documentType(head)
	p := &parser{named: &resolver{own: ParseEntities(doctype), shared: shared, outside: outsideEntities(doctype)}, doc: &Document{}}
	if err := cmp.Or(p.run(head), p.named.bomb); err != nil {
		return nil, err
	}
	p.doc.Flaw = cmp.Or(p.doc.Flaw, p.named.flaw)
	return p.doc, nil
}

// headOf is text up to the end of its header.
func headOf(text []byte) ([]byte, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return nil, encodingError("UTF-16")
	}
	end := []byte("</header>")
	i := bytes.Index(text, end)
	switch {
	case i < 0 && len(text) > maxHeader || i > maxHeader:
		return nil, fmt.Errorf("its header has more than %d bytes", maxHeader)
	case i < 0:
		return nil, errNoHeader
	}
	return text[:i+len(end)], nil
}

type parser struct {
	doc   *Document
	named *resolver
	path  []string
	text  strings.Builder // of the element that is being read, if it holds nothing but text
	mark  markup          // of the abstract or the remark that is being read
	rev   *Revision
	seen  bool // a header began
}

// run reads tokens until the header ends.
func (p *parser) run(head []byte) error {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Entity = namesIn(head)
	d.CharsetReader = charset
	for n := 0; ; n++ {
		t, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return errNoHeader
		case err != nil:
			return plainSyntax(err)
		case n > maxTokens:
			return fmt.Errorf("its header has more than %d elements", maxTokens)
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = p.start(t)
		case xml.EndElement:
			p.close(t.Name.Local)
			if p.seen && len(p.path) <= 1 {
				return nil
			}
		case xml.CharData:
			p.chars(string(t))
		}
		if err != nil {
			return err
		}
	}
}

func plainSyntax(err error) error {
	var s *xml.SyntaxError
	var e encodingError
	switch {
	case errors.As(err, &s):
		return fmt.Errorf("line %d: %s", s.Line, s.Msg)
	case errors.As(err, &e):
		return e
	}
	return err
}

func (p *parser) in(path string) bool { return strings.Join(p.path, "/") == path }

// inMarkup reports whether what is read is part of an abstract or a remark.
func (p *parser) inMarkup() bool {
	return len(p.path) >= 3 && p.path[2] == "abstract" || len(p.path) >= 4 && p.path[2] == "revision" && p.path[3] == "remark"
}

func (p *parser) start(t xml.StartElement) error {
	if len(p.path) >= maxNested {
		return fmt.Errorf("more than %d elements stand in each other", maxNested)
	}
	name := t.Name.Local
	switch {
	case len(p.path) == 0 && name != "xep", len(p.path) == 1 && name != "header":
		return errNoHeader
	case p.inMarkup():
		p.mark.start(name)
	default:
		p.text.Reset()
		p.mark = markup{}
	}
	p.path = append(p.path, name)
	p.seen = p.seen || p.in("xep/header")
	if p.in("xep/header/revision") {
		p.rev = &Revision{}
	}
	return nil
}

func (p *parser) chars(text string) {
	if !p.inMarkup() {
		if p.text.Len() < 4096 {
			p.text.WriteString(p.named.plain(text))
		}
		return
	}
	p.named.markup(text, &p.mark)
}

// close ends an element, and with it those in it that were not ended.
func (p *parser) close(name string) {
	at := slices.Index(p.path, name)
	if at < 0 || p.path[len(p.path)-1] != name {
		p.doc.Flaw = cmp.Or(p.doc.Flaw, fmt.Errorf("it is not well-formed: </%.40s> is not where it belongs", name))
	}
	for at >= 0 && p.path[len(p.path)-1] != name {
		p.end(p.path[len(p.path)-1])
	}
	if at >= 0 {
		p.end(name)
	}
}

func (p *parser) end(name string) {
	text := strings.Join(strings.Fields(p.text.String()), " ")
	switch strings.Join(p.path, "/") {
	case "xep/header/title":
		p.doc.Title = cmp.Or(p.doc.Title, text)
	case "xep/header/number":
		p.doc.Number = number(text)
	case "xep/header/status":
		p.doc.Status = status(text)
	case "xep/header/type":
		p.doc.Kind = text
	case "xep/header/lastcall":
		if day, ok := day(text); ok {
			p.doc.LastCalls = append(p.doc.LastCalls, day)
		}
	case "xep/header/abstract":
		p.doc.Abstract = p.mark.line()
	case "xep/header/revision/version":
		p.rev.Version = text
	case "xep/header/revision/date":
		p.rev.Date, _ = day(text)
	case "xep/header/revision/initials":
		p.rev.Initials = text
	case "xep/header/revision/remark":
		p.rev.Notes = p.mark.notes()
	case "xep/header/revision":
		if p.rev.Version != "" {
			p.doc.Revisions = append(p.doc.Revisions, *p.rev)
		}
	default:
		if p.inMarkup() {
			p.path = p.path[:len(p.path)-1]
			p.mark.end(name)
			return
		}
	}
	p.path = p.path[:len(p.path)-1]
}

// number is that of a specification; 0 for XXXX, as proposals have.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > 9999 {
		return 0
	}
	return n
}

// status is the present name of a status.
func status(name string) string {
	if name == "Draft" {
		return "Stable"
	}
	return name
}

func day(text string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return t, err == nil
}
