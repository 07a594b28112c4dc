package main

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// meter counts requests and the bytes of their answers.
type meter struct {
	requests int
	down     int64
}

func (c *meter) RoundTrip(r *http.Request) (*http.Response, error) {
	c.requests++
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		resp.Body = &meteredBody{resp.Body, c}
	}
	return resp, err
}

// TestSpecsLean counts what a run of submit reads of the real repository, for its drafts and its rules: the first of a month
// and one while nothing happened.
func TestSpecsLean(t *testing.T) {
	if testing.Short() {
		t.Skip("reads months of a large repository")
	}
	_, address := servedXEPs(t)
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	for _, month := range []string{"2021-06", "2022-01", "2022-12", "2023-10", "2024-07", "2024-11"} {
		t.Setenv("XDG_CACHE_HOME", t.TempDir())
		for _, most := range []meter{{10, 3_000_000}, {1, 5_000}} {
			c := &meter{}
			history, err := openSpecs(t.Context(), address, &http.Client{Transport: c})
			if err != nil {
				t.Fatal(err)
			}
			first, err := time.Parse("2006-01", month)
			if err != nil {
				t.Fatal(err)
			}
			j := &job{env: &env{}, house: house, month: pad.Month{Covers: lint.MonthOf(first), Release: first.AddDate(0, 1, 4)}, start: first.AddDate(0, 1, 2)}
			news := newXEPNews(house, history)
			w := j.specWindow()
			m, err := news.month(t.Context(), w.From, w.To)
			if err != nil {
				t.Fatal(err)
			}
			news.happened(t.Context())(w.From, j.month.Release.AddDate(0, 0, 1)) // as rules ask
			t.Logf("%s: %d entries, %d requests, %d bytes", month, len(m.Entries), c.requests, c.down)
			if c.requests > most.requests || c.down > most.down {
				t.Errorf("%s: at most %d requests and %d bytes are allowed", month, most.requests, most.down)
			}
		}
	}
}

type meteredBody struct {
	io.ReadCloser
	c *meter
}

func (b *meteredBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.c.down += int64(n)
	return n, err
}
