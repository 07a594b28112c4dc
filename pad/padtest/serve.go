package padtest

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP answers as HedgeDoc does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w = &logged{w, &s.log, r, false}
	w.Header().Set("Referrer-Policy", "same-origin")
	if _, err := r.Cookie("connect.sid"); err != nil {
		s.sessions++
		http.SetCookie(w, &http.Cookie{Name: "connect.sid", Value: strconv.Itoa(s.sessions), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	path := r.URL.EscapedPath()
	if path != "/" && strings.HasSuffix(path, "/") {
		s.redirect(w, r, http.StatusMovedPermanently, strings.TrimRight(path, "/"))
		return
	}
	var elems []string
	for elem := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		decoded, err := url.PathUnescape(elem)
		if err != nil {
			s.failure(w, r, http.StatusBadRequest, "something not right.")
			return
		}
		elems = append(elems, decoded)
	}
	s.route(w, r, elems)
}

func (s *Server) route(w http.ResponseWriter, r *http.Request, elems []string) {
	switch {
	case r.Method == http.MethodPost && elems[0] == "new" && len(elems) <= 2:
		s.create(w, r, strings.Join(elems[1:], ""))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		s.failure(w, r, http.StatusNotFound, "oops.")
	case elems[0] == "":
		s.page(w, r, "HedgeDoc", "<p>Pads are written here.</p>")
	case len(elems) == 1 && elems[0] == "new":
		s.make(w, r, "", "")
	case len(elems) == 1 && (elems[0] == "status" || elems[0] == "metrics"):
		s.redirect(w, r, http.StatusFound, "/")
	case elems[0] == "_health":
		s.json(w, r, map[string]bool{"ready": true})
	case elems[0] == "uploads" && len(elems) == 2:
		s.upload(w, r, elems[1])
	case elems[0] == "s" && len(elems) >= 2:
		s.readers(w, r, elems[1], strings.Join(elems[2:], "/"))
	case len(elems) == 1:
		s.editor(w, r, elems[0])
	case len(elems) <= 3:
		s.action(w, r, elems[0], elems[1], strings.Join(elems[2:], ""))
	default:
		s.failure(w, r, http.StatusNotFound, "oops.")
	}
}

// editor is the page at the note's own address. For a missing note it makes one.
func (s *Server) editor(w http.ResponseWriter, r *http.Request, id string) {
	n := s.find(id)
	switch {
	case n == nil || n.mode == Missing:
		if !s.freeURL || reserved(id) || n != nil {
			s.failure(w, r, http.StatusNotFound, "oops.")
			return
		}
		s.make(w, r, id, "")
	case s.refuses(w, r, n):
	case id != n.name():
		s.redirect(w, r, http.StatusFound, "/"+url.PathEscape(n.name()))
	default:
		s.show(w, r, n)
	}
}

// readers is the published page. For a missing note HedgeDoc makes one with an id of its own.
func (s *Server) readers(w http.ResponseWriter, r *http.Request, id, action string) {
	n := s.find(id)
	switch {
	case n == nil || n.mode == Missing:
		s.make(w, r, "", "")
	case s.refuses(w, r, n):
	case action == "download":
		s.download(w, r, n)
	case action == "edit":
		s.redirect(w, r, http.StatusFound, "/"+url.PathEscape(n.name())+"?both")
	case action != "" || id != n.published():
		s.redirect(w, r, http.StatusFound, "/s/"+url.PathEscape(n.published()))
	default:
		n.views++
		s.show(w, r, n)
	}
}

// action is everything below a note's address. It makes nothing.
func (s *Server) action(w http.ResponseWriter, r *http.Request, id, action, argument string) {
	n := s.find(id)
	if n == nil || n.mode == Missing {
		s.failure(w, r, http.StatusNotFound, "oops.")
		return
	}
	if s.refuses(w, r, n) {
		return
	}
	switch action {
	case "download":
		s.download(w, r, n)
	case "info":
		s.info(w, r, n)
	case "revision":
		s.revision(w, r, n, argument)
	case "publish", "pretty":
		s.redirect(w, r, http.StatusFound, "/s/"+url.PathEscape(n.published()))
	default:
		s.redirect(w, r, http.StatusFound, "/"+url.PathEscape(id))
	}
}

// refuses answers in the note's stead where its mode wants that.
func (s *Server) refuses(w http.ResponseWriter, r *http.Request, n *Note) bool {
	switch {
	case n.busy > 0:
		n.busy--
		s.send(w, r, http.StatusServiceUnavailable, "text/html; charset=utf-8", "I'm busy right now, try again later.")
	case n.throttle > 0:
		n.throttle--
		if n.after != "" {
			w.Header().Set("Retry-After", n.after)
		}
		s.failure(w, r, http.StatusTooManyRequests, "Try again later.")
	case n.mode == Private:
		s.redirect(w, r, http.StatusFound, "/")
	case n.mode == Forbidden:
		s.failure(w, r, http.StatusForbidden, "oh no.")
	case n.mode == Login:
		s.send(w, r, http.StatusOK, "text/html; charset=utf-8", loginPage)
	case n.mode == HTML:
		s.page(w, r, "Back soon", "<p>We are moving house.</p>")
	case n.mode == Silent:
		s.log = append(s.log, Request{r.Method, r.RequestURI, 0})
		s.mu.Unlock()
		<-r.Context().Done()
		s.mu.Lock()
		panic(http.ErrAbortHandler)
	default:
		return false
	}
	return true
}

// reserved are the addresses that are no notes.
func reserved(id string) bool {
	switch id {
	case "robots.txt", "favicon.ico", "api", "build", "css", "docs", "fonts", "js", "uploads", "vendor", "views":
		return true
	}
	return false
}

// logged notes a request before its answer leaves, so that whoever reads the answer finds it in the log.
type logged struct {
	http.ResponseWriter
	log     *[]Request // of a server that is locked while it answers
	request *http.Request
	done    bool
}

func (l *logged) WriteHeader(status int) {
	if !l.done {
		l.done = true
		*l.log = append(*l.log, Request{l.request.Method, l.request.RequestURI, status})
	}
	l.ResponseWriter.WriteHeader(status)
}

const isoMilliseconds = "2006-01-02T15:04:05.000Z"

func iso(t time.Time) string { return t.UTC().Format(isoMilliseconds) }
