// Package picture makes a picture that strangers sent fit for a website.
//
// What a picture is, its bytes tell, and not its name. What says where, when and by whom it was made is taken out by
// copying everything else: no pixel changes. Only what is too large is drawn anew, smaller.
package picture

import (
	"errors"
	"fmt"
	"image"
	"slices"
)

// Kind is a format that browsers show.
type Kind string

// The kinds, each named like the ending of its files.
const (
	PNG  Kind = "png"
	JPEG Kind = "jpg"
	GIF  Kind = "gif"
	WebP Kind = "webp"
	AVIF Kind = "avif"
	SVG  Kind = "svg"
)

// What can be wrong with a picture. Every error of [Clean] wraps one of these, and says what to do.
var (
	// ErrNoPicture means that the bytes are something else, or a format that browsers do not show.
	ErrNoPicture = errors.New("not a picture that browsers show")
	// ErrBroken means that the picture ends too early or cannot be read.
	ErrBroken = errors.New("the picture is damaged")
	// ErrTooLarge means that it has too many pixels to be opened.
	ErrTooLarge = errors.New("the picture has too many pixels")
	// ErrUnsafe means that it holds what does more than show a picture.
	ErrUnsafe = errors.New("the picture is not safe")
)

// Limits bound pictures.
type Limits struct {
	Side   int // pixels of the longer side, above which a picture is scaled down
	Pixels int // more are refused; a picture is opened with four bytes for each
}

// Default are the limits of a newsletter: what a screen shows, and what any camera makes.
var Default = Limits{Side: 2000, Pixels: 40_000_000}

// Picture is a picture that can be published.
type Picture struct {
	Data          []byte
	Kind          Kind
	Width, Height int  // as it is shown, in pixels; 0 for an SVG
	Scaled        bool // it is smaller than it was
	Stripped      bool // something that does not show was taken out
}

// stripped is a picture's file without what does not show.
type stripped struct {
	data        []byte
	orientation int    // as EXIF numbers it, 1 if it says nothing
	moves       bool   // it is an animation
	profile     []byte // its colour profile, as segments or chunks of the format, if a copy in RGB may keep it
	width       int    // only where no decoder tells
	height      int
}

// Clean checks a picture and takes out what does not show; done twice it is done once. The orientation stays, and so do
// colour profiles and animations. A picture that is larger than the limits allow is scaled down, turned as it is meant,
// and becomes PNG or JPEG if it was a WebP. The data is not changed, and may be a part of the result.
func Clean(data []byte, l Limits) (*Picture, error) {
	kind, err := Recognise(data)
	if err != nil {
		return nil, err
	}
	if kind == SVG {
		clean, err := cleanSVG(data)
		return &Picture{Data: clean, Kind: SVG, Stripped: len(clean) != len(data)}, err
	}
	s, err := strip(kind, data)
	if err != nil {
		return nil, err
	}
	size, err := s.size(kind)
	if err != nil {
		return nil, err
	}
	if size.X <= 0 || size.Y <= 0 || size.X > l.Pixels/size.Y {
		return nil, fmt.Errorf("%w: %d × %d; scale it down", ErrTooLarge, size.X, size.Y)
	}
	if max(size.X, size.Y) > l.Side && !s.moves {
		return s.scaled(kind, l.Side)
	}
	if err := s.opens(kind); err != nil {
		return nil, err
	}
	if s.orientation > 4 {
		size.X, size.Y = size.Y, size.X
	}
	return &Picture{Data: s.data, Kind: kind, Width: size.X, Height: size.Y, Stripped: !slices.Equal(s.data, data)}, nil
}

// strip takes out what does not show, of a picture with pixels.
func strip(kind Kind, data []byte) (stripped, error) {
	switch kind {
	case PNG:
		return stripPNG(data)
	case JPEG:
		return stripJPEG(data)
	case GIF:
		return stripGIF(data)
	case WebP:
		return stripWebP(data)
	}
	return stripAVIF(data)
}

// size is the picture's in pixels, as they are stored.
func (s stripped) size(kind Kind) (image.Point, error) {
	decoder, ok := decoderOf(kind)
	if !ok {
		return image.Point{X: s.width, Y: s.height}, nil
	}
	c, err := decoder.config(s.reader())
	if err != nil {
		return image.Point{}, broken("%v", err)
	}
	return image.Point{X: c.Width, Y: c.Height}, nil
}

// opens draws the picture once, so that what is published can be shown. Of an animation it is the first picture.
func (s stripped) opens(kind Kind) error {
	decoder, ok := decoderOf(kind)
	if !ok || kind == WebP && s.moves {
		return nil // there is no decoder; that its parts fit each other is known
	}
	if _, err := decoder.decode(s.reader()); err != nil {
		return broken("%v", err)
	}
	return nil
}

// tooWide says that a picture cannot be made smaller here.
func tooWide(width, height, side int) error {
	return fmt.Errorf("%w: %d × %d; scale it down to %d, or save it as PNG or JPEG", ErrTooLarge, width, height, side)
}

// broken says what is wrong with a file's form.
func broken(format string, args ...any) error {
	return fmt.Errorf("%w (%s); save it anew and upload it again", ErrBroken, fmt.Sprintf(format, args...))
}
