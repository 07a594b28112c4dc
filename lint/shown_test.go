package lint

import (
	"bytes"
	"html"
	"testing"

	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
)

// FuzzShown: what is shown is what a browser makes of goldmark's HTML.
func FuzzShown(f *testing.F) {
	for _, s := range []string{"a", "a & b", "&amp;lt; &copy; &copy &#65; &#x22; &#0; &nbsp;", `\& \< <b> "c" 'd'`, "&amp;amp;", "&CounterClockwiseContourIntegral;\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var b unbuffered
		goldmarkhtml.DefaultWriter.Write(&b, bytes.Clone(text))
		want := html.UnescapeString(b.String())
		if !bytes.ContainsAny(text, `\&`) {
			want = string(text)
		}
		if got := shown(text); got != want {
			t.Errorf("%q is shown as %q, not as %q", text, got, want)
		}
	})
}
