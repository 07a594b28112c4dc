package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Fingerprints name findings so that they are known again in later versions of the text: by the rule, the words they
// are about with blanks folded, and the heading above. Never by a line: lines move, and a whole line changes for other
// reasons. Of findings that are equal in all this the second has .2 behind the name, and so on in the order of the
// text; those numbers change when one before them is repaired, which gitops/github puts right by the lines. There is
// one fingerprint for each finding, in the same order.
func Fingerprints(d *lint.Document, findings []lint.Finding) []string {
	names := make([]string, len(findings))
	seen := map[string]int{}
	for i, f := range findings {
		h, _ := d.Section(f.Span.Start)
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", f.Rule, matched(d, f), folded(h.Text)))
		names[i] = hex.EncodeToString(sum[:8])
		if seen[names[i]]++; seen[names[i]] > 1 {
			names[i] = fmt.Sprintf("%s.%d", names[i], seen[names[i]])
		}
	}
	return names
}

// matched are the words that a finding is about, or else what it says: several lines change too easily.
func matched(d *lint.Document, f lint.Finding) string {
	if d.Lines().At(f.Span.Start) != d.Lines().At(max(f.Span.Start, f.Span.End-1)) {
		return f.Message
	}
	return folded(d.Text(lint.Span{Start: f.Span.Start, End: min(f.Span.End, f.Span.Start+matchedLength)}))
}

// matchedLength bounds in bytes the words that make a finding known: findings without an end may overlap.
const matchedLength = 1000

func folded(s string) string { return strings.Join(strings.Fields(s), " ") }
