package xep

import (
	"strings"
	"unicode"
)

// codeSpan is text as code. It is one line, and no back-tick of its own ends it.
func codeSpan(text string) string {
	text = printable(strings.Join(strings.Fields(text), " "))
	if text == "" {
		return ""
	}
	longest, run := 0, 0
	for _, c := range text {
		if run++; c != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 {
		return fence + " " + text + " " + fence
	}
	return fence + broken(text) + fence
}

// inline is text as Markdown that shows the same. Elements of XML, such as <iq/>, become code, so that they do not vanish.
func inline(text string) string {
	var b strings.Builder
	for text != "" {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			break
		}
		n := element(text[i:])
		if n == 0 {
			b.WriteString(escaped(text[:i]) + "\\<")
			text = text[i+1:]
			continue
		}
		before, tag := text[:i], text[i:i+n]
		text = text[i+n:]
		if strings.HasSuffix(before, "`") && strings.HasPrefix(text, "`") && strings.Count(before, "`") == 1 {
			before, text = before[:len(before)-1], text[1:] // people who wrote the back-ticks themselves
		}
		b.WriteString(escaped(before) + codeSpan(tag))
	}
	return b.String() + escaped(text)
}

// element is the length of what begins text and looks like a tag, with attributes or without; 0 if nothing does.
func element(text string) int {
	end := strings.IndexAny(text[1:], "<>")
	if end < 0 || text[1+end] != '>' || end > 200 {
		return 0
	}
	name := strings.TrimPrefix(text[1:1+end], "/")
	if name == "" || !isWordByte(name[0]) {
		return 0
	}
	return end + 2
}

// escaped is text whose signs of Markdown show as they are.
func escaped(text string) string {
	text = printable(text)
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		switch {
		case c == '_' && i > 0 && i+1 < len(text) && isWordByte(text[i-1]) && isWordByte(text[i+1]): // means nothing within a word
		case c == '\\' && i+1 < len(text) && !isPunctuation(text[i+1]):
		case c == '&' && !namesSign(text[i+1:]):
		case c == '*' && i > 0 && i+1 < len(text) && text[i-1] == ' ' && text[i+1] == ' ':
		case strings.IndexByte("\\*_`[]~", c) >= 0, c == '&', c == '<', c == '{' && strings.HasPrefix(text[i+1:], "{"):
			b.WriteByte('\\')
		case c == '{' && i > 0 && text[i-1] == '{':
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// beginning is a note whose first sign would make a list, a heading or a quote of it, without that.
func beginning(text string) string {
	digits := 0
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	switch {
	case strings.IndexByte("-+#>=|:", text[0]) >= 0:
		return "\\" + text
	case digits > 0 && digits < len(text) && (text[digits] == '.' || text[digits] == ')') && blankAt(text, digits+1):
		return text[:digits] + "\\" + text[digits:]
	}
	return text
}

// broken is code that Hugo does not take for a shortcode.
func broken(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "{{<", "{ {<"), "{{%", "{ {%")
}

// namesSign reports whether rest goes on like the name or number of a sign: amp;
func namesSign(rest string) bool {
	name, _, ok := strings.Cut(rest[:min(len(rest), 40)], ";")
	return ok && name != "" && strings.Trim(name, "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

func isPunctuation(c byte) bool { return c > ' ' && c < 0x7f && !isWordByte(c) || c == '_' }

func blankAt(text string, i int) bool {
	return i < 0 || i >= len(text) || isBlank(text[i])
}

// printable is text without control characters, signs that turn the direction of writing, and what nobody sees.
func printable(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t' || c == '\r':
			return ' '
		case unicode.IsControl(c), unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point):
			return -1
		}
		return c
	}, text)
}

// Escape is text of a document as Markdown that shows the same, in one line.
func Escape(text string) string { return inline(strings.Join(strings.Fields(text), " ")) }
