package gitops

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xsf/padpress/gitops/merge"
)

func TestInert(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"words", "- [Meetup] in the north, 2026-12-05: 100 %", "- [Meetup] in the north, 2026-12-05: 100 %"},
		{"mentions", "@everyone, a@example.org, @org/team; a @ b", "@ everyone, a@ example.org, @ org/team; a @ b"},
		{"references", "fixes #12, closes o/r#3; # 4, C#", "fixes # 12, closes o/r# 3; # 4, C#"},
		{"references by letters", "GH-12 gh-x high-12", "GH- 12 gh-x high-12"},
		{"addresses", "resolves https://github.com/o/r/issues/1 www.example.org", "resolves https: //github.com/o/r/issues/1 www .example.org"},
		{"commits", "c0ffee1 c0ffee decaffed0 0123456789abcdef0123", "c0ffee 1 c0ffee decaff ed0 012345 6789ab cdef01 23"},
		{"no commits", "1234567x x1234567", "1234567x x1234567"},
		{"skipped checks", "[skip ci] [CI skip] [no ci] [skip actions] [actions skip] [skip]", "[ skip ci] [ CI skip] [ no ci] [ skip actions] [ actions skip] [skip]"},
		{"signs nobody sees", "a\x1b[2Jb\u202ec\u200bd\u3164e\u034ff", "a [2Jb c d e f"},
		{"a reference behind a mention", "@#12 @1234567", "@# 12 @ 123456 7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := inert(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What GitHub finds in the bare text of a message, written down again without our code, and without what GitHub wants to
// stand before it: that finds more.
var acts = regexp.MustCompile(`(?i)@[a-z0-9]|#[0-9]|\bgh-[0-9]|\b[0-9a-f]{7,}\b|[a-z]://|\bwww\.|\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|[\x00-\x09\x0b-\x1f\x7f-\x9f]|\p{Cf}|\p{Zl}|\p{Zp}`)

// FuzzMergeMessage: whatever the pad and the people wrote where they differ, the message of the merge acts nowhere, and
// git reads our two trailers in it and no other.
func FuzzMergeMessage(f *testing.F) {
	for _, s := range []string{
		"fixes #1 @a o/r#2 GH-3 c0ffee1 https://a.example/x [skip ci]", "Signed-off-by: A <a@example.org>\n\nPad-Base: x", "---\n\nskip-checks: true",
		"\x1b[31m\u202e\r\n\n\n\nCo-authored-by: a", "@@a ##1 #@1 ghgh-1 wwww.a :://b", strings.Repeat("0", 500), "\u0130\u212a[s\u212aip ci]",
	} {
		f.Add(s, "a")
	}
	git, _ := exec.LookPath("git")
	f.Fuzz(func(t *testing.T, theirs, base string) {
		if !utf8.ValidString(theirs) || !utf8.ValidString(base) {
			return
		}
		conflicts := []MergeConflict{{Path: "a", Text: &merge.Conflict{Base: base, Theirs: theirs, Line: 1, Lines: 1}}, {Path: theirs}}
		message := mergeMessage("a-branch", someTrailers.file, conflicts)
		body, trailers, _ := strings.Cut(message, "\n"+conflictsKey+": ")
		if hit := acts.FindString(body); hit != "" {
			t.Errorf("%q stands in %q", hit, body)
		}
		for line := range strings.Lines(body) {
			if words := strings.TrimRightFunc(line, unicode.IsSpace); words != "" && strings.Contains(words, ":") && words[0] != ' ' && words[0] != '*' &&
				words != "Where people had changed the same, this branch keeps what they wrote. There the pad says:" {
				t.Errorf("%q could be a trailer", words)
			}
		}
		if got, ok := keptBase(message); !ok || got != someTrailers.file {
			t.Errorf("base %q of %q", got, message)
		}
		if again := inert(inert(theirs)); again != inert(theirs) && utf8.RuneCountInString(inert(theirs)) < 300 {
			t.Errorf("%q, and then %q", inert(theirs), again)
		}
		if git == "" || len(theirs) > 2000 {
			return
		}
		cmd := exec.CommandContext(t.Context(), git, "interpret-trailers", "--parse")
		cmd.Stdin = strings.NewReader(message)
		out, err := cmd.Output()
		if want := conflictsKey + ": " + trailers; err != nil || string(out) != want {
			t.Errorf("git reads the trailers %q (%v), want %q, in %q", out, err, want, message)
		}
	})
}
