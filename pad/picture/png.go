package picture

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

const pngHead = "\x89PNG\r\n\x1a\n"

// pngShown are the chunks that change what is seen; all others are left out, among them every text, date and EXIF.
var pngShown = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "bKGD", "pHYs", "sBIT", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI",
	"acTL", "fcTL", "fdAT"}

// pngColours are those that say what the numbers of the pixels mean.
var pngColours = []string{"gAMA", "cHRM", "sRGB", "iCCP", "cICP"}

// stripPNG copies the chunks that show. Their checksums must be right, as browsers show nothing otherwise.
func stripPNG(src []byte) (stripped, error) {
	s := stripped{orientation: 1, data: []byte(pngHead)}
	colour := byte(0)
	for at := len(pngHead); ; {
		if len(src)-at < 12 {
			return s, broken("it ends too early")
		}
		size, name := uint64(binary.BigEndian.Uint32(src[at:])), string(src[at+4:at+8])
		if size > uint64(len(src)-at-12) {
			return s, broken("it ends too early")
		}
		body := at + 8
		end := body + int(size) + 4
		if crc32.ChecksumIEEE(src[at+4:end-4]) != binary.BigEndian.Uint32(src[end-4:]) {
			return s, broken("a checksum is wrong")
		}
		switch {
		case name == "IHDR" && size == 13:
			colour = src[body+9]
		case name == "acTL":
			s.moves = true
		case name == "eXIf":
			if v := orientation(src[body:end-4], 1); v > 1 && s.orientation == 1 {
				s.orientation = v
				s.data = appendChunk(s.data, "eXIf", orientationOnly(v))
			}
		}
		if slices.Contains(pngShown, name) {
			s.data = append(s.data, src[at:end]...)
		}
		if slices.Contains(pngColours, name) && colour&2 != 0 { // a profile for grey would be wrong for the copy
			s.profile = append(s.profile, src[at:end]...)
		}
		at = end
		if name == "IEND" {
			return s, nil
		}
	}
}

func appendChunk(png []byte, name string, body []byte) []byte {
	png = binary.BigEndian.AppendUint32(png, uint32(len(body)))
	start := len(png)
	png = append(append(png, name...), body...)
	return binary.BigEndian.AppendUint32(png, crc32.ChecksumIEEE(png[start:]))
}
