package main

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/preview"
)

// deskPage is what the page shows.
type deskPage struct {
	Token                 string
	Text, PadURL          string // of the pad
	LateEntry, LateBefore string // for the visitor to try
	Last                  transcript
	Pull                  *deskPull // nil where there is none
}

// deskPull is the pull request as it stands.
type deskPull struct {
	*githubtest.View
	Open       int    // threads under lines that nobody has resolved
	Headline   string // of the newsletter
	Newsletter template.HTML
	Findings   int
}

func (d *desk) showPage(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	last := d.last
	d.mu.Unlock()
	pull, err := d.pullPage()
	d.render(w, "page", deskPage{
		Token: d.token, Text: d.stage.pad.Note(samplePad).Text(), PadURL: d.stage.padURL(),
		LateEntry: lateEntry, LateBefore: lateBefore, Last: last, Pull: pull,
	}, err)
}

// showPull is the page's part about the pull request, for the page to take in after something has changed.
func (d *desk) showPull(w http.ResponseWriter, r *http.Request) {
	pull, err := d.pullPage()
	d.render(w, "pull", pull, err)
}

func (d *desk) showBodyStyle(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	io.WriteString(w, preview.BodyStyle)
}

// render writes a template as a whole or not at all.
func (d *desk) render(w http.ResponseWriter, name string, data any, err error) {
	var b bytes.Buffer
	if err == nil {
		err = d.page.ExecuteTemplate(&b, name, data)
	}
	if err != nil {
		http.Error(w, oneLine(err), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(b.Bytes())
}

func (d *desk) pullPage() (*deskPull, error) {
	p, ok := d.pull()
	if !ok {
		return nil, nil
	}
	v, err := d.stage.site.View(p.Number)
	if err != nil {
		return nil, err
	}
	page := &deskPull{View: v}
	for _, f := range v.Files {
		page.Open += open(f.Outdated)
		for _, row := range f.Rows {
			page.Open += open(row.Remarks)
		}
	}
	return page, d.addNewsletter(page)
}

// open is how many threads nobody has resolved.
func open(remarks []githubtest.Remark) (n int) {
	for _, r := range remarks {
		if !r.Resolved && !r.Reply {
			n++
		}
	}
	return n
}

// addNewsletter shows the issue as it stands at the pull request's head, with what the rules find in it there.
func (d *desk) addNewsletter(page *deskPull) error {
	path := issueIn(page.Files)
	if path == "" {
		return nil
	}
	git := d.stage.forge.Git()
	files, err := gitops.Local(filepath.Join(git.Root, filepath.FromSlash(page.Repository)+".git"), page.HeadSHA)
	if err != nil {
		return err
	}
	text, err := fs.ReadFile(files, path)
	if err != nil {
		return fmt.Errorf("read the newsletter: %w", err)
	}
	config, err := localConfig(d.stage.env(d.env), "")
	if err != nil {
		return err
	}
	n := preview.Newsletter{Document: lint.Parse(path, text), House: config.House.House, Rules: config.rulesInForce(), Files: files}
	n.Findings = lint.Run(n.Document, worldOf(n.House, files, path), n.Rules)
	page.Headline, page.Newsletter, page.Findings = n.Title(), preview.Body(n), len(n.Findings)
	return nil
}

// issueIn is the path of the first text that the pull request changes, "" if it changes none.
func issueIn(files []githubtest.ViewedFile) string {
	for _, f := range files {
		if f.Status != "removed" && strings.HasSuffix(f.Path, ".md") {
			return f.Path
		}
	}
	return ""
}
