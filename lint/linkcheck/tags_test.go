package linkcheck

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
)

// FuzzTags: whatever the page, no place is called absent that the tokenizer of x/net/html finds.
func FuzzTags(f *testing.F) {
	f.Add([]byte("<h1 id=a>x</h1><A NAME='b c'><p class = x id = \"d&amp;e\"><!-- <p id=f> --><p/id=g>"))
	f.Add([]byte("<p id=\"open><p id=h><<p id=i>< p id=j></p id=k><p =id=l><p a='>' id=m>"))
	f.Fuzz(func(t *testing.T, text []byte) {
		ours := map[string]bool{}
		odd := false
		for x := range tags(text) {
			odd = odd || x.odd
			for _, name := range x.names {
				ours[name] = true
			}
		}
		for z := html.NewTokenizer(bytes.NewReader(text)); ; {
			switch z.Next() {
			case html.ErrorToken:
				return
			case html.StartTagToken, html.SelfClosingTagToken:
				for _, more := z.TagName(); more; {
					var key, value []byte
					key, value, more = z.TagAttr()
					if (string(key) == "id" || string(key) == "name") && len(value) > 0 && !odd && !ours[string(value)] && !bytes.ContainsRune(text, 0) && !bytes.ContainsRune(text, '\r') {
						t.Errorf("%q is missed in %q", value, text)
					}
				}
			}
		}
	})
}
