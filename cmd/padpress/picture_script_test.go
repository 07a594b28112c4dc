package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/xsf/padpress/pad/padtest"
)

// setPictureStage starts a server that has pictures and nothing to do with the pad.
func setPictureStage(e *testscript.Env) {
	other := padtest.New()
	e.Defer(other.Close)
	e.Values["other"] = other
	e.Setenv("OTHER", other.URL)
}

// pictureKinds are what the stories' pictures are made of.
var pictureKinds = map[string]func() []byte{
	"small":  func() []byte { return somePNG(30, 20) },
	"square": func() []byte { return somePNG(20, 20) },
	"wide":   func() []byte { return somePNG(2400, 24) },
	"page":   func() []byte { return []byte("<!DOCTYPE html><title>Log in</title>") },
	"none":   func() []byte { return nil },
	"photo":  somePhoto,
}

func somePNG(w, h int) []byte {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(i)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// somePhoto is a JPEG with a place in it, in words, which is enough for a search.
func somePhoto() []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20)), nil); err != nil {
		panic(err)
	}
	const where = "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00 GPS Kingfisher Lane 7"
	return slices.Concat(b.Bytes()[:2], binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(where)+2)), []byte(where), b.Bytes()[2:])
}

func serverOf(ts *testscript.TestScript, name string) *padtest.Server {
	if name == "pad" {
		return stageOf(ts).pad
	}
	return ts.Value("other").(*padtest.Server)
}

func scriptPicture(ts *testscript.TestScript, _ bool, args []string) {
	serverOf(ts, args[0]).Upload(args[1], pictureKinds[args[2]]())
}

func scriptAsked(ts *testscript.TestScript, _ bool, args []string) {
	s, n := serverOf(ts, args[0]), 0
	for _, r := range s.Requests() {
		if strings.Contains(r.Path, "/uploads/") {
			n++
		}
	}
	if n != number(ts, args[1]) {
		ts.Fatalf("%s was asked for %d uploads, not %s", args[0], n, args[1])
	}
	s.Reset()
}
