package rules

import (
	"fmt"

	"github.com/xsf/padpress/lint"
)

// reportHabit reports what is found, each with a fix. In a translation many of one kind are one finding with one fix, which
// does what message says: they come from the program that translated it, or from boilerplate that was translated years ago.
func reportHabit(p *lint.Pass, found []lint.Finding, message string) {
	if p.Language() == "" || len(found) <= mostApart {
		for _, f := range found {
			p.Report(f)
		}
		return
	}
	all := found[0]
	all.Message += fmt.Sprintf(", and %d more of this kind", len(found)-1)
	all.Fix = &lint.Fix{Message: message}
	for _, f := range found {
		all.Fix.Edits = append(all.Fix.Edits, f.Fix.Edits...)
	}
	p.Report(all)
}
