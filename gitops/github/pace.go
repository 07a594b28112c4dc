package github

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// What GitHub asks of programs: a second between requests that create something, never two at a time, and a pause where
// it says so.
const (
	betweenWrites = time.Second
	longestPause  = 2 * time.Minute // a longer one is for the next run
	mostPauses    = 3               // for one request
)

// paced stands before the requests of one client and keeps to that. A request that was refused as sent too quickly was
// not carried out, and is sent again.
type paced struct {
	base  http.RoundTripper
	limit time.Duration // of one try, with its answer; 0 for none
	wait  func(context.Context, time.Duration) error
	now   func() time.Time
	wrote time.Time // when the last request that creates something was answered
}

func (p *paced) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		if err := p.space(req); err != nil {
			return nil, err
		}
		res, err := p.once(req)
		if creates(req) {
			p.wrote = p.now()
		}
		if err != nil || try > mostPauses {
			return res, err
		}
		pause, asked := pauseOf(res, try, p.now())
		again, ok := rewound(req)
		if !asked || pause > longestPause || !ok {
			return res, nil
		}
		io.Copy(io.Discard, io.LimitReader(res.Body, 1<<16))
		res.Body.Close()
		if err := p.wait(req.Context(), pause); err != nil {
			return nil, err
		}
		req = again
	}
}

// once sends the request within the limit. The client's own would count the pauses.
func (p *paced) once(req *http.Request) (*http.Response, error) {
	if p.limit <= 0 {
		return p.base.RoundTrip(req)
	}
	ctx, cancel := context.WithTimeout(req.Context(), p.limit)
	res, err := p.base.RoundTrip(req.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	res.Body = &ending{res.Body, cancel}
	return res, nil
}

// ending is a body that frees what its request holds once it is closed.
type ending struct {
	io.ReadCloser
	end func()
}

func (b *ending) Close() error {
	defer b.end()
	return b.ReadCloser.Close()
}

// space waits until a second has passed since the last request that created something.
func (p *paced) space(req *http.Request) error {
	left := betweenWrites - p.now().Sub(p.wrote)
	if p.wrote.IsZero() || left <= 0 || !creates(req) {
		return nil
	}
	return p.wait(req.Context(), left)
}

// creates reports whether GitHub may count a request among those that create content.
func creates(req *http.Request) bool {
	if req.Context().Value(asking{}) != nil {
		return false
	}
	return req.Method != http.MethodGet && req.Method != http.MethodHead
}

// asking is set in the context of a GraphQL request that only reads; it is posted like those that change something.
type asking struct{}

// rewound is the request with its body from the start.
func rewound(req *http.Request) (*http.Request, bool) {
	if req.Body == nil || req.Body == http.NoBody {
		return req, true
	}
	if req.GetBody == nil {
		return nil, false
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, false
	}
	again := req.Clone(req.Context())
	again.Body = body
	return again, true
}

// pauseOf is how long a server wants to be left alone, and whether it does. Where it names no time, GitHub asks for a
// minute, and for twice as long each time after that. The hourly limit is no reason to wait here.
func pauseOf(res *http.Response, try int, now time.Time) (time.Duration, bool) {
	if res.StatusCode != http.StatusForbidden && res.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	after := res.Header.Get("Retry-After")
	if s, err := strconv.Atoi(after); err == nil && s >= 0 {
		return time.Duration(s) * time.Second, true
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(0, at.Sub(now)), true
	}
	if res.Header.Get("X-RateLimit-Remaining") == "0" {
		return 0, false
	}
	if res.StatusCode == http.StatusTooManyRequests || tooQuick(res) {
		return time.Minute << (try - 1), true
	}
	return 0, false
}

// tooQuick reports whether a refusal is about the speed of requests and not about rights. The body can be read again.
func tooQuick(res *http.Response) bool {
	body, err := io.ReadAll(io.LimitReader(res.Body, 1<<16))
	rest := struct {
		io.Reader
		io.Closer
	}{io.MultiReader(strings.NewReader(string(body)), res.Body), res.Body}
	res.Body = rest
	text := strings.ToLower(string(body))
	return err == nil && (strings.Contains(strings.ReplaceAll(text, "-", " "), "secondary rate limit") || strings.Contains(text, "submitted too quickly"))
}

// pause waits for real, or until the context ends.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
