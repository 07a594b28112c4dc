// Package rules is what padpress checks: one rule is one .go file, one .md page whose examples are run, and one
// testdata/*.txtar. How a newsletter is written is data, in house/.
package rules

import (
	"slices"

	"github.com/xsf/padpress/lint"
)

// All are the rules in the order of their names.
var All = []*lint.Rule{
	absoluteLink,
	addressForm,
	agreement,
	anchorExists,
	article,
	bareAddress,
	boilerplate,
	contributors,
	dateForm,
	deadLink,
	doubleSlash,
	doubleSpace,
	doubledWord,
	duplicate,
	emptyState,
	fileName,
	frontMatter,
	fullStop,
	hashtag,
	headingLevel,
	ignoreComment,
	imageExists,
	internalLink,
	itemLink,
	itemOrder,
	joinLink,
	languageMarker,
	languageSigns,
	linkDestination,
	linkSyntax,
	linkTarget,
	linkText,
	linkTextSpace,
	listMarker,
	longEntry,
	missingSpace,
	movedLink,
	ordinal,
	pictureFolder,
	pictureSize,
	pictureTwice,
	placeholder,
	pluralApostrophe,
	productName,
	punctuation,
	rawHTML,
	remotePicture,
	repeatedNews,
	retired,
	sectionOrder,
	shortcodeSyntax,
	spaceBeforePunctuation,
	spelling,
	summary,
	titleDate,
	trackingParameter,
	translatedHeading,
	translatedTitle,
	translationCredits,
	translationDrift,
	translationFigures,
	translationLinks,
	translationMark,
	translationStructure,
	translationUntranslated,
	translationXEPs,
	unbalanced,
	unusualWord,
	versionAddress,
	versionPlural,
	xepEntry,
	xepGap,
	xepLinked,
	xepMissing,
	xepNumber,
	xepStale,
	xepTitle,
	xepTitleUsual,
}

// Find gives the rule called name, or nil.
func Find(name string) *lint.Rule {
	i := slices.IndexFunc(All, func(r *lint.Rule) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return All[i]
}
