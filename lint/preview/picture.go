package preview

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/xsf/padpress/lint"
)

// What of the site's pictures goes into the page, in bytes before they are encoded.
const (
	pictureSize  = 4 << 20
	picturesSize = 12 << 20
)

// pictures brings those of the site into the page. No other is ever loaded: who opens a preview asks nobody anything.
type pictures struct {
	files  fs.FS // nil if the site is not known
	folder string
	style  lint.SiteStyle
	size   int               // of all that are in the page
	known  map[string]string // data: addresses, by path
}

func (b *body) renderImage(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		b.picture(w, string(node.(*ast.Image).Destination), shown(node, src), "")
	}
	return ast.WalkSkipChildren, nil
}

// shown is the text of n without markup.
func shown(n ast.Node, src []byte) string {
	var text bytes.Buffer
	r := lint.NewPageRenderer()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if err := r.Render(&text, src, c); err != nil {
			panic(err) // only a writer's errors come here, and a buffer has none
		}
	}
	return plain(text.String())
}

// picture writes a picture of the site, or says what would be there.
func (b *body) picture(w util.BufWriter, address, alt, width string) {
	data, why := b.pictures.data(address)
	if why == "" {
		fmt.Fprintf(w, `<img src="%s" alt="%s" data-src="%s"`, data, html.EscapeString(alt), html.EscapeString(address))
		if width != "" {
			fmt.Fprintf(w, ` width="%s"`, html.EscapeString(width))
		}
		w.WriteString(">")
		return
	}
	fmt.Fprintf(w, `<span class="picture" role="img" aria-label="%s" data-src="%s"><b>%s</b> <span>%[2]s</span></span>`,
		html.EscapeString(alt), html.EscapeString(address), why)
}

// data is the picture at an address as a data: address, or why it is not shown.
func (p *pictures) data(address string) (data, why string) {
	own, ok := p.style.Own(address)
	switch {
	case address == "":
		return "", "A picture without an address"
	case !ok:
		return "", "A picture from elsewhere"
	case p.files == nil:
		return "", "A picture of the site"
	}
	name, ok := pathOf(p.folder, own)
	if !ok {
		return "", "A picture whose address cannot be read"
	}
	if data, ok := p.known[name]; ok {
		return data, ""
	}
	content, why := p.read(name)
	if why != "" {
		return "", why
	}
	kind := kindOf(content)
	if kind == "" {
		return "", "A file that is no picture"
	}
	data = "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(content)
	if p.known == nil {
		p.known = map[string]string{}
	}
	p.known[name] = data
	p.size += len(content)
	return data, ""
}

func (p *pictures) read(name string) (content []byte, why string) {
	f, err := p.files.Open(name)
	if err != nil {
		return nil, "A picture that the site does not have"
	}
	defer f.Close()
	content, err = io.ReadAll(io.LimitReader(f, pictureSize+1))
	switch {
	case err != nil:
		return nil, "A picture that cannot be read"
	case len(content) > pictureSize || p.size+len(content) > picturesSize:
		return nil, "A picture too large for this page"
	}
	return content, ""
}

// kindOf is the type of a picture by its content, "" for what browsers show no picture of.
func kindOf(content []byte) string {
	switch kind := http.DetectContentType(content); {
	case strings.HasPrefix(kind, "image/"):
		return kind
	case len(content) > 12 && (string(content[4:12]) == "ftypavif" || string(content[4:12]) == "ftypavis"):
		return "image/avif"
	case bytes.Contains(content[:min(len(content), 1000)], []byte("<svg")):
		return "image/svg+xml" // as a picture it runs and loads nothing
	}
	return ""
}

// Pictures are the paths in the site's repository of the pictures that d shows, each once.
func Pictures(d *lint.Document, house *lint.House) []string {
	var paths []string
	add := func(address string) {
		own, ok := house.Site.Own(address)
		if !ok {
			return
		}
		if name, ok := pathOf(house.Pictures.Folder, own); ok && !slices.Contains(paths, name) {
			paths = append(paths, name)
		}
	}
	for _, s := range d.Shortcodes {
		if s.Name == "figure" {
			src, _ := s.Arg("src")
			add(src.Value)
		}
	}
	for n := range lint.Each[*ast.Image](d) {
		add(string(n.Destination))
	}
	return paths
}

// pathOf is the file in the repository that has an address of the site; false for an address that cannot be read.
func pathOf(folder, own string) (string, bool) {
	u, err := url.Parse(own)
	if err != nil {
		return "", false
	}
	return path.Join(folder, path.Clean("/"+u.Path)), true
}
