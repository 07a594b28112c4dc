package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/xsf/padpress/gitops"
)

// specsPatience is how long one request about the specifications may take. After the first that failed none is made.
const specsPatience = 20 * time.Second

// patientHistory is a history whose requests end in time.
type patientHistory struct {
	xepHistory
	patience time.Duration
	err      error // of the first that failed
}

func (h *patientHistory) try(ctx context.Context, ask func(context.Context) error) error {
	if h.err != nil {
		return h.err
	}
	patient, cancel := context.WithTimeout(ctx, h.patience)
	defer cancel()
	err := ask(patient)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("no full answer within %s", h.patience)
	}
	h.err = err
	return err
}

func (h *patientHistory) Since(ctx context.Context, since time.Time, wanted func(path string) bool) (line *gitops.Line, err error) {
	err = h.try(ctx, func(ctx context.Context) error {
		line, err = h.xepHistory.Since(ctx, since, wanted)
		return err
	})
	return line, err
}

func (h *patientHistory) Read(ctx context.Context, limit int64, ids ...gitops.ID) (texts map[gitops.ID][]byte, err error) {
	err = h.try(ctx, func(ctx context.Context) error {
		texts, err = h.xepHistory.Read(ctx, limit, ids...)
		return err
	})
	return texts, err
}

func (h *patientHistory) File(ctx context.Context, path string) ([]byte, bool) {
	patient, cancel := context.WithTimeout(ctx, h.patience)
	defer cancel()
	return h.xepHistory.File(patient, path)
}
