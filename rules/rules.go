// Package rules is what padpress checks: one rule is one .go file, one .md page whose examples are run, and one
// testdata/*.txtar. How a newsletter is written is data, in house/.
package rules

import (
	"slices"

	"github.com/xsf/padpress/lint"
)

// All are the rules in the order of their names.
var All = []*lint.Rule{
	agreement,
	anchorExists,
	article,
	dateForm,
	doubledWord,
	fileName,
	frontMatter,
	headingLevel,
	imageExists,
	linkDestination,
	linkSyntax,
	ordinal,
	placeholder,
	pluralApostrophe,
	productName,
	rawHTML,
	sectionOrder,
	shortcodeSyntax,
	spelling,
	titleDate,
	unusualWord,
	versionPlural,
}

// Find gives the rule called name, or nil.
func Find(name string) *lint.Rule {
	i := slices.IndexFunc(All, func(r *lint.Rule) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return All[i]
}
