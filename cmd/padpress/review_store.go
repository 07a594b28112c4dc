package main

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// storedVersion is the form of a stored report.
const storedVersion = 1

// stored is what a run without rights found, for a run with rights. It comes from a workflow that people outside may have
// changed, so it is believed in nothing: see verdict.
type stored struct {
	Version    int          `json:"version"`
	Repository string       `json:"repository"`
	Pull       int          `json:"pull"`
	Head       string       `json:"head"` // commit
	Texts      []storedText `json:"texts"`

	NoSpecs bool `json:"no-specifications,omitempty"` // their history could not be read: what was said by it stays
}

type storedText struct {
	Path     string          `json:"path"`
	Text     []byte          `json:"text"` // all of it: git's name of it is compared with that in the pull request
	Findings []storedFinding `json:"findings"`
}

// storedFinding is a finding without what can be worked out from the text: fingerprint, lines, words and suggestion.
type storedFinding struct {
	Rule     string       `json:"rule"`
	Severity string       `json:"severity"`
	Start    int          `json:"start"` // offsets into the text
	End      int          `json:"end"`
	Message  string       `json:"message"`
	Fix      string       `json:"fix,omitempty"`
	Edits    []storedEdit `json:"edits,omitempty"`
}

type storedEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// What a stored report may hold at most.
const (
	storedSize     = 16 << 20 // bytes of the file
	storedTexts    = 20
	storedFindings = 1000
	storedMessage  = 1000
	storedNew      = 10_000 // bytes that an edit brings
	storedEdits    = 100    // of one fix
)

// storeVerdict writes what was found to a file.
func storeVerdict(file, repo string, t *target, v *verdict, noSpecs bool) error {
	s := stored{Version: storedVersion, Repository: repo, Pull: t.pull.Number, Head: t.pull.Head, Texts: []storedText{}, NoSpecs: noSpecs}
	left := storedFindings
	for _, r := range v.texts[:min(len(v.texts), storedTexts)] {
		text := storedText{Path: r.Document.Path, Text: r.Document.Src, Findings: []storedFinding{}}
		for _, f := range r.Findings[:min(len(r.Findings), left)] {
			text.Findings = append(text.Findings, storedOf(f))
		}
		left -= len(text.Findings)
		s.Texts = append(s.Texts, text)
	}
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return replaceFile(file, append(b, '\n'))
}

func storedOf(f lint.Finding) storedFinding {
	s := storedFinding{Rule: f.Rule, Severity: f.Severity.String(), Start: f.Span.Start, End: f.Span.End, Message: cutBytes(f.Message, storedMessage)}
	if f.Fix == nil || len(f.Fix.Edits) > storedEdits {
		return s
	}
	for _, e := range f.Fix.Edits {
		if len(e.New) > storedNew {
			return s
		}
	}
	s.Fix = cutBytes(f.Fix.Message, storedMessage)
	for _, e := range f.Fix.Edits {
		s.Edits = append(s.Edits, storedEdit{e.Span.Start, e.Span.End, e.New})
	}
	return s
}

// cutBytes is the beginning of a text, in whole characters.
func cutBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// readStored reads a report and refuses what cannot be one.
func readStored(file string) (*stored, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, usagef("--post: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, storedSize+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	s := &stored{}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	switch err := d.Decode(s); {
	case len(b) > storedSize:
		return nil, fmt.Errorf("%s is no report of padpress: it has more than %d bytes", file, storedSize)
	case err != nil:
		return nil, fmt.Errorf("%s is no report of padpress: %w", file, err)
	case d.More():
		return nil, fmt.Errorf("%s is no report of padpress: something stands behind it", file)
	case s.Version != storedVersion:
		return nil, fmt.Errorf("%s is a report of version %d, and this program reads version %d: use one version for both steps", file, s.Version, storedVersion)
	case s.Pull < 1 || len(s.Head) != 40 || strings.Trim(s.Head, "0123456789abcdef") != "":
		return nil, fmt.Errorf("%s is no report of padpress: it names no pull request or no commit", file)
	}
	return s, nil
}

// verdict is the report as far as it can be believed. Its texts are those of the pull request, byte for byte, and every
// place is inside of them; what is quoted, suggested and compared is worked out anew. So what a report can do at worst is
// to say other words about these lines, which are escaped like those of pads, and no more of them than any review.
func (s *stored) verdict(house *lint.House, files []github.File, earlier []*lint.Document) (*verdict, error) {
	v := &verdict{}
	findings := 0
	seen := map[string]bool{}
	for _, t := range s.Texts {
		i := slices.IndexFunc(files, func(f github.File) bool { return f.Path == t.Path })
		findings += len(t.Findings)
		switch {
		case len(s.Texts) > storedTexts || findings > storedFindings || len(t.Text) > textSize:
			return nil, errors.New("the report is larger than any that padpress writes; nothing was posted")
		case !utf8.Valid(t.Text):
			return nil, errors.New("the report is about what is no text; nothing was posted")
		case i < 0 || seen[t.Path]:
			return nil, errors.New("the report is about a file that the pull request does not change; nothing was posted")
		case blobName(t.Text) != files[i].Blob:
			return nil, errors.New("the report is about another text than that of the pull request; nothing was posted")
		}
		seen[t.Path] = true
		r := newReviewed(house, lint.Parse(t.Path, t.Text), earlier, nil)
		if !files[i].Added || len(files[i].Lines) > 0 {
			r.lines = files[i].Lines
		}
		for _, f := range t.Findings {
			finding, err := f.finding(len(t.Text))
			if err != nil {
				return nil, err
			}
			r.Findings = append(r.Findings, finding)
		}
		slices.SortStableFunc(r.Findings, func(a, b lint.Finding) int { return a.Span.Start - b.Span.Start })
		v.texts = append(v.texts, r)
	}
	return v, nil
}

// blobName is git's name of a file's content.
func blobName(text []byte) string {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// finding is a finding in a text of so many bytes.
func (f storedFinding) finding(size int) (lint.Finding, error) {
	inside := func(start, end int) bool { return 0 <= start && start <= end && end <= size }
	severity := severityOf(f.Severity)
	bad := rules.Find(f.Rule) == nil || severity == 0 || !inside(f.Start, f.End) || len(f.Message) > storedMessage ||
		len(f.Fix) > storedMessage || len(f.Edits) > storedEdits
	found := lint.Finding{Rule: f.Rule, Severity: severity, Span: lint.Span{Start: f.Start, End: f.End}, Message: f.Message}
	for _, e := range f.Edits {
		if bad = bad || !inside(e.Start, e.End) || len(e.New) > storedNew; bad {
			break
		}
		if found.Fix == nil {
			found.Fix = &lint.Fix{Message: f.Fix}
		}
		found.Fix.Edits = append(found.Fix.Edits, lint.Edit{Span: lint.Span{Start: e.Start, End: e.End}, New: e.New})
	}
	if bad {
		return found, errors.New("the report holds a finding that no rule of padpress makes; nothing was posted")
	}
	return found, nil
}
