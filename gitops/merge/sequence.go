package merge

import "strings"

// span is a range of lines or tokens, the end not included.
type span struct{ start, end int }

func (s span) len() int { return s.end - s.start }

// sequence is a text cut into lines or tokens, each with a number that stands for its bytes.
type sequence struct {
	src    string
	ids    []int32
	bounds []int // where each piece starts in src, and the end of src
}

// text is what the pieces of s say.
func (q sequence) text(s span) string { return q.src[q.bounds[s.start]:q.bounds[s.end]] }

// part is the numbers of the pieces of s.
func (q sequence) part(s span) []int32 { return q.ids[s.start:s.end] }

// symbols gives equal strings equal numbers, counted from 0.
type symbols map[string]int32

func (k symbols) id(s string) int32 {
	id, ok := k[s]
	if !ok {
		id = int32(len(k))
		k[s] = id
	}
	return id
}

// lines cuts a text after each newline.
func (k symbols) lines(text string) sequence {
	n := strings.Count(text, "\n") + 1
	q := sequence{src: text, ids: make([]int32, 0, n), bounds: append(make([]int, 0, n+1), 0)}
	for line := range strings.Lines(text) {
		q.add(k, len(line))
	}
	return q
}

// add appends the next n bytes of src as one piece.
func (q *sequence) add(k symbols, n int) {
	start := q.bounds[len(q.bounds)-1]
	q.ids = append(q.ids, k.id(q.src[start:start+n]))
	q.bounds = append(q.bounds, start+n)
}

// common counts the pieces that a and b begin with alike, and those of the rest that they end with alike.
func common(a, b []int32) (head, tail int) {
	n := min(len(a), len(b))
	for head < n && a[head] == b[head] {
		head++
	}
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail
}
