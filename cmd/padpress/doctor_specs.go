package main

import (
	"context"
	"fmt"
)

// lookAtSpecs says whether the history of the specifications can be read, where there is one.
func (d *doctor) lookAtSpecs(ctx context.Context) {
	const what = "specs"
	d.learnSpecs(ctx)
	switch s := d.specs; {
	case s.source == "":
	case s.err != nil:
		d.tell(unsure, what, fmt.Sprintf("%s: %s", s.source, oneLine(s.err)), "submit goes on without it: parts of their section that nobody writes stay empty, and the others are not compared")
	default:
		d.tell(fine, what, fmt.Sprintf("%s has their history, up to %s", s.source, s.news.history.Tip().Short()), "")
	}
}
