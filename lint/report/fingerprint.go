package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

// Fingerprints name findings so that they are known again in later versions of the text: by the rule, the words they
// are about with blanks folded, the heading above, and a running number among equals. Never by a line: lines move, and
// a whole line changes for other reasons. There is one for each finding, in the same order.
func Fingerprints(d *lint.Document, findings []lint.Finding) []string {
	names := make([]string, len(findings))
	seen := map[string]int{}
	for i, f := range findings {
		words := strings.Join(strings.Fields(d.Text(f.Span)), " ")
		if d.Lines().At(f.Span.Start) != d.Lines().At(max(f.Span.Start, f.Span.End-1)) {
			words = f.Message // several lines change too easily
		}
		h, _ := d.Section(f.Span.Start)
		key := f.Rule + "\x00" + words + "\x00" + strings.Join(strings.Fields(h.Text), " ")
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		names[i] = hex.EncodeToString(sum[:8])
	}
	return names
}
