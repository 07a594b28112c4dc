// Package lint is the engine that reads a newsletter issue, runs rules over it and applies their fixes.
//
// A text is parsed once into a [Document]. Rules are values ([Rule]) that look at it through a [Pass] and report
// findings; a finding may carry a [Fix]. Positions are byte offsets into Document.Src, taken from the parser and kept.
// What the site would show is rendered only where two texts have to be compared ([Page], [SamePage]).
//
// The package knows no rule, no pad and no repository.
package lint
