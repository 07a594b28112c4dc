package rules

import "github.com/xsf/padpress/lint"

// hunk is where two texts differ: the words [a0, a1) of the one stand for [b0, b1) of the other. Either may be empty.
type hunk struct{ a0, a1, b0, b1 int }

// diffLimit bounds the table of a comparison: what differs in more words than that is another text.
const diffLimit = 1 << 17

// diffWords gives the fewest words in which a and b differ. It is false for texts that differ in too much to say.
func diffWords(a, b []word) ([]hunk, bool) {
	head := 0
	for head < len(a) && head < len(b) && a[head].text == b[head].text {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail].text == b[len(b)-1-tail].text {
		tail++
	}
	n, m := len(a)-head-tail, len(b)-head-tail
	if n+m == 0 {
		return nil, true
	}
	if (n+1)*(m+1) > diffLimit {
		return nil, false
	}
	common := make([]uint16, (n+1)*(m+1)) // length of the longest common subsequence of what follows
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			at := i*(m+1) + k
			if a[head+i].text == b[head+k].text {
				common[at] = common[at+m+2] + 1
			} else {
				common[at] = max(common[at+m+1], common[at+1])
			}
		}
	}
	var hunks []hunk
	for i, k := 0, 0; i < n || k < m; {
		if i < n && k < m && a[head+i].text == b[head+k].text {
			i++
			k++
			continue
		}
		h := hunk{a0: head + i, b0: head + k}
		for i < n || k < m {
			if i < n && k < m && a[head+i].text == b[head+k].text {
				break
			}
			if k == m || i < n && common[(i+1)*(m+1)+k] >= common[i*(m+1)+k+1] {
				i++
			} else {
				k++
			}
		}
		h.a1, h.b1 = head+i, head+k
		hunks = append(hunks, h)
	}
	return wholeHunks(a, b, hunks), true
}

// wholeHunks makes one hunk of neighbours, and of all where only together they have whole links.
func wholeHunks(a, b []word, hunks []hunk) []hunk {
	var out []hunk
	for _, h := range hunks {
		if n := len(out); n > 0 && h.a0-out[n-1].a1 <= 3 {
			out[n-1].a1, out[n-1].b1 = h.a1, h.b1
			continue
		}
		out = append(out, h)
	}
	for _, h := range out {
		if !balanced(a[h.a0:h.a1]) || !balanced(b[h.b0:h.b1]) {
			last := out[len(out)-1]
			return []hunk{{out[0].a0, last.a1, out[0].b0, last.b1}}
		}
	}
	return out
}

// balanced reports whether words opens and closes the same brackets.
func balanced(words []word) bool {
	square, round := 0, 0
	for _, w := range words {
		switch w.text {
		case "[":
			square++
		case "]":
			square--
		case "(":
			round++
		case ")":
			round--
		}
		if square < 0 || round < 0 {
			return false
		}
	}
	return square == 0 && round == 0
}

// spanOf is where words stand: from the first of them to the last.
func spanOf(words []word) lint.Span {
	return lint.Span{Start: words[0].Start, End: words[len(words)-1].End}
}
