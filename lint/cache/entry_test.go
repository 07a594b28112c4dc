package cache

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
)

// FuzzEntry: any bytes are read as findings in the text or as none, and those that are read are written as they were.
func FuzzEntry(f *testing.F) {
	f.Add(appendFindings((*Trace)(nil).append(nil), []lint.Finding{
		{Rule: "a", Severity: lint.Error, Span: lint.Span{Start: 3, End: 9}, Message: "b", Fix: lint.Replace("c", lint.Span{Start: 4, End: 4}, "d")},
		{Rule: "e", Severity: lint.Note, Message: "f", Fix: &lint.Fix{Message: "g"}},
	}))
	f.Add([]byte("\x00\xff\xff\xff\xff\x0f"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r := reader{text: text}
		if !r.unchanged(nil) {
			return
		}
		found := r.findings(9)
		if r.bad {
			return
		}
		again := reader{text: appendFindings(nil, found)}
		if diff := cmp.Diff(found, again.findings(9)); diff != "" || again.bad {
			t.Error(diff)
		}
		for _, x := range found {
			if x.Span.Start < 0 || x.Span.End < x.Span.Start || x.Span.End > 9 {
				t.Errorf("%+v is not in the text", x)
			}
		}
	})
}
