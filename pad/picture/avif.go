package picture

import (
	"encoding/binary"
	"fmt"
)

// stripAVIF finds out whether there is anything in an AVIF that does not show. Its parts name each other by their places
// in the file, so nothing is taken out: a file with metadata is refused.
func stripAVIF(src []byte) (stripped, error) {
	s := stripped{orientation: 1, data: src}
	meta, data := false, false
	err := eachBox(src, func(name string, body []byte) error {
		switch name {
		case "ftyp":
		case "mdat":
			data = true
		case "meta":
			meta = true
			return s.readMeta(body)
		default: // moov is a film; free and uuid may hide anything
			return fmt.Errorf("%w: it is an AVIF with more than a picture in it (%q); save it as PNG or JPEG", ErrUnsafe, name)
		}
		return nil
	})
	if err == nil && !(meta && data && s.width > 0) {
		err = broken("there is no picture in it")
	}
	return s, err
}

// readMeta reads the size, and refuses items that are no pictures.
func (s *stripped) readMeta(body []byte) error {
	if len(body) < 4 {
		return broken("it ends too early")
	}
	return eachBox(body[4:], func(name string, body []byte) error {
		switch name {
		case "iinf":
			return checkItems(body)
		case "iprp":
			return eachBox(body, func(name string, body []byte) error {
				if name != "ipco" {
					return nil
				}
				return eachBox(body, func(name string, body []byte) error {
					if name == "ispe" && len(body) >= 12 {
						s.width = max(s.width, int(binary.BigEndian.Uint32(body[4:])))
						s.height = max(s.height, int(binary.BigEndian.Uint32(body[8:])))
					}
					return nil
				})
			})
		}
		return nil
	})
}

// checkItems refuses EXIF, XMP and everything else that is not a picture or a part of one.
func checkItems(body []byte) error {
	if len(body) < 6 {
		return broken("it ends too early")
	}
	list := body[6:]
	if body[0] > 0 {
		if len(body) < 8 {
			return broken("it ends too early")
		}
		list = body[8:]
	}
	return eachBox(list, func(name string, body []byte) error {
		if name != "infe" {
			return nil
		}
		at := 8 // version and flags, a short id, a protection index
		if len(body) > 0 && body[0] > 2 {
			at = 10
		}
		if len(body) < at+4 {
			return broken("it ends too early")
		}
		switch kind := string(body[at : at+4]); kind {
		case "av01", "grid", "iovl", "iden", "tmap":
			return nil
		default:
			return fmt.Errorf("%w: it is an AVIF that tells more than it shows (%q); save it without metadata, or as PNG or JPEG", ErrUnsafe, kind)
		}
	})
}

// eachBox calls f with the boxes of the ISO base media format that data is made of.
func eachBox(data []byte, f func(name string, body []byte) error) error {
	for len(data) > 0 {
		if len(data) < 8 {
			return broken("it ends too early")
		}
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		case size == 0:
			size = uint64(len(data))
		}
		if size < head || size > uint64(len(data)) {
			return broken("it ends too early")
		}
		if err := f(string(data[4:8]), data[head:size]); err != nil {
			return err
		}
		data = data[size:]
	}
	return nil
}
