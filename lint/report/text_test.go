package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// at makes a finding at words, which stand once in src.
func at(src, words string, severity lint.Severity, fix *lint.Fix) lint.Finding {
	i := strings.Index(src, words)
	return lint.Finding{Rule: "some-rule", Severity: severity, Span: lint.Span{Start: i, End: i + len(words)}, Message: "this is wrong", Fix: fix}
}

func file(path, src string, findings ...lint.Finding) report.File {
	return report.File{Document: lint.Parse(path, []byte(src)), Findings: findings}
}

func TestText(t *testing.T) {
	long := strings.Repeat("ä", 100) + " here " + strings.Repeat("ö", 100)
	for _, c := range []struct {
		name    string
		files   []report.File
		skipped []lint.Skip
		want    string
	}{
		{"nothing", nil, nil, "no findings\n"},
		{"clean file", []report.File{file("a.md", "a\n")}, nil, "no findings\n"},
		{
			"findings", []report.File{file("a.md", "a\nö b c\n", at("a\nö b c\n", "b", lint.Error, lint.Replace("write d", lint.Span{}, "d"))), file("b.md", "x", at("x", "x", lint.Note, nil), at("x", "x", lint.Note, nil))},
			[]lint.Skip{{Rule: "other", Needs: "site"}},
			"a.md:2:3: error: this is wrong [some-rule]\n    ö b c\n      ^\n    fix: write d\n" +
				"b.md:1:1: note: this is wrong [some-rule]\n    x\n    ^\nb.md:1:1: note: this is wrong [some-rule]\n    x\n    ^\n" +
				"skipped: other (needs: site)\n1 error, 2 notes\n",
		},
		{
			"long line", []report.File{file("a.md", long, at(long, "here", lint.Warning, nil))}, nil,
			"a.md:1:102: warning: this is wrong [some-rule]\n    …" + strings.Repeat("ä", 24) + " here " + strings.Repeat("ö", 46) + "…\n    " + strings.Repeat(" ", 26) + "^^^^\n1 warning\n",
		},
		{"blank line", []report.File{file("a.md", "\n", lint.Finding{Rule: "r", Severity: lint.Note, Message: "m"})}, nil, "a.md:1:1: note: m [r]\n1 note\n"},
		{
			"hostile text", []report.File{file("a\x1b[2J.md", "b\x1b]0;c\a\u202e\r\n", lint.Finding{Rule: "r", Severity: lint.Note, Message: "\n::error::\u2066", Fix: &lint.Fix{Message: "\x00"}})}, nil,
			"a\\u{1b}[2J.md:1:1: note: \\n::error::\\u{2066} [r]\n    b\\u{1b}]0;c\\u{7}\\u{202e}\n    ^\n    fix: \\u{0}\n1 note\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := report.Text(&b, c.files, c.skipped); err != nil {
				t.Fatal(err)
			}
			if b.String() != c.want {
				t.Errorf("got\n%q\nwant\n%q", b.String(), c.want)
			}
		})
	}
}

func TestTally(t *testing.T) {
	f := []report.File{file("", "a", at("a", "a", lint.Error, nil), at("a", "a", lint.Error, nil)), file("", "a", at("a", "a", lint.Warning, nil))}
	if got := report.Tally(f); got != "2 errors, 1 warning" {
		t.Errorf("%q", got)
	}
	if n := report.Count(f); n[lint.Error] != 2 || n[lint.Warning] != 1 || n[lint.Note] != 0 {
		t.Errorf("counted %v", n)
	}
}

func TestPrintable(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Grüße, 世界 🎉", "Grüße, 世界 🎉"},
		{"tab", "a\tb", "a b"},
		{"line ends", "a\r\nb", `a\r\nb`},
		{"escape", "\x1b[31m", `\u{1b}[31m`},
		{"second set of control characters", "\u009b31m", `\u{9b}31m`},
		{"delete", "\x7f", `\u{7f}`},
		{"direction", "\u202eabc\u2069", `\u{202e}abc\u{2069}`},
		{"nobody sees it", "a\u200bb\u00adc\ufeff", `a\u{200b}b\u{ad}c\u{feff}`},
		{"tags", "\U000e0041", `\u{e0041}`},
		{"line separators", "a\u2028b\u2029c\u0085", `a\u{2028}b\u{2029}c\u{85}`},
		{"not UTF-8", "a\xffb", `a\u{fffd}b`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report.Printable(c.in); got != c.want {
				t.Errorf("Printable(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}
