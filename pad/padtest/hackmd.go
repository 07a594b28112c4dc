package padtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// HackMD is hackmd.io and api.hackmd.io in one, to stand behind both names on an [Internet]. Its notes belong to one
// account.
type HackMD struct {
	loopback
	now      func() time.Time
	token    string
	notes    []*HackMDNote
	throttle int
}

// HackMDNote is a note of the account's, or of a team's.
type HackMDNote struct {
	ID, ShortID, Permalink string
	Team                   string // "" for the account itself
	Public                 bool   // whether everybody may read it
	Text                   string

	changed time.Time
}

// NewHackMD starts a server whose account has a token.
func NewHackMD(token string, now func() time.Time) *HackMD {
	if now == nil {
		now = time.Now
	}
	s := &HackMD{now: now, token: token}
	s.serve(s.answer)
	return s
}

// Add puts a note on the server.
func (s *HackMD) Add(n HackMDNote) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n.changed = s.now().Truncate(time.Millisecond)
	s.notes = append(s.notes, &n)
}

// Throttle answers the next requests to the interface as one too many.
func (s *HackMD) Throttle(times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.throttle = times
}

// Handler answers for both names, whichever server a request came to.
func (s *HackMD) Handler() http.Handler { return s.server.Handler }

func (s *HackMD) answer(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.Host, "api.") {
		s.api(w, r)
		return
	}
	path, download := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/"), "/download")
	n := s.find(path[strings.LastIndex(path, "/")+1:])
	switch {
	case r.Header.Get("Authorization") != "":
		express(w, r, http.StatusBadRequest, "text/plain", "tokens are for the interface")
	case n == nil || !download:
		express(w, r, http.StatusNotFound, "text/html; charset=utf-8", "<!doctype html><title>404 Not Found - HackMD</title>")
	case !n.Public:
		w.Header().Set("Location", "https://hackmd.io/")
		express(w, r, http.StatusFound, "text/plain; charset=utf-8", "Found. Redirecting to /")
	default:
		w.Header().Set("Content-Disposition", "attachment; filename="+encodeURIComponent(firstHeading(n.Text))+".md")
		express(w, r, http.StatusOK, "text/markdown; charset=utf-8", n.Text)
	}
}

func (s *HackMD) api(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-RateLimit-UserLimit", "100")
	h.Set("X-RateLimit-UserRemaining", "42")
	h.Set("X-RateLimit-UserReset", strconv.FormatInt(s.now().Add(30*time.Second).Unix(), 10))
	h.Set("Date", s.now().UTC().Format(http.TimeFormat))
	path := strings.TrimPrefix(r.URL.Path, "/v1")
	id, single := strings.CutPrefix(path, "/notes/")
	team, isTeam := strings.CutPrefix(path, "/teams/")
	switch {
	case r.Header.Get("Authorization") != "Bearer "+s.token:
		s.json(w, r, http.StatusUnauthorized, map[string]string{"error": "Unauthorized"})
	case s.throttle > 0:
		s.throttle--
		h.Set("X-RateLimit-UserRemaining", "0")
		s.json(w, r, http.StatusTooManyRequests, map[string]string{"error": "Too Many Requests"})
	case path == "/notes":
		s.list(w, r, "")
	case isTeam && strings.HasSuffix(team, "/notes"):
		s.list(w, r, strings.TrimSuffix(team, "/notes"))
	default:
		for _, n := range s.notes {
			if single && n.ID == id {
				s.json(w, r, http.StatusOK, n.dto(true))
				return
			}
		}
		s.json(w, r, http.StatusNotFound, map[string]string{"error": "Not Found"})
	}
}

func (s *HackMD) list(w http.ResponseWriter, r *http.Request, team string) {
	list := []map[string]any{}
	for _, n := range s.notes {
		if n.Team == team {
			list = append(list, n.dto(false))
		}
	}
	if team != "" && len(list) == 0 {
		s.json(w, r, http.StatusNotFound, map[string]string{"error": "Not Found"})
		return
	}
	s.json(w, r, http.StatusOK, list)
}

func (n *HackMDNote) dto(content bool) map[string]any {
	d := map[string]any{
		"id": n.ID, "title": firstHeading(n.Text), "tags": []string{}, "shortId": n.ShortID, "permalink": nil,
		"createdAt": n.changed.UnixMilli(), "lastChangedAt": n.changed.UnixMilli(), "publishType": "view",
	}
	if n.Permalink != "" {
		d["permalink"] = n.Permalink
	}
	if content {
		d["content"] = n.Text
	}
	return d
}

func (s *HackMD) find(name string) *HackMDNote {
	for _, n := range s.notes {
		if name != "" && (n.ID == name || n.ShortID == name || n.Permalink == name) {
			return n
		}
	}
	return nil
}

func (s *HackMD) json(w http.ResponseWriter, r *http.Request, status int, v any) {
	text, _ := json.Marshal(v) // text and numbers
	express(w, r, status, "application/json; charset=utf-8", string(text))
}
