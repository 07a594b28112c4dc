package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed language-marker.md
var languageMarkerDoc string

var languageMarker = &lint.Rule{
	Name: "language-marker", Doc: languageMarkerDoc, Severity: lint.Note,
	Check: func(p *lint.Pass) {
		for l := range inlineLinks(p.Document) {
			checkMarker(p, l.All.End)
		}
	},
}

// checkMarker looks at the marker behind the link that ends at offset.
func checkMarker(p *lint.Pass, offset int) {
	for isBlankByte(byteAt(p.Document, offset)) {
		offset++
	}
	open := byteAt(p.Document, offset)
	if open != '(' && open != '[' || p.Class(offset) == lint.Markup {
		return
	}
	inner := p.Src[offset+1 : min(len(p.Src), offset+1+longestMarker)]
	end := bytes.IndexAny(inner, ")]")
	if end < 0 {
		return
	}
	s := lint.Span{Start: offset, End: offset + 1 + end + 1}
	right := p.World.House.Typography.Marker(string(inner[:end]))
	if want := "[" + right + "]"; right != "" && p.Text(s) != want && isMarkerCase(string(inner[:end])) {
		p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("language marker %s is written %s elsewhere", quote(p.Text(s)), quote(want)), Fix: lint.Replace("write "+want, s, want)})
	}
}

// longestMarker is in bytes, with blanks and the bracket.
const longestMarker = 12

// isMarkerCase reports whether text is written as a marker and not as a word, such as in or no.
func isMarkerCase(text string) bool {
	return text == strings.ToUpper(text) || strings.ContainsAny(text, "-_")
}
