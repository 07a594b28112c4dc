package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// FuzzClean: whatever comes, it is a picture that can be shown, cleaned for good, or an error that says what to do.
func FuzzClean(f *testing.F) {
	limits := Limits{Side: 64, Pixels: 1 << 14}
	exif := gpsEXIF(binary.BigEndian, 6)
	for _, seed := range [][]byte{
		photo(f, drawn(20, 10), 6), photo(f, drawn(80, 10), 8), encodedPNG(f, drawn(9, 9)), chunked(f, encodedPNG(f, drawn(70, 9)), appendChunk(nil, "eXIf", exif)),
		animation(f, 3, 5, 5), encodedWebP(f, drawn(9, 9)), extended(f, encodedWebP(f, drawn(9, 9)), 9, 9, webpEXIF, appendRIFF(nil, "EXIF", exif)),
		avif(9, 9, "av01"), avif(9, 9, "Exif"), []byte(drawing), []byte(drawingWith("<script/>")), []byte("<html>"), bomb(f, 1<<20, 1<<20), nil,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		p, err := Clean(data, limits)
		if !bytes.Equal(before, data) {
			t.Fatal("the data was changed")
		}
		if err != nil {
			if !errors.Is(err, ErrNoPicture) && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrUnsafe) || strings.Contains(err.Error(), "\n") {
				t.Fatal(err)
			}
			return
		}
		if kind, err := Recognise(p.Data); err != nil || kind != p.Kind {
			t.Fatalf("a %s became %s, %v", p.Kind, kind, err)
		}
		if p.Width > 1<<14 || p.Height > 1<<14 || p.Kind != SVG && (p.Width < 1 || p.Height < 1) {
			t.Fatalf("%d × %d", p.Width, p.Height)
		}
		again, err := Clean(p.Data, limits)
		if err != nil || !bytes.Equal(again.Data, p.Data) {
			t.Fatalf("cleaned twice it is another: %v", err)
		}
		if p.Kind == JPEG && !p.Scaled || p.Kind == PNG && !p.Scaled {
			same(t, p.Kind, data, p.Data)
		}
	})
}

// FuzzOrientation: EXIF is read without a slip, and what is written is read the same.
func FuzzOrientation(f *testing.F) {
	f.Add(gpsEXIF(binary.LittleEndian, 6))
	f.Add(gpsEXIF(binary.BigEndian, 3))
	f.Add([]byte("MM\x00*\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, tiff []byte) {
		v := orientation(tiff, 1)
		if v < 1 || v > 8 {
			t.Fatal(v)
		}
		if got := orientation(orientationOnly(v), 0); got != v {
			t.Fatalf("%d became %d", v, got)
		}
	})
}
