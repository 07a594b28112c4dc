package report_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/xsf/padpress/lint/report"
)

func TestPrintableSigns(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"words", "Ünïcode – “words” 漢字 ❤️", "Ünïcode – “words” 漢字 ❤️"},
		{"blanks", "a\tb\nc\rd", `a b\nc\rd`},
		{"terminal", "\x1b[2J\x1b]0;title\a\x00\x7f\u009b", `\u{1b}[2J\u{1b}]0;title\u{7}\u{0}\u{7f}\u{9b}`},
		{"direction", "\u202etxt.exe\u2066\u200f", `\u{202e}txt.exe\u{2066}\u{200f}`},
		{"invisible", "a\u200bb\ufeffc\u00add\u3164e\u034ff\U000e0041g\U000e0100", `a\u{200b}b\u{feff}c\u{ad}d\u{3164}e\u{34f}f\u{e0041}g\u{e0100}`},
		{"line separators", "a\u2028b\u2029c\u0085d", `a\u{2028}b\u{2029}c\u{85}d`},
		{"not UTF-8", "a\xffb", `a\u{fffd}b`},
		{"command", "::error::x", `\::error::x`},
		{"command behind blanks", " \u00a0\t::add-mask::x", " \u00a0 \\::add-mask::x"},
		{"no command", "std::move, a ::b::", "std::move, a ::b::"},
		{"old command", "a ##[error]b ##[group]", `a ##\[error]b ##\[group]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report.Printable(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got, want := report.PrintableLines("a\x1b\r\n ::debug::b\n"), "a\\u{1b}\\r\n \\::debug::b\n"; got != want {
		t.Errorf("lines: got %q, want %q", got, want)
	}
}

// FuzzPrintable: no line acts on a terminal or a runner, and what is safe already stays as it is.
func FuzzPrintable(f *testing.F) {
	for _, s := range []string{"::error::", "\u2003::a::b", "##[x]", "\x1b[0m", "###[[", "\n\n::a::", "\u202e##\u200b["} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := report.Printable(s)
		acts(t, p)
		if again := report.Printable(p); again != p {
			t.Errorf("%q becomes %q and then %q", s, p, again)
		}
	})
}

// acts fails if a line of output would do something where it is shown.
func acts(t *testing.T, line string) {
	t.Helper()
	for _, r := range line {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			t.Errorf("%q holds %U", line, r)
		}
	}
	if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
		t.Errorf("%q is a command of a runner", line)
	}
}
