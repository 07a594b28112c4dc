package linkcheck

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// What the addresses of the test web do.
const (
	fine       = "fine"
	missing    = "missing"     // 404
	gone       = "gone"        // 410
	moved      = "moved"       // 301, and 308 on
	chain      = "chain"       // 302, 302, a page
	movedChain = "moved-chain" // 301, 302, a page
	busyOnce   = "busy-once"   // 429 with Retry-After, then a page
	noHEAD     = "no-head"     // 405 for HEAD
	lyingHEAD  = "lying-head"  // 404 for HEAD
	hanging    = "hanging"     // never an answer
	reset      = "reset"       // the connection ends
	walled     = "walled"      // 999
)

// share is how many of a hundred addresses do what; the others are fine.
var share = []struct {
	kind    string
	percent int
	verdict Verdict
}{
	{missing, 2, Broken}, {gone, 1, Broken}, {moved, 1, Moved}, {chain, 1, Live}, {movedChain, 1, Moved}, {busyOnce, 1, Live},
	{noHEAD, 2, Live}, {hanging, 1, Unknown}, {reset, 1, Unknown}, {lyingHEAD, 1, Live}, {walled, 1, Unknown},
}

// testWeb is many hosts in one handler. Each address says in its path what it does.
type testWeb struct {
	latency time.Duration

	mu       sync.Mutex
	asked    map[string]int // by method and address
	inFlight map[string]int // by host
	most     int            // in flight of one host
	early    int            // requests before a Retry-After was over
	until    map[string]time.Time
}

func newTestWeb(latency time.Duration) *testWeb {
	return &testWeb{latency: latency, asked: map[string]int{}, inFlight: map[string]int{}, until: map[string]time.Time{}}
}

// addresses are n on so many hosts, and what is true of each.
func (*testWeb) addresses(n, hosts int) (addresses []string, truth []Verdict) {
	for i := range n {
		kind, verdict := fine, Live
		at := (i*37 + i/100*11) % 100 // spread over the list
		for _, s := range share {
			if at < s.percent {
				kind, verdict = s.kind, s.verdict
				break
			}
			at -= s.percent
		}
		addresses = append(addresses, fmt.Sprintf("http://h%02d.example/%s/%d", i%hosts, kind, i))
		truth = append(truth, verdict)
	}
	return addresses, truth
}

func (w *testWeb) begin(r *http.Request) (turn int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked[r.Method+" "+r.Host+r.URL.Path]++
	w.asked[r.Host+r.URL.Path]++
	w.inFlight[r.Host]++
	w.most = max(w.most, w.inFlight[r.Host])
	if until, ok := w.until[r.URL.Path]; ok && time.Now().Before(until) {
		w.early++
	}
	return w.asked[r.Host+r.URL.Path]
}

func (w *testWeb) end(r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.inFlight[r.Host]--
}

func (w *testWeb) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	turn := w.begin(r)
	defer w.end(r)
	kind, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if kind == hanging {
		<-r.Context().Done()
		return
	}
	time.Sleep(w.latency)
	head := r.Method == http.MethodHead
	switch {
	case kind == missing, kind == lyingHEAD && head:
		http.NotFound(out, r)
	case kind == gone:
		out.WriteHeader(http.StatusGone)
	case kind == moved:
		http.Redirect(out, r, "/fine/"+rest, http.StatusMovedPermanently)
	case kind == chain:
		http.Redirect(out, r, "/chain2/"+rest, http.StatusFound)
	case kind == movedChain:
		http.Redirect(out, r, "/chain2/"+rest, http.StatusPermanentRedirect)
	case kind == "chain2":
		http.Redirect(out, r, "/fine/"+rest, http.StatusSeeOther)
	case kind == busyOnce && turn == 1:
		w.mu.Lock()
		w.until[r.URL.Path] = time.Now().Add(time.Second)
		w.mu.Unlock()
		out.Header().Set("Retry-After", "1")
		out.WriteHeader(http.StatusTooManyRequests)
	case kind == noHEAD && head:
		out.WriteHeader(http.StatusMethodNotAllowed)
	case kind == reset:
		conn, _, err := out.(http.Hijacker).Hijack()
		if err == nil {
			conn.Close()
		}
	case kind == walled:
		out.WriteHeader(999)
	default:
		out.Header().Set("Content-Type", "text/html")
		fmt.Fprint(out, "<p id=here>A page.")
	}
}

// pipes is a network in memory, so that a test can have a clock of its own.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	ended chan struct{}
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), ended: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.ended:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.ended) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// dial reaches every host below example, and no other.
func (p *pipes) dial(ctx context.Context, _, address string) (net.Conn, error) {
	if host, _, _ := net.SplitHostPort(address); !strings.HasSuffix(host, ".example") {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// serve answers on the pipes until stop is called. It returns a client that reaches them.
func serve(h http.Handler) (client *http.Client, stop func()) {
	p := newPipes()
	s := &http.Server{Handler: h}
	ended := make(chan struct{})
	go func() { defer close(ended); s.Serve(p) }()
	nobody := func(context.Context, string, string) (net.Conn, error) { return nil, net.ErrClosed }
	client = Client(Options{Agent: "test/1", Connections: 4, dial: p.dial, resolver: &net.Resolver{PreferGo: true, Dial: nobody}})
	return client, func() {
		client.CloseIdleConnections()
		s.Close()
		<-ended
	}
}
