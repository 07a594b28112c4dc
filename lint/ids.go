package lint

import (
	"bytes"
	"strconv"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// ids makes the ids of headings as Hugo does by default (markup/goldmark/autoid.go, type github).
type ids struct{ taken map[string]bool }

func newIDs() parser.IDs { return &ids{taken: map[string]bool{}} }

// Generate implements parser.IDs.
func (s *ids) Generate(value []byte, kind ast.NodeKind) []byte {
	id := Anchor(string(value))
	if id == "" {
		id = "id"
		if kind == ast.KindHeading {
			id = "heading"
		}
	}
	free := id
	for i := 1; s.taken[free]; i++ {
		free = id + "-" + strconv.Itoa(i)
	}
	s.taken[free] = true
	return []byte(free)
}

// Put implements parser.IDs.
func (s *ids) Put(value []byte) { s.taken[util.BytesToReadOnlyString(value)] = true }

// Anchor is the id that Hugo gives to a heading with this text, if no other heading has it.
func Anchor(heading string) string {
	var b bytes.Buffer
	for _, r := range string(bytes.TrimSpace([]byte(heading))) {
		switch {
		case r == '-' || r == ' ':
			b.WriteByte('-')
		case isWord(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
