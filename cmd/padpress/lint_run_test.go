package main

import (
	"slices"
	"sync/atomic"
	"testing"
)

func TestInOrder(t *testing.T) {
	var items []int
	for i := range 100 {
		items = append(items, i)
	}
	for _, workers := range []int{1, 2, 7, 200} {
		var running, most atomic.Int32
		work := func(i int) int {
			now := running.Add(1)
			defer running.Add(-1)
			for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
			}
			return 2 * i
		}
		var got []int
		for x := range inOrder(items, workers, work) {
			got = append(got, x/2)
		}
		if !slices.Equal(got, items) {
			t.Errorf("%d workers: %v", workers, got)
		}
		if int(most.Load()) > workers {
			t.Errorf("%d workers: %d at a time", workers, most.Load())
		}
		for x := range inOrder(items, workers, work) {
			if x == 6 {
				break // the workers must end all the same
			}
		}
	}
	for range inOrder(nil, 4, func(int) int { return 0 }) {
		t.Error("a result of nothing")
	}
}
