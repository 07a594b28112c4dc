package xep

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Entities are texts that documents name instead of writing them, by their names. The texts may hold elements.
type Entities map[string]string

// Bounds of what entities unfold to: how many stand in each other, and all that one document gets of them.
const (
	maxEntityDepth = 8
	maxUnfolded    = 256 << 10
	maxEntities    = 4096
)

// The signs that stand around the name of an entity until it is unfolded. No text has them: they are for private use.
const opens, closes = "\uf8f0", "\uf8f1"

// documentType is the part of a document that declares its entities.
func documentType(head []byte) []byte {
	begin := bytes.Index(head, []byte("<!DOCTYPE"))
	if begin < 0 {
		return nil
	}
	if end := bytes.Index(head[begin:], []byte("<xep")); end >= 0 {
		return head[begin : begin+end]
	}
	return nil
}

// outsideEntities are the names of those that are declared as a file or an address.
func outsideEntities(doctype []byte) map[string]bool {
	names := map[string]bool{}
	for part := range bytes.SplitSeq(doctype, []byte("<!ENTITY")) {
		words := strings.Fields(string(part[:min(len(part), 200)]))
		if len(words) > 2 && (words[1] == "SYSTEM" || words[1] == "PUBLIC") && len(names) < maxEntities {
			names[words[0]] = true
		}
	}
	return names
}

// ParseEntities reads declarations such as <!ENTITY name "text">. Those that name a file or an address, and those for
// document types themselves, are passed over: nothing is ever opened.
func ParseEntities(text []byte) Entities {
	all := Entities{}
	for len(all) < maxEntities {
		i := bytes.Index(text, []byte("<!"))
		if i < 0 {
			break
		}
		text = text[i:]
		if bytes.HasPrefix(text, []byte("<!--")) {
			end := bytes.Index(text, []byte("-->"))
			if end < 0 {
				break
			}
			text = text[end:]
			continue
		}
		rest, ok := bytes.CutPrefix(text, []byte("<!ENTITY"))
		text = text[2:]
		if !ok || len(rest) == 0 || !isBlank(rest[0]) {
			continue
		}
		name, value, ok := declaration(string(rest[:min(len(rest), 64<<10)]))
		if _, twice := all[name]; ok && !twice {
			all[name] = value
			text = rest[strings.Index(string(rest), value)+len(value):]
		}
	}
	return all
}

// declaration reads a name and a quoted text.
func declaration(rest string) (name, value string, ok bool) {
	rest = strings.TrimLeft(rest, " \t\r\n")
	i := strings.IndexAny(rest, " \t\r\n")
	if i <= 0 || !isName(rest[:i]) {
		return "", "", false
	}
	name, rest = rest[:i], strings.TrimLeft(rest[i:], " \t\r\n")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", "", false
	}
	value, _, ok = strings.Cut(rest[1:], rest[:1])
	return name, value, ok
}

// namesIn tells the decoder of every entity that text names, so that it hands the names on.
func namesIn(text []byte) map[string]string {
	names := map[string]string{}
	for part := range bytes.SplitSeq(text, []byte("&")) {
		name, _, ok := bytes.Cut(part[:min(len(part), 64)], []byte(";"))
		if n := string(name); ok && isName(n) && len(names) < maxEntities {
			names[n] = opens + n + closes
		}
	}
	for _, known := range []string{"lt", "gt", "amp", "quot", "apos"} {
		delete(names, known)
	}
	return names
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == ""
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// resolver unfolds entities.
type resolver struct {
	own, shared Entities
	outside     map[string]bool // those of the document type that name a file or an address
	spent       int
	flaw        error // why one was not opened; nil if all were
	bomb        error // why the document is not to be told at all; else nil
}

// lookup is what an entity stands for.
func (r *resolver) lookup(name string) (string, bool) {
	if text, ok := r.own[name]; ok {
		return text, true
	}
	text, ok := r.shared[name]
	return text, ok
}

// plain is text with entities unfolded, without elements.
func (r *resolver) plain(text string) string {
	var m markup
	r.markup(text, &m)
	return m.plain()
}

// markup adds text to m, with entities unfolded.
func (r *resolver) markup(text string, m *markup) { r.unfold(text, m, 0) }

func (r *resolver) unfold(text string, m *markup, depth int) {
	for {
		before, rest, found := strings.Cut(text, opens)
		m.chars(before)
		if !found {
			return
		}
		name, behind, _ := strings.Cut(rest, closes)
		r.entity(name, m, depth)
		text = behind
	}
}

// entity adds what a name stands for; where that is not known, or is more than one document may have, the name itself.
func (r *resolver) entity(name string, m *markup, depth int) {
	text, known := r.lookup(name)
	if r.spent += len(text); !known || depth >= maxEntityDepth || r.spent > maxUnfolded {
		r.refuse(name, known)
		m.chars(usual(name))
		return
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity = false, namesIn([]byte(text))
	for {
		t, err := d.RawToken()
		if err != nil {
			if err != io.EOF {
				m.chars(usual(name))
			}
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			m.start(t.Name.Local)
		case xml.EndElement:
			m.end(t.Name.Local)
		case xml.CharData:
			r.unfold(string(t), m, depth+1)
		}
	}
}

// refuse notes why an entity is not unfolded. One that is merely not known is no mistake.
func (r *resolver) refuse(name string, known bool) {
	switch {
	case known && r.spent > maxUnfolded:
		r.bomb = cmp.Or(r.bomb, fmt.Errorf("its entities unfold to more than %d bytes", maxUnfolded))
	case known:
		r.bomb = cmp.Or(r.bomb, fmt.Errorf("its entities stand in each other, more than %d deep", maxEntityDepth))
	case r.outside[name]:
		r.flaw = cmp.Or(r.flaw, fmt.Errorf("&%s; is kept elsewhere, and is not opened: it stays a word", name))
	}
}

// usual is what the name of an entity that nobody declared most likely means: XEP-0045 for xep0045, RFC 6120 for rfc6120,
// and an element for a name in capitals.
func usual(name string) string {
	for _, series := range []struct{ begins, written string }{{"xep", "XEP-"}, {"rfc", "RFC "}} {
		if digits, ok := strings.CutPrefix(name, series.begins); ok && len(digits) == 4 && strings.Trim(digits, "0123456789") == "" {
			return series.written + digits
		}
	}
	if name == strings.ToUpper(name) && strings.Trim(name, "0123456789_.-") != "" {
		return fmt.Sprintf("<%s/>", strings.ToLower(name))
	}
	return name
}

// charset reads what is not in UTF-8. XML has few other encodings left; what is in none of them is an error.
func charset(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "us-ascii", "ascii":
		return in, nil
	case "iso-8859-1", "latin1":
		text, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		var b strings.Builder
		for _, c := range text {
			b.WriteRune(rune(c))
		}
		return strings.NewReader(b.String()), nil
	}
	return nil, encodingError(label)
}

// encodingError is the name of an encoding that is not read.
type encodingError string

func (e encodingError) Error() string {
	return fmt.Sprintf("its encoding %.40q is not known; use UTF-8", string(e))
}
