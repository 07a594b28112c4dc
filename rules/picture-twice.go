package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"path"
	"strings"
	"unicode"

	"github.com/xsf/padpress/lint"
)

//go:embed picture-twice.md
var pictureTwiceDoc string

var pictureTwice = &lint.Rule{
	Name: "picture-twice", Doc: pictureTwiceDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		first := map[string]picture{}
		for _, x := range pictures(p.Document) {
			file := x.file()
			before, again := first[file]
			if !again || strings.TrimSpace(before.caption) == strings.TrimSpace(x.caption) {
				first[file] = x
				continue
			}
			wrong, other := x, before
			if fitsName(x) && !fitsName(before) {
				wrong, other = before, x
			}
			p.Report(lint.Finding{Span: wrong.span, Message: fmt.Sprintf("%s also stands above %s", quote(path.Base(file)), quote(other.caption))})
		}
		if p.World.Site != nil {
			checkCopies(p)
		}
	},
}

// maxCompared is how many bytes of a picture are read to compare it with another of the same size.
const maxCompared = 8 << 20

// checkCopies reports pictures that are, byte for byte, one that stands before them under another name.
func checkCopies(p *lint.Pass) {
	tree := &siteTree{site: p.World.Site, root: p.World.House.Pictures.Folder}
	bySize := map[int64]string{}
	seen := map[string]bool{}
	for _, x := range pictures(p.Document) {
		file := x.file()
		if seen[file] || isElsewhere(x.address) || !path.IsAbs(file) {
			continue
		}
		seen[file] = true
		size := tree.size(file)
		before, again := bySize[size]
		switch {
		case size == 0 || size > maxCompared:
		case !again:
			bySize[size] = file
		default:
			texts := tree.site.Read(maxCompared, path.Join(tree.root, before), path.Join(tree.root, file))
			if texts[0] != nil && bytes.Equal(texts[0], texts[1]) {
				p.Reportf(x.span, "%s is a copy of %s", quote(path.Base(file)), quote(path.Base(before)))
			}
		}
	}
}

// fitsName reports whether the name of the picture's file holds one of the longer words of its caption.
func fitsName(x picture) bool {
	name := strings.ToLower(path.Base(x.file()))
	caption := x.caption[:min(len(x.caption), reach)]
	words := strings.FieldsFunc(strings.ToLower(caption), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		if len(w) > 3 && strings.Contains(name, w) {
			return true
		}
	}
	return false
}
