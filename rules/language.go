package rules

import (
	"cmp"
	"embed"
	"fmt"
	"maps"
	"sync"

	"github.com/goccy/go-yaml"

	"github.com/xsf/padpress/lint"
)

//go:embed house/*/*.yaml
var houses embed.FS

// languages are those that were asked for, by style and code.
var languages sync.Map

// Language is how issues are written in the language called code: what h says of it, completed by the file
// house/STYLE/CODE.yaml of the style that h comes from. The file is read when the language is first asked for. It is
// false for a language that h does not know.
func Language(h *lint.House, code string) (lint.Language, bool) {
	l, ok := h.Languages[code]
	if !ok || h.Style == "" {
		return l, ok
	}
	file, err := languageFile("house/" + h.Style + "/" + code + ".yaml")
	if err != nil {
		panic(err) // the files come with padpress, and tests read each
	}
	l.Name = cmp.Or(l.Name, file.Name)
	l.Of = cmp.Or(l.Of, file.Of)
	l.Months = either(l.Months, file.Months)
	l.Joins = either(l.Joins, file.Joins)
	l.Titles = either(l.Titles, file.Titles)
	headings := maps.Clone(file.Headings)
	if headings == nil {
		headings = l.Headings
	} else {
		maps.Copy(headings, l.Headings)
	}
	l.Headings = headings
	return l, true
}

// languageFile reads a file that comes with padpress; there need not be one.
func languageFile(name string) (lint.Language, error) {
	if l, ok := languages.Load(name); ok {
		return l.(lint.Language), nil
	}
	var l lint.Language
	if text, err := houses.ReadFile(name); err == nil {
		if err := yaml.UnmarshalWithOptions(text, &l, yaml.Strict()); err != nil {
			return l, fmt.Errorf("read %s: %w", name, err)
		}
	}
	languages.Store(name, l)
	return l, nil
}

func either(a, b []string) []string {
	if len(a) > 0 {
		return a
	}
	return b
}
