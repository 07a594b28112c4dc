package report

import (
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// sarifWriter writes one run in the Static Analysis Results Interchange Format, version 2.1.0, which GitHub's code
// scanning and editors read. Columns are characters.
type sarifWriter struct {
	listWriter
	rules []string // names, in the order of the rules' descriptions
}

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

func newSARIF(w io.Writer, a About) *sarifWriter {
	s := &sarifWriter{listWriter: listWriter{w: w}}
	driver := sarifDriver{Name: "padpress", Version: a.Version, InformationURI: home, Rules: []sarifRule{}}
	for _, r := range a.Rules {
		s.rules = append(s.rules, r.Name)
		driver.Rules = append(driver.Rules, describe(r, a.Summary))
	}
	s.head = `{"$schema":"` + sarifSchema + `","version":"2.1.0","runs":[{"tool":{"driver":` + s.encode(driver) +
		`},"columnKind":"unicodeCodePoints","results":[`
	return s
}

func describe(r *lint.Rule, summary func(*lint.Rule) string) sarifRule {
	d := sarifRule{ID: r.Name, Help: &sarifMessage{Text: r.Doc, Markdown: r.Doc}, Default: sarifLevel{r.Severity}}
	if summary != nil {
		d.Short = &sarifMessage{Text: summary(r)}
	}
	return d
}

// File implements Writer.
func (s *sarifWriter) File(f File) error {
	at := sarifArtifact{URI: uri(f.Document.Path)}
	names := Fingerprints(f.Document, f.Findings)
	for i, x := range f.Findings {
		result := sarifResult{
			RuleID:       x.Rule,
			RuleIndex:    slices.Index(s.rules, x.Rule),
			Level:        x.Severity,
			Message:      sarifMessage{Text: sarifText(x.Message)},
			Locations:    []sarifLocation{{sarifPlace{at, region(f.Document, x.Span)}}},
			Fingerprints: map[string]string{"padpress/v1": names[i]},
		}
		if x.Fix != nil && len(x.Fix.Edits) > 0 {
			result.Fixes = []sarifFix{fixOf(f.Document, at, x.Fix)}
		}
		if err := s.item(result); err != nil {
			return err
		}
	}
	return s.err
}

func fixOf(d *lint.Document, at sarifArtifact, fix *lint.Fix) sarifFix {
	change := sarifChange{Artifact: at}
	for _, e := range fix.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{region(d, e.Span), sarifContent{e.New}})
	}
	return sarifFix{Description: sarifMessage{Text: sarifText(fix.Message)}, Changes: []sarifChange{change}}
}

// sarifText is a message without links: the format makes one of [words](address), unless the bracket is escaped.
func sarifText(message string) string {
	if !strings.Contains(message, "](") {
		return message
	}
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(message)
}

func region(d *lint.Document, s lint.Span) sarifRegion {
	start, end := d.Position(s.Start), d.Position(s.End)
	return sarifRegion{start.Line, start.Column, end.Line, end.Column, s.Start, s.Len()}
}

// End implements Writer. Rules that were skipped are told as notifications of the configuration.
func (s *sarifWriter) End(skipped []lint.Skip) error {
	run := sarifInvocation{Successful: true}
	for _, k := range skipped {
		rule := &sarifReference{k.Rule, slices.Index(s.rules, k.Rule)}
		run.Notifications = append(run.Notifications, sarifNotification{Message: sarifMessage{Text: skippedLine(k)}, Level: lint.Note, Rule: rule})
	}
	return s.end(`],"invocations":[` + s.encode(run) + `]}]}`)
}

// uri is a path as an address: relative paths stay relative to where the report is read.
func uri(p string) string {
	u := url.URL{Path: cleanPath(p)}
	if path.IsAbs(u.Path) {
		u.Scheme = "file"
	}
	return u.String()
}

// cleanPath is a path without ./ before it.
func cleanPath(p string) string {
	if p == "" {
		return "-"
	}
	return strings.TrimPrefix(path.Clean(p), "./")
}
