package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

const svgSpace = "http://www.w3.org/2000/svg"

// cleanSVG refuses a drawing that does more than draw, and takes out comments, metadata and what editors keep for
// themselves.
func cleanSVG(src []byte) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(src))
	d.Entity = map[string]string{}
	var out bytes.Buffer
	copied, depth, hidden, roots := 0, 0, 0, 0 // hidden is how deep the element lies that is left out, 0 for none
	for {
		start := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, broken("it is not XML as browsers read it")
		}
		end := int(d.InputOffset())
		skip := false
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if depth == 1 {
				roots++
			}
			if skip = hidden > 0; !skip && isHidden(t.Name) {
				hidden, skip = depth, true
			}
			if skip {
				break
			}
			if err := checkElement(t); err != nil {
				return nil, err
			}
			out.Write(src[copied:start])
			out.Write(withoutEditors(src[start:end]))
			copied = end
		case xml.EndElement:
			skip = hidden > 0
			if hidden == depth {
				hidden = 0
			}
			depth--
		case xml.CharData:
			skip = hidden > 0
		case xml.Comment:
			skip = true
		case xml.ProcInst:
			if t.Target != "xml" || depth > 0 || roots > 0 {
				return nil, unsafeSVG("an instruction for programs")
			}
		case xml.Directive:
			if bytes.ContainsAny(t, "[]") || !bytes.HasPrefix(bytes.ToUpper(t), []byte("DOCTYPE")) {
				return nil, unsafeSVG("definitions of its own")
			}
			skip = true // older editors name a file of the standard's there
		}
		if skip {
			out.Write(src[copied:start])
			copied = end
		}
	}
	if depth != 0 || roots != 1 {
		return nil, broken("it is not one drawing")
	}
	out.Write(src[copied:])
	if err := wellFormed(out.Bytes()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// wellFormed reads a drawing as a browser does, names of elements and the text of styles included.
func wellFormed(src []byte) error {
	d := xml.NewDecoder(bytes.NewReader(src))
	d.Entity = map[string]string{}
	var style strings.Builder // of the style element that is open, whatever stands between its words
	styles, roots := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return broken("it is not XML as browsers read it")
		}
		switch t := token.(type) {
		case xml.StartElement:
			if roots++; roots == 1 && t.Name.Local != "svg" {
				return broken("it is no SVG")
			}
			if t.Name.Space != svgSpace {
				return unsafeSVG("the foreign element " + word(t.Name.Local))
			}
			if t.Name.Local == "style" {
				styles++
			}
		case xml.CharData:
			if styles > 0 {
				style.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local != "style" {
				break
			}
			if !isPlainStyle(style.String()) {
				return unsafeSVG("a style that fetches something")
			}
			if styles--; styles == 0 {
				style.Reset()
			}
		}
	}
}

// isHidden reports whether an element is for editors, and shows nothing.
func isHidden(n xml.Name) bool { return n.Local == "metadata" || isEditors(n.Space) }

func isEditors(prefix string) bool { return prefix == "sodipodi" || prefix == "inkscape" }

// withoutEditors is a start tag without the attributes that editors keep for themselves, such as names of files. The tag
// was read before, so it has the form that XML wants.
func withoutEditors(tag []byte) []byte {
	out := make([]byte, 0, len(tag))
	copied := 0
	for at := 0; at < len(tag); {
		equals := bytes.IndexByte(tag[at:], '=')
		if equals < 0 {
			break
		}
		equals += at
		name := bytes.TrimRight(tag[at:equals], " \t\r\n")
		name = name[bytes.LastIndexAny(name, " \t\r\n")+1:]
		open := equals + 1 + bytes.IndexAny(tag[equals+1:], `"'`)
		end := open + 1 + bytes.IndexByte(tag[open+1:], tag[open]) + 1
		if prefix, _, ok := strings.Cut(string(name), ":"); ok && isEditors(prefix) {
			start := bytes.LastIndex(tag[:equals], name)
			out = append(out, bytes.TrimRight(tag[copied:start], " \t\r\n")...)
			copied = end
		}
		at = end
	}
	return append(out, tag[copied:]...)
}
