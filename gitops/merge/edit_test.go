package merge_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// kinds are the ways in which people change a newsletter.
var kinds = []struct {
	name string
	do   func(w *writer, lines []string) []string
}{
	{"words", (*writer).words},
	{"line added", (*writer).insertLine},
	{"line deleted", (*writer).deleteLine},
	{"paragraph added", (*writer).insertParagraph},
	{"paragraph deleted", (*writer).deleteParagraph},
	{"block moved", (*writer).move},
	{"list item", (*writer).item},
	{"line doubled", (*writer).double},
	{"blank line", (*writer).blank},
	{"rewrapped", (*writer).wrap},
	{"last line", (*writer).last},
	{"same on both sides", nil},
}

// writer is a person who edits. If near is not 0, all edits are within that many lines.
type writer struct {
	*rand.Rand
	at, near int
}

// pair is two people's versions of a base.
type pair struct{ kind, base, ours, theirs string }

// newPair is the pair number i: its edits depend on nothing else.
func newPair(i uint64, bases []string) pair {
	r := rand.New(rand.NewPCG(i, 20251105))
	base := bases[r.IntN(len(bases))]
	lines := slices.Collect(strings.Lines(base))
	near := []int{0, 0, 0, 40, 10}[r.IntN(5)]
	ours, theirs := &writer{Rand: r, at: r.IntN(len(lines)), near: near}, &writer{Rand: r, near: near}
	theirs.at = ours.at
	kind := kinds[i%uint64(len(kinds))]
	p := pair{kind: kind.name, base: base}
	a, b := slices.Clone(lines), slices.Clone(lines)
	if kind.do == nil {
		seed, do := r.Uint64(), ours.any()
		for range 1 + r.IntN(2) {
			at := ours.at
			for _, side := range []*[]string{&a, &b} {
				w := &writer{Rand: rand.New(rand.NewPCG(seed, 1)), at: at, near: near}
				*side = do(w, *side)
			}
		}
		kind.do = ours.any()
	}
	p.ours = strings.Join(ours.edit(a, kind.do), "")
	p.theirs = strings.Join(theirs.edit(b, kind.do), "")
	return p
}

// edit makes one to four edits, of which the first is the given one.
func (w *writer) edit(lines []string, do func(*writer, []string) []string) []string {
	lines = do(w, lines)
	for range w.IntN(4) {
		lines = w.any()(w, lines)
	}
	return lines
}

func (w *writer) any() func(*writer, []string) []string { return kinds[w.IntN(len(kinds)-1)].do }

// place is the index of a line.
func (w *writer) place(lines []string) int {
	if w.near > 0 {
		return min(len(lines)-1, max(0, w.at-w.near/2+w.IntN(w.near)))
	}
	return w.IntN(len(lines))
}

// placeOf is the index of a line that is so, or of any if it finds none.
func (w *writer) placeOf(lines []string, so func(string) bool) int {
	i := 0
	for range 30 {
		if i = w.place(lines); so(lines[i]) {
			return i
		}
	}
	return i
}

func full(line string) bool { return strings.TrimSpace(line) != "" }

var vocabulary = strings.Fields(`a an and the of in for with new release client server library now supports fixed
version 1.2 2.0.1 0.9 update XEP-0384 improved translation project community meeting several small`)

func (w *writer) sentence() string {
	words := make([]string, 1+w.IntN(12))
	for i := range words {
		words[i] = vocabulary[w.IntN(len(vocabulary))]
	}
	return strings.Join(words, " ")
}

func (w *writer) words(lines []string) []string {
	i := w.placeOf(lines, full)
	words := strings.SplitAfter(lines[i], " ")
	for range 1 + w.IntN(3) {
		at := w.IntN(len(words))
		switch end := words[at][len(strings.TrimRight(words[at], " \n")):]; w.IntN(3) {
		case 0:
			words[at] = vocabulary[w.IntN(len(vocabulary))] + end
		case 1:
			words[at] = vocabulary[w.IntN(len(vocabulary))] + " " + words[at]
		case 2:
			words[at] = strings.TrimLeft(end, " ")
		}
	}
	lines[i] = strings.Join(words, "")
	return lines
}

func (w *writer) insertLine(lines []string) []string {
	return slices.Insert(lines, w.place(lines), w.sentence()+"\n")
}

func (w *writer) deleteLine(lines []string) []string {
	i := w.place(lines)
	return slices.Delete(lines, i, min(len(lines)-1, i+1+w.IntN(3)))
}

func (w *writer) insertParagraph(lines []string) []string {
	i := w.placeOf(lines, func(s string) bool { return !full(s) })
	return slices.Insert(lines, i, "\n", w.sentence()+"\n")
}

func (w *writer) deleteParagraph(lines []string) []string {
	i := w.placeOf(lines, full)
	end := i
	for end < len(lines) && full(lines[end]) {
		end++
	}
	for end < len(lines) && !full(lines[end]) {
		end++
	}
	return slices.Delete(lines, i, min(len(lines)-1, end))
}

func (w *writer) move(lines []string) []string {
	i := w.place(lines)
	block := slices.Clone(lines[i:min(len(lines)-1, i+1+w.IntN(8))])
	lines = slices.Delete(lines, i, i+len(block))
	return slices.Insert(lines, w.place(lines), block...)
}

func (w *writer) item(lines []string) []string {
	i := w.placeOf(lines, func(s string) bool { return strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "* ") })
	switch w.IntN(4) {
	case 0:
		return slices.Insert(lines, i, "- "+w.sentence()+"\n")
	case 1:
		return slices.Insert(lines, min(len(lines), i+1), "- "+w.sentence()+"\n")
	case 2:
		return slices.Delete(lines, i, min(len(lines)-1, i+1))
	}
	lines[i] = strings.TrimSuffix(lines[i], "\n") + " " + w.sentence() + "\n"
	return lines
}

func (w *writer) double(lines []string) []string {
	i := w.place(lines)
	return slices.Insert(lines, i, slices.Clone(lines[i:min(len(lines), i+1+w.IntN(3))])...)
}

func (w *writer) blank(lines []string) []string {
	i := w.placeOf(lines, func(s string) bool { return !full(s) })
	if w.IntN(2) == 0 && !full(lines[i]) && len(lines) > 1 {
		return slices.Delete(lines, i, i+1)
	}
	return slices.Insert(lines, i, "\n")
}

func (w *writer) wrap(lines []string) []string {
	i := w.placeOf(lines, func(s string) bool { return len(s) > 80 })
	if i+1 < len(lines) && w.IntN(3) == 0 {
		lines[i] = strings.TrimSuffix(lines[i], "\n") + " " + lines[i+1]
		return slices.Delete(lines, i+1, i+2)
	}
	var wrapped []string
	line, width := "", 30+w.IntN(60)
	for _, word := range strings.SplitAfter(lines[i], " ") {
		if line += word; len(line) > width {
			wrapped, line = append(wrapped, strings.TrimSuffix(strings.TrimSuffix(line, "\n"), " ")+"\n"), ""
		}
	}
	if line != "" {
		wrapped = append(wrapped, line)
	}
	return slices.Replace(lines, i, i+1, wrapped...)
}

func (w *writer) last(lines []string) []string {
	i := len(lines) - 1
	if w.IntN(2) == 0 {
		lines[i] = strings.TrimSuffix(lines[i], "\n") + w.sentence() + "\n"
	} else if lines[i] != "\n" {
		lines[i] = strings.TrimSuffix(lines[i], "\n")
	}
	return lines
}

// issues are the texts to edit: real ones where they lie beside the project, and one of our own.
func issues(t testing.TB) []string {
	own, err := os.ReadFile("testdata/issue.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{string(own)}
	files, _ := filepath.Glob("../../../shared/corpus/issues/202[2-5]-*-newsletter.md")
	if len(files) == 0 {
		t.Log("no newsletters in ../shared: only testdata/issue.md is edited")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

// issue is the longest text of about 24 kB.
func issue(t testing.TB) string {
	texts := issues(t)
	i := slices.IndexFunc(texts, func(s string) bool { return len(s) > 24_000 && len(s) < 26_000 })
	return texts[max(0, i)]
}
