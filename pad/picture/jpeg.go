package picture

import (
	"bytes"
	"encoding/binary"
)

// The markers of JPEG that are named here.
const (
	markSOF0 = 0xC0 // to 0xCF, apart from the next three: the frame
	markDHT  = 0xC4
	markJPG  = 0xC8
	markDAC  = 0xCC
	markRST0 = 0xD0
	markRST7 = 0xD7
	markSOI  = 0xD8
	markEOI  = 0xD9
	markSOS  = 0xDA
	markDRI  = 0xDD
	markAPP0 = 0xE0
	markAPP1 = 0xE1
	markAPP2 = 0xE2
	markAPPE = 0xEE
	markAPPF = 0xEF
	markCOM  = 0xFE
)

var (
	exifHead = []byte("Exif\x00\x00")
	iccHead  = []byte("ICC_PROFILE\x00")
)

// stripJPEG copies the segments that a decoder needs: tables, frames, scans, the size of a pixel, the colour profile and
// Adobe's word on the colours. All other applications' segments, comments and whatever follows the picture are left out;
// of EXIF the orientation stays.
func stripJPEG(src []byte) (stripped, error) {
	s := stripped{orientation: 1}
	var jfif, rest bytes.Buffer
	components := 0
	at := 2
	for {
		mark, head, err := jpegMarker(src, at)
		if err != nil {
			return s, err
		}
		if mark == markEOI {
			break
		}
		if head+2 > len(src) {
			return s, broken("it ends within a segment")
		}
		end := head + int(binary.BigEndian.Uint16(src[head:]))
		if end < head+2 || end > len(src) {
			return s, broken("it ends within a segment")
		}
		body, whole := src[head+2:end], src[head-2:end]
		at = end
		switch {
		case mark == markAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14 && jfif.Len() == 0:
			jfif.Write([]byte{0xFF, markAPP0, 0, 16})
			jfif.Write(body[:12])
			jfif.Write([]byte{0, 0}) // no thumbnail
		case mark == markAPP1 && bytes.HasPrefix(body, exifHead):
			s.orientation = orientation(body[len(exifHead):], s.orientation)
		case mark == markAPP2 && bytes.HasPrefix(body, iccHead):
			rest.Write(whole)
			s.profile = append(s.profile, whole...)
		case mark == markAPPE && bytes.HasPrefix(body, []byte("Adobe")):
			rest.Write(whole)
		case mark >= markAPP0 && mark <= markAPPF, mark == markCOM:
		case mark == markSOS:
			rest.Write(whole)
			at = scanEnd(src, end)
			rest.Write(src[end:at])
		case mark >= markSOF0 && mark <= 0xCF && mark != markDHT && mark != markJPG && mark != markDAC && len(body) >= 6:
			components = int(body[5])
			rest.Write(whole)
		case mark >= markSOF0 && mark <= 0xCF && mark != markJPG, mark > markSOS && mark <= 0xDF:
			rest.Write(whole)
		default:
			return s, broken("a segment is of the unknown kind %#x", mark)
		}
	}
	s.data = append([]byte{0xFF, markSOI}, jfif.Bytes()...)
	if s.orientation > 1 {
		exif := append(bytes.Clone(exifHead), orientationOnly(s.orientation)...)
		s.data = binary.BigEndian.AppendUint16(append(s.data, 0xFF, markAPP1), uint16(len(exif)+2))
		s.data = append(s.data, exif...)
	}
	s.data = append(append(s.data, rest.Bytes()...), 0xFF, markEOI)
	if components != 3 || !isRGBProfile(s.profile) {
		s.profile = nil
	}
	return s, nil
}

// jpegMarker is the marker at a place, and where its segment's length stands.
func jpegMarker(src []byte, at int) (mark byte, head int, err error) {
	if at >= len(src) || src[at] != 0xFF {
		return 0, 0, broken("it ends too early, or holds bytes outside its segments")
	}
	for at < len(src) && src[at] == 0xFF {
		at++
	}
	if at >= len(src) {
		return 0, 0, broken("it ends too early")
	}
	return src[at], at + 1, nil
}

// scanEnd is where the marker after the coded pixels stands that begin at a place.
func scanEnd(src []byte, at int) int {
	for at+1 < len(src) {
		if src[at] == 0xFF && src[at+1] != 0 && src[at+1] != 0xFF && (src[at+1] < markRST0 || src[at+1] > markRST7) {
			return at
		}
		at++
	}
	return len(src)
}

// isRGBProfile reports whether a colour profile, in segments, is one for RGB.
func isRGBProfile(segments []byte) bool {
	const space = 4 + 12 + 2 + 16 // marker and length, name, numbers, and in the profile
	return len(segments) > space+4 && string(segments[space:space+4]) == "RGB "
}
