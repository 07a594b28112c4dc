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
		for _, x := range pictures(p.Document) {
			if x.name == "" || x.name == "figure" {
				checkPicture(p, tree, x)
			}
		}
		for n := range lint.Each[*ast.Image](p.Document) {
			if src, ok := p.Link(n); ok && src.Destination.Len() == 0 {
				p.Reportf(src.All, "picture without an address")
			}
		}
	},
}

// checkPicture reports what is wrong with the address of x; only plain text can be mended.
func checkPicture(p *lint.Pass, tree *siteTree, x picture) {
	if strings.TrimSpace(x.address) == "" || isElsewhere(x.address) {
		return
	}
	file := x.file()
	f := lint.Finding{Span: x.span}
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
		f.Message = fmt.Sprintf("folder %s is no part of the address %s", quote(tree.root), shortened(x.address))
		_, below, _ := strings.Cut(file, "/"+tree.root+"/")
		right, _ = tree.find(below, extensions)
	default:
		var several bool
		right, several = tree.find(file, extensions)
		f.Message = "picture does not exist: " + difference(file, right, several)
	}
	if right != "" && x.plain {
		f.Fix = lint.Replace("write "+right, x.span, (&url.URL{Path: right}).EscapedPath())
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
