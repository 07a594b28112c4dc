package pad

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/HugoSmits86/nativewebp"
	"github.com/bep/imagemeta"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/linkcheck"
	"github.com/xsf/padpress/rules"
)

// gallery is a web server with pictures, and a Gallery that asks it.
type testGallery struct {
	*Gallery
	server *httptest.Server
	files  map[string][]byte
	status map[string]int
	asked  []string
}

func newTestGallery(t *testing.T) *testGallery {
	g := &testGallery{files: map[string][]byte{}, status: map[string]int{}}
	g.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.asked = append(g.asked, r.URL.RequestURI())
		if s := g.status[r.URL.Path]; s != 0 {
			w.Header().Set("Location", string(g.files[r.URL.Path]))
			w.WriteHeader(s)
			return
		}
		data, ok := g.files[r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		w.Header().Set("Content-Type", "text/plain") // names and types say nothing
		w.Write(data)
	}))
	t.Cleanup(g.server.Close)
	g.Gallery = &Gallery{HTTP: linkcheck.Client(linkcheck.Options{Loopback: true}), Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
	return g
}

func wish(t testing.TB, base string) PictureWish {
	house, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	return PictureWish{Pad: base, House: house, Day: time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC), Holds: func(string, []byte) (bool, bool) { return false, false }}
}

func (g *testGallery) bring(t *testing.T, text string, change func(*PictureWish)) *Album {
	t.Helper()
	w := wish(t, g.server.URL+"/note")
	if change != nil {
		change(&w)
	}
	a, err := g.Bring(t.Context(), lint.Parse("", []byte(strings.ReplaceAll(text, "SERVER", g.server.URL))), w)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func drawn(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(i*7) | 0x80
	}
	return img
}

func pngOf(t testing.TB, w, h int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, drawn(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// located is a JPEG with the place where it was made, in the fewest bytes.
func located(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(30, 20), nil); err != nil {
		t.Fatal(err)
	}
	tiff := "MM\x00*\x00\x00\x00\x08\x00\x02" + // two entries: orientation 6, and the directory of the place
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00" + "\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26" + "\x00\x00\x00\x00" +
		"\x00\x02" + "\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00" + "\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x44" + "\x00\x00\x00\x00" +
		"\x00\x00\x00\x34\x00\x00\x00\x01\x00\x00\x00\x1f\x00\x00\x00\x01\x00\x00\x00\x0c\x00\x00\x00\x01"
	body := "Exif\x00\x00" + tiff
	return append([]byte("\xff\xd8\xff\xe1"+string([]byte{byte((len(body) + 2) >> 8), byte(len(body) + 2)})+body), b.Bytes()[2:]...)
}

// metadataOf lists the tags that a reader which is not ours finds in a JPEG.
func metadataOf(t testing.TB, data []byte) string {
	var found []string
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF | imagemeta.XMP | imagemeta.IPTC,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag:       func(tag imagemeta.TagInfo) error { found = append(found, tag.Tag); return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(found, " ")
}

func moving(t testing.TB) []byte {
	g := gif.GIF{}
	for n := range 3 {
		p := image.NewPaletted(image.Rect(0, 0, 5, 5), color.Palette{color.Black, color.White})
		p.SetColorIndex(n, n, 1)
		g.Image, g.Delay = append(g.Image, p), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPictures is the table of real files: what comes, what it is called, and what is said of the others.
func TestPictures(t *testing.T) {
	g := newTestGallery(t)
	var webp bytes.Buffer
	if err := nativewebp.Encode(&webp, drawn(9, 9), nil); err != nil {
		t.Fatal(err)
	}
	bomb := bytes.Clone(pngOf(t, 3, 3))
	copy(bomb[16:], "\x00\x00\x9c\x40\x00\x00\x9c\x40") // 40,000 × 40,000
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	g.files = map[string][]byte{
		"/heron.png": pngOf(t, 40, 30), "/photo.jpg": located(t), "/moves.gif": moving(t), "/new.webp": webp.Bytes(), "/large.png": pngOf(t, 2400, 12),
		"/plain.svg":  []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`),
		"/script.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"/page.png":   []byte("<!DOCTYPE html><title>Log in</title>"), "/bomb.png": bomb, "/cut.png": pngOf(t, 40, 30)[:150], "/empty.png": nil,
		"/huge.png": make([]byte, MostBytes+1), "/other/heron.png": pngOf(t, 41, 30), "/copy.png": pngOf(t, 40, 30), "/jpeg-called.png": located(t)[:0],
	}
	g.files["/really-gif.png"] = moving(t)
	g.status = map[string]int{"/forbidden.png": 403, "/busy.png": 503, "/gone.png": 410, "/away.png": 302, "/inside.png": 302}
	g.files["/away.png"], g.files["/inside.png"] = []byte("/heron.png"), []byte("http://169.254.169.254/latest/meta-data/")
	const folder = "static/images/newsletter/2026-12-05/"
	for _, test := range []struct {
		name, file string
		path       string // "" where it stays
		left       Left
		why        string
	}{
		{"PNG", "/heron.png", "a-heron.png", "", ""},
		{"JPEG with its place", "/photo.jpg", "a-heron.jpg", "", ""},
		{"animated GIF", "/moves.gif", "a-heron.gif", "", ""},
		{"WebP", "/new.webp", "a-heron.webp", "", ""},
		{"SVG", "/plain.svg", "a-heron.svg", "", ""},
		{"GIF called PNG", "/really-gif.png", "a-heron.gif", "", ""},
		{"wide PNG", "/large.png", "a-heron.png", "", ""},
		{"behind a redirect", "/away.png", "a-heron.png", "", ""},
		{"SVG with a script", "/script.svg", "", Refused, "not safe: the SVG holds the element"},
		{"page called PNG", "/page.png", "", Refused, "it is a web page"},
		{"bomb", "/bomb.png", "", Refused, "too many pixels: 40000 × 40000"},
		{"cut off", "/cut.png", "", Refused, "damaged"},
		{"empty", "/empty.png", "", Refused, "the file is empty"},
		{"too large", "/huge.png", "", Refused, "more than 8 MB"},
		{"missing", "/none.png", "", Refused, "there is none at that address (404)"},
		{"gone", "/gone.png", "", Refused, "there is none at that address (410)"},
		{"not given out", "/forbidden.png", "", Refused, "does not give it out (403)"},
		{"busy", "/busy.png", "", Later, "busy"},
		{"leads inside", "/inside.png", "", Refused, "not an address of the public web"},
	} {
		t.Run(test.name, func(t *testing.T) {
			g.kept, g.down = nil, nil
			text := "Text\n\n![A heron](SERVER" + test.file + ")\n"
			a := g.bring(t, text, nil)
			q := a.Pictures[0]
			if test.path == "" {
				if q.Left != test.left || !strings.Contains(q.Why, test.why) || q.Path != "" || len(a.Files) > 0 {
					t.Errorf("%+v", q)
				}
				if string(a.Text) != strings.ReplaceAll(text, "SERVER", g.server.URL) {
					t.Errorf("the text was changed: %s", a.Text)
				}
				return
			}
			data := a.Files[folder+test.path]
			if q.Path != folder+test.path || q.Size != len(data) || !q.New || len(a.Files) != 1 {
				t.Fatalf("%+v", q)
			}
			if want := `{{< figure src="/images/newsletter/2026-12-05/` + test.path + `" caption="A heron" >}}`; !strings.Contains(string(a.Text), want) {
				t.Errorf("%s", a.Text)
			}
			switch test.name {
			case "JPEG with its place":
				if before, after := metadataOf(t, g.files[test.file]), metadataOf(t, data); !strings.Contains(before, "GPSLatitude") || after != "Orientation" {
					t.Errorf("the picture told %q, and tells %q", before, after)
				}
			case "wide PNG":
				if c, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != 2000 || c.Height != 10 {
					t.Error(c.Width, c.Height, err)
				}
			case "behind a redirect":
			default:
				if !bytes.Equal(data, g.files[test.file]) {
					t.Error("it was changed")
				}
			}
			again, ok := ParsePicture(q.String())
			if q.New = false; !ok || again != q {
				t.Errorf("%q is read as %+v", q, again)
			}
		})
	}
}

// TestPicturesOfOneIssue: several at once.
func TestPicturesOfOneIssue(t *testing.T) {
	g := newTestGallery(t)
	g.files = map[string][]byte{"/a/x.png": pngOf(t, 10, 10), "/b/x.png": pngOf(t, 11, 10), "/c/x.png": pngOf(t, 10, 10)}
	a := g.bring(t, "![Same](SERVER/a/x.png)\n\n![Same](SERVER/b/x.png)\n\n![Other](SERVER/c/x.png)\n\n![Same](SERVER/a/x.png)\n\n![Same](SERVER/none.png)\n", nil)
	want := `{{< figure src="/images/newsletter/2026-12-05/same.png" caption="Same" >}}

{{< figure src="/images/newsletter/2026-12-05/same-2.png" caption="Same" >}}

{{< figure src="/images/newsletter/2026-12-05/same.png" caption="Other" >}}

{{< figure src="/images/newsletter/2026-12-05/same.png" caption="Same" >}}

![Same](` + g.server.URL + "/none.png)\n"
	if string(a.Text) != want || len(a.Files) != 2 || len(g.asked) != 4 {
		t.Errorf("%d files, asked %v\n%s", len(a.Files), g.asked, a.Text)
	}

	// An import that knows them asks for nothing but what it has not got.
	known := a.Pictures
	g.asked, g.kept = nil, nil
	b := g.bring(t, "![New words](SERVER/b/x.png)\n\n![Same](SERVER/none.png)\n", func(w *PictureWish) { w.Known = known })
	if len(b.Files) != 0 || strings.Join(g.asked, " ") != "/none.png" || !strings.Contains(string(b.Text), `same-2.png" caption="New words"`) {
		t.Errorf("asked %v\n%s", g.asked, b.Text)
	}
	g.asked, g.kept = nil, nil
	if b = g.bring(t, "![Same](SERVER/none.png)\n\n![](SERVER/c/y.png)", func(w *PictureWish) { w.Known, w.Settled = known, true }); len(g.asked) != 0 || len(b.Pictures) != 1 {
		t.Errorf("asked %v, %v", g.asked, b.Pictures)
	}

	// What lies there already is not overwritten, unless it is the same.
	holds := func(at string, content []byte) (bool, bool) {
		return !strings.HasSuffix(at, "-3.png"), bytes.Equal(content, g.files["/b/x.png"])
	}
	c := g.bring(t, "![Same](SERVER/a/x.png)\n\n![Same](SERVER/b/x.png)", func(w *PictureWish) { w.Holds = holds })
	if s := string(c.Text); !strings.Contains(s, `/same-3.png"`) || !strings.Contains(s, `/same.png"`) {
		t.Error(s)
	}
}

// TestUnattended: with nobody there only approved hosts are asked, also behind a redirect.
func TestUnattended(t *testing.T) {
	g, foreign := newTestGallery(t), newTestGallery(t)
	g.files = map[string][]byte{"/uploads/own.png": pngOf(t, 5, 5), "/away.png": []byte(foreign.server.URL + "/x.png")}
	g.status["/away.png"] = http.StatusFound
	foreign.files["/x.png"] = pngOf(t, 6, 6)
	own := strings.TrimPrefix(g.server.URL, "http://")
	g.May = func(u *url.URL) bool { return u.Host == own }
	text := "![Own](/uploads/own.png)\n\n![Foreign](" + foreign.server.URL + "/x.png)\n\n![Away](SERVER/away.png)\n"
	a := g.bring(t, text, nil)
	if len(a.Files) != 1 || len(foreign.asked) != 0 {
		t.Errorf("%d files, asked %v", len(a.Files), foreign.asked)
	}
	for n, left := range []Left{"", Held, Held} {
		if a.Pictures[n].Left != left {
			t.Errorf("%+v", a.Pictures[n])
		}
	}
	known := a.Pictures
	g.May, g.kept = nil, nil // somebody is there
	b := g.bring(t, text, func(w *PictureWish) { w.Known, w.Settled = known, true })
	if len(b.Files) != 1 || len(foreign.asked) != 2 || strings.Contains(string(b.Text), "![") {
		t.Errorf("%d files, asked %v\n%s", len(b.Files), foreign.asked, b.Text)
	}
}

// TestBounds: one run brings so many pictures and bytes, and leaves the others to the next; it asks a host that is down
// once.
func TestBounds(t *testing.T) {
	g := newTestGallery(t)
	var text strings.Builder
	for n := range MostPictures + 3 {
		g.files[fmt.Sprintf("/%d.png", n)] = pngOf(t, n+1, 2)
		fmt.Fprintf(&text, "![Number %d](SERVER/%d.png)\n\n", n, n)
	}
	a := g.bring(t, text.String(), nil)
	if last := a.Pictures[MostPictures]; len(a.Files) != MostPictures || last.Left != Later || len(g.asked) != MostPictures {
		t.Errorf("%d files, %+v", len(a.Files), last)
	}
	b := g.bring(t, text.String(), func(w *PictureWish) { w.Known, w.Settled = a.Pictures, true })
	if len(b.Files) != 3 || strings.Contains(string(b.Text), "![") {
		t.Errorf("%d files in the next run", len(b.Files))
	}

	noise := func(seed uint32) []byte {
		img := image.NewNRGBA(image.Rect(0, 0, 1200, 1000))
		for i := range img.Pix {
			seed = seed*1664525 + 1013904223
			img.Pix[i] = byte(seed >> 24)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	g.files["/a.png"], g.files["/b.png"] = noise(1), noise(2)
	c := g.bring(t, "![](SERVER/a.png)\n\n![](SERVER/b.png)\n\n![](SERVER/1.png)", nil)
	if len(c.Files) != 2 || c.Pictures[1].Left != Later || c.Pictures[2].Left != "" {
		t.Errorf("%+v", c.Pictures)
	}

	g.asked = nil
	for n := range 5 {
		g.status[fmt.Sprintf("/down/%d.png", n)] = http.StatusServiceUnavailable
	}
	d := g.bring(t, "![](SERVER/down/0.png)\n\n![](SERVER/down/1.png)\n\n![](SERVER/down/2.png)", nil)
	if len(g.asked) != tries || d.Pictures[2].Left != Later {
		t.Errorf("asked %v, %+v", g.asked, d.Pictures)
	}
}

// TestFigures: how people write pictures, and what becomes of it.
func TestFigures(t *testing.T) {
	g := newTestGallery(t)
	g.files["/x.png"], g.files["/uploads/x.png"] = pngOf(t, 3, 3), pngOf(t, 3, 3)
	const at = `src="/images/newsletter/2026-12-05/`
	for _, test := range []struct{ name, text, want string }{
		{"caption", "![A heron](SERVER/x.png)", `{{< figure ` + at + `a-heron.png" caption="A heron" >}}`},
		{"no caption", "![](SERVER/x.png)", `{{< figure ` + at + `x.png" >}}`},
		{"title", `![Alt](SERVER/x.png "The caption")`, `{{< figure ` + at + `the-caption.png" caption="The caption" alt="Alt" >}}`},
		{"the same title", `![Alt](SERVER/x.png "Alt")`, `{{< figure ` + at + `alt.png" caption="Alt" >}}`},
		{"the pad's own", "![A heron](/uploads/x.png)", `{{< figure ` + at + `a-heron.png" caption="A heron" >}}`},
		{"in a line", "See ![a heron](SERVER/x.png) there", `See {{< figure ` + at + `a-heron.png" caption="a heron" >}} there`},
		{"in an item", "- ![a heron](SERVER/x.png)", `- {{< figure ` + at + `a-heron.png" caption="a heron" >}}`},
		{"in a link", "[![a heron](SERVER/x.png)](https://example.org/)", `{{< figure ` + at + `a-heron.png" caption="a heron" link="https://example.org/" >}}`},
		{"in a link with words", "[![a heron](SERVER/x.png) flies](https://example.org/)", `[{{< figure ` + at + `a-heron.png" caption="a heron" >}} flies](https://example.org/)`},
		{"with a size", "![a heron](SERVER/x.png =300x200)", `{{< figure ` + at + `a-heron.png" caption="a heron" width="300" >}}`},
		{"with half a size", "Look: ![](SERVER/x.png =x200) there", `Look: {{< figure ` + at + `x.png" >}} there`},
		{"Markdown in it", "![A *nice* [heron](https://example.org/)](SERVER/x.png)", `{{< figure ` + at + `a-nice-heron.png" caption="A *nice* [heron](https://example.org/)" >}}`},
		{"quotes", `![A "nice" heron](SERVER/x.png)`, "{{< figure " + at + "a-nice-heron.png\" caption=`A \"nice\" heron` >}}"},
		{"all quotes", "![A \"nice\" `heron`](SERVER/x.png)", `{{< figure ` + at + `a-nice-heron.png" caption="A \"nice\" ` + "`heron`" + `" >}}`},
		{"signs of shortcodes", "![A heron >}} {{< x](SERVER/x.png)", `{{< figure ` + at + `a-heron-x.png" caption="A heron >}} {{< x" >}}`},
		{"other letters", "![Ein Kräuterbär „süß“](SERVER/x.png)", `{{< figure ` + at + `ein-krauterbar-suss.png" caption="Ein Kräuterbär „süß“" >}}`},
		{"no letters", "![白鷺](SERVER/x.png)", `{{< figure ` + at + `x.png" caption="白鷺" >}}`},
		{"a long caption", "![" + strings.Repeat("word ", 20) + "end](SERVER/x.png)", `word-word-word-word-word-word-word-word-word-word-word-word.png" caption="word`},
		{"a path for a caption", "![../../etc/passwd](SERVER/x.png)", at + `etc-passwd.png"`},
		{"a figure", `{{< figure src="SERVER/x.png" caption="A heron" width="200" >}}`, `{{< figure ` + at + `a-heron.png" caption="A heron" width="200" >}}`},
		{"a figure, raw", "{{< figure src=`SERVER/x.png` >}}", `{{< figure ` + at + `x.png" >}}`},
		{"HTML", `<img src="SERVER/x.png" alt="A heron" width="200px">`, `{{< figure ` + at + `a-heron.png" caption="A heron" width="200" >}}`},
		{"HTML in a line", `See <img alt='a heron' src=SERVER/x.png /> there`, `See {{< figure ` + at + `a-heron.png" caption="a heron" >}} there`},
		{"HTML before words", "<img src=\"SERVER/x.png\">\nWords", "{{< figure " + at + "x.png\" >}}\nWords"},
		{"HTML in the middle", "<p align=\"center\">\n  <IMG SRC=\"SERVER/x.png\" ALT=\"A heron &amp; a plover\">\n</p>\n\nNext", `{{< figure ` + at + `a-heron-a-plover.png" caption="A heron & a plover" >}}` + "\n\nNext"},
		{"HTML with a caption", "<figure><img src=\"SERVER/x.png\" alt=\"Alt\"><figcaption>The caption</figcaption></figure>", `{{< figure ` + at + `the-caption.png" caption="The caption" >}}`},
		{"a reference", "![A heron][1]\n\n[1]: SERVER/x.png", ""},
		{"HTML with words", "<p>Words <img src=\"SERVER/x.png\"></p>", ""},
		{"HTML with two", "<p><img src=\"SERVER/x.png\"><img src=\"SERVER/uploads/x.png\"></p>", ""},
		{"the site's own", "![A heron](/images/x.png) ![](https://xmpp.org/images/x.png) ![](heron.png)", ""},
		{"code", "`![A heron](SERVER/x.png)`\n\n    ![A heron](SERVER/x.png =300x)\n\n```\n<img src=\"SERVER/x.png\">\n{{< figure src=\"SERVER/x.png\" >}}\n```", ""},
		{"a comment", "<!-- <img src=\"SERVER/x.png\"> -->", ""},
		{"other schemes", "![](ftp://example.org/x.png) ![](data:image/png;base64,AAAA) ![](javascript:x)", ""},
		{"a link to one", "[A heron](SERVER/x.png) SERVER/x.png", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := g.bring(t, test.text, nil)
			text := strings.ReplaceAll(test.text, "SERVER", g.server.URL)
			if test.want == "" {
				if string(a.Text) != text || len(a.Files) > 0 {
					t.Errorf("%s", a.Text)
				}
			} else if !strings.Contains(string(a.Text), test.want) {
				t.Errorf("%s\nwant\n%s", a.Text, test.want)
			}
			d := lint.Parse("", a.Text)
			if len(d.Broken) > 0 {
				t.Errorf("Hugo cannot read it: %+v", d.Broken)
			}
			again := g.bring(t, string(a.Text), nil)
			if !bytes.Equal(again.Text, a.Text) {
				t.Errorf("done twice it is another: %s", again.Text)
			}
		})
	}
}

func TestParsePicture(t *testing.T) {
	for text, want := range map[string]bool{
		"static/images/x/a.png 12 0123456789ab https://example.org/a.png":      true,
		"held 0123456789ab https://example.org/a.png its host is not approved": true,
		"later 0123456789ab https://example.org/a.png":                         true,
		"": false, "x": false, "a b c": false, "a b c d": false,
		"static/../../etc/passwd 12 0123456789ab https://example.org/": false,
		"/etc/passwd 12 0123456789ab https://example.org/":             false,
		"static/a\"b.png 12 0123456789ab https://example.org/":         false,
		"static/a.png -1 0123456789ab https://example.org/":            false,
		"static/a.png 12 0123456789AB https://example.org/":            false,
		"static/a.png 12 0123 https://example.org/":                    false,
		"held nokey https://example.org/":                              false,
	} {
		p, ok := ParsePicture(text)
		if ok != want {
			t.Errorf("%q: %v", text, ok)
		}
		if again, ok := ParsePicture(p.String()); want && (!ok || again != p || unveil(p.String()) != text) {
			t.Errorf("%q became %q", text, p)
		}
	}
}

// FuzzFigures: whatever people write, what comes out is read by Hugo as it is meant, and done twice it is done once.
func FuzzFigures(f *testing.F) {
	for _, s := range []string{"A heron", `a "b" c`, "a`b", `\"`, "a\\", ">}}", "{{<", "/*", "\u202e", "a\nb", "&quot;", "[x](y)", "`\"\\"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, caption, alt string) {
		if !isUTF8(caption) || !isUTF8(alt) {
			t.Skip()
		}
		p := place{figure: figure{caption: oneLine(caption), alt: oneLine(alt)}}
		p.source, _ = url.Parse("https://example.org/x.png")
		p.captioned()
		text := p.shortcode("/images/x.png")
		d := lint.Parse("", []byte(text))
		if len(d.Broken) > 0 || len(d.Shortcodes) != 1 || d.Shortcodes[0].Span.Len() != len(text) {
			t.Fatalf("Hugo does not read %s", text)
		}
		if src, ok := d.Shortcodes[0].Arg("src"); !ok || src.Value != "/images/x.png" {
			t.Fatalf("%s", text)
		}
		if name := p.fileName(); name == "" || len(name) > nameLength || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(name, "-") || strings.HasSuffix(name, "-") {
			t.Fatalf("the name is %q", name)
		}
	})
}

func isUTF8(s string) bool { return strings.ToValidUTF8(s, "") == s }

// FuzzPlaces: no place lies outside of the text, and no two share a byte.
func FuzzPlaces(f *testing.F) {
	for _, s := range []string{"![a](https://e.org/x.png)", "<img src=https://e.org/x>", "<p><img src='//e.org/x'", "[![a](https://e.org/x)](y)", "![a](https://e.org/x =3x4)",
		"{{< figure src=https://e.org/x >}}", "<div>\n<img src=\"https://e.org/x\" a=b c\n", "> <img\n> src=\"https://e.org/x\">", "[<img src=https://e.org/x> ![](https://e.org/y)](z)"} {
		f.Add(s)
	}
	house := wish(f, "").House
	f.Fuzz(func(t *testing.T, text string) {
		d := lint.Parse("", []byte(text))
		var fixes []*lint.Fix
		for _, p := range places(d, house, nil) {
			if p.lost == "" {
				fixes = append(fixes, lint.Replace("", p.span, "x"))
			}
		}
		if _, err := lint.Apply(d.Src, fixes...); err != nil {
			t.Fatal(err)
		}
	})
}
