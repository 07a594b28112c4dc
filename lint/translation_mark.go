package lint

import (
	"bytes"
	"strings"
)

// What a TranslationMark says of the text before it.
const (
	ToTranslate = "translate" // it is still the original's
	ToRevise    = "changed"   // the original has changed since it was translated
	ToRemove    = "removed"   // the original no longer has it
)

// TranslationMark is a note for translators behind a paragraph, heading, picture or entry of a translation, at the end of
// its last line: a comment, of which the page shows nothing.
//
//	Some text <!-- padpress: translate -->
//	Du texte <!-- padpress: changed: Some other text -->
//	title: Some title # padpress: translate
//
// In front matter it is a comment of YAML. Who has done what it asks for takes it away.
type TranslationMark struct {
	Verb     string // one of the three above
	Original string // what the original says now, on one line and so that it cannot end the comment; for ToRevise
	Span     Span   // in the text that it was found in
}

// IsTranslationVerb reports whether verb is that of a mark in translations.
func IsTranslationVerb(verb string) bool {
	return verb == ToTranslate || verb == ToRevise || verb == ToRemove || verb == originalVerb
}

func (m TranslationMark) words() string {
	if m.Original == "" {
		return directive + " " + m.Verb
	}
	return directive + " " + m.Verb + ": " + m.Original
}

// Comment is the mark as it stands in text.
func (m TranslationMark) Comment() string { return "<!-- " + m.words() + " -->" }

// YAML is the mark as it stands in front matter.
func (m TranslationMark) YAML() string { return "# " + m.words() }

// Harmless is text for TranslationMark.Original: one line, in which nothing ends a comment or begins a shortcode.
func Harmless(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for strings.Contains(text, "--") {
		text = strings.ReplaceAll(text, "--", `-\-`)
	}
	text = strings.NewReplacer("{{<", `{{\<`, "{{%", `{{\%`).Replace(text)
	return strings.TrimRight(text, "-")
}

// CutTranslationMark splits text from the mark at its end, with the blanks between them. It is false where there is none.
func CutTranslationMark(text string) (before string, mark TranslationMark, ok bool) {
	end := strings.TrimRight(text, " \t\r\n")
	at := strings.LastIndex(end, "<!-- "+directive+" ")
	if at < 0 {
		return text, TranslationMark{}, false
	}
	words, closed := strings.CutSuffix(end[at+len("<!-- "):], " -->")
	mark, ok = readMark(words)
	if !closed || !ok || strings.Contains(words, "-->") {
		return text, TranslationMark{}, false
	}
	mark.Span = Span{at, len(end)}
	return strings.TrimRight(text[:at], " \t\r\n"), mark, true
}

func readMark(words string) (TranslationMark, bool) {
	words, ok := strings.CutPrefix(words, directive+" ")
	verb, said, _ := strings.Cut(words, ": ")
	if !ok || verb == originalVerb || !IsTranslationVerb(verb) {
		return TranslationMark{}, false
	}
	return TranslationMark{Verb: verb, Original: said}, true
}

// TranslationMarks are the marks of the document, in the order of the text.
func (d *Document) TranslationMarks() []TranslationMark {
	var found []TranslationMark
	for at := 0; ; {
		i := bytes.Index(d.Src[at:], []byte(directive+" "))
		if i < 0 {
			return found
		}
		at += i
		line := Span{lineStart(d.Src, at), len(d.Src)}
		if n := bytes.IndexByte(d.Src[at:], '\n'); n >= 0 {
			line.End = at + n
		}
		if m, ok := d.markOn(line); ok {
			found = append(found, m)
		}
		at = line.End
	}
}

// markOn is the mark on a line: at its end, or at the beginning of a heading that ends in signs of its own.
func (d *Document) markOn(line Span) (TranslationMark, bool) {
	text := d.Text(line)
	if d.Front.Body.Contains(line.Start) {
		return d.yamlMark(line)
	}
	_, m, ok := CutTranslationMark(text)
	if marker := len(text) - len(strings.TrimLeft(text, "# \t>")); !ok && strings.Contains(text[:marker], "#") {
		if end := strings.Index(text, "-->"); end > marker {
			_, m, ok = CutTranslationMark(text[:end+len("-->")])
			ok = ok && m.Span.Start == marker
		}
	}
	m.Span = Span{line.Start + m.Span.Start, line.Start + m.Span.End}
	return m, ok
}

// yamlMark is the comment at the end of a line of front matter that is a mark.
func (d *Document) yamlMark(line Span) (TranslationMark, bool) {
	start := line.Start
	for _, k := range d.Front.Keys {
		if line.Contains(k.Value.End) {
			start = k.Value.End // what looks like a comment may be part of the value
		}
	}
	text := strings.TrimRight(d.Text(Span{start, line.End}), " \t\r")
	words, ok := strings.CutPrefix(strings.TrimLeft(text, " \t"), "# ")
	m, known := readMark(words)
	m.Span = Span{start + len(text) - len(words) - len("# "), start + len(text)}
	return m, ok && known
}
