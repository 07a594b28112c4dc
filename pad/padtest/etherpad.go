package padtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// EtherpadVersion is one of the Etherpads whose answers were recorded. They differ where something is wrong.
type EtherpadVersion string

// The versions.
const (
	Etherpad1 EtherpadVersion = "1.8.14"
	Etherpad2 EtherpadVersion = "2.5.3"
)

const (
	exportsPerWindow = 10
	exportWindow     = 90 * time.Second
)

// Etherpad is an Etherpad server. It answers exports, and lets nobody make more than ten of them in 90 seconds.
type Etherpad struct {
	loopback
	version EtherpadVersion
	now     func() time.Time
	pads    map[string][]revision
	closed  map[string]bool
	exports int
	since   time.Time // of the first of these exports
}

// NewEtherpad starts a server of a version. Its clock dates revisions and ends the time of the limit; nil for the system's.
func NewEtherpad(version EtherpadVersion, now func() time.Time) *Etherpad {
	if now == nil {
		now = time.Now
	}
	e := &Etherpad{version: version, now: now, pads: map[string][]revision{}, closed: map[string]bool{}}
	e.serve(e.answer)
	return e
}

// Set gives a pad its text, as somebody typing there does, and makes the pad if there is none. Each call is a revision.
func (e *Etherpad) Set(name, text string) string {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	e.pads[name] = append(e.pads[name], revision{e.now().Truncate(time.Millisecond), text})
	return e.URL + "/p/" + url.PathEscape(name)
}

// Forbid lets only those read a pad who belong to its group.
func (e *Etherpad) Forbid(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed[name] = true
}

// Pads is how many there are. A reader makes none.
func (e *Etherpad) Pads() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.pads)
}

func (e *Etherpad) answer(w http.ResponseWriter, r *http.Request) {
	elems := strings.Split(strings.TrimPrefix(r.URL.Path, "/"), "/")
	w.Header().Set("Date", e.now().UTC().Format(http.TimeFormat))
	switch {
	case r.URL.Path == "/api":
		express(w, r, http.StatusOK, "application/json; charset=utf-8", `{"currentVersion":"1.3.0"}`)
	case len(elems) < 2 || elems[0] != "p":
		cannot(w, r)
	case strings.Contains(elems[1], "$") || len(elems[1]) > 50:
		express(w, r, http.StatusNotFound, "text/html; charset=utf-8", "Such a padname is forbidden")
	case len(e.pads[elems[1]]) == 0 && tidy(elems[1]) != elems[1]:
		w.Header().Set("Location", tidy(elems[1])) // below the folder that was asked for, where nothing is
		express(w, r, http.StatusFound, "text/html; charset=utf-8", "You should be redirected")
	case len(elems) == 2:
		express(w, r, http.StatusOK, "text/html; charset=utf-8", "<!doctype html>\n<title>"+url.PathEscape(elems[1])+" | Etherpad</title>\n")
	case len(elems) == 4 && elems[2] == "export":
		e.export(w, r, elems[1], "", elems[3])
	case len(elems) == 5 && elems[3] == "export":
		e.export(w, r, elems[1], elems[2], elems[4])
	default:
		cannot(w, r)
	}
}

func tidy(name string) string {
	for strings.Contains(name, "  ") || strings.Contains(name, "::") {
		name = strings.NewReplacer("  ", " ", "::", ":").Replace(name)
	}
	return strings.NewReplacer(" ", "_", ":", "_").Replace(name)
}

func (e *Etherpad) export(w http.ResponseWriter, r *http.Request, name, rev, kind string) {
	if !e.admits(w, r) {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", "*")
	all := e.pads[name]
	if e.closed[name] {
		express(w, r, http.StatusForbidden, "text/html; charset=utf-8", "403 - Can't touch this")
		return
	}
	n := len(all) - 1
	if rev != "" {
		asked, err := strconv.Atoi(rev)
		if err != nil || asked > n && e.version == Etherpad1 {
			errorPage(w, http.StatusInternalServerError, "Internal Server Error")
			return
		}
		n = min(n, asked) // the newer one answers with what it has
	}
	switch {
	case len(all) == 0:
		cannot(w, r)
	case kind == "txt":
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.txt"`, name))
		express(w, r, http.StatusOK, "text/plain; charset=utf-8", all[n].text)
	case kind == "etherpad":
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.etherpad"`, name))
		express(w, r, http.StatusOK, "application/octet-stream; charset=utf-8", history(name, all))
	default:
		cannot(w, r)
	}
}

// admits counts exports. The older version says when there were too many; the newer one says nothing for ever.
func (e *Etherpad) admits(w http.ResponseWriter, r *http.Request) bool {
	now := e.now()
	if now.Sub(e.since) >= exportWindow {
		e.exports, e.since = 0, now
	}
	e.exports++
	h := w.Header()
	h.Set("X-RateLimit-Limit", strconv.Itoa(exportsPerWindow))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(max(0, exportsPerWindow-e.exports)))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(e.since.Add(exportWindow).Unix()+1, 10))
	if e.exports <= exportsPerWindow {
		return true
	}
	if e.version == Etherpad2 {
		e.hang(r)
	}
	h.Set("Retry-After", strconv.Itoa(int(exportWindow/time.Second)))
	express(w, r, http.StatusTooManyRequests, "text/html; charset=utf-8", "Too many requests, please try again later.")
	return false
}

// history is the export of a whole pad: each revision is a change that replaces all of the text before.
func history(name string, all []revision) string {
	pad := map[string]any{"pad:" + name: map[string]any{"head": len(all) - 1}}
	before := 1
	for n, rev := range all {
		length := len(utf16.Encode([]rune(rev.text)))
		sign, by := ">", length-before
		if by < 0 {
			sign, by = "<", -by
		}
		base36 := func(n int) string { return strconv.FormatInt(int64(n), 36) }
		pad[fmt.Sprintf("pad:%s:revs:%d", name, n)] = map[string]any{
			"changeset": "Z:" + base36(before) + sign + base36(by) + "-" + base36(before) + "+" + base36(length) + "$" + rev.text,
			"meta":      map[string]any{"author": "", "timestamp": rev.at.UnixMilli()},
		}
		before = length
	}
	text, _ := json.Marshal(pad) // text and numbers
	return string(text)
}
