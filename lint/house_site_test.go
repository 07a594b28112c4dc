package lint

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestElsewhere: only what is not the site's own, for a reader of addresses, is passed over by the letters of its host.
func TestElsewhere(t *testing.T) {
	s := SiteStyle{Hosts: []string{"example.org", "www.example.org"}}
	parts := strings.Fields("https http httpx HTTPS : :// // / . example.org Example.ORG www.example.org sub.example.org example.net user@ :80 ? # %20 [::1] é a\\b")
	passed, n := 0, 0
	look := func(address string) {
		n++
		if !strings.HasPrefix(address, "http") || !s.elsewhere(address) {
			return
		}
		passed++
		if u, err := url.Parse(address); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && slices.Contains(s.Hosts, strings.ToLower(u.Host)) {
			t.Errorf("%s is passed over", address)
		}
	}
	for _, a := range parts {
		for _, b := range parts {
			for _, c := range parts {
				look(a + b + c)
				look("https://" + a + b + c)
				look("https://" + a + b + "/" + c)
			}
		}
	}
	if passed == 0 || passed == n {
		t.Errorf("%d of %d are passed over", passed, n)
	}
	if own, ok := s.Own("https://example.org/a/b"); !ok || own != "/a/b" {
		t.Errorf("own page is %q, %v", own, ok)
	}
	if _, ok := s.Own("https://example.net/a/b"); ok {
		t.Error("another site is the own")
	}
}
