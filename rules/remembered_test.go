package rules

import (
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestRemembered(t *testing.T) {
	var mu sync.Mutex
	worked := map[asked]int{}
	double := remembered(func(a asked) string {
		mu.Lock()
		defer mu.Unlock()
		worked[a]++
		return a.text + a.text + a.about
	})
	text := "heron egret"
	for range 3 {
		for _, word := range []string{text[:5], text[6:]} {
			if got := double(asked{word, "x"}); got != word+word+"x" {
				t.Errorf("%q for %s", got, word)
			}
		}
	}
	if len(worked) != 2 || worked[asked{"heron", "x"}] != 1 {
		t.Errorf("worked at %v", worked)
	}
	for i := range mostRemembered { // the first ones are forgotten, and all are told as before
		if n := strconv.Itoa(i); double(asked{text: n}) != n+n {
			t.Fatalf("%s is wrong", n)
		}
	}
	if double(asked{"heron", "x"}); worked[asked{"heron", "x"}] != 2 {
		t.Error("more is remembered than may be")
	}
}

func TestRememberedBySeveral(t *testing.T) {
	double := remembered(func(a asked) string { return a.text + a.text })
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 2 * mostRemembered {
				if n := strconv.Itoa(i % 5000); double(asked{text: n}) != n+n {
					t.Errorf("%s is wrong", n)
				}
			}
		})
	}
	all.Wait()
}

func TestRememberedIsShort(t *testing.T) {
	worked := 0
	length := remembered(func(a asked) int { worked++; return len(a.text) })
	for _, n := range []int{longestRemembered, longestRemembered, longestRemembered + 1, longestRemembered + 1} {
		if got := length(asked{text: strings.Repeat("a", n)}); got != n {
			t.Errorf("%d of %d", got, n)
		}
	}
	if worked != 3 {
		t.Errorf("worked %d times: long texts are not to be remembered, and others are", worked)
	}
}
