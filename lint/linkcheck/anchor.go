package linkcheck

import (
	"net/url"
	"strings"
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
	for t := range tags(text) {
		scripted = scripted || t.odd || strings.EqualFold(t.name, "script")
		for _, value := range t.names {
			if fragment, ok := wanted[value]; ok {
				places[fragment] = found
			}
		}
	}
	for fragment, a := range places {
		if a == unsearched && whole && !scripted {
			places[fragment] = absent
		}
	}
}
