package gitops

import (
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"
)

var someTrailers = trailers{"https://pad.example.org/a b", Digest([]byte("text")), object{blobKind, []byte("text")}.id(), "1.0.0 (go)", "static/a.png 12 0123456789ab https://example.org/a.png\nheld 0123456789ab https://example.org/b.png its host is not approved\n", "Proposed\nLast Call\n"}

func TestTrailersAreReadByGitAndByUs(t *testing.T) {
	message := importMessage("newsletter: import", someTrailers)
	if got, ok := parseTrailers(message); !ok || got != someTrailers {
		t.Errorf("%+v, %v", got, ok)
	}
	git := exec.CommandContext(t.Context(), "git", "interpret-trailers", "--parse")
	git.Stdin = strings.NewReader(message)
	out, err := git.Output()
	if err != nil {
		t.Skip("needs git: ", err)
	}
	if _, want, _ := strings.Cut(message, "\n\n"); string(out) != want {
		t.Errorf("git reads\n%s\nwant\n%s", out, want)
	}
}

func TestParseTrailers(t *testing.T) {
	message := importMessage("newsletter: import", someTrailers)
	_, paragraph, _ := strings.Cut(message, "\n\n")
	for _, c := range []struct {
		name, message string
		want          bool
	}{
		{"as written", message, true},
		{"without the last newline", strings.TrimSpace(message), true},
		{"with a body", "subject\n\nbody\nmore\n\n" + paragraph, true},
		{"with trailers of others", message + "Signed-off-by: a <a@example.org>\nSigned-off-by: b <b@example.org>\n", true},
		{"in another order", "subject\n\nPadpress-Version: 1\n" + strings.ReplaceAll(paragraph, "Padpress-Version: 1.0.0 (go)\n", ""), true},
		{"empty", "", false},
		{"no subject", paragraph, false},
		{"text after it", message + "\nmore\n", false},
		{"text within it", message + "more\n", false},
		{"a folded line", strings.Replace(message, "1.0.0 (go)", "1.0.0\n (go)", 1), false},
		{"a key that is none", message + "not a key: x\n", false},
		{"twice", message + "Pad-Source: x\n", false},
		{"one missing", strings.Replace(message, "Pad-Source", "Pad-Origin", 1), false},
		{"no pictures", strings.ReplaceAll(message, "Pad-Picture: ", "Seen-by: "), true},
		{"an empty value", strings.Replace(message, "1.0.0 (go)", "", 1), false},
		{"a digest too short", strings.Replace(message, someTrailers.digest, someTrailers.digest[1:], 1), false},
		{"capitals in the digest", strings.Replace(message, someTrailers.digest, strings.ToUpper(someTrailers.digest), 1), false},
		{"no blob", strings.Replace(message, string(someTrailers.file), "abc", 1), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := parseTrailers(c.message); ok != c.want {
				t.Errorf("%+v, %v", got, ok)
			}
		})
	}
}

func TestSubjectLine(t *testing.T) {
	for in, want := range map[string]string{
		"newsletter: import":   "newsletter: import",
		"--- a patch":          "a patch",
		" two\nlines\u2028 ":   "two lines",
		"\u202eright to left":  "right to left",
		strings.Repeat("é", 9): strings.Repeat("é", 9),
	} {
		if got := subjectLine(in); got != want {
			t.Errorf("subjectLine(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[31mb\r\n::error::c\u202e\xff", "b")
	f.Add(strings.Repeat("x", 1000), "")
	f.Fuzz(func(t *testing.T, text, secret string) {
		got := clean(text, secret)
		if strings.ContainsAny(got, "\n\r\x1b\u202e\u2066\u200b\u2028") || !utf8.ValidString(got) || utf8.RuneCountInString(got) > 401 {
			t.Errorf("clean(%q) = %q", text, got)
		}
		if again := clean(got, ""); again != got && !strings.HasSuffix(got, "…") {
			t.Errorf("clean is not idempotent: %q, then %q", got, again)
		}
	})
}

// Whatever a message says, it is read as it is written or not at all.
func FuzzImportMessage(f *testing.F) {
	f.Add("subject", "https://pad.example.org", "1.0.0", "static/a.png 12")
	f.Add("--- x", "a\n\nPad-File: b", ": ", "\n\nPad-Digest: x")
	f.Fuzz(func(t *testing.T, subject, source, version, picture string) {
		c := Change{Path: "a", Files: map[string][]byte{"a": {}}, Source: source, Version: version, Subject: subject, Pictures: []string{picture, "", "another"}, Drafted: []string{picture, "Last Call"},
			Author: Signature{"a", "a@example.org"}, When: aDate}
		c, err := c.normal()
		if err != nil {
			t.Skip()
		}
		want := trailers{c.Source, someTrailers.digest, someTrailers.file, c.Version, lineText(c.Pictures), lineText(c.Drafted)}
		if got, ok := parseTrailers(importMessage(c.Subject, want)); !ok || got != want {
			t.Errorf("%+v, %v, want %+v", got, ok, want)
		}
	})
}
