package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// configPrinter writes a configuration as a file that can be read again, with a comment behind each value.
type configPrinter struct {
	from  origins
	lines []printedLine
}

type printedLine struct{ text, comment string }

// widest bounds the column that comments are aligned at.
const widest = 72

// String is the configuration in force. Of a house style only its name is there, and what differs from it.
func (c config) String() string {
	p := &configPrinter{from: c.from}
	for _, f := range yamlFields(reflect.ValueOf(c)) {
		p.value(f.key, f.key, "", f.value)
	}
	width := 0
	for _, l := range p.lines {
		if n := utf8.RuneCountInString(l.text); n <= widest && l.comment != "" {
			width = max(width, n)
		}
	}
	var b strings.Builder
	for _, l := range p.lines {
		b.WriteString(l.text)
		if l.comment != "" {
			fmt.Fprintf(&b, "%*s # %s", max(0, width-utf8.RuneCountInString(l.text)), "", l.comment)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (p *configPrinter) line(text, path string) {
	p.lines = append(p.lines, printedLine{text, plainComment(p.from[path].String())})
}

// value writes a key and its value, which may take several lines.
func (p *configPrinter) value(key, path, indent string, v reflect.Value) {
	head := indent + scalarText(key) + ":"
	switch s := v.Interface().(type) {
	case style:
		p.style(path, head, s)
		return
	case milestone:
		p.line(head+" "+milestoneText(s), path)
		return
	}
	switch {
	case v.Kind() == reflect.Struct:
		p.heading(head)
		for _, f := range yamlFields(v) {
			p.value(f.key, join(path, f.key), indent+"  ", f.value)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Len() > 0:
		p.line(head, path)
		for i := range v.Len() {
			p.heading(indent + "  - " + flow(v.Index(i)))
		}
	default:
		p.line(head+" "+flow(v), path)
	}
}

func (p *configPrinter) heading(text string) { p.lines = append(p.lines, printedLine{text: text}) }

// style writes a style by its name, and below it what differs from it.
func (p *configPrinter) style(path, head string, s style) {
	if !p.changed(path) {
		p.line(head+" "+scalarText(s.Base), path)
		return
	}
	p.heading(head)
	p.line("  base: "+scalarText(s.Base), join(path, "base"))
	for _, f := range yamlFields(reflect.ValueOf(*s.House)) {
		p.changes(f.key, join(path, f.key), "  ", f.value)
	}
}

// changes writes of a value what a file says.
func (p *configPrinter) changes(key, path, indent string, v reflect.Value) {
	switch inner := v.Kind() == reflect.Struct || v.Kind() == reflect.Map; {
	case !p.changed(path) && p.from[path].name == "":
	case inner && !p.changed(path):
		p.line(indent+key+": {}", path)
	case v.Kind() == reflect.Struct:
		p.heading(indent + key + ":")
		for _, f := range yamlFields(v) {
			p.changes(f.key, join(path, f.key), indent+"  ", f.value)
		}
	case v.Kind() == reflect.Map:
		p.heading(indent + key + ":")
		p.entries(path, indent+"  ", v)
	default:
		p.value(key, path, indent, v)
	}
}

// entries writes the entries of a map that a file names, those it takes out among them.
func (p *configPrinter) entries(path, indent string, v reflect.Value) {
	for _, key := range p.below(path) {
		entry := v.MapIndex(reflect.ValueOf(key))
		switch {
		case !entry.IsValid():
			p.line(indent+scalarText(key)+": null", join(path, key))
		case entry.Kind() == reflect.Struct:
			p.changes(scalarText(key), join(path, key), indent, entry)
		default:
			p.value(key, join(path, key), indent, entry)
		}
	}
}

// changed reports whether a file says something of what lies below a path.
func (p *configPrinter) changed(path string) bool {
	for known := range p.from {
		if strings.HasPrefix(known, path+".") {
			return true
		}
	}
	return false
}

// below are the keys of a map that files name, sorted.
func (p *configPrinter) below(path string) []string {
	var keys []string
	for known, at := range p.from {
		if rest, ok := strings.CutPrefix(known, path+"."); ok && at.key == rest {
			keys = append(keys, rest)
		}
	}
	slices.Sort(keys)
	return keys
}
