package lint

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// SiteStyle is where the pages of the site come from, and how its own pages are linked to.
type SiteStyle struct {
	Hosts         []string `yaml:"hosts"`          // the site's own; a host below one of them is another site
	Content       string   `yaml:"content"`        // folder of the repository with the pages; a page has the address of its file
	Posts         string   `yaml:"posts"`          // folder whose pages have the address /YEAR/MONTH/TITLE/ instead
	Generated     []string `yaml:"generated"`      // addresses that are in no folder; /feeds/* stands for /feeds and all below it
	Emoji         bool     `yaml:"emoji"`          // the page shows :tada: and the like as emoji: enableEmoji of Hugo's configuration
	RelativeSince string   `yaml:"relative-since"` // ISO date: links of issues released before may name the site's own host
}

// Own is the address of a page of the site without its host, beginning with /. It is false for what is elsewhere.
func (s SiteStyle) Own(address string) (string, bool) {
	if strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") {
		return address, true
	}
	if !strings.HasPrefix(address, "http") || s.elsewhere(address) {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || !slices.Contains(s.Hosts, strings.ToLower(u.Host)) {
		return "", false
	}
	return "/" + strings.TrimLeft(address[strings.Index(address, "//")+2+len(u.Host):], "/"), true
}

// elsewhere tells of most addresses, by the letters of their host, that they are not the site's own.
func (s SiteStyle) elsewhere(address string) bool {
	_, rest, ok := strings.Cut(address, "://")
	n := 0
	for n < len(rest) && (isAlphanumeric(rest[n]) || rest[n] == '-' || rest[n] == '.') {
		n++
	}
	return ok && n < len(rest) && rest[n] == '/' && !slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, rest[:n]) })
}

// WantsRelative reports whether an issue released on day links to the site's own pages without the host.
func (s SiteStyle) WantsRelative(day time.Time) bool {
	return s.RelativeSince != "" && notBefore(day, s.RelativeSince)
}
