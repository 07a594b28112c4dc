package picture

import (
	"encoding/binary"
	"slices"
)

// webpShown are the chunks that show.
var webpShown = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}

// Flags of the chunk VP8X.
const (
	webpXMP  = 0x04
	webpEXIF = 0x08
)

// stripWebP copies the chunks that show. Of EXIF the orientation stays.
func stripWebP(src []byte) (stripped, error) {
	s := stripped{orientation: 1}
	if len(src) < 20 {
		return s, broken("it ends too early")
	}
	size := uint64(binary.LittleEndian.Uint32(src[4:])) + 8
	if size > uint64(len(src)) {
		return s, broken("it ends too early")
	}
	src = src[:size]
	s.data = append(s.data, "RIFF\x00\x00\x00\x00WEBP"...)
	flags, pictures := 0, 0
	for at := 12; at < len(src); {
		if len(src)-at < 8 {
			return s, broken("it ends too early")
		}
		name, n := string(src[at:at+4]), uint64(binary.LittleEndian.Uint32(src[at+4:]))
		if n > uint64(len(src)-at-8) {
			return s, broken("it ends too early")
		}
		body := src[at+8 : at+8+int(n)]
		at += 8 + int(n+n&1)
		switch name {
		case "VP8 ", "VP8L":
			pictures++
		case "ANMF":
			pictures++
			s.moves = true
		case "VP8X":
			if n < 10 || flags != 0 {
				return s, broken("its header is wrong")
			}
			flags = len(s.data) + 8
			s.width, s.height = webpSide(body[4:]), webpSide(body[7:])
		case "EXIF":
			s.orientation = orientation(body, s.orientation)
		}
		if slices.Contains(webpShown, name) {
			s.data = appendRIFF(s.data, name, body)
		}
	}
	if pictures == 0 {
		return s, broken("there is no picture in it")
	}
	if flags > 0 {
		s.data[flags] &^= webpXMP | webpEXIF
		if s.orientation > 1 {
			s.data[flags] |= webpEXIF
			s.data = appendRIFF(s.data, "EXIF", orientationOnly(s.orientation))
		}
	} else {
		s.orientation = 1 // without that header there is no EXIF
	}
	binary.LittleEndian.PutUint32(s.data[4:], uint32(len(s.data)-8))
	return s, nil
}

func appendRIFF(data []byte, name string, body []byte) []byte {
	data = binary.LittleEndian.AppendUint32(append(data, name...), uint32(len(body)))
	data = append(data, body...)
	if len(body)%2 == 1 {
		data = append(data, 0)
	}
	return data
}

// webpSide is one side of the canvas: three bytes hold one pixel less.
func webpSide(b []byte) int { return 1 + (int(b[0]) | int(b[1])<<8 | int(b[2])<<16) }
