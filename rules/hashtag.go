package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed hashtag.md
var hashtagDoc string

var hashtag = &lint.Rule{
	Name: "hashtag", Doc: hashtagDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for s := range running(p.Document) {
			for i := s.Start; i+1 < s.End; i++ {
				if p.Src[i] == '#' && isLetter(p.Src[i+1]) {
					checkHash(p, i)
				}
			}
		}
	},
}

// checkHash looks at the # at offset, which stands before a letter.
func checkHash(p *lint.Pass, offset int) {
	s := lint.Span{Start: offset, End: offset + 1}
	for s.End < len(p.Src) && s.Len() <= longestHash && isHashByte(p.Src[s.End]) {
		s.End++
	}
	word := p.Text(s)
	switch before, after := byteBefore(p.Document, offset), byteAt(p.Document, s.End); {
	case !isSpaceByte(before) && strings.IndexByte("[*_\"", before) < 0:
		return // an anchor, C#, or a channel in parentheses
	case after == '-' || after == '@' || after == ':' && !isSpaceByte(byteAt(p.Document, s.End+1)):
		return // the address of a room
	case len(word) < 3 || strings.ContainsAny(strings.TrimRight(word, "0123456789"), "0123456789"):
		return // a number such as S06E16
	case len(word) == len("#ff0000") && strings.Trim(word[1:], "0123456789abcdefABCDEF") == "":
		return // a colour
	}
	p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("hashtag %s", quote(word)), Fix: lint.Replace("remove the #", lint.Span{Start: offset, End: offset + 1}, "")})
}

// longestHash is in bytes.
const longestHash = 40

func isHashByte(c byte) bool { return isLetter(c) || isDigitByte(c) || c == '_' }
