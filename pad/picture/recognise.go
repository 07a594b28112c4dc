package picture

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
)

// Recognise tells the kind of a picture from its first bytes. Everything else is an ErrNoPicture that says what it is.
func Recognise(data []byte) (Kind, error) {
	switch mime := http.DetectContentType(data); {
	case len(data) == 0:
		return "", fmt.Errorf("%w: the file is empty", ErrNoPicture)
	case mime == "image/png":
		return PNG, nil
	case mime == "image/jpeg":
		return JPEG, nil
	case mime == "image/gif":
		return GIF, nil
	case mime == "image/webp":
		return WebP, nil
	case isBrand(data, "avif"):
		return AVIF, nil
	case isBrand(data, "heic", "heix", "mif1", "msf1", "hevc"):
		return "", fmt.Errorf("%w: it is in the format HEIC; save it as JPEG", ErrNoPicture)
	case looksLikeSVG(data):
		return SVG, nil
	case strings.HasPrefix(mime, "text/html"):
		return "", fmt.Errorf("%w: it is a web page; give the address of the picture itself", ErrNoPicture)
	case strings.HasPrefix(mime, "image/"):
		return "", fmt.Errorf("%w: it is of the type %s; save it as PNG or JPEG", ErrNoPicture, mime)
	default:
		mime, _, _ = strings.Cut(mime, ";")
		return "", fmt.Errorf("%w: it is of the type %s", ErrNoPicture, mime)
	}
}

// isBrand reports whether data is a file of the ISO base media format that calls itself one of brands.
func isBrand(data []byte, brands ...string) bool {
	if len(data) < 16 || string(data[4:8]) != "ftyp" {
		return false
	}
	end := min(len(data), int(data[2])<<8|int(data[3]), 256)
	for at := 8; at+4 <= end; at += 4 {
		for _, b := range brands {
			if at != 12 && string(data[at:at+4]) == b { // at 12 is a version
				return true
			}
		}
	}
	return false
}

// looksLikeSVG reports whether the first element of an XML text is svg. Whether it is one shows when it is read.
func looksLikeSVG(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff"))
	for {
		head = bytes.TrimLeft(head, " \t\r\n")
		var end string
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<!")):
			end = ">"
		default:
			name, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("<")), []byte(">"))
			name = bytes.TrimRight(name, "/")
			if f := bytes.Fields(name); len(f) > 0 && bytes.HasPrefix(head, []byte("<")) {
				_, local, prefixed := bytes.Cut(f[0], []byte(":"))
				return string(f[0]) == "svg" || prefixed && string(local) == "svg"
			}
			return false
		}
		_, rest, ok := bytes.Cut(head, []byte(end))
		if !ok {
			return false
		}
		head = rest
	}
}
