package rules

import (
	_ "embed"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed image-exists.md
var imageExistsDoc string

var imageExists = &lint.Rule{
	Name: "image-exists", Doc: imageExistsDoc, Severity: lint.Error, Needs: lint.NeedSite,
	Check: func(p *lint.Pass) {
		tree := &siteTree{site: p.World.Site, root: p.World.House.Pictures.Folder}
		for _, s := range p.Shortcodes {
			if a, ok := s.Arg("src"); ok && s.Name == "figure" && !s.Closing {
				at, plain := inner(a)
				checkPicture(p, tree, at, a.Value, plain)
			}
		}
		for n := range lint.Each[*ast.Image](p.Document) {
			if src, ok := p.Link(n); ok && src.Destination.Len() > 0 {
				checkPicture(p, tree, src.Destination, p.Text(src.Destination), true)
			} else if ok {
				p.Reportf(src.All, "picture without an address")
			}
		}
	},
}

// inner is where the value of a stands, without its quotes. It is false where escapes stand in it.
func inner(a lint.Arg) (lint.Span, bool) {
	switch a.Span.Len() {
	case len(a.Value):
		return a.Span, true
	case len(a.Value) + 2:
		return lint.Span{Start: a.Span.Start + 1, End: a.Span.End - 1}, true
	}
	return a.Span, false
}

// checkPicture reports what is wrong with the picture at address, written at s; only plain text there can be mended.
func checkPicture(p *lint.Pass, tree *siteTree, s lint.Span, address string, plain bool) {
	if strings.TrimSpace(address) == "" || isElsewhere(address) {
		return
	}
	file, _, _ := strings.Cut(address, "?")
	file, _, _ = strings.Cut(file, "#")
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	f := lint.Finding{Span: s}
	var right string
	extensions := p.World.House.Pictures.Extensions
	switch {
	case !strings.HasPrefix(file, "/"):
		f.Message = "address of the picture does not begin with /"
		right, _ = tree.find(strings.TrimPrefix(strings.TrimLeft(file, "./"), tree.root+"/"), extensions)
	case tree.has(file):
		if isPicture(file, extensions) {
			return
		}
		f.Message = fmt.Sprintf("file %s is no picture that browsers show", quote(path.Base(file)))
	case strings.Contains(file, "/"+tree.root+"/"):
		f.Message = fmt.Sprintf("folder %s is no part of the address", quote(tree.root))
		_, below, _ := strings.Cut(file, "/"+tree.root+"/")
		right, _ = tree.find(below, extensions)
	default:
		var several bool
		right, several = tree.find(file, extensions)
		f.Message = "picture does not exist: " + difference(file, right, several)
	}
	if right != "" && plain {
		f.Fix = lint.Replace("write "+right, s, (&url.URL{Path: right}).EscapedPath())
	}
	p.Report(f)
}

// isElsewhere reports whether address is on another host, or among the pad's own uploads, which are brought in later.
func isElsewhere(address string) bool {
	scheme, _, hasScheme := strings.Cut(address, ":")
	return hasScheme && isScheme(scheme) || strings.HasPrefix(address, "//") || strings.HasPrefix(address, "/uploads/") || strings.Contains(address, "{{")
}

// difference says how the picture that is there differs from the one that is asked for.
func difference(file, right string, several bool) string {
	switch {
	case several:
		return "several of that name do, in other folders"
	case right == "":
		return "no file of that name is in the site"
	case strings.EqualFold(file, right):
		return "only one with other capitals does"
	case path.Dir(file) == path.Dir(right):
		return "only one with another extension does"
	case strings.EqualFold(path.Base(file), path.Base(right)):
		return "only one in another folder does"
	}
	return "only one in another folder, with another extension, does"
}
