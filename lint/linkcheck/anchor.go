package linkcheck

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// anchor is what is known of a place in a page.
type anchor int

const (
	unsearched anchor = iota // nobody can say
	found
	absent
)

// searched is the fragment of an address if it can be looked for in the page: not what speaks to the browser or to a script.
func searched(address string) string {
	_, fragment, _ := strings.Cut(address, "#")
	if fragment == "" || fragment == "top" || strings.HasPrefix(fragment, ":~:") || strings.ContainsAny(fragment[:1], "!/?") || strings.Contains(fragment, "=") {
		return ""
	}
	return fragment
}

// search looks for places in a page of HTML. What is not found is absent only if all of the page was read and nothing in
// it could make places afterwards.
func search(text []byte, whole bool, places map[string]anchor) {
	wanted := map[string]string{} // as the page may call them
	for fragment := range places {
		names := []string{fragment}
		if plain, err := url.PathUnescape(fragment); err == nil && plain != fragment {
			names = append(names, plain)
		}
		for _, name := range names {
			wanted[name] = fragment
			wanted["user-content-"+name] = fragment // as forges write the places of people's texts
		}
	}
	scripted := false
	for z := html.NewTokenizer(bytes.NewReader(text)); ; {
		switch z.Next() {
		case html.ErrorToken:
			for fragment, a := range places {
				if a == unsearched && whole && !scripted {
					places[fragment] = absent
				}
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			scripted = scripted || string(name) == "script"
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if string(key) == "id" || string(key) == "name" {
					if fragment, ok := wanted[string(value)]; ok {
						places[fragment] = found
					}
				}
			}
		}
	}
}
