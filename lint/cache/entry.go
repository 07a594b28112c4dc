package cache

import (
	"encoding/binary"

	"github.com/xsf/padpress/lint"
)

// An entry is the questions of a trace and then the findings: numbers as varints, words with their length before them.

func appendNumber(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

func appendWord(b []byte, word string) []byte { return append(appendNumber(b, len(word)), word...) }

func appendFindings(b []byte, findings []lint.Finding) []byte {
	b = appendNumber(b, len(findings))
	for _, f := range findings {
		b = appendWord(b, f.Rule)
		b = appendNumber(b, int(f.Severity))
		b = appendSpan(b, f.Span)
		b = appendWord(b, f.Message)
		if f.Fix == nil {
			b = appendNumber(b, 0)
			continue
		}
		b = appendNumber(b, 1+len(f.Fix.Edits))
		b = appendWord(b, f.Fix.Message)
		for _, e := range f.Fix.Edits {
			b = appendWord(appendSpan(b, e.Span), e.New)
		}
	}
	return b
}

func appendSpan(b []byte, s lint.Span) []byte { return appendNumber(appendNumber(b, s.Start), s.Len()) }

// reader reads an entry. It is bad, and reads zeros, from the first thing on that cannot be.
type reader struct {
	text []byte
	bad  bool
}

func (r *reader) fail() {
	r.text, r.bad = nil, true
}

// number is one of at most limit.
func (r *reader) number(limit int) int {
	n, size := binary.Uvarint(r.text)
	if size <= 0 || n > uint64(limit) {
		r.fail()
		return 0
	}
	r.text = r.text[size:]
	return int(n)
}

func (r *reader) word() string {
	n := r.number(len(r.text))
	if n > len(r.text) {
		r.fail()
		return ""
	}
	word := string(r.text[:n])
	r.text = r.text[n:]
	return word
}

func (r *reader) span(size int) lint.Span {
	start := r.number(size)
	return lint.Span{Start: start, End: start + r.number(size-start)}
}

// findings are those in a text of size bytes.
func (r *reader) findings(size int) []lint.Finding {
	var all []lint.Finding
	for range r.number(len(r.text)) {
		f := lint.Finding{Rule: r.word(), Severity: lint.Severity(r.number(int(lint.Error))), Span: r.span(size), Message: r.word()}
		if n := r.number(len(r.text)); n > 0 {
			f.Fix = &lint.Fix{Message: r.word()}
			for range n - 1 {
				f.Fix.Edits = append(f.Fix.Edits, lint.Edit{Span: r.span(size), New: r.word()})
			}
		}
		if r.bad || f.Severity == 0 {
			r.fail()
			return nil
		}
		all = append(all, f)
	}
	return all
}
