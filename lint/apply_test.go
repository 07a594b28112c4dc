package lint_test

import (
	"errors"
	"testing"

	"github.com/xsf/padpress/lint"
)

// edit replaces the bytes from start to end.
func edit(start, end int, text string) lint.Edit {
	return lint.Edit{Span: lint.Span{Start: start, End: end}, New: text}
}

func fix(edits ...lint.Edit) *lint.Fix { return &lint.Fix{Message: "mend it", Edits: edits} }

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name  string
		fixes []*lint.Fix
		want  string // of "abcdef"
		err   error
	}{
		{"none", nil, "abcdef", nil},
		{"without edits", []*lint.Fix{fix()}, "abcdef", nil},
		{"replace", []*lint.Fix{fix(edit(1, 3, "X"))}, "aXdef", nil},
		{"any order", []*lint.Fix{fix(edit(4, 5, "Y")), fix(edit(1, 3, "X"), edit(5, 6, ""))}, "aXdY", nil},
		{"side by side", []*lint.Fix{fix(edit(1, 3, "X")), fix(edit(3, 5, "Y"))}, "aXYf", nil},
		{"insert at both ends", []*lint.Fix{fix(edit(0, 0, "<"), edit(6, 6, ">"))}, "<abcdef>", nil},
		{"insert before and behind what is replaced", []*lint.Fix{fix(edit(1, 1, "<"), edit(1, 3, "X"), edit(3, 3, ">"))}, "a<X>def", nil},
		{"replace all", []*lint.Fix{fix(edit(0, 6, ""))}, "", nil},
		{"overlap", []*lint.Fix{fix(edit(1, 3, "X")), fix(edit(2, 4, "Y"))}, "", lint.ErrOverlap},
		{"overlap in one fix", []*lint.Fix{fix(edit(1, 3, "X"), edit(2, 4, "Y"))}, "", lint.ErrOverlap},
		{"inside another", []*lint.Fix{fix(edit(0, 6, "X")), fix(edit(2, 3, "Y"))}, "", lint.ErrOverlap},
		{"insert inside another", []*lint.Fix{fix(edit(0, 6, "X")), fix(edit(2, 2, "Y"))}, "", lint.ErrOverlap},
		{"insert twice at one place", []*lint.Fix{fix(edit(2, 2, "X")), fix(edit(2, 2, "Y"))}, "", lint.ErrOverlap},
		{"same place twice", []*lint.Fix{fix(edit(2, 3, "X")), fix(edit(2, 3, "X"))}, "", lint.ErrOverlap},
		{"before the text", []*lint.Fix{fix(edit(-1, 0, "X"))}, "", lint.ErrOutside},
		{"behind the text", []*lint.Fix{fix(edit(6, 7, "X"))}, "", lint.ErrOutside},
		{"end before start", []*lint.Fix{fix(edit(3, 2, "X"))}, "", lint.ErrOutside},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := []byte("abcdef")
			got, err := lint.Apply(src, c.fixes...)
			if !errors.Is(err, c.err) || string(got) != c.want {
				t.Errorf("%q, %v; want %q, %v", got, err, c.want, c.err)
			}
			if string(src) != "abcdef" {
				t.Errorf("the source became %q", src)
			}
		})
	}
}
