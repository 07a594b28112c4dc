package rules

import "github.com/xsf/padpress/lint"

// isVersion reports whether word is the number of a version.
func isVersion(word string) bool { return lint.IsVersion(word) }
