package translation

import (
	"slices"
	"strings"
)

// fit breaks text into as many lines as like has, with like's indentation, so that both can be read side by side. A line's
// end in a paragraph is a blank to readers.
func fit(text, like string) string {
	want := strings.Split(like, "\n")
	have := strings.Split(text, "\n")
	if len(have) == len(want) {
		return text
	}
	words := strings.Fields(strings.Join(have, " "))
	if len(want) == 1 {
		return strings.Join(words, " ")
	}
	breaks := breaksOf(words, want)
	if len(breaks) != len(want)-1 {
		return strings.Join(words, " ")
	}
	var b strings.Builder
	from := 0
	for i, to := range append(breaks, len(words)) {
		if i > 0 {
			b.WriteString("\n" + want[i][:len(want[i])-len(strings.TrimLeft(want[i], " \t>"))])
		}
		b.WriteString(strings.Join(words[from:to], " "))
		from = to
	}
	return b.String()
}

// breaksOf are the words before which the lines behind the first begin: at the beginnings of sentences if there are enough,
// else where the lines become about as long as those wanted. Fewer are returned where there is no room.
func breaksOf(words, want []string) []int {
	total, wanted := 0, 0
	for _, w := range words {
		total += len(w) + 1
	}
	for _, l := range want {
		wanted += len(l) + 1
	}
	var may []int
	var ends []int // of those that follow a sentence
	at := make([]int, len(words))
	for i, w := range words {
		if i > 0 {
			at[i] = at[i-1] + len(words[i-1]) + 1
			if !begins(w) {
				may = append(may, i)
				if strings.ContainsAny(words[i-1][len(words[i-1])-1:], ".!?:") {
					ends = append(ends, i)
				}
			}
		}
	}
	if len(ends) >= len(want)-1 {
		may = ends
	}
	var breaks []int
	sum := 0
	for i := range len(want) - 1 {
		sum += len(want[i]) + 1
		aim := sum * total / wanted
		left := may[:max(0, len(may)-(len(want)-2-i))] // the lines that follow need some, too
		if len(left) == 0 {
			return breaks
		}
		best := slices.MinFunc(left, func(a, b int) int { return distance(at[a], aim) - distance(at[b], aim) })
		breaks = append(breaks, best)
		may = may[slices.Index(may, best)+1:]
	}
	return breaks
}

func distance(a, b int) int { return max(a-b, b-a) }

// begins reports whether a word at the beginning of a line would begin a block of its own.
func begins(word string) bool {
	return strings.ContainsAny(word[:1], "-+*#>=|~`<:") || strings.Trim(word, "0123456789") != word
}
