package padtest

import "net/http"

// CryptPad is a CryptPad server as a reader without a browser meets it: pages that load a program, and never a text.
type CryptPad struct{ loopback }

// NewCryptPad starts a server.
func NewCryptPad() *CryptPad {
	s := &CryptPad{}
	s.serve(func(w http.ResponseWriter, r *http.Request) {
		status := http.StatusNotFound
		if r.URL.Path == "/code/" || r.URL.Path == "/pad/" {
			status = http.StatusOK
		}
		express(w, r, status, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html>\n<head><title>CryptPad: end-to-end encrypted collaboration suite</title></head>\n</html>\n")
	})
	return s
}
