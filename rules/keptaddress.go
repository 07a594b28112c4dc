package rules

import (
	"net/url"
	"strings"
	"sync"

	"github.com/xsf/padpress/lint"
)

// addressIn makes of addresses the form in which those of an original and of its translation into the language called
// code are compared: without scheme, without the site's host, and without parts that name either language.
func addressIn(h *lint.House, code string) func(string) string {
	var known sync.Map // the original and the translation have most of them in common
	return func(address string) string {
		if key, ok := known.Load(address); ok {
			return key.(string)
		}
		key := addressKey(h, code, address)
		known.Store(address, key)
		return key
	}
}

func addressKey(h *lint.House, code, address string) string {
	address = strings.TrimSpace(address)
	if local, own := h.Site.Own(address); own {
		address = local
	} else if rest, web := afterWeb(address); web {
		host, path, _ := strings.Cut(rest, "/")
		address = strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + path
	}
	if strings.Contains(address, "%") {
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
	}
	var b strings.Builder
	b.Grow(len(address))
	for part := range strings.SplitSeq(strings.TrimSuffix(address, "/deed."+code), "/") {
		if part != "" && !namesLanguage(part, code) && !namesLanguage(part, h.Original) {
			b.WriteString(part)
			b.WriteByte('/')
		}
	}
	return b.String()
}

// afterWeb is what stands behind the scheme of an address of the web.
func afterWeb(address string) (string, bool) {
	scheme, rest, found := strings.Cut(address, "://")
	return rest, found && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http"))
}

// namesLanguage reports whether part of an address names the language called code: de, de-DE or DE_de.
func namesLanguage(part, code string) bool {
	if len(part) < 2 || len(part) > 5 {
		return false
	}
	language, _, _ := strings.Cut(code, "-")
	first, region, _ := strings.Cut(strings.ReplaceAll(part, "_", "-"), "-")
	return strings.EqualFold(part, code) || strings.EqualFold(first, language) && (region == "" || len(region) == 2)
}
