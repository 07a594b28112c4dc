package linkcheck

import (
	"context"
	"fmt"
	"net"
	"net/http/httptest"
	"testing"
	"time"
)

// BenchmarkCheck asks a server on loopback, by real connections, and tells the time beside what the limits allow. See
// .ci/linkbench for whole processes, and for other checkers.
func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				web := newTestWeb(50 * time.Millisecond)
				server := httptest.NewServer(web)
				c := &Checker{HTTP: Client(Options{Connections: 4, dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
					return new(net.Dialer).DialContext(ctx, network, server.Listener.Addr().String())
				}})}
				addresses, truth := web.addresses(n, 50)
				began := time.Now()
				results := c.Check(b.Context(), addresses)
				wall := time.Since(began)
				for i, r := range results {
					if r.Verdict != truth[i] {
						b.Errorf("%s is %s: %s", r.URL, r.Verdict, r.Evidence())
					}
				}
				bound := web.bound(c.withDefaults(), 50)
				b.ReportMetric(wall.Seconds(), "s")
				b.ReportMetric(bound.Seconds(), "s-allowed")
				b.ReportMetric(wall.Seconds()/bound.Seconds(), "of-allowed")
				c.HTTP.CloseIdleConnections()
				server.Close()
			}
		})
	}
}
