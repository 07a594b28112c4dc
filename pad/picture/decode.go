package picture

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// decoder opens a format. They are named instead of registered, so that nothing else is ever tried.
type decoder struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

func decoderOf(kind Kind) (decoder, bool) {
	switch kind {
	case PNG:
		return decoder{png.DecodeConfig, png.Decode}, true
	case JPEG:
		return decoder{jpeg.DecodeConfig, jpeg.Decode}, true
	case GIF:
		return decoder{gif.DecodeConfig, gif.Decode}, true
	case WebP:
		return decoder{webp.DecodeConfig, webp.Decode}, true
	}
	return decoder{}, false
}

func (s stripped) reader() io.Reader { return bytes.NewReader(s.data) }
