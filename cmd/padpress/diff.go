package main

import (
	"bytes"
	"fmt"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/xsf/padpress/lint/report"
)

// writeDiff shows what changed in a text, as git does; nothing if nothing did.
func writeDiff(e *env, path string, before, after []byte) {
	if bytes.Equal(before, after) {
		return
	}
	name := filepath.ToSlash(path)
	fmt.Fprint(e.out, report.PrintableLines(string(diff.Diff("a/"+name, before, "b/"+name, after))))
}
