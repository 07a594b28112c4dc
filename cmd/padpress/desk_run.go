package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"github.com/xsf/padpress/lint/report"
)

// transcript is what a run told of itself.
type transcript struct {
	Steps   []transcriptStep
	Outcome *outcome // nil before it ended
}

// transcriptStep is one line of a run's output.
type transcriptStep struct {
	Name string `json:"name"` // "" for what is no step
	Text string `json:"text"`
	Took string `json:"took"` // "83 ms", "" where it is not said
}

// run saves the pad and runs the line on it. The answer is one JSON value a line, each sent when it is known: a step, or at
// the end the outcome.
func (d *desk) run(w http.ResponseWriter, r *http.Request) {
	if !d.running.TryLock() {
		http.Error(w, "A run is under way; wait for its end.", http.StatusConflict)
		return
	}
	defer d.running.Unlock()
	if !d.save(w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	encoder, flush := json.NewEncoder(w), http.NewResponseController(w)
	var all transcript
	// Nobody may be there to read it any more, and the run goes on.
	tell := func(name string, value any) {
		encoder.Encode(map[string]any{name: value})
		flush.Flush()
	}
	lines := &lineWriter{each: func(line string) {
		step := stepOf(line)
		all.Steps = append(all.Steps, step)
		tell("step", step)
	}}
	before := d.look()
	inner := *d.env
	inner.out, inner.err, inner.terminal, inner.color = lines, lines, false, false
	p := d.stage.perform(d.forever, &inner, 0)
	all.Outcome = outcomeOf(before, d.look(), p)
	d.mu.Lock()
	d.last = all
	d.mu.Unlock()
	tell("outcome", all.Outcome)
}

// stepOf takes apart what job.step writes.
func stepOf(line string) (s transcriptStep) {
	s.Text = report.Printable(strings.TrimRight(line, " "))
	if text, took, ok := strings.Cut(s.Text, "  ["); ok && strings.HasSuffix(took, " ms]") {
		s.Text, s.Took = text, strings.TrimSuffix(took, "]")
		s.Name, s.Text, _ = strings.Cut(s.Text, " ")
		s.Text = strings.TrimSpace(s.Text)
	}
	return s
}

// lineWriter hands on what is written to it line by line, from one goroutine at a time.
type lineWriter struct {
	mu   sync.Mutex
	each func(line string)
	rest []byte
}

func (l *lineWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest = append(l.rest, p...)
	for {
		line, rest, found := bytes.Cut(l.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		l.rest = rest
		if len(bytes.TrimSpace(line)) > 0 {
			l.each(string(line))
		}
	}
}
