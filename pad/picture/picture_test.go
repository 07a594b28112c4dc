package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/bep/imagemeta"
)

// told is what a reader that is not ours finds in a picture beside its pixels.
func told(t testing.TB, kind Kind, data []byte) map[string]any {
	t.Helper()
	formats := map[Kind]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP, AVIF: imagemeta.AVIF}
	found := map[string]any{}
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: formats[kind], Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag:       func(tag imagemeta.TagInfo) error { found[tag.Tag] = tag.Value; return nil },
	})
	if err != nil {
		t.Fatalf("the other reader: %v", err)
	}
	return found
}

// TestMetadata: nothing that tells where, when or by whom is left, and the pixels are the same.
func TestMetadata(t *testing.T) {
	img := drawn(40, 30)
	plain := encodedWebP(t, img)
	exif := gpsEXIF(binary.BigEndian, 6)
	for _, test := range []struct {
		name  string
		kind  Kind
		data  []byte
		tells string // a tag that the original has
		turns bool
	}{
		{"JPEG", JPEG, photo(t, img, 6), "GPSLatitude", true},
		{"JPEG, upright", JPEG, photo(t, img, 1), "GPSLatitude", false},
		{"JPEG, grey", JPEG, photo(t, image.NewGray(img.Rect), 3), "GPSLatitude", true},
		{"PNG", PNG, chunked(t, encodedPNG(t, img), appendChunk(nil, "eXIf", exif), appendChunk(nil, "tEXt", []byte("Author\x00"+secret)),
			appendChunk(nil, "tIME", make([]byte, 7)), appendChunk(nil, "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00<x/>")), appendChunk(nil, "prVt", []byte(secret))), "GPSLatitude", true},
		{"WebP", WebP, extended(t, plain, 40, 30, webpEXIF|webpXMP, appendRIFF(nil, "EXIF", exif), appendRIFF(nil, "XMP ", []byte("<x>"+secret+"</x>"))), "GPSLatitude", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, ok := told(t, test.kind, test.data)[test.tells]; !ok {
				t.Fatalf("the original does not tell %s: the test is worth nothing", test.tells)
			}
			p, err := Clean(test.data, Default)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(p.Data, []byte(secret)) || bytes.Contains(p.Data, []byte("GPS")) {
				t.Error("the secret is still there")
			}
			left := told(t, test.kind, p.Data)
			if _, ok := left["Orientation"]; ok != test.turns || len(left) > 1 || len(left) == 1 && !ok {
				t.Errorf("it still tells %v", left)
			}
			if !p.Stripped || p.Scaled || p.Kind != test.kind {
				t.Errorf("%+v", p)
			}
			if want := (image.Point{40, 30}); test.turns && left["Orientation"] != uint16(3) {
				if p.Width != want.Y || p.Height != want.X {
					t.Errorf("it is shown with %d × %d", p.Width, p.Height)
				}
			}
			same(t, test.kind, test.data, p.Data)
			again, err := Clean(p.Data, Default)
			if err != nil || !bytes.Equal(again.Data, p.Data) || again.Stripped {
				t.Errorf("done twice it is another: %v", err)
			}
		})
	}
}

// same holds two files against each other as they are drawn.
func same(t testing.TB, kind Kind, a, b []byte) {
	t.Helper()
	d, _ := decoderOf(kind)
	before, err1 := d.decode(bytes.NewReader(a))
	after, err2 := d.decode(bytes.NewReader(b))
	if err1 != nil || err2 != nil || before.Bounds() != after.Bounds() {
		t.Fatalf("they cannot be compared: %v, %v", err1, err2)
	}
	for y := before.Bounds().Min.Y; y < before.Bounds().Max.Y; y++ {
		for x := before.Bounds().Min.X; x < before.Bounds().Max.X; x++ {
			if before.At(x, y) != after.At(x, y) {
				t.Fatalf("pixel %d, %d differs", x, y)
			}
		}
	}
}

// TestKept: what needs no change is the same byte for byte, and colour profiles and animations stay.
func TestKept(t *testing.T) {
	icc := appendChunk(nil, "iCCP", []byte("p\x00\x00zlib"))
	moving := chunked(t, encodedPNG(t, drawn(3, 3)), appendChunk(nil, "acTL", []byte{0, 0, 0, 1, 0, 0, 0, 0}))
	frame := appendRIFF(nil, "ANMF", slices.Concat(make([]byte, 16), encodedWebP(t, drawn(9, 5))[12:]))
	still := encodedWebP(t, drawn(9, 5))
	film := extended(t, still, 3000, 5, 0x02, appendRIFF(nil, "ANIM", make([]byte, 6)), frame, frame)
	film = append(film[:30:30], film[len(film)-2*len(frame)-14:]...) // without the picture that is no part of a film
	binary.LittleEndian.PutUint32(film[4:], uint32(len(film)-8))
	for name, data := range map[string][]byte{
		"large animated webp": film,
		"png":                 encodedPNG(t, drawn(9, 5)), "jpeg": encodedJPEG(t, drawn(9, 5)), "webp": encodedWebP(t, drawn(9, 5)), "still gif": animation(t, 1, 4, 4),
		"animated gif": animation(t, 5, 8, 8), "large animated gif": animation(t, 2, 2100, 4), "moving png": moving,
		"png with a profile": chunked(t, encodedPNG(t, drawn(9, 5)), appendChunk(nil, "gAMA", []byte{0, 0, 0, 1})), "svg": []byte(drawing), "avif": avif(64, 32, "av01"),
	} {
		p, err := Clean(data, Default)
		if err != nil || !bytes.Equal(p.Data, data) || p.Stripped || p.Scaled {
			t.Errorf("%s: %v, %+v", name, err, p)
		}
	}
	s, err := stripPNG(chunked(t, encodedPNG(t, drawn(9, 5)), icc))
	if err != nil || !bytes.Contains(s.data, []byte("iCCP")) || !bytes.Equal(s.profile, icc) {
		t.Error(err, s.profile)
	}
	p, err := Clean(photo(t, drawn(9, 5), 1), Default)
	if err != nil || !bytes.Contains(p.Data, iccHead) || !bytes.Contains(p.Data, []byte("JFIF")) {
		t.Error(err)
	}
	moves := animation(t, 2, 4, 4)
	comment := slices.Insert(bytes.Clone(moves), 13+colourTable(moves[10]), append([]byte{0x21, 0xFE, byte(len(secret))}, secret+"\x00"...)...)
	if p, err = Clean(comment, Default); err != nil || !bytes.Equal(p.Data, moves) || !p.Stripped {
		t.Error("a GIF with a comment: ", err)
	}
}

// TestRefused: what is no picture, or more than one, says so.
func TestRefused(t *testing.T) {
	whole := map[string][]byte{"png": encodedPNG(t, drawn(50, 50)), "jpeg": encodedJPEG(t, drawn(50, 50)), "gif": animation(t, 2, 50, 50),
		"webp": encodedWebP(t, drawn(50, 50)), "avif": avif(50, 50, "av01"), "svg": []byte(drawing)}
	tests := map[string]struct {
		data string
		want error
	}{
		"nothing":                 {"", ErrNoPicture},
		"a web page":              {"<!DOCTYPE html><title>Log in</title>", ErrNoPicture},
		"a web page, with blanks": {"\n\n  <html><body>", ErrNoPicture},
		"text":                    {"heron", ErrNoPicture},
		"JSON":                    {`{"svg": true}`, ErrNoPicture},
		"a PDF":                   {"%PDF-1.7", ErrNoPicture},
		"a bitmap":                {"BM\x00\x00\x00\x00\x00\x00\x00\x00", ErrNoPicture},
		"an icon":                 {"\x00\x00\x01\x00\x01\x00", ErrNoPicture},
		"HEIC":                    {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", ErrNoPicture},
		"a film":                  {"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", ErrNoPicture},
		"other XML":               {`<?xml version="1.0"?><feed xmlns="x"><svg/></feed>`, ErrNoPicture},
		"a bomb":                  {string(bomb(t, 40_000, 40_000)), ErrTooLarge},
		"a wide bomb":             {string(bomb(t, 1<<30, 1)), ErrTooLarge},
		"no height":               {string(bomb(t, 1, 0)), ErrBroken},
		"only the head of a PNG":  {pngHead, ErrBroken},
		"a wrong checksum":        {strings.Replace(string(whole["png"]), "IDAT", "IDAT\x01", 1), ErrBroken},
		"a GIF without a picture": {"GIF89a\x01\x00\x01\x00\x00\x00\x00;", ErrBroken},
		"an AVIF with EXIF":       {string(avif(9, 9, "av01", "Exif")), ErrUnsafe},
		"an AVIF with XMP":        {string(avif(9, 9, "av01", "mime")), ErrUnsafe},
		"an AVIF that is a film":  {string(avif(9, 9, "av01")) + string(box("moov")), ErrUnsafe},
		"an AVIF with a box":      {string(avif(9, 9, "av01")) + string(box("uuid", []byte(secret))), ErrUnsafe},
		"a large AVIF":            {string(avif(9000, 9, "av01")), ErrTooLarge},
	}
	for kind, data := range whole {
		for _, part := range []int{1, 10, 50, 90, 99} {
			name := "a part of a " + kind + " " + string(rune('0'+part/10))
			tests[name] = struct {
				data string
				want error
			}{string(data[:len(data)*part/100]), nil}
		}
		tests["a "+kind+" without its last byte"] = struct {
			data string
			want error
		}{string(data[:len(data)-1]), nil}
	}
	delete(tests, "a svg without its last byte") // a line end
	for name, test := range tests {
		p, err := Clean([]byte(test.data), Default)
		if err == nil {
			t.Errorf("%s: taken as %s of %d × %d", name, p.Kind, p.Width, p.Height)
		} else if test.want != nil && !errors.Is(err, test.want) || !errors.Is(err, ErrNoPicture) && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrUnsafe) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSVG(t *testing.T) {
	for name, s := range map[string]string{
		"a script":               `<script>alert(1)</script>`,
		"a script elsewhere":     `<g><g><script xlink:href="#a"/></g></g>`,
		"a handler":              `<g onclick="alert(1)"/>`,
		"a handler in capitals":  `<g ONLOAD="alert(1)"/>`,
		"a link":                 `<a href="https://example.org/"><path/></a>`,
		"a picture":              `<image href="https://example.org/x.png"/>`,
		"a picture within":       `<image href="data:image/png;base64,AAAA"/>`,
		"a reference":            `<use href="https://example.org/x.svg#a"/>`,
		"a reference with xlink": `<use xlink:href="//example.org/x.svg#a"/>`,
		"a filter's picture":     `<filter><feImage href="x.png"/></filter>`,
		"a page":                 `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`,
		"a frame":                `<iframe src="https://example.org/"/>`,
		"an import":              `<style>@import "https://example.org/x.css";</style>`,
		"an import in parts":     `<style>@imp<!-- -->ort "x.css";</style>`,
		"an import in data":      `<style><![CDATA[@imp]]><![CDATA[ort "x.css";]]></style>`,
		"an import as numbers":   `<style>&#64;import "x.css";</style>`,
		"a font":                 `<style>@font-face { src: url(https://example.org/f) }</style>`,
		"a background":           `<path style="fill: url(https://example.org/x.svg#a)"/>`,
		"a background, quoted":   `<path fill='url( "https://example.org/x.svg#a")'/>`,
		"a background, escaped":  `<path style="fill: u\72l(https://example.org/)"/>`,
		"a background, numbers":  `<path style="fill: &#117;rl(https://example.org/)"/>`,
		"a change of a link":     `<path><animate attributeName="xlink:href" to="#b"/></path>`,
		"javascript":             `<path><animate attributeName="x" values="JavaScript:alert(1)"/></path>`,
		"another namespace":      `<x:script xmlns:x="http://www.w3.org/2000/svg">a</x:script>`,
		"html":                   `<h:style xmlns:h="http://www.w3.org/1999/xhtml">a</h:style>`,
		"another base":           `<g xml:base="https://example.org/"/>`,
		"a handler for events":   `<handler type="text/ecmascript"/>`,
		"sound":                  `<audio src="#a"/>`,
	} {
		if _, err := Clean([]byte(drawingWith(s)), Default); !errors.Is(err, ErrUnsafe) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, text := range map[string]string{
		"a style sheet":   `<?xml-stylesheet href="https://example.org/x.css"?>` + drawingWith(""),
		"an entity":       `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + drawingWith("&x;"),
		"many entities":   `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>` + drawingWith("&b;"),
		"two drawings":    drawingWith("") + drawingWith(""),
		"an open drawing": `<svg xmlns="http://www.w3.org/2000/svg"><g>`,
		"crossed":         drawingWith("<g></path></g>"),
		"no namespace":    `<svg><path/></svg>`,
		"UTF-16":          "\xff\xfe<\x00s\x00v\x00g\x00",
	} {
		if p, err := Clean([]byte(text), Default); err == nil {
			t.Errorf("%s: %s", name, p.Data)
		}
	}
}

// TestSVGMetadata: what editors write for themselves is taken out, and nothing else.
func TestSVGMetadata(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">`
	dirty := `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + "\n" +
		strings.Replace(head, ">", ` inkscape:export-filename="C:\Users\`+secret+`" sodipodi:docname='`+secret+`'>`, 1) +
		`<!-- ` + secret + ` --><metadata><rdf:RDF xmlns:rdf="x"><dc:creator xmlns:dc="y">` + secret + `</dc:creator></rdf:RDF></metadata>` +
		`<sodipodi:namedview inkscape:zoom="1"><inkscape:grid/></sodipodi:namedview><g inkscape:label="Layer 1" id="a" ><path d="M0 0" inkscape:connector = "0" id='b'/></g></svg>`
	p, err := Clean([]byte(dirty), Default)
	if err != nil {
		t.Fatal(err)
	}
	if want := "\n" + head + `<g id="a" ><path d="M0 0" id='b'/></g></svg>`; string(p.Data) != want || !p.Stripped {
		t.Errorf("%s\nwant\n%s", p.Data, want)
	}
}

func TestScaled(t *testing.T) {
	limits := Limits{Side: 20, Pixels: 10_000}
	for _, test := range []struct {
		name string
		data []byte
		kind Kind
		w, h int
	}{
		{"wide PNG", encodedPNG(t, drawn(50, 30)), PNG, 20, 12},
		{"tall PNG", encodedPNG(t, drawn(30, 50)), PNG, 12, 20},
		{"thin PNG", encodedPNG(t, drawn(90, 1)), PNG, 20, 1},
		{"by little", encodedPNG(t, drawn(21, 21)), PNG, 20, 20},
		{"JPEG", photo(t, drawn(60, 30), 1), JPEG, 20, 10},
		{"JPEG, turned", photo(t, drawn(60, 30), 6), JPEG, 10, 20},
		{"WebP without transparency", encodedWebP(t, drawn(60, 30)), JPEG, 20, 10},
		{"WebP with transparency", encodedWebP(t, clear(drawn(60, 30))), PNG, 20, 10},
		{"GIF", animation(t, 1, 60, 30), PNG, 20, 10},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := Clean(test.data, limits)
			if err != nil {
				t.Fatal(err)
			}
			if p.Kind != test.kind || p.Width != test.w || p.Height != test.h || !p.Scaled {
				t.Errorf("%s of %d × %d", p.Kind, p.Width, p.Height)
			}
			d, _ := decoderOf(p.Kind)
			if c, err := d.config(bytes.NewReader(p.Data)); err != nil || c.Width != test.w || c.Height != test.h {
				t.Errorf("%+v, %v", c, err)
			}
			if bytes.Contains(p.Data, []byte(secret)) {
				t.Error("it tells the secret")
			}
			again, err := Clean(p.Data, limits)
			if err != nil || !bytes.Equal(again.Data, p.Data) {
				t.Errorf("done twice it is another: %v", err)
			}
		})
	}
	p, err := Clean(photo(t, drawn(60, 30), 1), limits)
	if err != nil || !bytes.Contains(p.Data, iccHead) {
		t.Error("the colour profile is gone: ", err)
	}
	for _, data := range [][]byte{avif(30, 30, "av01"), bomb(t, 101, 100)} {
		if _, err := Clean(data, limits); err == nil {
			t.Error("taken")
		}
	}
}

// TestTurned: an orientation turns a picture as EXIF says. The marks stand for the corners as they are stored.
func TestTurned(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 3, 2))
	for i := range 6 {
		img.Pix[4*i], img.Pix[4*i+3] = byte(i+1), 255 // 1 2 3 / 4 5 6
	}
	for orientation, want := range map[int]string{1: "123/456", 2: "321/654", 3: "654/321", 4: "456/123", 5: "14/25/36", 6: "41/52/63", 7: "63/52/41", 8: "36/25/14"} {
		out := turned(img, orientation)
		var got strings.Builder
		for y := range out.Rect.Dy() {
			if y > 0 {
				got.WriteByte('/')
			}
			for x := range out.Rect.Dx() {
				got.WriteByte('0' + out.RGBAAt(x, y).R)
			}
		}
		if got.String() != want {
			t.Errorf("%d: %s, want %s", orientation, got.String(), want)
		}
	}
}

// TestShrunk: the mean stays, whatever the sizes.
func TestShrunk(t *testing.T) {
	for _, from := range []image.Point{{7, 5}, {40, 40}, {33, 100}, {1000, 3}} {
		for _, to := range []image.Point{{1, 1}, {3, 2}, {7, 3}} {
			img := drawn(from.X, from.Y)
			if a, b := mean(img), mean(shrunk(img, min(to.X, from.X), min(to.Y, from.Y))); a-b > 1.5 || b-a > 1.5 {
				t.Errorf("%v to %v: %.1f became %.1f", from, to, a, b)
			}
		}
	}
}

func mean(img image.Image) float64 {
	sum, b := 0.0, img.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			r, g, _, _ := img.At(x, y).RGBA()
			sum += float64(r+g) / 257
		}
	}
	return sum / float64(b.Dx()*b.Dy())
}
