package padtest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
)

// version is the HedgeDoc whose answers were recorded.
const version = "1.12.0"

// etag is Express's weak entity tag: the length in hexadecimal and the start of the SHA-1.
func etag(body string) string {
	sum := sha1.Sum([]byte(body))
	return fmt.Sprintf(`W/"%x-%s"`, len(body), base64.StdEncoding.EncodeToString(sum[:])[:27])
}

// send answers as Express does: with an entity tag, compressed where that is worth it, 304 where the reader has it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, kind, body string) {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", etag(body))
	if status != http.StatusServiceUnavailable {
		h.Set(s.mark, version)
	}
	if status == http.StatusOK && r.Header.Get("If-None-Match") == etag(body) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", kind)
	if len(body) > 1024 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z := gzip.NewWriter(w)
		z.Write([]byte(body))
		z.Close()
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write([]byte(body))
}

func (s *Server) redirect(w http.ResponseWriter, r *http.Request, status int, to string) {
	w.Header().Set("Location", s.URL+to)
	w.Header().Set(s.mark, version)
	w.Header().Set("Vary", "Accept, Accept-Encoding")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, "%s. Redirecting to %s%s", http.StatusText(status), s.URL, to)
}

func (s *Server) failure(w http.ResponseWriter, r *http.Request, status int, words string) {
	s.html(w, r, status, fmt.Sprintf("%d %s %s", status, http.StatusText(status), words), "")
}

func (s *Server) page(w http.ResponseWriter, r *http.Request, title, body string) {
	s.html(w, r, http.StatusOK, title, body)
}

func (s *Server) html(w http.ResponseWriter, r *http.Request, status int, title, body string) {
	title = html.EscapeString(title)
	s.send(w, r, status, "text/html; charset=utf-8", fmt.Sprintf(pageFormat, title, title, body))
}

// show is a note's page for people: the text as it was written.
func (s *Server) show(w http.ResponseWriter, r *http.Request, n *Note) {
	noIndex(w)
	title, _ := n.heading()
	when := "made " + iso(n.created)
	if !n.changed.IsZero() {
		when = "last changed " + iso(n.changed)
	}
	s.page(w, r, title, fmt.Sprintf(`<p>%s · <a href="%s/%s/download">Markdown</a></p><pre>%s</pre>`,
		when, html.EscapeString(s.URL), url.PathEscape(n.name()), html.EscapeString(n.text)))
}

func (s *Server) download(w http.ResponseWriter, r *http.Request, n *Note) {
	noIndex(w)
	shareable(w)
	title, _ := n.heading()
	w.Header().Set("Content-Disposition", "attachment; filename="+encodeURIComponent(title)+".md")
	if n.mode == Truncated {
		w.Header().Set("ETag", etag(n.text))
		w.Header().Set(s.mark, version)
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(n.text)))
		w.WriteHeader(http.StatusOK)
		w.Write([]byte(n.text)[:len(n.text)/2])
		return
	}
	s.send(w, r, http.StatusOK, "text/markdown; charset=utf-8", n.text)
}

func (s *Server) info(w http.ResponseWriter, r *http.Request, n *Note) {
	var updated *string
	if !n.changed.IsZero() {
		t := iso(n.changed)
		updated = &t
	}
	title, description := n.heading()
	shareable(w)
	s.json(w, r, struct {
		Title       string  `json:"title"`
		Description string  `json:"description"`
		ViewCount   int     `json:"viewcount"`
		CreateTime  string  `json:"createtime"`
		UpdateTime  *string `json:"updatetime"`
	}{title, description, n.views, iso(n.created), updated})
}

func (s *Server) revision(w http.ResponseWriter, r *http.Request, n *Note, argument string) {
	shareable(w)
	if argument == "" {
		type entry struct {
			Time   int64 `json:"time"`
			Length int   `json:"length"`
		}
		var list []entry
		for _, rev := range n.revisions {
			list = append([]entry{{rev.at.UnixMilli(), len(utf16.Encode([]rune(rev.text)))}}, list...)
		}
		s.json(w, r, map[string][]entry{"revision": list})
		return
	}
	ms, err := strconv.ParseInt(argument, 10, 64)
	rev, found := n.at(ms)
	if err != nil || !found {
		s.failure(w, r, http.StatusNotFound, "oops.")
		return
	}
	s.json(w, r, struct {
		Content    string `json:"content"`
		Patch      []int  `json:"patch"`
		Authorship []int  `json:"authorship"`
	}{rev.text, []int{}, []int{}})
}

func (s *Server) json(w http.ResponseWriter, r *http.Request, v any) {
	noIndex(w)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(v) // cannot fail: numbers and text
	s.send(w, r, http.StatusOK, "application/json; charset=utf-8", strings.TrimSuffix(b.String(), "\n"))
}

func noIndex(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "private")
	w.Header().Set("X-Robots-Tag", "noindex, nofollow")
}

func shareable(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Allow-Headers", "Range")
	w.Header().Set("Access-Control-Expose-Headers", "Cache-Control, Content-Encoding, Content-Range")
}

// encodeURIComponent is JavaScript's, which leaves !'()* as they are.
func encodeURIComponent(s string) string {
	return strings.NewReplacer("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*").Replace(url.QueryEscape(s))
}

const pageFormat = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem }
@media (prefers-color-scheme: dark) { body { background: #1b1b1f; color: #ddd } a { color: #9cf } }
</style>
</head>
<body>
<h1>%s</h1>
%s
</body>
</html>
`

const loginPage = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Welcome</title></head>
<body><form method="post" action="/login"><input name="user"><input name="password" type="password"><button>Sign in</button></form></body>
</html>
`
