package picture

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// quality is that of JPEG: nobody sees a difference, and a third of the bytes of the best.
const quality = 90

// scaled draws the picture anew, with the longer side given, and turned as its orientation says. What was JPEG stays one,
// and so becomes what has no transparent pixels in a WebP; all else becomes PNG.
func (s stripped) scaled(kind Kind, side int) (*Picture, error) {
	d, ok := decoderOf(kind)
	if !ok {
		return nil, tooWide(s.width, s.height, side)
	}
	img, err := d.decode(s.reader())
	if err != nil {
		return nil, broken("%v", err)
	}
	size := img.Bounds().Size()
	width, height := side, max(1, (size.Y*side+size.X/2)/size.X)
	if size.Y > size.X {
		width, height = max(1, (size.X*side+size.Y/2)/size.Y), side
	}
	small := turned(shrunk(img, width, height), s.orientation)
	p := &Picture{Kind: PNG, Width: small.Bounds().Dx(), Height: small.Bounds().Dy(), Scaled: true, Stripped: true}
	var out bytes.Buffer
	if kind == JPEG || kind == WebP && small.Opaque() {
		p.Kind = JPEG
		err = jpeg.Encode(&out, small, &jpeg.Options{Quality: quality})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	}
	if err != nil {
		return nil, broken("%v", err)
	}
	p.Data = out.Bytes()
	if p.Kind == kind && len(s.profile) > 0 {
		p.Data = withProfile(p.Data, kind, s.profile)
	}
	return p, nil
}

// withProfile puts the colour profile of the original in front: the pixels mean the same as before.
func withProfile(data []byte, kind Kind, profile []byte) []byte {
	at := 2 // behind the start of a JPEG
	if kind == PNG {
		at = len(pngHead) + 12 + 13 // behind the header
	}
	return append(append(bytes.Clone(data[:at]), profile...), data[at:]...)
}

// shrunk averages the pixels that each new one covers. It needs the memory of the result and of a few rows: libraries
// that weigh neighbours, too, need thirty-two bytes for every pixel of the original.
func shrunk(img image.Image, width, height int) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	line, sum := make([]float64, 4*width), make([]float64, 4*width)
	tall, y, left := float64(b.Dy())/float64(height), 0, float64(b.Dy())/float64(height) // left: rows that the line lacks
	for sy := range b.Dy() {
		draw.Draw(row, row.Rect, img, image.Pt(b.Min.X, b.Min.Y+sy), draw.Src)
		shrinkRow(line, row.Pix, b.Dx(), width)
		for rest := 1.0; rest > 1e-9 && y < height; {
			part := min(rest, left)
			for i, v := range line {
				sum[i] += v * part
			}
			rest, left = rest-part, left-part
			if left < 1e-9 || sy == b.Dy()-1 && rest < 1e-9 {
				for i, v := range sum {
					out.Pix[y*out.Stride+i] = uint8(min(255, v/tall+0.5))
					sum[i] = 0
				}
				y, left = y+1, tall
			}
		}
	}
	return out
}

// shrinkRow averages the pixels of a row, of four bytes each.
func shrinkRow(line []float64, pix []byte, from, to int) {
	wide := float64(from) / float64(to)
	for x := range to {
		start, end := float64(x)*wide, float64(x+1)*wide
		var r, g, b, a float64
		for sx := int(start); sx < from && float64(sx) < end-1e-9; sx++ {
			w := min(float64(sx+1), end) - max(float64(sx), start)
			p := pix[4*sx : 4*sx+4 : 4*sx+4]
			r, g, b, a = r+w*float64(p[0]), g+w*float64(p[1]), b+w*float64(p[2]), a+w*float64(p[3])
		}
		line[4*x], line[4*x+1], line[4*x+2], line[4*x+3] = r/wide, g/wide, b/wide, a/wide
	}
}

// turned is the picture as an orientation of EXIF says that it is meant.
func turned(img *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation > 4 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := [...]image.Point{2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y}, 5: {y, x}, 6: {h - 1 - y, x}, 7: {h - 1 - y, w - 1 - x}, 8: {y, w - 1 - x}}[orientation]
			out.SetRGBA(to.X, to.Y, img.RGBAAt(x, y))
		}
	}
	return out
}
