package english

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/misspell"
)

//go:generate go test -run TestFiles -update

var update = flag.Bool("update", false, "make the files anew; WORDLISTS is the folder of Debian's word lists")

// TestFiles holds misspelt.txt to the list of golangci/misspell, and the filters to SCOWL as Debian's packages
// wamerican, wbritish and their -small and -large have it in /usr/share/dict.
func TestFiles(t *testing.T) {
	folder := os.Getenv("WORDLISTS")
	if folder == "" {
		folder = "/usr/share/dict"
	}
	for _, f := range []struct {
		name, lists string
		file        *string
		size        int
	}{
		{"known.bloom", "american-english american-english-large british-english british-english-large", &known, 1 << 18},
		{"common.bloom", "american-english-small british-english-small", &common, 1 << 16},
	} {
		words, err := readLists(folder, strings.Fields(f.lists), f.file == &common)
		if err != nil {
			t.Logf("%s is not compared: %v", f.name, err)
			continue
		}
		is(t, f.name, f.file, string(newFilter(f.size, words)))
	}
	is(t, "misspelt.txt", &misspelt, misspellings()) // as it leaves out what is known
	is(t, "misspelt.bloom", &wrong, string(newFilter(1<<15, wrongWords())))
}

// newFilter makes a filter of size bytes, a power of two, that holds words.
func newFilter(size int, words []string) filter {
	bits := make([]byte, size)
	for _, w := range words {
		at, step := hash([]byte(w), size)
		for range probes {
			bit := at & (uint64(size)*8 - 1)
			bits[bit/8] |= 1 << (bit % 8)
			at += step
		}
	}
	return filter(bits)
}

func is(t *testing.T, name string, file *string, want string) {
	switch {
	case *file == want:
	case *update:
		*file = want
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not what its source says; run go generate ./rules/english", name)
	}
}

// misspellings leaves out what is a word, however rare.
func misspellings() string {
	var lines []string
	for pair := range slices.Chunk(misspell.DictMain, 2) {
		if wrong := pair[0]; plain(wrong) && !Known([]byte(wrong)) {
			lines = append(lines, wrong+" "+pair[1]+"\n")
		}
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "")
}

func wrongWords() []string {
	var words []string
	for line := range strings.Lines(misspelt) {
		word, _, _ := strings.Cut(line, " ")
		words = append(words, word)
	}
	return words
}

func readLists(folder string, lists []string, small bool) ([]string, error) {
	var words []string
	for _, list := range lists {
		text, err := os.ReadFile(filepath.Join(folder, list))
		if err != nil {
			return nil, err
		}
		for _, w := range strings.Fields(string(text)) {
			if lower := strings.ToLower(w); plain(lower) && (!small || lower == w) {
				words = append(words, lower)
			}
		}
	}
	return words, nil
}

func plain(word string) bool { return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == "" }

func TestKnown(t *testing.T) {
	for _, w := range []string{"newsletter", "colour", "color", "released", "english", "quickly"} {
		if !Known([]byte(w)) {
			t.Errorf("%s is not known", w)
		}
	}
	wrong := 0
	for i := range 10000 {
		if Known(fmt.Appendf(nil, "qx%dzz", i)) {
			wrong++
		}
	}
	if wrong > 50 {
		t.Errorf("%d of 10000 words that are none are known", wrong)
	}
}

func TestCorrection(t *testing.T) {
	for wrong, right := range map[string]string{"occured": "occurred", "abandenment": "abandonment", "zeebra": "zebra", "occurred": "", "": "", "zzzz": "", "aaa": ""} {
		if got, ok := Correction([]byte(wrong)); got != right || ok != (right != "") {
			t.Errorf("%q is corrected to %q", wrong, got)
		}
	}
	for line := range strings.Lines(misspelt) {
		wrong, right, _ := strings.Cut(strings.TrimSpace(line), " ")
		if got, ok := Correction([]byte(wrong)); got != right || !ok {
			t.Fatalf("%q is not found", wrong)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"encrytion", "encryption"}, {"connnected", "connected"}, {"secruity", "security"}, {"sofware", "software"},
		{"vulnerabitliy", "vulnerability"}, {"orginial", "original"}, {"concering", "conceding concerning concerting"}, {"qzqzqz", ""}, {"", "a"}, {strings.Repeat("a", 1000), ""},
	} {
		got := Slips([]byte(c.word))
		slices.Sort(got)
		if s := strings.Join(slices.Compact(got), " "); s != c.want && c.word != "" {
			t.Errorf("%q is a slip of %q, not of %q", c.word, s, c.want)
		}
		if len(slices.Compact(got)) != len(Slips([]byte(c.word))) {
			t.Errorf("%q: words stand twice: %q", c.word, got)
		}
	}
}

func BenchmarkKnown(b *testing.B) {
	for b.Loop() {
		Known([]byte("implementation"))
	}
}

func BenchmarkCorrection(b *testing.B) {
	for b.Loop() {
		Correction([]byte("implemetnation"))
	}
}

func BenchmarkSlips(b *testing.B) {
	for b.Loop() {
		Slips([]byte("implemetation"))
	}
}
