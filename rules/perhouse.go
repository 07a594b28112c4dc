package rules

import (
	"sync/atomic"

	"github.com/xsf/padpress/lint"
)

// perHouse is work that is done once for a house and not for each text. It keeps what it made last: a run has one house.
func perHouse[T any](work func(*lint.House) T) func(*lint.House) T {
	type done struct {
		house *lint.House
		value T
	}
	var last atomic.Pointer[done]
	return func(h *lint.House) T {
		if d := last.Load(); d != nil && d.house == h {
			return d.value
		}
		d := &done{h, work(h)}
		last.Store(d)
		return d.value
	}
}
