package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// decoder puts a YAML tree over values that are there already: mappings are merged, everything else is replaced. It knows
// where each value stands, which a library's decoder does not tell.
type decoder struct {
	file  string
	lines []string
	from  origins
}

func (d *decoder) at(line, column int, format string, args ...any) error {
	e := &configError{at: origin{name: d.file, line: line, column: column}, text: fmt.Sprintf(format, args...)}
	if line >= 1 && line <= len(d.lines) {
		e.source = d.lines[line-1]
	}
	return e
}

func (d *decoder) mistake(n ast.Node, format string, args ...any) error {
	p := n.GetToken().Position
	return d.at(p.Line, p.Column, format, args...)
}

func (d *decoder) decode(n ast.Node, c *config) error {
	if _, ok := n.(ast.MapNode); !ok {
		return d.mistake(n, "the file is %s, and must be a mapping of keys to values", kindOf(n))
	}
	w := &warden{d: d}
	if ast.Walk(w, n); w.refusal != nil {
		return w.refusal
	}
	return d.value("", n, reflect.ValueOf(c).Elem())
}

// value decodes n over v. The path is that of the value, "" for the whole file.
func (d *decoder) value(path string, n ast.Node, v reflect.Value) error {
	if _, empty := n.(*ast.NullNode); empty {
		return d.mistake(n, "%s has no value; write one, or leave the line out", path)
	}
	if s, ok := v.Addr().Interface().(*style); ok {
		return d.style(path, n, s)
	}
	switch v.Kind() {
	case reflect.Struct:
		return d.fields(path, n, v)
	case reflect.Map:
		return d.entries(path, n, v)
	case reflect.Slice:
		return d.list(path, n, v)
	}
	return d.scalar(path, n, v)
}

// fields decodes a mapping over a struct.
func (d *decoder) fields(path string, n ast.Node, v reflect.Value) error {
	m, ok := n.(ast.MapNode)
	if !ok {
		return d.mistake(n, "%s is %s, and must be a mapping", path, kindOf(n))
	}
	known := yamlFields(v)
	for i := m.MapRange(); i.Next(); {
		key := keyOf(i.Key())
		at := slices.IndexFunc(known, func(f yamlField) bool { return f.key == key })
		if at < 0 {
			return d.unknown(path, i.Key(), known)
		}
		if err := d.entry(join(path, key), i, known[at].value); err != nil {
			return err
		}
	}
	return nil
}

// entries decodes a mapping over a map with keys of its own. Null takes an entry out.
func (d *decoder) entries(path string, n ast.Node, v reflect.Value) error {
	m, ok := n.(ast.MapNode)
	if !ok {
		return d.mistake(n, "%s is %s, and must be a mapping", path, kindOf(n))
	}
	merged := reflect.MakeMap(v.Type())
	for _, key := range v.MapKeys() {
		merged.SetMapIndex(key, v.MapIndex(key))
	}
	for i := m.MapRange(); i.Next(); {
		key := reflect.ValueOf(keyOf(i.Key()))
		at := join(path, key.String())
		if _, out := i.Value().(*ast.NullNode); out {
			merged.SetMapIndex(key, reflect.Value{})
			d.mark(at, key.String(), i.Value())
			continue
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		if old := v.MapIndex(key); old.IsValid() {
			entry.Set(old)
		}
		if err := d.entry(at, i, entry); err != nil {
			return err
		}
		merged.SetMapIndex(key, entry)
	}
	v.Set(merged)
	return nil
}

// entry decodes the value of a key, and remembers where it stands.
func (d *decoder) entry(path string, i *ast.MapNodeIter, v reflect.Value) error {
	key := keyOf(i.Key())
	d.mark(path, key, i.Value())
	switch i.Value().(type) {
	case ast.MapNode, *ast.SequenceNode: // their first token may be lines below
		d.mark(path, key, i.Key())
	}
	return d.value(path, i.Value(), v)
}

func (d *decoder) mark(path, key string, n ast.Node) {
	p := n.GetToken().Position
	d.from[path] = origin{d.file, p.Line, p.Column, key}
}

func (d *decoder) list(path string, n ast.Node, v reflect.Value) error {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		return d.mistake(n, "%s is %s, and must be a list", path, kindOf(n))
	}
	replaced := reflect.MakeSlice(v.Type(), len(s.Values), len(s.Values))
	for i, item := range s.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		d.mark(at, "", item)
		if err := d.value(at, item, replaced.Index(i)); err != nil {
			return err
		}
	}
	v.Set(replaced)
	return nil
}

// yamlField is a field of a struct that a file can set, with the key it has there.
type yamlField struct {
	key   string
	value reflect.Value
}

// yamlFields lists the fields of a struct in their order; embedded ones are the struct's own.
func yamlFields(v reflect.Value) []yamlField {
	var fields []yamlField
	for i := range v.NumField() {
		field, value := v.Type().Field(i), v.Field(i)
		if field.Anonymous {
			fields = append(fields, yamlFields(reflect.Indirect(value))...)
		} else if key, _, _ := strings.Cut(field.Tag.Get("yaml"), ","); key != "" && key != "-" {
			fields = append(fields, yamlField{key, value})
		}
	}
	return fields
}

func join(path, key string) string { return strings.TrimPrefix(path+"."+key, ".") }
