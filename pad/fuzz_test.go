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

// No address makes a source that shows what may be a secret, or that cannot be named.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{"pad.example.org/p/x/timeslider#7", "hackmd.io/@a/b?key=x", "github.com/a/b/blob/c/d?token=x", "h/-/blob/x", "h/p/%zz", "h/n/", "h/p//", "gist.github.com/a/b#file-c"} {
		f.Add("https://"+s, "")
		f.Add("https://"+s, "etherpad")
		f.Add("https://"+s, "hedgedoc2")
	}
	f.Fuzz(func(t *testing.T, address, kind string) {
		if !strings.HasPrefix(address, "https://") {
			return
		}
		s, err := Open(address, Options{Kind: kind})
		if err != nil {
			return
		}
		u, err := url.Parse(s.String())
		if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			t.Errorf("%q is %q (%v)", address, s, err)
		}
	})
}

// What an Etherpad tells of its history is read, or refused, whatever it is.
func FuzzEtherpadHistory(f *testing.F) {
	f.Add([]byte(`{"pad:x":{},"pad:x:revs:0":{"changeset":"Z:1>9|2+9$x","meta":{"timestamp":1795394423896}}}`))
	f.Add([]byte(`{"pad:x:revs:1":{"changeset":"Z:a<8","meta":{"timestamp":1e300}},"pad:x:revs:-1":[]}`))
	f.Fuzz(func(t *testing.T, export []byte) {
		all, err := etherpadVersions(export)
		for i, v := range all {
			if err != nil || i > 0 && len(v.id) < len(all[i-1].id) && v.id[0] != '0' && all[i-1].id[0] != '0' {
				t.Errorf("%q: %v (%v)", export, all, err)
			}
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
