package rules

import (
	"bytes"
	"fmt"

	"github.com/xsf/padpress/lint"
)

// checkOpeners finds shortcodes whose opening was mistyped, as in {< figure … >}} or {{ < figure … >}}: to the site they
// are text, which readers see.
func checkOpeners(p *lint.Pass) {
	for from := p.Body().Start; ; {
		i := bytes.IndexByte(p.Src[from:], '{')
		if i < 0 {
			return
		}
		start := from + i
		s, name := opener(p, start)
		from = s.End
		if _, known := p.World.House.Shortcodes[name]; known && name != "" && p.Class(start) == lint.Prose {
			p.Report(lint.Finding{Span: lint.Span{Start: start, End: s.End + len(name)}, Message: fmt.Sprintf("shortcode %s is opened by %s and not by {{<", name, quote(p.Text(s))),
				Fix: lint.Replace("write {{<", s, "{{< ")})
		}
	}
}

// opener is the braces at start with the blanks and angle brackets behind them, and the name that follows. There is no
// name where the opening is right, or where nobody would have meant one.
func opener(p *lint.Pass, start int) (lint.Span, string) {
	end, braces, angles := start, 0, 0
	for ; end < len(p.Src) && end-start < longestMarker; end++ {
		if c := p.Src[end]; c == '{' {
			braces++
		} else if c == '<' {
			angles++
		} else if !isBlank(c) {
			break
		}
	}
	s := lint.Span{Start: start, End: end}
	if braces+angles < 2 || bytes.HasPrefix(p.Src[start:], []byte("{{<")) {
		return s, ""
	}
	for end < len(p.Src) && end-s.End < longestShown && (isLetter(p.Src[end]) || p.Src[end] == '-') {
		end++
	}
	return s, p.Text(lint.Span{Start: s.End, End: end})
}
