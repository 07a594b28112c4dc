package padtest

import (
	"bytes"
	"net/http"
	"net/url"
)

// Upload puts a file among the uploads, as somebody who drops a picture into the editor does, and returns its address.
// Without content it takes the file away.
func (s *Server) Upload(name string, content []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.uploads == nil {
		s.uploads = map[string][]byte{}
	}
	if s.uploads[name] = content; content == nil {
		delete(s.uploads, name)
	}
	return s.URL + "/uploads/" + url.PathEscape(name)
}

// upload serves a file. HedgeDoc names the type by the file's ending and has browsers download it.
func (s *Server) upload(w http.ResponseWriter, r *http.Request, name string) {
	content, ok := s.uploads[name]
	if !ok {
		s.failure(w, r, http.StatusNotFound, "oops.")
		return
	}
	w.Header().Set("Content-Disposition", "attachment")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.Header().Set("ETag", etag(string(content)))
	http.ServeContent(w, r, name, s.now(), bytes.NewReader(content))
}
