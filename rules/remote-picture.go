package rules

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed remote-picture.md
var remotePictureDoc string

var remotePicture = &lint.Rule{
	Name: "remote-picture", Doc: remotePictureDoc, Severity: lint.Error, Uses: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		var home map[int]homePicture
		for _, x := range pictures(p.Document) {
			if !isWeb(x.address) && !strings.HasPrefix(x.address, "//") {
				continue
			}
			if _, own := p.World.House.Site.Own(x.address); own {
				continue
			}
			u, err := url.Parse(x.address)
			switch {
			case err != nil:
			case strings.HasPrefix(u.Path, "/uploads/"):
				p.Report(lint.Finding{Span: x.span, Severity: lint.Warning, Message: "picture lies on the pad, not in the site: " + shortened(x.address)})
			default:
				f := lint.Finding{Span: x.span, Message: fmt.Sprintf("picture is fetched from %s, not from the site: %s", quote(u.Host), shortened(x.address))}
				if t := beside(p); t != nil && home == nil {
					_, home = t.comparePictures()
				}
				if own, ok := home[x.span.Start]; ok {
					f.Message += "; the original shows " + shortened(own.address)
					f.Fix = own.fix
				}
				p.Report(f)
			}
		}
	},
}
