package lint_test

import (
	"sync"
	"testing"

	"github.com/xsf/padpress/lint"
)

func TestShared(t *testing.T) {
	type one struct{}
	type two struct{ n int }
	d := lint.Parse("a.md", []byte("text"))
	made := 0
	number := func(key any) int {
		return lint.Shared(d, key, func() int { made++; return made })
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { number(one{}) })
	}
	all.Wait()
	if a, b, c := number(one{}), number(two{1}), number(two{2}); a != 1 || b != 2 || c != 3 || number(two{1}) != 2 {
		t.Errorf("made %d times: %d, %d, %d", made, a, b, c)
	}
}
