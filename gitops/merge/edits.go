package merge

import "strings"

// edit is what one side made of a range of base's words.
type edit struct {
	old     span
	new     []int32
	text    string // what new says
	relines bool   // there are more or fewer lines than before
}

func (e edit) same(f edit) bool { return e.old == f.old && e.text == f.text }

// before says that e is done with when f begins. Where one of them only adds and they touch, nobody knows which of
// them comes first, or whether the one is still wanted after the other.
func (e edit) before(f edit) bool {
	return e.old.end < f.old.start || e.old.end == f.old.start && e.old.len() > 0 && f.old.len() > 0
}

// edits finds what a person who changed a into b may have done: not the shortest list of changes, but one of whole
// lines where lines came or went, and of whole phrases where hardly a word was left between two changes.
func edits(a, b sequence) []edit {
	found := diff(a.ids, b.ids)
	byLines(a, b, found)
	var list []edit
	for _, h := range phrases(a, b, found) {
		text := b.text(h.new)
		list = append(list, edit{h.old, b.part(h.new), text, strings.Count(a.text(h.old), "\n") != strings.Count(text, "\n")})
	}
	return list
}

// byLines moves lines that were only added, or only taken away, to where they begin and end as lines: diff has put
// them as far down as they go, which may be in the midst of a line that begins like them.
func byLines(a, b sequence, hunks []hunk) {
	last := 0 // end of the hunk before, in a
	for i := range hunks {
		h := &hunks[i]
		up, ok := 0, false
		switch {
		case h.old.len() == 0:
			up, ok = toLine(b, h.new)
		case h.new.len() == 0:
			up, ok = toLine(a, h.old)
		}
		if ok && h.old.start-up > last {
			h.old = span{h.old.start - up, h.old.end - up}
			h.new = span{h.new.start - up, h.new.end - up}
		}
		last = h.old.end
	}
}

// toLine says by how much a run must go up to begin and end at the end of a line, if it may.
func toLine(q sequence, run span) (up int, ok bool) {
	for q.text(span{run.end - 1 - up, run.end - up}) != "\n" {
		if up++; up == run.len() || up > run.start || q.ids[run.start-up] != q.ids[run.end-up] {
			return 0, false
		}
	}
	start := run.start - up
	return up, start == 0 || q.text(span{start - 1, start}) == "\n"
}

// phrases joins changes of a line with little between them: who wrote a sentence anew kept its blanks by chance, and
// perhaps an "and".
func phrases(a, b sequence, hunks []hunk) []hunk {
	var joined []hunk
	for _, h := range hunks {
		for len(joined) > 0 {
			prev := joined[len(joined)-1]
			kept := a.text(span{prev.old.end, h.old.start})
			size := min(max(len(a.text(prev.old)), len(b.text(prev.new))), max(len(a.text(h.old)), len(b.text(h.new))))
			if 2*len(kept) > size && strings.ContainsFunc(kept, wordy) || strings.Contains(kept, "\n") {
				break
			}
			h = hunk{span{prev.old.start, h.old.end}, span{prev.new.start, h.new.end}}
			joined = joined[:len(joined)-1]
		}
		joined = append(joined, h)
	}
	return joined
}
