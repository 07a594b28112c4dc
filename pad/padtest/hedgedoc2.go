package padtest

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// HedgeDoc2 is the public interface of a HedgeDoc 2 server, which answers nobody without its token.
type HedgeDoc2 struct {
	loopback
	now   func() time.Time
	token string
	notes map[string][]revision

	refuse   int // the status of answers to the token, zero for none
	throttle int
}

// NewHedgeDoc2 starts a server that knows one token. The clock dates revisions; nil for the system's.
func NewHedgeDoc2(token string, now func() time.Time) *HedgeDoc2 {
	if now == nil {
		now = time.Now
	}
	s := &HedgeDoc2{now: now, token: token, notes: map[string][]revision{}}
	s.serve(s.answer)
	return s
}

// Set gives a note its text, and makes it if there is none. It returns the address of the note's page.
func (s *HedgeDoc2) Set(alias, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes[alias] = append(s.notes[alias], revision{s.now().UTC().Truncate(time.Millisecond), text})
	return s.URL + "/n/" + alias
}

// Refuse answers all requests that bring the token with a status, such as 401 or 403.
func (s *HedgeDoc2) Refuse(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = status
}

// Throttle answers the next requests with 429 and the seconds until the limit ends.
func (s *HedgeDoc2) Throttle(times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.throttle = times
}

func (s *HedgeDoc2) answer(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.Path, "/api/v2/notes/")
	alias, part, _ := strings.Cut(path, "/")
	all := s.notes[alias]
	switch {
	case !ok: // the pages that people see are another program's
		errorPage(w, http.StatusNotFound, "404 This page could not be found.")
	case s.throttle > 0:
		s.throttle--
		w.Header().Set("X-RateLimit-Limit", "100")
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset", "7")
		w.Header().Set("Retry-After", "7")
		s.failure(w, http.StatusTooManyRequests, "Rate limit exceeded, retry in 7 seconds")
	case r.Header.Get("Authorization") != "Bearer "+s.token:
		s.failure(w, http.StatusForbidden, "Forbidden resource")
	case s.refuse != 0:
		s.failure(w, s.refuse, http.StatusText(s.refuse))
	case len(all) == 0:
		s.json(w, http.StatusNotFound, map[string]string{"name": "NotInDBError", "message": "Note with id/alias '" + alias + "' not found."})
	case part == "content":
		w.Header().Set("Content-Type", "text/markdown")
		w.WriteHeader(http.StatusOK)
		w.Write([]byte(all[len(all)-1].text))
	case part == "metadata":
		s.json(w, http.StatusOK, map[string]any{
			"title": firstHeading(all[len(all)-1].text), "description": "", "tags": []string{}, "version": 2,
			"createdAt": iso(all[0].at), "updatedAt": iso(all[len(all)-1].at),
		})
	case part == "revisions":
		var list []map[string]any
		for _, rev := range slices.Backward(all) {
			list = append(list, rev.dto())
		}
		s.json(w, http.StatusOK, list)
	default:
		for _, rev := range all {
			if part == "revisions/"+rev.uuid() {
				dto := rev.dto()
				dto["content"], dto["patch"] = rev.text, ""
				s.json(w, http.StatusOK, dto)
				return
			}
		}
		s.failure(w, http.StatusNotFound, "Cannot GET "+r.URL.Path)
	}
}

// uuid names a revision, by its time and text.
func (r revision) uuid() string {
	h := fmt.Sprintf("%x", sha256.Sum256([]byte(iso(r.at)+r.text)))
	return h[:8] + "-" + h[8:12] + "-4" + h[13:16] + "-8" + h[17:20] + "-" + h[20:32]
}

func (r revision) dto() map[string]any {
	return map[string]any{
		"uuid": r.uuid(), "createdAt": iso(r.at), "length": len(utf16.Encode([]rune(r.text))),
		"title": firstHeading(r.text), "description": "",
	}
}

// failure is what NestJS says of a status.
func (s *HedgeDoc2) failure(w http.ResponseWriter, status int, message string) {
	s.json(w, status, map[string]any{"message": message, "error": http.StatusText(status), "statusCode": status})
}

func (s *HedgeDoc2) json(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
