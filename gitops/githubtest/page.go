package githubtest

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strconv"
	"strings"
)

//go:embed page.html
var pageHTML string

// HTML is a comment's text as GitHub shows it, but for mentions and references. HTML in it is left out.
func (s *Server) HTML(text string) template.HTML {
	var b bytes.Buffer
	if err := s.markdown.Convert([]byte(text), &b); err != nil {
		return template.HTML(template.HTMLEscapeString(text))
	}
	return template.HTML(b.String())
}

// servePage shows a pull request to people. HTML that people or programs wrote is never shown as such.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	data, ok := s.viewAt(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	page, err := template.New("page").Funcs(template.FuncMap{"markdown": s.HTML}).Parse(pageHTML)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var b bytes.Buffer
	if err := page.Execute(&b, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Write(b.Bytes())
}

// viewAt is what the page at an address shows, false where there is none.
func (s *Server) viewAt(r *http.Request) (*View, bool) {
	elements := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(elements) != 4 || elements[2] != "pull" {
		return nil, false
	}
	number, err := strconv.Atoi(elements[3])
	if err != nil {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	repo := s.repos[strings.ToLower(elements[0]+"/"+elements[1])]
	if repo == nil || repo.private || repo.pull(number) == nil {
		return nil, false
	}
	v, err := repo.pull(number).view(r.Context())
	return v, err == nil
}
