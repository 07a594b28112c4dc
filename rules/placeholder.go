package rules

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

//go:embed placeholder.md
var placeholderDoc string

var placeholder = &lint.Rule{
	Name: "placeholder", Doc: placeholderDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for _, s := range joined(p, placeholders(p)) {
			p.Reportf(s, "placeholder %s was not filled in", quote(p.Text(s)))
		}
	},
}

// wanted is a word of the house.
type wanted struct {
	text    string
	anyCase bool // it is written in small letters, and stands for any case
}

// placeholders finds the house's words where readers would see them, in the order of the text.
func placeholders(p *lint.Pass) []lint.Span {
	words := byFirstByte(p.World.House.Placeholder)
	var found []lint.Span
	for i, c := range p.Src {
		if words[c] == nil || i > 0 && isLetter(c) && isLetter(p.Src[i-1]) {
			continue
		}
		for _, w := range words[c] {
			s := lint.Span{Start: i, End: i + len(w.text)}
			if s.End <= len(p.Src) && w.is(p.Src[s.Start:s.End]) && standsAlone(p.Src, s) && isShown(p, i) {
				found = append(found, s)
			}
		}
	}
	return found
}

// byFirstByte sorts words so that the text need be read but once.
func byFirstByte(words []string) *[256][]wanted {
	var sorted [256][]wanted
	for _, text := range words {
		if text == "" {
			continue
		}
		w := wanted{text, strings.ToLower(text) == text}
		sorted[text[0]] = append(sorted[text[0]], w)
		if first := text[0] &^ 0x20; isLetter(text[0]) && w.anyCase {
			sorted[first] = append(sorted[first], w)
		}
	}
	return &sorted
}

// is reports whether text, which has as many bytes, is w.
func (w wanted) is(text []byte) bool {
	if last := len(text) - 1; text[last]|0x20 != w.text[last]|0x20 {
		return false // most end here
	}
	return string(text) == w.text || w.anyCase && strings.EqualFold(string(text), w.text)
}

// standsAlone reports whether no sign that could belong to the same word, name or address stands beside s.
func standsAlone(src []byte, s lint.Span) bool {
	before, _ := utf8.DecodeLastRune(src[:s.Start])
	after, n := utf8.DecodeRune(src[s.End:])
	if strings.ContainsRune(".,:", after) { // may end a sentence, or go on
		after, _ = utf8.DecodeRune(src[s.End+n:])
	}
	joins := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-/@_+&=%$\\", r)
	}
	return !joins(before) && !strings.ContainsRune(".:", before) && !joins(after)
}

// isShown reports whether the byte at offset is text, a value of the front matter, or one of a shortcode that is shown.
func isShown(p *lint.Pass, offset int) bool {
	if p.Class(offset) != lint.Markup || p.Front.Body.Contains(offset) {
		return true
	}
	behind := sort.Search(len(p.Shortcodes), func(i int) bool { return p.Shortcodes[i].Span.Start > offset })
	return behind > 0 && slices.ContainsFunc(p.Shortcodes[behind-1].Args, func(a lint.Arg) bool {
		return a.Span.Contains(offset) && a.Name != "src" && a.Name != "link"
	})
}

// joined makes one of spans that overlap or have only a blank between them, as in xx xx xxxx.
func joined(p *lint.Pass, spans []lint.Span) []lint.Span {
	var all []lint.Span
	for _, s := range spans {
		if n := len(all); n > 0 && (s.Start <= all[n-1].End || strings.Trim(p.Text(lint.Span{Start: all[n-1].End, End: s.Start}), " .") == "") {
			all[n-1].End = max(all[n-1].End, s.End)
			continue
		}
		all = append(all, s)
	}
	return all
}
