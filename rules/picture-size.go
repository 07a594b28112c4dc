package rules

import (
	_ "embed"
	"path"

	"github.com/xsf/padpress/lint"
)

//go:embed picture-size.md
var pictureSizeDoc string

var pictureSize = &lint.Rule{
	Name: "picture-size", Doc: pictureSizeDoc, Severity: lint.Note, Needs: lint.NeedSite,
	Check: func(p *lint.Pass) {
		style := p.World.House.Pictures
		tree := &siteTree{site: p.World.Site, root: style.Folder}
		for _, x := range pictures(p.Document) {
			if style.MaxSize == 0 || isElsewhere(x.address) || !path.IsAbs(x.file()) {
				continue
			}
			if size := tree.size(x.file()); size > int64(style.MaxSize) {
				p.Reportf(x.span, "picture %s has %.1f MB", quote(path.Base(x.file())), float64(size)/1e6)
			}
		}
	},
}
