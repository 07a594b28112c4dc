package main

import (
	"reflect"

	"github.com/goccy/go-yaml/ast"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// style decodes a style's name, or what differs from a style.
func (d *decoder) style(path string, n ast.Node, s *style) (err error) {
	name, named := textOf(n)
	m, mapped := n.(ast.MapNode)
	if !named && !mapped {
		return d.mistake(n, "%s is %s, and must be the name of a house style or a mapping", path, kindOf(n))
	}
	base := n
	if mapped {
		name = defaultHouse
		for i := m.MapRange(); i.Next(); {
			if keyOf(i.Key()) == "base" {
				base = i.Value()
				name, named = textOf(base)
				if !named {
					return d.mistake(base, "%s.base is %s, and must be text", path, kindOf(base))
				}
			}
		}
	}
	if s.House, err = rules.House(name); err != nil {
		return d.mistake(base, "no house style is called %.50q; %s is one", name, defaultHouse)
	}
	s.Base = name
	if !mapped {
		return nil
	}
	if err := d.fields(path, n, reflect.ValueOf(s).Elem()); err != nil {
		return err
	}
	s.Outline.Sections, _ = lint.ReadSections(s.Outline.Lines) // houseProblem tells which line is wrong
	return nil
}
