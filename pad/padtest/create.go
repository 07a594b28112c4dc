package padtest

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

const (
	postsPerWindow = 20
	postWindow     = 5 * time.Minute
	longest        = 100_000  // UTF-16 units of a note
	largest        = 10 << 20 // bytes of a request
)

// create answers POST /new and POST /new/<alias>.
func (s *Server) create(w http.ResponseWriter, r *http.Request, alias string) {
	if !s.admits(w) {
		s.failure(w, r, http.StatusTooManyRequests, "Try again later.")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largest))
	if err != nil {
		s.failure(w, r, http.StatusRequestEntityTooLarge, "Shorten your note!")
		return
	}
	text := ""
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind {
	case "text/markdown", "text/plain":
		text = strings.TrimPrefix(string(body), "\ufeff")
		text = strings.ReplaceAll(text, "\r", "")
	}
	switch {
	case len(utf16.Encode([]rune(text))) > longest:
		s.failure(w, r, http.StatusRequestEntityTooLarge, "Shorten your note!")
	case alias != "" && (!s.freeURL || reserved(alias)):
		s.redirect(w, r, http.StatusFound, "/")
	case alias != "" && s.find(alias) != nil:
		s.failure(w, r, http.StatusConflict, "This note already exists.")
	default:
		s.make(w, r, alias, text)
	}
}

// make makes a note on a request's behalf, and leads to it.
func (s *Server) make(w http.ResponseWriter, r *http.Request, alias, text string) {
	s.edits++
	s.redirect(w, r, http.StatusFound, "/"+url.PathEscape(s.add(alias, text).name()))
}

// admits counts new notes: 20 within five minutes.
func (s *Server) admits(w http.ResponseWriter) bool {
	now := s.now()
	for len(s.posts) > 0 && now.Sub(s.posts[0]) >= postWindow {
		s.posts = s.posts[1:]
	}
	reset := postWindow
	if len(s.posts) > 0 {
		reset = postWindow - now.Sub(s.posts[0])
	}
	h := w.Header()
	h.Set("X-RateLimit-Limit", strconv.Itoa(postsPerWindow))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(now.Add(reset).Unix(), 10))
	if len(s.posts) == postsPerWindow {
		h.Set("X-RateLimit-Remaining", "0")
		h.Set("Retry-After", strconv.Itoa(int(reset.Seconds())))
		return false
	}
	s.posts = append(s.posts, now)
	h.Set("X-RateLimit-Remaining", strconv.Itoa(postsPerWindow-len(s.posts)))
	return true
}
