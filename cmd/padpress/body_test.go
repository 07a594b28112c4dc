package main

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
)

func factsOf(t testing.TB, first, last, release string) bodyFacts {
	t.Helper()
	month := func(s string) time.Time {
		m, err := time.Parse("2006-01", s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	day, err := time.Parse(time.DateOnly, release)
	if err != nil {
		t.Fatal(err)
	}
	m := lint.Months{First: month(first), Last: month(last)}
	return bodyFacts{months: lint.Language{}.Format(m), covers: m, release: day, pad: "https://pad.example.org/note"}
}

var bodies = []struct {
	name, template string
	names          []string // of the blocks
	says           []string
	not            []string
}{
	{"the sample's", string(sampleTemplate()), []string{"month", "links", "timetable"}, []string{
		"covering November 2026", "planned for 7 December 2026", "[pad](https://pad.example.org/note)",
		"| November '26                       | 3rd - 4th Dec '26         | 5th - 7th Dec '26             | 7th Dec '26       |\n",
		"\n- [ ] News collected\n"}, []string{"20xx", "xx xx"}},
	{"with CRLF", strings.ReplaceAll(string(sampleTemplate()), "\n", "\r\n"), []string{"month", "links", "timetable"}, []string{"| 7th Dec '26"}, []string{"\r"}},
	{"none", " \n", []string{"month", "links"}, []string{"covering November 2026", "[pad](https://pad.example.org/note)"}, nil},
	{"nothing to fill in", "Please review.\n", []string{"links"}, []string{"Please review.\n\n<!-- padpress: links -->\nThe text is that of the [pad](https://pad.example.org/note).\n"}, nil},
	{"three columns", "| April '23 | Review | 5th May '23 |\n|---|---|---|\n| a | b | c |\n", []string{"timetable", "links"},
		[]string{"| November '26 | Review | 7th Dec '26 |\n|---|---|---|\n| a | b | c |\n"}, nil},
	{"days of two months", "| 28th – 30th Apr ’23 | 2nd - 3rd May '23 | 3rd May '23 |\n| :-- | --: | - |\n", []string{"timetable", "links"},
		[]string{"| 2nd - 4th Dec '26 ", "| 6th - 7th Dec '26 ", "| 7th Dec '26 |\n| :-- "}, nil},
	{"a table of something else", "| name | task |\n|---|---|\n| May '23 | x |\n", []string{"links"}, []string{"| May '23 | x |"}, nil},
	{"code and comments", "```\nMonth 20xx\n\nxx xx xxxx\n```\n\n<!-- Month\n\n20xx: fill in -->\n\nFor Month 20xx\n", []string{"month", "links"},
		[]string{"```\nNovember 2026\n\n7 December 2026\n```\n\n<!-- Month\n"}, nil},
	{"boxes with the month", "- [ ] Month 20xx is read\n- [x] [pad](https://pad.example.org/) is read\n", nil,
		[]string{"- [ ] November 2026 is read\n- [x] [pad](https://pad.example.org/note) is read\n"}, []string{"<!--"}},
	{"in a list item", "- one\n\n  for Month 20xx\n", []string{"links"}, []string{"\n  for November 2026\n"}, nil},
	{"far apart", "For Month 20xx\n\nHello\n\non xx xx xxxx\n", []string{"month", "month-2", "links"}, []string{"<!-- padpress: month-2 -->\non 7 December 2026\n<!-- /padpress: month-2 -->\n"}, nil},
	{"our marks in it", "<!-- padpress: month -->\nFor Month 20xx\n<!-- /padpress: month -->\n", []string{"month", "links"}, []string{"<!-- padpress: month -->\nFor November 2026\n<!-- /padpress: month -->\n"}, nil},
}

func sampleTemplate() []byte {
	text, err := sample.ReadFile("sample/site/.github/PULL_REQUEST_TEMPLATE/newsletter.md")
	if err != nil {
		panic(err) // it is embedded
	}
	return text
}

func TestPullBody(t *testing.T) {
	for _, test := range bodies {
		t.Run(test.name, func(t *testing.T) {
			body, blocks := pullBody(test.template, factsOf(t, "2026-11", "2026-11", "2026-12-07"))
			var names []string
			for _, b := range blocks {
				names = append(names, b.name)
				start, stop, ok := between(body, b.name)
				if !ok || digest(body[start:stop]) != digest(b.text) {
					t.Errorf("%s is not between its marks", b.name)
				}
			}
			if !slices.Equal(names, test.names) {
				t.Errorf("blocks %q", names)
			}
			for _, s := range test.says {
				if !strings.Contains(body, s) {
					t.Errorf("it does not say %q", s)
				}
			}
			for _, s := range test.not {
				if strings.Contains(body, s) {
					t.Errorf("it says %q", s)
				}
			}
			if t.Failed() {
				t.Log(body)
			}
		})
	}
}

// TestBodyRelease: the timetable of a release on any day.
func TestBodyRelease(t *testing.T) {
	for _, test := range []struct{ first, last, release, want string }{
		{"2026-11", "2026-11", "2026-12-05", "November '26: 1st - 2nd Dec '26: 3rd - 5th Dec '26: 5th Dec '26"},
		{"2026-11", "2026-11", "2026-12-02", "November '26: 1st Dec '26: 1st - 2nd Dec '26: 2nd Dec '26"},
		{"2026-06", "2026-07", "2026-08-23", "June & July '26: 19th - 20th Aug '26: 21st - 23rd Aug '26: 23rd Aug '26"},
		{"2026-12", "2027-01", "2027-02-05", "December '26 & January '27: 1st - 2nd Feb '27: 3rd - 5th Feb '27: 5th Feb '27"},
	} {
		body, _ := pullBody(string(sampleTemplate()), factsOf(t, test.first, test.last, test.release))
		var cells []string
		for line := range strings.Lines(body) {
			if strings.HasPrefix(line, "|") && cells == nil {
				for _, c := range strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|") {
					cells = append(cells, strings.TrimSpace(c))
				}
			}
		}
		if got := strings.Join(cells, ": "); got != test.want {
			t.Errorf("%s, released on %s: %s, not %s", test.last, test.release, got, test.want)
		}
	}
}

// record gives a body what a new one ends with.
func recorded(body string, blocks []block) string {
	return body + "\n" + bodyRecord{Title: "Draft: it", Phase: drafting, Draft: true, Blocks: digests(blocks)}.line() + "\n"
}

// TestBodyMarksDoNotShow: what GitHub shows of a body is the same with the marks and without.
func TestBodyMarksDoNotShow(t *testing.T) {
	show := func(text string) string {
		var out bytes.Buffer
		if err := gitHubMarkdown().Convert([]byte(text), &out); err != nil {
			t.Fatal(err)
		}
		return regexp.MustCompile(`<!-- raw HTML omitted -->\n`).ReplaceAllString(out.String(), "")
	}
	templates := map[string]string{}
	for _, b := range bodies {
		templates[b.name] = b.template
	}
	if real, err := os.ReadFile("../../../shared/site/.github/PULL_REQUEST_TEMPLATE/newsletter.md"); err == nil {
		templates["the real site's"] = string(real)
	} else {
		t.Log("without the real site's template:", err)
	}
	for name, template := range templates {
		if strings.Contains(template, "<!--") {
			continue // comments of its own go as well
		}
		body, blocks := pullBody(template, factsOf(t, "2026-11", "2026-11", "2026-12-07"))
		bare := body
		for _, b := range blocks {
			bare = strings.Replace(bare, b.marked(), strings.TrimRight(b.text, "\n")+"\n", 1)
		}
		if with, without := show(recorded(body, blocks)), show(bare); with != without {
			t.Errorf("%s: with marks\n%s\nwithout\n%s", name, with, without)
		}
		if name == "the real site's" && len(blocks) != 3 {
			t.Errorf("the real site's template has %d blocks:\n%s", len(blocks), body)
		}
	}
}

// TestRewritten is what becomes of a body when the release slips, after people edited it.
func TestRewritten(t *testing.T) {
	before, blocks := pullBody(string(sampleTemplate()), factsOf(t, "2026-11", "2026-11", "2026-12-05"))
	_, want := pullBody(string(sampleTemplate()), factsOf(t, "2026-11", "2026-11", "2026-12-07"))
	body := recorded(before, blocks)
	next, _ := recordOf(body)
	month, table := "planned for 7 December 2026", "| 7th Dec '26"
	for _, test := range []struct {
		name         string
		edit         func(string) string
		month, table bool // whether they follow
	}{
		{"nothing", func(s string) string { return s }, true, true},
		{"a browser's line ends", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, true, true},
		{"blanks at the ends of lines", func(s string) string { return strings.ReplaceAll(s, "\n", " \n") }, true, true},
		{"text around", func(s string) string { return "Hello\n\n" + s + "\nBye\n" }, true, true},
		{"a word of the sentence", func(s string) string { return strings.Replace(s, "*Final", "*The final", 1) }, false, true},
		{"the text between the marks is gone", func(s string) string { return strings.Replace(s, blocks[0].text, "", 1) }, false, true},
		{"a mark is gone", func(s string) string { return strings.Replace(s, closeMark("month"), "", 1) }, false, true},
		{"a mark is doubled", func(s string) string {
			return strings.Replace(s, openMark("month"), openMark("month")+"\n"+openMark("month"), 1)
		}, false, true},
		{"a block is copied", func(s string) string { return s + "\n" + blocks[0].marked() }, false, true},
		{"marks in the wrong order", func(s string) string {
			return strings.NewReplacer(openMark("month"), closeMark("month"), closeMark("month"), openMark("month")).Replace(s)
		}, false, true},
		{"one block in another", func(s string) string {
			s = strings.Replace(s, blocks[2].marked(), "", 1)
			return strings.Replace(s, closeMark("month"), blocks[2].marked()+closeMark("month"), 1)
		}, false, true},
		{"a block is moved", func(s string) string {
			return blocks[2].marked() + "\n" + strings.Replace(s, blocks[2].marked(), "", 1)
		}, true, true},
		{"a mark has text behind it", func(s string) string { return strings.Replace(s, openMark("month"), openMark("month")+" so", 1) }, false, true},
		{"the hidden line is gone", func(s string) string { return strings.Replace(s, next.line(), "", 1) }, false, false},
		{"the hidden line is copied", func(s string) string { return s + next.line() + "\n" }, false, false},
		{"the hidden line is broken", func(s string) string { return strings.Replace(s, `"blocks"`, `blocks`, 1) }, false, false},
		{"a block was never ours", func(s string) string { return strings.Replace(s, `"month":"`, `"mouth":"`, 1) }, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			edited := test.edit(body)
			got := rewritten(edited, want, next)
			if strings.Contains(got, month) != test.month || strings.Contains(got, table) != test.table {
				t.Errorf("the body is\n%s", got)
			}
			if !test.month && !test.table && got != edited {
				t.Error("something changed")
			}
			if strings.Contains(edited, "\r\n") && strings.Count(got, "\n") != strings.Count(got, "\r\n") {
				t.Error("line ends are mixed")
			}
			if again := rewritten(got, want, next); again != got {
				t.Errorf("done twice it is\n%s", again)
			}
			checkKept(t, edited, got)
		})
	}
}

// checkKept wants all lines that are in no block, but the hidden one, as they were.
func checkKept(t *testing.T, before, after string) {
	t.Helper()
	b, a := outside(before), outside(after)
	if !slices.Equal(b, a) {
		t.Errorf("what people wrote was\n%q\nand is\n%q", b, a)
	}
}

// outside are the lines that stand behind no opening mark before its closing one, without hidden lines.
func outside(body string) []string {
	var lines []string
	inside := false
	for line := range strings.Lines(body) {
		said := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(said, "<!-- /padpress: "):
			inside = false
		case strings.HasPrefix(said, "<!-- padpress: {"):
			continue
		case strings.HasPrefix(said, "<!-- padpress: ") && strings.HasSuffix(said, "-->"):
			inside = true
		}
		if !inside {
			lines = append(lines, line)
		}
	}
	return lines
}

// FuzzRewritten: whatever people make of a body, what is outside the blocks stays, and twice is once.
func FuzzRewritten(f *testing.F) {
	before, blocks := pullBody(string(sampleTemplate()), factsOf(f, "2026-11", "2026-11", "2026-12-05"))
	_, want := pullBody(string(sampleTemplate()), factsOf(f, "2026-11", "2026-11", "2026-12-07"))
	body := recorded(before, blocks)
	f.Add(body)
	f.Add(strings.ReplaceAll(body, "\n", "\r\n"))
	f.Add(body + blocks[0].marked())
	f.Add(strings.ReplaceAll(body, "month", "links"))
	f.Fuzz(func(t *testing.T, body string) {
		next, ok := recordOf(body)
		next.Title = "Draft: --> <!-- more"
		got := rewritten(body, want, next)
		if !ok && got != body {
			t.Fatalf("a body that is not ours changed: %q", got)
		}
		if again := rewritten(got, want, next); again != got {
			t.Errorf("twice it is %q, once %q", again, got)
		}
		if now, still := recordOf(got); ok && (!still || now.Title != next.Title) {
			t.Errorf("the hidden line is lost: %q", got)
		}
		checkKept(t, body, got)
	})
}
