package merge_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xsf/padpress/gitops/merge"
)

func TestText(t *testing.T) {
	type conflict = merge.Conflict
	tests := []struct {
		name, base, ours, theirs, want string
		conflicts                      []conflict
	}{
		{"only the pad changed", "a\nb\nc\n", "a\nb\nc\n", "a\nB\nc\nd\n", "a\nB\nc\nd\n", nil},
		{"only people changed", "a\nb\nc\n", "a\nB\nc\nd\n", "a\nb\nc\n", "a\nB\nc\nd\n", nil},
		{"different places", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n", nil},
		{"the same change", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n", nil},
		{"the same change and another", "a\nb\nc\nd\n", "a\nB\nc\nD\n", "a\nB\nc\nd\n", "a\nB\nc\nD\n", nil},
		{"the same line", "a\nb\nc\n", "a\nX\nc\n", "a\nY\nc\n", "a\nX\nc\n", []conflict{
			{Start: 2, End: 4, Line: 2, Lines: 1, Base: "b\n", Ours: "X\n", Theirs: "Y\n"}}},
		{"lines that touch", "a\nb\nc\nd\n", "a\nX\nc\nd\n", "a\nb\nY\nd\n", "a\nX\nc\nd\n", []conflict{
			{Start: 2, End: 6, Line: 2, Lines: 2, Base: "b\nc\n", Ours: "X\nc\n", Theirs: "b\nY\n"}}},
		{"both added at one place", "a\nb\n", "a\nX\nb\n", "a\nY\nb\n", "a\nX\nb\n", []conflict{
			{Start: 2, End: 4, Line: 2, Lines: 1, Ours: "X\n", Theirs: "Y\n"}}},
		{"both added at one place, beginning and ending alike", "a\nb\n", "a\n1\nX\n2\nb\n", "a\n1\nY\nY\n2\nb\n", "a\n1\nX\n2\nb\n", []conflict{
			{Start: 4, End: 6, Line: 3, Lines: 1, Ours: "X\n", Theirs: "Y\nY\n"}}},
		{"the same change next to a conflict", "a\nb\nc\nd\n", "a\nB\nX\nd\n", "a\nB\nY\nd\n", "a\nB\nX\nd\n", []conflict{
			{Start: 4, End: 6, Line: 3, Lines: 1, Base: "c\n", Ours: "X\n", Theirs: "Y\n"}}},
		{"the pad deleted what people changed", "a\nb\nc\n", "a\nX\nc\n", "a\nc\n", "a\nX\nc\n", []conflict{
			{Start: 2, End: 4, Line: 2, Lines: 1, Base: "b\n", Ours: "X\n"}}},
		{"people deleted what the pad changed", "a\nb\nc\n", "a\nc\n", "a\nX\nc\n", "a\nc\n", []conflict{
			{Start: 2, End: 2, Line: 2, Base: "b\n", Theirs: "X\n"}}},
		{"the pad deleted what people left alone", "a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\ne\n", "A\nb\nc\ne\n", nil},
		{"people deleted what the pad left alone", "a\nb\nc\nd\ne\n", "a\nb\nc\ne\n", "A\nb\nc\nd\ne\n", "A\nb\nc\ne\n", nil},
		{"two conflicts with a line between", "a\nb\nc\n", "1\nb\n2\n", "3\nb\n4\n", "1\nb\n2\n", []conflict{
			{Start: 0, End: 2, Line: 1, Lines: 1, Base: "a\n", Ours: "1\n", Theirs: "3\n"},
			{Start: 4, End: 6, Line: 3, Lines: 1, Base: "c\n", Ours: "2\n", Theirs: "4\n"}}},
		{"a conflict and the rest of the pad's change", "a\nb\nc\nd\ne\n", "X\nb\nc\nd\ne\n", "Y\nb\nc\nd\nE\n", "X\nb\nc\nd\nE\n", []conflict{
			{Start: 0, End: 2, Line: 1, Lines: 1, Base: "a\n", Ours: "X\n", Theirs: "Y\n"}}},
		{"people carried the pad's news over by hand", "a\n\nb\n", "a\n\nn\n\nb\n\nc\n", "a\n\nn\n\nb\n", "a\n\nn\n\nb\n\nc\n", nil},
		{"no newline at the end", "a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC", nil},
		{"newline at the end taken away", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nc", "A\nb\nc", nil},
		{"newline at the end against more lines", "a\nb", "a\nb\n", "a\nb\nc\n", "a\nb\n", []conflict{
			{Start: 4, End: 4, Line: 3, Theirs: "c\n", Base: "b"}}},
		{"carriage returns are text", "a\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n", "a\nb\r\nc\r\n", "a\nb\r\nC\r\n", nil},
		{"from nothing", "", "a\n", "b\n", "a\n", []conflict{
			{Start: 0, End: 2, Line: 1, Lines: 1, Ours: "a\n", Theirs: "b\n"}}},
		{"to nothing", "a\n", "", "", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := text(test.base, test.ours, test.theirs)
			if string(r.Text) != test.want {
				t.Errorf("got %q, want %q", r.Text, test.want)
			}
			if len(r.Conflicts) != len(test.conflicts) || r.Clean() != (len(test.conflicts) == 0) {
				t.Fatalf("got conflicts %+v", r.Conflicts)
			}
			for i, c := range test.conflicts {
				if r.Conflicts[i] != c {
					t.Errorf("got conflict %+v, want %+v", r.Conflicts[i], c)
				}
			}
		})
	}
}

// TestAmbiguous lists what may rightly be seen in two ways: where the text is another than git's, and where it is
// another if theirs is merged again without becoming the base. Each file says why.
func TestAmbiguous(t *testing.T) {
	files, err := filepath.Glob("testdata/ambiguous/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	g := git{t.TempDir()}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f := map[string]string{}
			for _, file := range a.Files {
				f[file.Name] = string(file.Data)
			}
			p := pair{"", f["base"], f["ours"], f["theirs"]}
			r := text(p.base, p.ours, p.theirs)
			if !r.Clean() || string(r.Text) != f["here"] {
				t.Errorf("here %q, want %q", r.Text, f["here"])
			}
			if r := text(p.base, p.theirs, p.ours); !r.Clean() || string(r.Text) != f["here"] {
				t.Errorf("with the sides changed %q, want %q", r.Text, f["here"])
			}
			if out, conflict, err := g.mergeFile(p); err != nil || conflict || out != f["git"] {
				t.Errorf("git %q, %v, %v; want %q", out, conflict, err, f["git"])
			}
			want, ok := f["again"]
			if !ok {
				want = f["here"]
			}
			if again := text(p.base, f["here"], p.theirs); string(again.Text) != want {
				t.Errorf("again %q, want %q", again.Text, want)
			}
			if again := text(p.theirs, f["here"], p.theirs); !again.Clean() || string(again.Text) != f["here"] {
				t.Errorf("with theirs as the base: %q", again.Text)
			}
		})
	}
}
