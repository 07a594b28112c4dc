package rules

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkComma looks at the comma at offset.
func checkComma(p *lint.Pass, offset int) {
	if !isLetterAt(p.Document, offset+1) || p.Class(offset) != lint.Prose {
		return
	}
	if c := byteBefore(p.Document, offset); c != ')' && c != '`' && (len(wordBefore(p, offset)) < 2 || len(wordAt(p, offset+1)) < 2) || isTight(p, offset) {
		return
	}
	p.Report(glued(p, offset+1, "behind the comma"))
}

// isTight reports whether offset stands in parentheses without a blank: (one,two) is a name, or code that was not
// marked as such.
func isTight(p *lint.Pass, offset int) bool {
	for i := offset; i > 0 && offset-i < longestWord; i-- {
		switch c := p.Src[i-1]; {
		case c == '(' || c == '{' || c == '<' || c == '=' || c == '/':
			return true
		case isSpaceByte(c):
			return false
		}
	}
	return true
}

// longestWord is in bytes: what is longer is no word of prose.
const longestWord = 40

// checkOpening looks at the parenthesis at offset.
func checkOpening(p *lint.Pass, offset int) {
	if !isLetterBefore(p.Document, offset) || len(wordBefore(p, offset)) < 2 {
		return
	}
	inner, closed := insideParentheses(p, offset)
	switch {
	case !closed, len(inner) < 2, isURL(inner), strings.ContainsAny(inner, "|=,;"):
		return // a plural such as bird(s), an address that link-syntax reports, or the arguments of a function
	case !strings.Contains(inner, " ") && !isInitials(p, offset, inner):
		return // function(argument), bird(ies)
	}
	p.Report(glued(p, offset, "before the parenthesis"))
}

// insideParentheses is the text behind the parenthesis at offset up to the one that closes it on the same line.
func insideParentheses(p *lint.Pass, offset int) (string, bool) {
	rest := p.Text(lint.Span{Start: offset + 1, End: min(len(p.Src), offset+reach)})
	end := strings.IndexAny(rest, ")\n")
	if end < 0 || rest[end] == '\n' {
		return "", false
	}
	return rest[:end], true
}

// isInitials reports whether inner, in the parenthesis at offset, is who wrote a change note, which ends with it.
func isInitials(p *lint.Pass, offset int, inner string) bool {
	behind := offset + 1 + len(inner) + 1
	c := byteAt(p.Document, behind)
	return len(inner) <= 4 && inner == strings.ToLower(inner) && strings.ContainsRune(")\n\r", rune(c)) && inSection(p, offset, p.World.House.Typography.ChangeNotes)
}

// checkClosing looks at the parenthesis at offset.
func checkClosing(p *lint.Pass, offset int) {
	if !isLetterAt(p.Document, offset+1) || len(wordAt(p, offset+1)) < 2 {
		return
	}
	for i := offset - 1; i > 0 && offset-i < reach; i-- {
		switch p.Src[i] {
		case '\n', ')':
			return
		case '(':
			if offset-i > 6 && !isLetterBefore(p.Document, i) && p.Class(i) != lint.Markup {
				p.Report(glued(p, offset+1, "behind the parenthesis"))
			}
			return
		}
	}
}

// checkEnd looks at the mark at offset, with which a sentence may end.
func checkEnd(p *lint.Pass, offset int) {
	next := byteAt(p.Document, offset+1)
	if next < 'A' || 'Z' < next || len(wordAt(p, offset+1)) < 2 || p.Class(offset) != lint.Prose {
		return
	}
	if word := wordBefore(p, offset); len(word) < 3 || word != strings.ToLower(word) || isTight(p, offset) {
		return
	}
	p.Report(glued(p, offset+1, "behind the sign"))
}
