package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// found makes a finding at the nth place where words stand in src, from 1, with a fix that writes text there if it is
// not "-".
func found(src, words string, nth int, text string) lint.Finding {
	at := -1
	for range nth {
		i := strings.Index(src[at+1:], words)
		if i < 0 {
			panic(words + " is not in the text")
		}
		at += 1 + i
	}
	s := lint.Span{Start: at, End: at + len(words)}
	f := lint.Finding{Rule: "some-rule", Severity: lint.Warning, Span: s, Message: "this is wrong"}
	if text != "-" {
		f.Fix = lint.Replace("mend it", s, text)
	}
	return f
}

func severe(s lint.Severity, f lint.Finding) lint.Finding {
	f.Severity = s
	return f
}

// shown is a remark as the tests write it: lines, severity, suggestion.
func shown(r report.Remark) string {
	s := "none"
	if r.Suggestion != nil {
		s = fmt.Sprintf("%q", *r.Suggestion)
	}
	return fmt.Sprintf("%d-%d %s %s", r.Start, r.End, r.Severity, s)
}

func TestRemarks(t *testing.T) {
	const three = "one two\nthree four\nfive six\n"
	crlf := strings.ReplaceAll(three, "\n", "\r\n")
	bare := strings.TrimSuffix(three, "\n")
	elsewhere := found(three, "two", 1, "-")
	elsewhere.Fix = &lint.Fix{Edits: []lint.Edit{{Span: elsewhere.Span, New: "2"}, {Span: found(three, "five", 1, "-").Span, New: "5"}}}
	end := lint.Finding{Rule: "r", Severity: lint.Note, Span: lint.Span{Start: len(bare), End: len(bare)}, Message: "m"}
	endFixed := end
	endFixed.Fix = lint.Replace("add a line end", end.Span, "\n")
	for _, c := range []struct {
		name, src string
		findings  []lint.Finding
		want      []string
	}{
		{"nothing", three, nil, nil},
		{"no fix", three, []lint.Finding{found(three, "two", 1, "-")}, []string{"1-1 warning none"}},
		{"a fix", three, []lint.Finding{found(three, "two", 1, "2")}, []string{`1-1 warning "one 2"`}},
		{"two on a line", three, []lint.Finding{found(three, "three", 1, "3"), found(three, "four", 1, "4")}, []string{`2-2 warning "3 4"`}},
		{"two on a line, one without a fix", three, []lint.Finding{found(three, "three", 1, "-"), found(three, "four", 1, "4")}, []string{`2-2 warning "three 4"`}},
		{"the highest severity counts", three, []lint.Finding{severe(lint.Note, found(three, "three", 1, "-")), severe(lint.Error, found(three, "four", 1, "-"))}, []string{"2-2 error none"}},
		{
			"the most certain first, and else in order", three,
			[]lint.Finding{severe(lint.Note, found(three, "one", 1, "-")), severe(lint.Error, found(three, "three", 1, "-")), severe(lint.Error, found(three, "five", 1, "-"))},
			[]string{"2-2 error none", "3-3 error none", "1-1 note none"},
		},
		{"several lines", three, []lint.Finding{found(three, "two\nthree", 1, "2\n3")}, []string{`1-2 warning "one 2\n3 four"`}},
		{"several lines meet another", three, []lint.Finding{found(three, "two\nthree", 1, "-"), found(three, "four", 1, "4")}, []string{`1-2 warning "one two\nthree 4"`}},
		{"a chain of lines", three, []lint.Finding{found(three, "two\nthree", 1, "-"), found(three, "four\nfive", 1, "-")}, []string{"1-3 warning none"}},
		{"a line end belongs to its line", three, []lint.Finding{found(three, "two\n", 1, "2\n"), found(three, "three", 1, "3")}, []string{`1-1 warning "one 2"`, `2-2 warning "3 four"`}},
		{"a fix elsewhere, too", three, []lint.Finding{elsewhere}, []string{"1-1 warning none"}},
		{"a fix that joins lines", three, []lint.Finding{found(three, "two\n", 1, "two ")}, []string{"1-1 warning none"}},
		{"a fix that adds a line", three, []lint.Finding{found(three, "two", 1, "two\n")}, []string{`1-1 warning "one two\n"`}},
		{"a line is removed", three, []lint.Finding{found(three, "three four\n", 1, "")}, []string{`2-2 warning ""`}},
		{"a line becomes empty", three, []lint.Finding{found(three, "three four", 1, "")}, []string{"2-2 warning none"}},
		{"two lines become empty", three, []lint.Finding{found(three, "one two\nthree four", 1, "\n")}, []string{`1-2 warning "\n"`}},
		{"overlapping fixes", three, []lint.Finding{found(three, "one two", 1, "1"), found(three, "two", 1, "2")}, []string{"1-1 warning none"}},
		{"a fix that changes nothing", three, []lint.Finding{found(three, "two", 1, "two")}, []string{"1-1 warning none"}},
		{"invisible signs in the line", "one\u200b two\n", []lint.Finding{found("one\u200b two\n", "two", 1, "2")}, []string{"1-1 warning none"}},
		{"invisible signs in the fix", three, []lint.Finding{found(three, "two", 1, "2\u202e")}, []string{"1-1 warning none"}},
		{"a tab", three, []lint.Finding{found(three, "two", 1, "2\t")}, []string{"1-1 warning none"}},
		{"carriage returns", crlf, []lint.Finding{found(crlf, "two", 1, "2")}, []string{"1-1 warning none"}},
		{"last line", bare, []lint.Finding{found(bare, "six", 1, "6")}, []string{`3-3 warning "five 6"`}},
		{"last line is removed", bare, []lint.Finding{found(bare, "five six", 1, "")}, []string{`3-3 warning ""`}},
		{"end of the text", bare, []lint.Finding{end}, []string{"3-3 note none"}},
		{"a final newline cannot be suggested", bare, []lint.Finding{endFixed}, []string{"3-3 note none"}},
		{"empty text", "", []lint.Finding{{Rule: "r", Severity: lint.Error, Message: "m"}}, []string{"1-1 error none"}},
		{"very long line", strings.Repeat("x", 20_000) + "y", []lint.Finding{found(strings.Repeat("x", 20_000)+"y", "y", 1, "z")}, []string{"1-1 warning none"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range report.Remarks(lint.Parse("a.md", []byte(c.src)), c.findings) {
				got = append(got, shown(r))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRemarkText(t *testing.T) {
	const src = "one @two\nthree\n"
	d := lint.Parse("a.md", []byte(src))
	for _, c := range []struct {
		name     string
		findings []lint.Finding
		want     string
	}{
		{"without a fix", []lint.Finding{found(src, "@two", 1, "-")}, "**warning** this is wrong: `@two` (`some-rule`)"},
		{"suggested", []lint.Finding{found(src, "@two", 1, "2")}, "**warning** this is wrong: `@two` (`some-rule`)"},
		{"not suggested", []lint.Finding{found(src, "@two", 1, "\x00")}, "**warning** this is wrong: `@two` – mend it (`some-rule`)"},
		{"two", []lint.Finding{found(src, "one", 1, "-"), found(src, "@two", 1, "-")}, "- **warning** this is wrong: `one` (`some-rule`)\n- **warning** this is wrong: `@two` (`some-rule`)"},
		{"several lines are not quoted", []lint.Finding{found(src, "@two\nthree", 1, "-")}, "**warning** this is wrong (`some-rule`)"},
		{"words in the message", []lint.Finding{{Rule: "r", Severity: lint.Note, Span: lint.Span{Start: 4, End: 8}, Message: "no blank in “e @two”"}}, "**note** no blank in `e @two` (`r`)"},
		{"their beginning in the message", []lint.Finding{{Rule: "r", Severity: lint.Note, Span: lint.Span{Start: 4, End: 8}, Message: "entry “@t…” has no link"}}, "**note** entry `@t…` has no link (`r`)"},
		{"other words in the message", []lint.Finding{{Rule: "r", Severity: lint.Note, Span: lint.Span{Start: 4, End: 8}, Message: "“one…” is odd"}}, "**note** `one…` is odd: `@two` (`r`)"},
		{"no words", []lint.Finding{{Rule: "r", Severity: lint.Note, Message: "“<b>” is odd"}}, "**note** `<b>` is odd (`r`)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report.Remarks(d, c.findings)[0].Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A line with thousands of findings gets one comment that can be read.
func TestRemarkOfManyFindings(t *testing.T) {
	src := strings.Repeat("x ", 5000)
	var findings []lint.Finding
	for i := 1; i <= 300; i++ {
		findings = append(findings, found(src, "x", i, "-"))
	}
	r := report.Remarks(lint.Parse("a.md", []byte(src)), findings)
	if len(r) != 1 || len(r[0].Findings) != 300 || strings.Count(r[0].Text, "\n") != 20 || !strings.HasSuffix(r[0].Text, "\n- and 280 more here") {
		t.Errorf("%d remarks, %d findings, %s", len(r), len(r[0].Findings), r[0].Text)
	}
}

func TestFingerprints(t *testing.T) {
	const base = "# Club  news\n\n[Heron] (https://heron.example.org/) is out.\n\n# Other news\n\nHello.\n"
	print := func(src, words string, nth int) string {
		d := lint.Parse("a.md", []byte(src))
		return report.Fingerprints(d, []lint.Finding{found(src, words, nth, "-")})[0]
	}
	const link = "[Heron] (https://heron.example.org/)"
	want := print(base, link, 1)
	for _, c := range []struct {
		name, src, words string
		same             bool
	}{
		{"the line moves", "A new line.\n\n" + base, link, true},
		{"other words of the line change", strings.Replace(base, "is out", "has been released", 1), link, true},
		{"words come before it", strings.Replace(base, "[Heron]", "At last, [Heron]", 1), link, true},
		{"blanks change", strings.Replace(base, "] (", "]   (", 1), strings.Replace(link, "] (", "]   (", 1), true},
		{"blanks of the heading change", strings.Replace(base, "Club  news", "Club news ", 1), link, true},
		{"the line is indented", strings.Replace(base, "[Heron]", "  [Heron]", 1), link, true},
		{"the words change", strings.Replace(base, "[Heron]", "[Plover]", 1), strings.Replace(link, "Heron", "Plover", 1), false},
		{"it is under another heading", strings.Replace(base, "Hello.", link, 1), "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			words, nth := c.words, 1
			if words == "" {
				words, nth = link, 2
			}
			if got := print(c.src, words, nth); (got == want) != c.same {
				t.Errorf("fingerprint %s, before %s", got, want)
			}
		})
	}
}

func TestFingerprintsOfEquals(t *testing.T) {
	const src = "a x b x\n\nx\n"
	d := lint.Parse("a.md", []byte(src))
	other := found(src, "x", 1, "-")
	other.Rule = "other-rule"
	two := found(src, "b x\n\nx", 1, "-")
	names := report.Fingerprints(d, []lint.Finding{found(src, "x", 1, "-"), other, found(src, "x", 2, "-"), two, found(src, "x", 3, "-")})
	if names[2] != names[0]+".2" || names[4] != names[0]+".3" || names[1] == names[0] || strings.Contains(names[1], ".") {
		t.Errorf("fingerprints %q", names)
	}
	changed := strings.Replace(src, "b x", "c x", 1)
	if again := report.Fingerprints(lint.Parse("a.md", []byte(changed)), []lint.Finding{found(changed, "c x\n\nx", 1, "-")}); again[0] != names[3] {
		t.Errorf("what stands on several lines is known by its words: %s, before %s", again[0], names[3])
	}
	for _, n := range names {
		if bare := strings.TrimRight(n, ".0123456789abcdef"); bare != "" {
			t.Errorf("fingerprint %s does not fit into a marker", n)
		}
	}
}
