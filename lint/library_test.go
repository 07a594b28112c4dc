package lint_test

import (
	"fmt"
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestLibrary(t *testing.T) {
	var l lint.Library
	first := l.Parse("a.md", []byte("one"))
	if l.Parse("a.md", []byte("one")) != first {
		t.Error("an equal text is parsed again")
	}
	for _, d := range []*lint.Document{l.Parse("b.md", []byte("one")), l.Parse("a.md", []byte("two"))} {
		if d == first {
			t.Error("another path or text gets the same document")
		}
	}
	for i := range 5 { // the first stays, as it is asked for
		l.Parse(fmt.Sprint(i), nil)
		if l.Parse("a.md", []byte("one")) != first {
			t.Fatal("what was asked for last is forgotten")
		}
	}
	for i := range 100 {
		l.Parse(fmt.Sprint(i), nil)
	}
	if l.Parse("a.md", []byte("one")) == first {
		t.Error("the library keeps everything")
	}
	var none *lint.Library
	if d := none.Parse("a.md", []byte("one")); d.Path != "a.md" || string(d.Src) != "one" {
		t.Error("without a library nothing is parsed")
	}
}
