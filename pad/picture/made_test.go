package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"github.com/HugoSmits86/nativewebp"
)

// drawn is a picture in which no row and no column is like another.
func drawn(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, color.NRGBA{uint8(255 * x / w), uint8(255 * y / h), uint8(x ^ y), 255})
		}
	}
	return img
}

func clear(img *image.NRGBA) *image.NRGBA {
	img.SetNRGBA(0, 0, color.NRGBA{})
	return img
}

// secret stands in all metadata of the test's pictures.
const secret = "Kingfisher Lane 7"

// gpsEXIF is EXIF data as a telephone writes it: orientation, the place, a description and a thumbnail.
func gpsEXIF(order binary.AppendByteOrder, orientation uint16) []byte {
	tiff := []byte("II")
	if order.String() == "BigEndian" {
		tiff = []byte("MM")
	}
	short := func(v uint16) { tiff = order.AppendUint16(tiff, v) }
	long := func(v uint32) { tiff = order.AppendUint32(tiff, v) }
	entry := func(tag, kind uint16, count, value uint32) { short(tag); short(kind); long(count); long(value) }
	short(42)
	long(8)
	short(3) // the first directory, from 8 to 50
	entry(0x010E, 2, uint32(len(secret)+1), 104)
	short(orientationTag)
	short(3)
	long(1)
	short(orientation)
	short(0)
	entry(0x8825, 4, 1, 50)
	long(0)
	short(4) // that of the place, from 50 to 104
	tiff = append(entryASCII(order, tiff, 1, "N"), entryASCII(order, nil, 3, "E")...)
	entry(2, 5, 3, 124)
	entry(4, 5, 3, 148)
	long(0)
	tiff = append(tiff, secret+"\x00"...)
	for len(tiff) < 124 {
		tiff = append(tiff, 0)
	}
	for _, n := range []uint32{52, 1, 31, 1, 12, 1, 13, 1, 24, 1, 36, 1} {
		long(n)
	}
	return tiff
}

func entryASCII(order binary.AppendByteOrder, tiff []byte, tag uint16, letter string) []byte {
	tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, tag), 2), 2)
	return append(tiff, letter[0], 0, 0, 0)
}

func encodedJPEG(t testing.TB, img image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encodedPNG(t testing.TB, img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func encodedWebP(t testing.TB, img image.Image) []byte {
	var b bytes.Buffer
	if err := nativewebp.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func segment(mark byte, body ...byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, mark}, uint16(len(body)+2)), body...)
}

// profile is the head of a colour profile, which is all that is looked at.
func profile(space string) []byte {
	return slices.Concat(make([]byte, 16), []byte(space), make([]byte, 108))
}

// photo is a JPEG with all that cameras and programs write into one.
func photo(t testing.TB, img image.Image, orientation uint16) []byte {
	plain := encodedJPEG(t, img)
	xmp := "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" +
		"<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='" + secret + "'/></rdf:RDF></x:xmpmeta>"
	return slices.Concat(plain[:2],
		segment(markAPP0, slices.Concat([]byte("JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01"), []byte{1, 2, 3})...), // with a thumbnail of one pixel
		segment(markAPP1, slices.Concat(exifHead, gpsEXIF(binary.LittleEndian, orientation))...),
		segment(markAPP1, []byte(xmp)...),
		segment(markAPP2, slices.Concat(iccHead, []byte{1, 1}, profile("RGB "))...),
		segment(0xED, []byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x16\x1c\x02\x78\x00\x11"+secret)...),
		segment(markCOM, []byte(secret)...),
		plain[2:], []byte(secret)) // some cameras put a film behind the picture
}

func chunked(t testing.TB, plain []byte, chunks ...[]byte) []byte {
	const head = len(pngHead) + 25
	return slices.Concat(plain[:head], slices.Concat(chunks...), plain[head:])
}

func animation(t testing.TB, frames, w, h int) []byte {
	g := gif.GIF{LoopCount: 3}
	for n := range frames {
		p := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.Black, color.White, color.RGBA{255, 0, 0, 255}})
		p.SetColorIndex(n%w, 0, 1)
		g.Image, g.Delay = append(g.Image, p), append(g.Delay, 7)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// extended is a WebP with the header for more than a picture.
func extended(t testing.TB, plain []byte, w, h int, flags byte, chunks ...[]byte) []byte {
	x := []byte{flags, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), 0, byte(h - 1), byte((h - 1) >> 8), 0}
	body := slices.Concat([]byte("WEBP"), appendRIFF(nil, "VP8X", x), plain[12:], slices.Concat(chunks...))
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func box(name string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), name...), body...)
}

// avif has the parts of a still AVIF, and items of the kinds given; its pixels are none.
func avif(w, h uint32, items ...string) []byte {
	var infe [][]byte
	for _, kind := range items {
		infe = append(infe, box("infe", []byte{2, 0, 0, 0, 0, 1, 0, 0}, []byte(kind), []byte{0}))
	}
	iinf := box("iinf", append([][]byte{{0, 0, 0, 0, 0, byte(len(items))}}, infe...)...)
	ispe := box("ispe", []byte{0, 0, 0, 0}, binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h))
	return slices.Concat(box("ftyp", []byte("avif\x00\x00\x00\x00mif1miaf")),
		box("meta", []byte{0, 0, 0, 0}, box("hdlr", make([]byte, 20)), iinf, box("iprp", box("ipco", ispe))), box("mdat", []byte("pixels")))
}

const drawing = `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">
  <style>.a { fill: url(#g) }</style>
  <defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>
  <title>A heron</title>
  <path class="a" d="M0 0L10 10" style="filter: url('#f')"/><use xlink:href="#g"/>
</svg>
`

// drawingWith is a drawing with something more in it.
func drawingWith(s string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + s + `</svg>`
}

// bomb is a PNG of a few bytes that says it has this many pixels.
func bomb(t testing.TB, w, h uint32) []byte {
	data := bytes.Clone(encodedPNG(t, drawn(2, 2)))
	head := len(pngHead)
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	body = append(body, data[head+16:head+21]...)
	return slices.Concat(data[:head], appendChunk(nil, "IHDR", body), data[head+25:])
}
