package linkcheck

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// TestCheckerIsGuarded: no verdict costs a connection into a private network, neither at once nor by a redirect.
func TestCheckerIsGuarded(t *testing.T) {
	inside, port := listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "secret") }))
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusMovedPermanently)
	}))
	defer front.Close()
	_, resolver := newNameServer(t, map[string][][]netip.Addr{"inside": {{netip.MustParseAddr("127.0.0.1")}}, "metadata": {{netip.MustParseAddr("169.254.169.254")}}})
	client := Client(Options{resolver: resolver, Connections: 4})
	fronted(client, strings.TrimPrefix(front.URL, "http://"))
	addresses := []string{"http://inside.example:" + port + "/", "http://metadata.example/latest/"}
	for _, hosts := range forbidden {
		for _, host := range hosts {
			addresses = append(addresses, "http://"+host+":"+port+"/", front.URL+"/?to=http://"+host+":"+port+"/")
		}
	}
	for _, r := range (&Checker{HTTP: client}).Check(t.Context(), addresses) {
		if r.Verdict != Unknown && r.Verdict != Broken || r.Why == "" {
			t.Error(r.URL, r.Verdict, r.Why)
		}
	}
	if c := inside.n.Load(); c != 0 {
		t.Errorf("%d connections", c)
	}
}

// TestCertificates: a certificate for other names is certain, one that nobody signed is not.
func TestCertificates(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	trusting := Client(Options{Loopback: true})
	trusting.Transport.(*guard).next.(*http.Transport).TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
	other := httptest.NewUnstartedServer(server.Config.Handler)
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip(err)
	}
	other.Listener.Close()
	other.Listener = l
	other.StartTLS()
	defer other.Close()
	results := (&Checker{HTTP: trusting}).Check(t.Context(), []string{server.URL, other.URL})
	if results[0].Verdict != Live || results[1].Verdict != Broken || !strings.Contains(results[1].Why, "other names") {
		t.Error(results)
	}
	results = (&Checker{HTTP: Client(Options{Loopback: true})}).Check(t.Context(), []string{server.URL})
	if results[0].Verdict != Unknown || !strings.Contains(results[0].Why, "signed") {
		t.Error(results)
	}
}

// TestNoNetwork: where no name at all can be looked up, no host is called dead.
func TestNoNetwork(t *testing.T) {
	_, resolver := newNameServer(t, nil) // knows nothing, not even the root
	results := (&Checker{HTTP: Client(Options{resolver: resolver})}).Check(t.Context(), []string{"http://a.example/", "http://b.example/"})
	for _, r := range results {
		if r.Verdict != Unknown || !strings.Contains(r.Why, "is there a network?") {
			t.Error(r)
		}
	}
}
