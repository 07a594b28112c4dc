package main

import (
	"bytes"
	"html"
	"strings"
)

// xmlTag is one tag of a text in XML and the text behind it, up to the next.
type xmlTag struct {
	name   string
	attrs  string
	closes bool   // it is </name>
	empty  bool   // it is <name/>
	text   string // entities that XML has are resolved, others stay; blanks are folded
}

// xmlTags calls yield for each tag of text until that returns false. It is no parser: it reads what has the shape of tags, skips comments,
// instructions and the document type with its entities, and never fails. Texts of strangers cost it time in proportion to
// their length and nothing else.
func xmlTags(text []byte, yield func(xmlTag) bool) {
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			return
		}
		text = text[i+1:]
		if end, ok := xmlAside(text); ok {
			if end < 0 {
				return
			}
			text = text[end:]
			continue
		}
		end := bytes.IndexByte(text, '>')
		if end < 0 {
			return
		}
		tag := xmlTagOf(string(text[:min(end, 1024)]))
		text = text[end+1:]
		behind := text
		if next := bytes.IndexByte(text, '<'); next >= 0 {
			behind = text[:next]
		}
		tag.text = strings.Join(strings.Fields(html.UnescapeString(string(behind[:min(len(behind), 1024)]))), " ")
		if !yield(tag) {
			return
		}
	}
}

// xmlAside is the length of a comment, an instruction or a document type whose < was read; -1 if it does not end.
func xmlAside(text []byte) (int, bool) {
	for _, a := range []struct{ begins, ends string }{{"!--", "-->"}, {"![CDATA[", "]]>"}, {"?", "?>"}} {
		if bytes.HasPrefix(text, []byte(a.begins)) {
			return after(text, a.ends), true
		}
	}
	if !bytes.HasPrefix(text, []byte("!")) {
		return 0, false
	}
	if inner := bytes.IndexByte(text, '['); inner >= 0 && !bytes.Contains(text[:inner], []byte(">")) {
		return after(text, "]>"), true
	}
	return after(text, ">"), true
}

// after is the offset behind the first end in text, -1 if there is none.
func after(text []byte, end string) int {
	i := bytes.Index(text, []byte(end))
	if i < 0 {
		return -1
	}
	return i + len(end)
}

// xmlTagOf reads what stands between < and >.
func xmlTagOf(inner string) xmlTag {
	var t xmlTag
	inner, t.closes = strings.CutPrefix(inner, "/")
	inner, t.empty = strings.CutSuffix(inner, "/")
	t.name, t.attrs = inner, ""
	if i := strings.IndexAny(inner, " \t\r\n"); i >= 0 {
		t.name, t.attrs = inner[:i], inner[i:]
	}
	return t
}
