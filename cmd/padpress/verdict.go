package main

import (
	"bytes"
	"context"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/rules"
)

// verdict is all that is to be said of a pull request: what was found in its texts, and what the pad offers.
type verdict struct {
	texts  []*reviewed
	offers []offer
}

// reviewed is one text and what is to be said of it.
type reviewed struct {
	report.File
	lines    []github.LineRange // of the diff
	standing []lint.Span        // what the pad's template brings
}

// newReviewed is what is to be said of a text of which every line is in the diff.
func newReviewed(house *lint.House, d *lint.Document, earlier []*lint.Document, findings []lint.Finding) *reviewed {
	return &reviewed{
		File: report.File{Document: d, Findings: findings}, lines: wholeFile(d.Src), standing: rules.Template(house, d, earlier),
	}
}

// wholeFile is all lines of a new file. One that git takes for binary has no lines in the diff.
func wholeFile(text []byte) []github.LineRange {
	if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
		return nil
	}
	lines := bytes.Count(text, []byte("\n"))
	if !bytes.HasSuffix(text, []byte("\n")) {
		lines++
	}
	return []github.LineRange{{First: 1, Last: lines}}
}

// files are the texts for reports.
func (v *verdict) files() []report.File {
	var all []report.File
	for _, t := range v.texts {
		all = append(all, t.File)
	}
	return all
}

// isTemplate reports whether a finding is about text that comes from the pad's template each month, where it is to be mended.
func (t *reviewed) isTemplate(f lint.Finding) bool {
	if f.Rule == "boilerplate" {
		return true
	}
	for _, s := range t.standing {
		if s.Start <= f.Span.Start && f.Span.Start < s.End {
			return true
		}
	}
	return false
}

// isForLine reports whether a finding is worth a comment on its line: matters of taste are not.
func (t *reviewed) isForLine(f lint.Finding) bool {
	return f.Severity >= lint.Warning && !t.isTemplate(f)
}

// subject is what a point of a review is about: an offer, or a finding of a text.
type subject struct {
	offer, text, finding int // offer is -1 for a finding
}

// points are what is to be said on lines; offers come first.
func (v *verdict) points() ([]github.Point, []subject) {
	var points []github.Point
	var about []subject
	for i, o := range v.offers {
		if o.Line > 0 {
			points = append(points, github.Point{Fingerprint: o.fingerprint, Path: o.Path, Start: o.Start, Line: o.Line, Uncapped: true})
			about = append(about, subject{offer: i})
		}
	}
	for i, t := range v.texts {
		d := t.Document
		for n, name := range report.Fingerprints(d, t.Findings) {
			f := t.Findings[n]
			if !t.isForLine(f) {
				continue
			}
			points = append(points, github.Point{
				Fingerprint: name, Path: d.Path, Start: d.Lines().At(f.Span.Start), Line: d.Lines().At(max(f.Span.Start, f.Span.End-1)),
			})
			about = append(about, subject{-1, i, n})
		}
	}
	return points, about
}

// remarks makes comments of points.
func (v *verdict) remarks(about []subject, points []int) []github.Remark {
	var all []github.Remark
	byText := make([][]int, len(v.texts)) // points that are findings
	for _, p := range points {
		if s := about[p]; s.offer >= 0 {
			o := v.offers[s.offer].Remark
			o.Points = []int{p}
			all = append(all, o)
		} else {
			byText[s.text] = append(byText[s.text], p)
		}
	}
	for i, t := range v.texts {
		var findings []lint.Finding
		for _, p := range byText[i] {
			findings = append(findings, t.Findings[about[p].finding])
		}
		for _, r := range report.Remarks(t.Document, findings) {
			remark := github.Remark{Path: t.Document.Path, Start: r.Start, Line: r.End, Text: r.Text, Plain: r.Alone, Suggestion: r.Suggestion}
			for _, n := range r.Findings {
				remark.Points = append(remark.Points, byText[i][n])
			}
			all = append(all, remark)
		}
	}
	return all
}

// diff tells which lines of a file can take a comment.
func (v *verdict) diff(path string) []github.LineRange {
	for _, t := range v.texts {
		if t.Document.Path == path {
			return t.lines
		}
	}
	return nil
}

// stand is where the forge is told a verdict: a pull request at a commit.
type stand struct {
	pull   *github.Pull
	commit string
	covers func(path string) bool   // files that the verdict is about
	past   func(branch string) bool // whether a branch was ours for an earlier month
}

// say posts the line comments.
func (j *job) say(ctx context.Context, at stand, v *verdict) (*github.Posted, []subject, error) {
	points, about := v.points()
	posted, err := j.forge.SyncReview(ctx, at.pull, github.Review{
		Commit: at.commit, Lines: v.diff, Points: points, Covers: at.covers,
		Remarks: func(points []int) []github.Remark { return v.remarks(about, points) },
		Max:     j.Comments, MaxFirst: j.CommentsFirstMonth, Earlier: at.past,
		Undecided: v.undecided(j.asker),
		Unsure:    j.unsure(),
		People:    j.isClosing(at.pull),
	})
	if err != nil {
		return nil, nil, err
	}
	j.step("review", "%d new comments, %d kept, %d left for the summary", posted.Comments, posted.Standing, len(posted.Left))
	if n := len(posted.Declined); n > 0 {
		j.step("declined", "%s", declinedWords(n))
	}
	for _, n := range posted.Notes {
		j.step("note", "%s", n)
	}
	return posted, about, nil
}
