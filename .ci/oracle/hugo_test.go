// Package oracle holds our reading of Hugo's syntax against Hugo itself. It is a module of its own, so that Hugo is
// no dependency of padpress.
package oracle

import (
	"github.com/gohugoio/hugo/parser/pageparser"

	"github.com/xsf/padpress/lint"
)

// tag is one shortcode as Hugo's lexer gives it.
type tag struct {
	span     lint.Span
	name     string
	nameSpan lint.Span
	args     []arg
	markdown bool
	closing  bool
	single   bool
}

type arg struct {
	name, value string
	at          int // of the value
}

// hugoTags reads the shortcodes of src, which has no front matter. stop is the left delimiter of the shortcode that
// Hugo could not read and where it gave up, for the reason err; -1 if there is none.
func hugoTags(src []byte) (tags []tag, stop int, err error) {
	items, err := pageparser.ParseBytes(src, pageparser.Config{NoFrontMatter: true})
	if err != nil {
		return nil, 0, err
	}
	var t *tag
	for i := 0; i < len(items); i++ {
		item := items[i]
		val := item.ValStr(src)
		switch {
		case item.IsLeftShortcodeDelim():
			t = &tag{span: lint.Span{Start: item.Pos()}, markdown: item.IsShortcodeMarkupDelimiter()}
		case item.IsShortcodeName() || item.IsInlineShortcodeName():
			if t.name == "" {
				t.name, t.nameSpan = val, lint.Span{Start: item.Pos(), End: item.Pos() + len(val)}
			}
		case item.IsShortcodeClose():
			if !t.closing && !t.single {
				t.closing, t.single = t.name == "", t.name != ""
			}
		case item.IsShortcodeParam():
			// As hugolib's extractShortcode does: a value behind a parameter makes it a named one.
			if next := items[i+1]; next.IsShortcodeParamVal() {
				t.args = append(t.args, arg{val, next.ValStr(src), next.Pos()})
				i++
			} else {
				t.args = append(t.args, arg{"", val, item.Pos()})
			}
		case item.IsRightShortcodeDelim():
			t.span.End = item.Pos() + len(">}}")
			tags = append(tags, *t)
			t = nil
		case item.IsError() && t != nil:
			return tags, t.span.Start, item.Err
		case item.IsError():
			return tags, item.Pos(), item.Err
		}
	}
	return tags, -1, nil
}

// refused reports whether hugolib's extractShortcode refuses a shortcode that the lexer let pass.
func (t tag) refused() bool {
	if t.name == "" && !t.closing {
		return true
	}
	for _, a := range t.args {
		if (a.name == "") != (t.args[0].name == "") {
			return true
		}
	}
	return false
}
