package lint

import (
	"cmp"
	"errors"
	"slices"
)

// ErrOverlap is Apply's answer to edits that touch the same bytes.
var ErrOverlap = errors.New("fixes overlap")

// ErrOutside is Apply's answer to an edit whose span is not in the text.
var ErrOutside = errors.New("fix is not inside the text")

// Apply makes the edits of all fixes in src and returns the new text. It refuses edits that overlap or insert at the
// same place, since their order would decide the result, and edits outside src.
func Apply(src []byte, fixes ...*Fix) ([]byte, error) {
	var edits []Edit
	for _, f := range fixes {
		edits = append(edits, f.Edits...)
	}
	slices.SortFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	out := make([]byte, 0, len(src)+64)
	at := 0
	for i, e := range edits {
		if !e.Span.within(len(src)) {
			return nil, ErrOutside
		}
		if e.Span.Start < at || i > 0 && e.Span == edits[i-1].Span {
			return nil, ErrOverlap
		}
		out = append(append(out, src[at:e.Span.Start]...), e.New...)
		at = e.Span.End
	}
	return append(out, src[at:]...), nil
}
