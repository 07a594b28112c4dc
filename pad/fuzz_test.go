package pad

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
)

// Only addresses below a note are asked, whatever address was given: the bare one may make a note.
func FuzzNoteAddress(f *testing.F) {
	for _, s := range []string{"/x", "/s/x", "/a/b/x?both", "/x/download", "//x//", "/s", "/s/", "/x/../y", "/%2f", "/ü x/publish#y"} {
		f.Add("https://pad.example.org" + s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		to, err := parseTarget(address)
		if err != nil || to.web == nil {
			return
		}
		n, err := parseNote(to)
		if err != nil {
			return
		}
		u, err := url.Parse(n.url)
		if err != nil {
			t.Fatalf("%q became %q: %v", address, n.url, err)
		}
		if u.Host != to.web.Host || u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.HasSuffix(n.url, "/") {
			t.Errorf("%q became %q", address, n.url)
		}
		if asked, err := url.Parse(n.ask); err != nil || asked.Host != u.Host || asked.RawQuery != "" || strings.HasSuffix(n.ask, "/") {
			t.Errorf("%q would be asked at %q", address, n.ask)
		}
		again, err := parseNote(target{web: u})
		if err != nil || again.url != n.url && !isNoteAction(n.url[strings.LastIndex(n.url, "/")+1:]) {
			t.Errorf("%q became %q, and that %q (%v)", address, n.url, again.url, err)
		}
	})
}

// What servers say reaches terminals and logs as one line of visible characters.
func FuzzServerWords(f *testing.F) {
	f.Add("attachment; filename=a%0Ab%1B%E2%80%AE.md")
	f.Add("##[add-mask]x\n::error::y\u2028z")
	f.Add("filename=\"\xff%zz.md\"")
	f.Fuzz(func(t *testing.T, words string) {
		for _, got := range []string{plain(words), dispositionTitle(words), cleanTitle(words)} {
			for _, r := range got {
				if !unicode.IsPrint(r) {
					t.Errorf("%q left %q in %q", words, r, got)
				}
			}
		}
		if strings.Contains(plain(words), "##[") {
			t.Errorf("%q kept a workflow command", words)
		}
	})
}
