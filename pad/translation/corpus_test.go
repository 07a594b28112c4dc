package translation

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// newsletters is the folder of past issues.
const newsletters = "../../../shared/site/content/blog/newsletter"

// codes are the house's languages.
var codes = []string{"de", "es", "fr", "it", "pt-br", "ro"}

// past reads a past issue, nil if it is not there.
func past(t testing.TB, name string) *lint.Document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(newsletters, name))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return lint.Parse("content/blog/newsletter/"+name, text)
}

// originals are the names of past issues, the newest first.
func originals(t testing.TB) []string {
	t.Helper()
	files, err := os.ReadDir(newsletters)
	if err != nil {
		t.Skip("the past issues are not beside the project")
	}
	var names []string
	for _, f := range slices.Backward(files) {
		if (&lint.Document{Path: f.Name()}).Language() == "" && strings.HasSuffix(f.Name(), ".md") {
			names = append(names, f.Name())
		}
	}
	return names
}

var house = sync.OnceValues(func() (*lint.House, error) { return rules.House("xmpp.org") })

func empty(t testing.TB, code string) *Translator {
	t.Helper()
	h, err := house()
	if err != nil {
		t.Fatal(err)
	}
	language, ok := rules.Language(h, code)
	if !ok {
		t.Fatalf("the house does not know %s", code)
	}
	return New(h, language)
}

// learnt is a translator that has read all past issues.
func learnt(t testing.TB, code string) *Translator {
	t.Helper()
	l := empty(t, code)
	for _, name := range originals(t) {
		if own := past(t, strings.TrimSuffix(name, ".md")+"."+code+".md"); own != nil {
			l.Learn(past(t, name), own)
		}
	}
	return l
}

// TestSplit: pieces make the text that they were taken from.
func TestSplit(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(newsletters, "*.md"))
	if err != nil || len(files) == 0 {
		t.Skip("the past issues are not beside the project")
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := split(lint.Parse(f, src)).String(); got != string(src) {
			t.Errorf("%s is not what its pieces make", f)
		}
	}
}

// TestPastSkeletons: a skeleton has the lines of its original, and nothing to bring in; and what changes in the original comes
// into it as into a new skeleton.
func TestPastSkeletons(t *testing.T) {
	for _, code := range codes {
		if testing.Short() && code != "fr" {
			continue
		}
		l := learnt(t, code)
		for n, name := range originals(t) {
			if testing.Short() && n%6 != 0 || !strings.HasPrefix(name, "2025") && n%4 != 0 {
				continue
			}
			t.Run(name+"."+code, func(t *testing.T) {
				o := past(t, name)
				s := skeleton(t, l, o)
				if a, b := strings.Count(string(o.Src), "\n"), strings.Count(string(s.Src), "\n"); a != b {
					t.Errorf("%d lines, and %d of the original", b, a)
				}
				if got, c := renewed(t, l, o, o, s); got != string(s.Src) {
					t.Errorf("what did not change was changed: %+v", c)
				}
				random := rand.New(rand.NewPCG(uint64(n), 1))
				for range 3 {
					changed := mutated(random, o, 1+random.IntN(3))
					got, _ := renewed(t, l, o, changed, s)
					if want := string(skeleton(t, l, changed).Src); got != want {
						t.Fatalf("not the skeleton of the changed original:\n%s", lines(want, got))
					}
				}
			})
		}
	}
}

// TestPastTranslations: published translations stay as they are where their original does, and lose no line where it
// changed.
func TestPastTranslations(t *testing.T) {
	for _, code := range codes {
		for n, name := range originals(t) {
			if testing.Short() && n%6 != 0 {
				continue
			}
			own := past(t, strings.TrimSuffix(name, ".md")+"."+code+".md")
			if own == nil {
				continue
			}
			t.Run(name+"."+code, func(t *testing.T) {
				o, l := past(t, name), empty(t, code)
				if got, c := renewed(t, l, o, o, own); got != string(own.Src) {
					t.Errorf("what did not change was changed: %+v", c)
				}
				random := rand.New(rand.NewPCG(uint64(n), 2))
				for range 3 {
					changed := mutated(random, o, 1+random.IntN(3))
					got, _ := renewed(t, l, o, changed, own)
					noneLost(t, l, o, own, got)
					again := lint.Parse(own.Path, []byte(got))
					if twice, c := renewed(t, l, changed, changed, again); twice != got {
						t.Fatalf("twice is not once: %+v", c)
					}
				}
			})
		}
	}
}

func skeleton(t *testing.T, l *Translator, o *lint.Document) *lint.Document {
	t.Helper()
	s, err := l.Skeleton(o)
	if err != nil {
		t.Fatal(err)
	}
	return lint.Parse("x.xx.md", s)
}

func renewed(t *testing.T, l *Translator, was, now, own *lint.Document) (string, Changes) {
	t.Helper()
	text, c, err := l.Renew(was, now, own)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), c
}

// noneLost: each line that people translated is in got, whatever addresses and numbers it has there. What the house has words
// for nobody had to translate.
func noneLost(t *testing.T, l *Translator, o, own *lint.Document, got string) {
	t.Helper()
	has := map[string]bool{}
	for _, p := range split(lint.Parse("x.fr.md", []byte(got))).pieces {
		for line := range strings.Lines(p.text) {
			has[wordsOnly(line)] = true
		}
	}
	has["---"] = has["---"] || has["***"] // at the beginning of a text
	english := map[string]bool{}
	for _, p := range split(o).pieces {
		for line := range strings.Lines(p.text + "\n" + flat(p.text) + "\n" + l.draft(p).text) {
			english[wordsOnly(line)] = true
		}
	}
	for _, p := range split(own).pieces {
		if english[wordsOnly(p.text)] {
			continue // the original's words, wherever its lines end
		}
		for line := range strings.Lines(p.text) {
			if w := wordsOnly(line); w != "" && !has[w] && !english[w] {
				t.Errorf("a translated line is gone: %q", line)
			}
		}
	}
}

// wordsOnly is a line without addresses and without words that have digits.
func wordsOnly(line string) string {
	s := shaper{house: &lint.House{}}
	shape, _ := s.shape(flat(line))
	return strings.ReplaceAll(shape, gapSign, "#")
}

// mutated is an original after some changes of the kinds that editors make.
func mutated(random *rand.Rand, o *lint.Document, changes int) *lint.Document {
	t := split(o)
	for range changes {
		i := random.IntN(len(t.pieces))
		p := &t.pieces[i]
		switch random.IntN(6) {
		case 0: // an address is mended
			if links := destinations(p.text); len(links) > 0 {
				links[0] += "mended/"
				p.text = withDestinations(p.text, links)
			}
		case 1: // a version
			p.text = strings.Replace(p.text, "0.", "7.", 1)
		case 2: // a sentence more
			if p.kind == block {
				p.text += " One sentence more about it."
			}
		case 3: // an entry is taken out
			if p.kind == block && strings.HasPrefix(p.lead, "- ") && i+1 < len(t.pieces) && t.pieces[i+1].lead == p.lead && t.pieces[i+1].gap == p.gap {
				t.pieces = slices.Delete(t.pieces, i, i+1)
			}
		case 4: // an entry is added
			q := *p
			if q.kind == block && q.gap == "" && q.tail == "\n" {
				q.text = fmt.Sprintf("[Newcomer](https://newcomer%d.example/) has released version %d of its thing.", random.IntN(1000), random.IntN(9))
				t.pieces = slices.Insert(t.pieces, i+1, q)
			}
		case 5: // the release slips
			t.front = strings.Replace(t.front, "-05\n", "-08\n", 1)
		}
	}
	return lint.Parse(o.Path, []byte(t.String()))
}

// lines shows the first lines that differ.
func lines(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\nwant %.300q\ngot  %.300q\nthen want %.100q\ngot  %.100q", i+1, a[i], b[i], a[min(i+1, len(a)-1)], b[min(i+1, len(b)-1)])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(b), len(a))
}
