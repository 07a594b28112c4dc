package merge_test

import (
	"fmt"
	"strings"
	"testing"
)

// FuzzModel merges texts without equal lines. Of these it is known what anybody changed, so that what must come out
// can be said without a comparison: between two lines that both sides left alone stands what one side made of the
// place, or what both did if they did the same, or else a conflict.
func FuzzModel(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1, 0, 0, 2, 0, 3, 0})
	f.Add([]byte{0, 1, 4, 0, 0, 5, 0, 0, 10, 0, 7})
	f.Add([]byte{15, 0, 5, 0, 1, 4, 0, 2, 8, 0, 12, 3})
	f.Fuzz(func(t *testing.T, program []byte) {
		m := run(program[:min(len(program), 200)])
		r := text(m.base, m.ours, m.theirs)
		if string(r.Text) != m.want || len(r.Conflicts) != m.conflicts {
			t.Errorf("base %q, ours %q, theirs %q:\ngot  %q, %d conflicts\nwant %q, %d", m.base, m.ours, m.theirs,
				r.Text, len(r.Conflicts), m.want, m.conflicts)
		}
		checkPlaces(t, r)
		checkKept(t, r, m.base, m.ours, m.theirs)
		if again := text(m.base, string(r.Text), m.theirs); string(again.Text) != m.want {
			t.Errorf("merged twice: %q, want %q", again.Text, m.want)
		}
	})
}

// model is three texts and what must come of them.
type model struct {
	base, ours, theirs, want string
	conflicts                int
}

// run makes a model. Each byte is a line of base: two bits for each side say whether it is left alone, deleted,
// changed, or has a line added before it; the next bit says that the two sides write the same.
func run(program []byte) model {
	var m model
	var place [2]strings.Builder // since the last line that both left alone
	var touched [2]bool
	settle := func() {
		o, t := place[0].String(), place[1].String()
		switch {
		case !touched[1] || o == t:
			m.want += o
		case !touched[0]:
			m.want += t
		default:
			m.want += o
			m.conflicts++
		}
		m.ours, m.theirs = m.ours+o, m.theirs+t
		place[0].Reset()
		place[1].Reset()
		touched = [2]bool{}
	}
	for i, op := range program {
		line, kept := fmt.Sprintf("line %d\n", i), 0
		m.base += line
		for side := range place {
			by := side
			if op&16 != 0 {
				by = 2
			}
			switch op >> (2 * side) & 3 {
			case 0:
				kept++
			case 1:
				touched[side] = true
			case 2:
				fmt.Fprintf(&place[side], "line %d of %d\n", i, by)
				touched[side] = true
			case 3:
				fmt.Fprintf(&place[side], "new %d of %d\n", i, by)
				touched[side] = true
				kept++
			}
		}
		if kept == 2 {
			settle()
		}
		for side := range place {
			if op>>(2*side)&3 == 0 || op>>(2*side)&3 == 3 {
				place[side].WriteString(line)
			}
		}
	}
	settle()
	return m
}
