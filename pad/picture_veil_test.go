package pad

import (
	"regexp"
	"testing"
)

// acts is what GitHub finds in the bare text of a message.
var acts = regexp.MustCompile(`(?i)@[a-z0-9]|#[0-9]|\bgh-[0-9]|\b[0-9a-f]{7,}\b|[a-z]://|\bwww\.|\[(skip ci|ci skip)\]`)

func FuzzVeil(f *testing.F) {
	for _, s := range []string{
		"held d7009d466b69 https://github.com/community/site/issues/12 its host", "https://WWW.example/@alice/x#12", "gh-12.png",
		"50%25 50% %zz", "0123456789abcdef0123456789abcdef01234567", "[skip ci]", "://", "", "é@ü",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		veiled := veil(s)
		if hit := acts.FindString(veiled); hit != "" {
			t.Errorf("%q stands in %q", hit, veiled)
		}
		if back := unveil(veiled); back != s {
			t.Errorf("%q came back as %q", s, back)
		}
	})
}
