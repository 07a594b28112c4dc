package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/xep"
)

// Bounds of what is read of the specifications, in bytes and in documents.
const (
	maxXEPList = 8 << 20
	maxXEPHead = 1 << 20
	maxXEPs    = 9999
)

var errNoXEPs = errors.New("this is no list of specifications")

// parseXEPList reads a published list: xeplist.xml, as the specifications' own tools write it, or the JSON that the
// site makes of it.
func parseXEPList(text []byte) ([]lint.XEP, error) {
	read := parseXEPXML
	if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 && trimmed[0] == '[' {
		read = parseXEPJSON
	}
	all, err := read(text)
	if err == nil && len(all) == 0 {
		err = errNoXEPs
	}
	return all, err
}

// parseXEPXML reads <xep-infos> of <xep accepted="true"> with number, title, status and last-revision. Proposals are left out.
func parseXEPXML(text []byte) ([]lint.XEP, error) {
	var all []lint.XEP
	var x lint.XEP
	inside, seen := false, false
	xmlTags(text, func(t xmlTag) bool {
		seen = seen || t.name == "xep-infos"
		switch {
		case t.name == "xep" && !t.closes:
			x, inside = lint.XEP{}, !strings.Contains(t.attrs, "false")
		case t.name == "xep" && inside:
			inside = false
			if x.Number > 0 && x.Title != "" {
				all = append(all, x)
			}
		case !inside || t.closes:
		case t.name == "number":
			x.Number = specNumber(t.text)
		case t.name == "title":
			x.Title = t.text
		case t.name == "status":
			x.Status = t.text
		case t.name == "version":
			x.Version = t.text
		case t.name == "date":
			x.Date = isoDay(t.text)
		}
		return len(all) < maxXEPs
	})
	if !seen {
		return nil, errNoXEPs
	}
	return all, nil
}

// parseXEPJSON reads the list that the site makes of the published one for its own pages.
func parseXEPJSON(text []byte) ([]lint.XEP, error) {
	var entries []struct {
		Number  int    `json:"number"`
		Title   string `json:"title"`
		Status  string `json:"status"`
		Version string `json:"last_revision_version"`
		Date    string `json:"last_revision_date"`
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		return nil, errNoXEPs
	}
	var all []lint.XEP
	for _, e := range entries[:min(len(entries), maxXEPs)] {
		if e.Number > 0 && e.Number <= maxXEPs && e.Title != "" {
			all = append(all, lint.XEP{Number: e.Number, Title: strings.Join(strings.Fields(e.Title), " "), Status: e.Status, Version: e.Version, Date: isoDay(e.Date)})
		}
	}
	return all, nil
}

// readXEPDir reads the heads of the documents in a checkout, xep-0001.xml and so on.
func readXEPDir(files fs.FS) ([]lint.XEP, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, err
	}
	shared := sync.OnceValue(func() xep.Entities {
		text, _ := fs.ReadFile(files, xepEntities) // without it, names stay words
		return xep.ParseEntities(text)
	})
	var all []lint.XEP
	for _, e := range entries {
		n := documentNumber(e.Name())
		if n == 0 || e.IsDir() || len(all) == maxXEPs {
			continue
		}
		head, err := readHead(files, e.Name())
		if err != nil {
			return nil, err
		}
		if x := parseHead(head); x.Title != "" {
			x.Number = n
			x.Notes = notesOf(files, e.Name(), shared)
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: it holds no xep-0001.xml", errNoXEPs)
	}
	return all, nil
}

// notesOf reads the notes of a document when they are first asked for.
func notesOf(files fs.FS, name string, shared func() xep.Entities) func(version string) []string {
	read := sync.OnceValue(func() *xep.Document {
		head, err := readHead(files, name)
		if err != nil {
			return &xep.Document{}
		}
		d, err := xep.Parse(head, shared())
		if err != nil {
			return &xep.Document{} // what cannot be read says nothing
		}
		return d
	})
	return func(version string) []string {
		for _, r := range read().Revisions {
			if r.Version == version {
				return details(r.Notes)
			}
		}
		return nil
	}
}

// documentNumber is the number in the name of a document, 0 for another file.
func documentNumber(name string) int {
	digits, ok := strings.CutPrefix(strings.TrimSuffix(name, ".xml"), "xep-")
	if !ok || path.Ext(name) != ".xml" || len(digits) != 4 {
		return 0
	}
	return specNumber(digits)
}

// readHead reads a document up to the end of its header.
func readHead(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var head []byte
	end := []byte("</header>")
	buffer := make([]byte, 16<<10)
	for len(head) < maxXEPHead {
		n, err := f.Read(buffer)
		from := max(0, len(head)-len(end))
		head = append(head, buffer[:n]...)
		if bytes.Contains(head[from:], end) || errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return head, nil
}

// parseHead reads title, status and revisions, newest first as they stand there.
func parseHead(head []byte) lint.XEP {
	x := lint.XEP{Revisions: []string{}}
	revision := false
	xmlTags(head, func(t xmlTag) bool {
		switch {
		case t.name == "header" && t.closes:
			return false
		case t.name == "revision":
			revision = !t.closes
		case t.closes || t.empty:
		case t.name == "title" && x.Title == "":
			x.Title = t.text
		case t.name == "status" && x.Status == "":
			x.Status = t.text
		case t.name == "version" && revision:
			x.Revisions = append(x.Revisions, t.text)
		case t.name == "date" && revision && x.Date.IsZero():
			x.Date = isoDay(t.text)
		}
		return true
	})
	if len(x.Revisions) > 0 {
		x.Version = x.Revisions[0]
	}
	return x
}

// specNumber is the number of a specification; 0 for what is none.
func specNumber(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > maxXEPs {
		return 0
	}
	return n
}

func isoDay(text string) time.Time {
	day, _ := time.Parse(time.DateOnly, text)
	return day
}

// newestOf is the newest date that any of all has.
func newestOf(all []lint.XEP) time.Time {
	var newest time.Time
	for _, x := range all {
		if x.Date.After(newest) {
			newest = x.Date
		}
	}
	return newest
}
