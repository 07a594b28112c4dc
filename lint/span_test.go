package lint_test

import (
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		name     string
		a, b     lint.Span
		overlaps bool
	}{
		{"apart", lint.Span{Start: 0, End: 2}, lint.Span{Start: 3, End: 4}, false},
		{"side by side", lint.Span{Start: 0, End: 2}, lint.Span{Start: 2, End: 4}, false},
		{"one byte shared", lint.Span{Start: 0, End: 3}, lint.Span{Start: 2, End: 4}, true},
		{"inside", lint.Span{Start: 0, End: 9}, lint.Span{Start: 2, End: 4}, true},
		{"empty at the edge", lint.Span{Start: 0, End: 2}, lint.Span{Start: 2, End: 2}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.a.Overlaps(c.b) != c.overlaps || c.b.Overlaps(c.a) != c.overlaps {
				t.Errorf("%v and %v: overlap %v, %v; want %v", c.a, c.b, c.a.Overlaps(c.b), c.b.Overlaps(c.a), c.overlaps)
			}
		})
	}
	s := lint.Span{Start: 2, End: 5}
	for offset, want := range map[int]bool{1: false, 2: true, 4: true, 5: false} {
		if s.Contains(offset) != want {
			t.Errorf("%v contains %d: %v", s, offset, !want)
		}
	}
	if s.Len() != 3 {
		t.Errorf("length %d, want 3", s.Len())
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"empty", "", []string{""}},
		{"one line", "a\n", []string{"a"}},
		{"no final newline", "a\nb", []string{"a", "b"}},
		{"blank lines", "\n\na\n\n", []string{"", "", "a", ""}},
		{"carriage returns", "a\r\n\r\nb\r\n", []string{"a", "", "b"}},
		{"carriage return inside a line", "a\rb\n", []string{"a\rb"}},
		{"several bytes a character", "ä\n→\n", []string{"ä", "→"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := lint.NewLines([]byte(c.src))
			if l.Count() != len(c.want) {
				t.Fatalf("%d lines, want %d", l.Count(), len(c.want))
			}
			for i, want := range c.want {
				s := l.Span(i + 1)
				if got := c.src[s.Start:s.End]; got != want {
					t.Errorf("line %d is %q, want %q", i+1, got, want)
				}
				for at := s.Start; at <= s.End && at < len(c.src); at++ {
					if n := l.At(at); n != i+1 {
						t.Errorf("offset %d is in line %d, want %d", at, n, i+1)
					}
				}
			}
		})
	}
}

func TestPosition(t *testing.T) {
	for _, c := range []struct {
		name, src    string
		offset       int
		line, column int
	}{
		{"empty", "", 0, 1, 1},
		{"start", "ab\ncd\n", 0, 1, 1},
		{"newline belongs to its line", "ab\ncd\n", 2, 1, 3},
		{"second line", "ab\ncd\n", 4, 2, 2},
		{"behind the final newline", "ab\ncd\n", 6, 2, 4},
		{"end without newline", "ab\ncd", 5, 2, 3},
		{"columns are characters", "äö→b\n", len("äö→"), 1, 4},
		{"character outside the first plane", "🎉b", len("🎉"), 1, 2},
		{"carriage return is a character", "a\r\nb", 3, 2, 1},
		{"not UTF-8", "\xff\xffb", 2, 1, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := lint.Position{Line: c.line, Column: c.column}
			if got := lint.Parse("", []byte(c.src)).Position(c.offset); got != want {
				t.Errorf("offset %d of %q is at %v, want %v", c.offset, c.src, got, want)
			}
		})
	}
}
