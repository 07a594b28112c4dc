package lint

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// Span is the bytes [Start, End) of Document.Src.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether offset lies in s.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// within reports whether s is a span of a text with size bytes.
func (s Span) within(size int) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= size }

// Position is a place for people: Line and Column count from 1, Column in characters.
type Position struct{ Line, Column int }

// Lines finds lines in a text.
type Lines struct {
	src    []byte
	starts []int // offset of the first byte of each line

	marks func() []int // how many characters begin before each markEvery-th byte; counted for very long lines only
}

// markEvery is in bytes.
const markEvery = 1024

// NewLines indexes the lines of src. A final newline does not begin another line.
func NewLines(src []byte) *Lines {
	starts := make([]int, 1, 64)
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 || at+i+1 == len(src) {
			break
		}
		at += i + 1
		starts = append(starts, at)
	}
	return &Lines{src: src, starts: starts, marks: sync.OnceValue(func() []int { return countMarks(src) })}
}

// Count is the number of lines.
func (l *Lines) Count() int { return len(l.starts) }

// At is the number of the line that holds the byte at offset, from 1.
func (l *Lines) At(offset int) int {
	return sort.SearchInts(l.starts, offset+1)
}

// Span is line n, from 1, without its line end.
func (l *Lines) Span(n int) Span {
	s := Span{l.starts[n-1], len(l.src)}
	if n < len(l.starts) {
		s.End = l.starts[n]
	}
	if s.End > s.Start && l.src[s.End-1] == '\n' {
		s.End--
	}
	if s.End > s.Start && l.src[s.End-1] == '\r' {
		s.End--
	}
	return s
}

// Position is the line and column of offset.
func (l *Lines) Position(offset int) Position {
	n := l.At(offset)
	start := l.starts[n-1]
	if offset-start > markEvery {
		return Position{Line: n, Column: 1 + l.begun(offset) - l.begun(start)}
	}
	return Position{Line: n, Column: 1 + utf8.RuneCount(l.src[start:offset])}
}

// begun is how many characters of the text begin before offset.
func (l *Lines) begun(offset int) int {
	i := offset / markEvery
	return l.marks()[i] + beginnings(l.src[i*markEvery:offset])
}

func countMarks(src []byte) []int {
	marks := []int{0}
	for at := markEvery; at <= len(src); at += markEvery {
		marks = append(marks, marks[len(marks)-1]+beginnings(src[at-markEvery:at]))
	}
	return marks
}

func beginnings(text []byte) int {
	n := 0
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}
