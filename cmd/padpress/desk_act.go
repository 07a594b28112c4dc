package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"unicode/utf8"

	"github.com/xsf/padpress/gitops/githubtest"
)

// padLength bounds the pad's text, in bytes. It leaves room for what HedgeDoc allows in a note.
const padLength = 1 << 20

// asked reads what a request asks for. If it cannot, it has answered and reports false.
func asked(w http.ResponseWriter, r *http.Request, into any) bool {
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 2*padLength)).Decode(into)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		http.Error(w, "The pad's text is too long.", http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, "The request is not JSON as the page sends it.", http.StatusBadRequest)
	}
	return err == nil
}

// write gives the pad the text that the visitor wrote.
func (d *desk) write(w http.ResponseWriter, r *http.Request) {
	if d.save(w, r) {
		w.WriteHeader(http.StatusNoContent)
	}
}

func (d *desk) save(w http.ResponseWriter, r *http.Request) bool {
	var in struct{ Text *string }
	if !asked(w, r, &in) {
		return false
	}
	switch {
	case in.Text == nil || !utf8.ValidString(*in.Text):
		http.Error(w, "The request holds no text.", http.StatusBadRequest)
	case len(*in.Text) > padLength:
		http.Error(w, "The pad's text is too long.", http.StatusRequestEntityTooLarge)
	default:
		d.stage.pad.Set(samplePad, *in.Text)
		return true
	}
	return false
}

// act does something to a line comment, as the reviewer.
func (d *desk) act(w http.ResponseWriter, r *http.Request, do func(pull githubtest.Pull, comment int64) error) {
	var in struct{ Comment int64 }
	if !asked(w, r, &in) {
		return
	}
	p, ok := d.pull()
	if !ok {
		http.Error(w, "There is no pull request.", http.StatusNotFound)
		return
	}
	if err := do(p, in.Comment); err != nil {
		http.Error(w, capital(oneLine(err))+".", http.StatusUnprocessableEntity)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (d *desk) accept(w http.ResponseWriter, r *http.Request) {
	d.act(w, r, func(p githubtest.Pull, comment int64) error {
		_, err := d.stage.site.Accept(p.Number, deskReviewer, comment)
		return err
	})
}

func (d *desk) resolve(w http.ResponseWriter, r *http.Request) {
	d.act(w, r, func(p githubtest.Pull, comment int64) error { return d.stage.site.Resolve(p.Number, comment) })
}

func (d *desk) remove(w http.ResponseWriter, r *http.Request) {
	d.act(w, r, func(p githubtest.Pull, comment int64) error { return d.stage.site.Delete(p.Number, comment) })
}
