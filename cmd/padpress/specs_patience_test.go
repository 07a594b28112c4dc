package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
)

// hanging is a history that answers nothing.
type hanging struct {
	xepHistory
	asked int
}

func (h *hanging) Since(ctx context.Context, _ time.Time, _ func(string) bool) (*gitops.Line, error) {
	h.asked++
	<-ctx.Done()
	return nil, ctx.Err()
}

func (h *hanging) Read(ctx context.Context, _ int64, _ ...gitops.ID) (map[gitops.ID][]byte, error) {
	h.asked++
	return nil, nil
}

// TestPatience: a server that hangs is waited for once, and the rest of the run does not ask it.
func TestPatience(t *testing.T) {
	slow := &hanging{}
	h := &patientHistory{xepHistory: slow, patience: time.Millisecond}
	for range 2 {
		if _, err := h.Since(t.Context(), time.Time{}, nil); err == nil || !strings.Contains(err.Error(), "no full answer within 1ms") {
			t.Error(err)
		}
		if _, err := h.Read(t.Context(), 1); err == nil {
			t.Error("it was asked again")
		}
	}
	if slow.asked != 1 {
		t.Errorf("it was asked %d times", slow.asked)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&patientHistory{xepHistory: slow, patience: time.Hour}).Since(ended, time.Time{}, nil); err != context.Canceled {
		t.Error(err)
	}
}
