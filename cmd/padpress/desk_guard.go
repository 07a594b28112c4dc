package main

import (
	"crypto/subtle"
	"net/http"
	"slices"
)

// deskPolicy has the browser load and run what the desk itself serves, and nothing else. Pictures of the newsletter are in
// the page.
const deskPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard refuses what another page of the visitor's browser could send: requests to another host's name that leads here,
// those that come from another origin, and changes without the token, which only the page itself has.
func (d *desk) guard(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", deskPolicy)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		reads := r.Method == http.MethodGet || r.Method == http.MethodHead
		switch {
		case r.Host != d.host:
			http.Error(w, "This page is at http://"+d.host+"/ only.", http.StatusMisdirectedRequest)
		case origins.Check(r) != nil:
			http.Error(w, "Only the page itself may do this.", http.StatusForbidden)
		case !reads && subtle.ConstantTimeCompare([]byte(r.Header.Get("Desk-Token")), []byte(d.token)) == 0:
			http.Error(w, "This page is of an earlier demo: load it again.", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// only serves what has one of these paths.
func only(files http.Handler, paths ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(paths, r.URL.Path) {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	})
}
