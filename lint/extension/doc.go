// Package extension is what goldmark's package of the same name offers of Hugo's Markdown: tables, struck text, bare
// links, task lists, typographer, definition lists and footnotes. It is goldmark's own code under goldmark's own
// licence. The one difference: its regular expressions are compiled when a text first needs them and not at every start
// of the command, which is a sixth of what a start takes. Tests hold it to the original, and use the original.
package extension

//go:generate go test -update
