package pad

import (
	"html"
	"net/url"
	"path"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Moved tells where pictures of the pad's text stand in the site, by their addresses in the text: what [Compare] wants.
// pad is the pad's address, and pictures are what an import remembers.
func Moved(text *lint.Document, house *lint.House, pad string, brought []Picture) map[string]string {
	stands := map[string]string{} // by key
	for _, p := range brought {
		if inside, ok := strings.CutPrefix(p.Path, house.Pictures.Folder+"/"); ok {
			stands[p.Key] = path.Join("/", inside)
		}
	}
	if len(stands) == 0 {
		return nil
	}
	f := finder{house: house}
	if base, err := url.Parse(pad); err == nil && base.Host != "" {
		f.base = base
	}
	moved := map[string]string{}
	for _, address := range pictures(text) {
		u, elsewhere := f.resolve(html.UnescapeString(address))
		if !elsewhere {
			continue
		}
		if now, ok := stands[keyOf(u)]; ok {
			moved[address] = now
		}
	}
	return moved
}
