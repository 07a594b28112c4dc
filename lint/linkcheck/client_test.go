package linkcheck

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// counted is a listener on all addresses of this machine that counts who comes.
type counted struct {
	net.Listener
	n atomic.Int64
}

func (c *counted) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err == nil {
		c.n.Add(1)
	}
	return conn, err
}

func listen(t *testing.T, h http.Handler) (*counted, string) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	c := &counted{Listener: l}
	s := &http.Server{Handler: h}
	go s.Serve(c)
	t.Cleanup(func() { s.Close() })
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return c, port
}

// forbidden are addresses that nobody on the web has.
var forbidden = map[string][]string{
	"loopback":       {"127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "[::1]", "localhost"},
	"unspecified":    {"0.0.0.0", "0.1.2.3", "[::]"},
	"private":        {"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.255", "[fc00::1]", "[fd00::1]", "[fdff:ffff::1]"},
	"link-local":     {"169.254.0.1", "169.254.255.254", "[fe80::1]", "[fe80::1%25lo]", "[febf::1]", "[fec0::1]"},
	"metadata":       {"169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192", "[fd00:ec2::254]", "[fd20:ce::254]"},
	"carrier-grade":  {"100.64.0.1", "100.127.255.254"},
	"multicast":      {"224.0.0.1", "239.255.255.255", "[ff02::1]", "[ff0e::1]"},
	"reserved":       {"240.0.0.1", "255.255.255.255", "192.0.0.1", "192.0.0.8", "198.18.0.1", "198.19.255.254", "[4000::1]", "[5f00::1]", "[100::1]"},
	"documentation":  {"192.0.2.1", "198.51.100.1", "203.0.113.1", "[2001:db8::1]", "[3fff::1]"},
	"IPv4 in IPv6":   {"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:8.8.8.8]", "[::ffff:169.254.169.254]", "[::127.0.0.1]", "[::10.0.0.1]", "[::ffff:0:127.0.0.1]"},
	"6to4":           {"[2002:7f00:1::1]", "[2002:a00:1::]", "[2002:c0a8:101::1]", "192.88.99.1"},
	"NAT64":          {"[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[64:ff9b:1::7f00:1]"},
	"Teredo, ORCHID": {"[2001::1]", "[2001:0:7f00:1::]", "[2001:10::1]", "[2001:20::1]"},
	// What some resolvers take for 127.0.0.1.
	"odd numbers": {"2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.1", "0", "①②⑦.0.0.1", "127。0。0。1"},
}

// TestForbidden: no address of a private or special network is connected to, however it is written.
func TestForbidden(t *testing.T) {
	l, port := listen(t, http.NotFoundHandler())
	client := Client(Options{})
	n := 0
	for kind, hosts := range forbidden {
		for _, host := range hosts {
			n++
			t.Run(kind+" "+host, func(t *testing.T) {
				resp, err := client.Get("http://" + host + ":" + port + "/")
				if err == nil {
					resp.Body.Close()
					t.Fatal("answered ", resp.Status)
				}
				if kind != "odd numbers" && !errors.Is(err, ErrForbidden) { // such names need not exist
					t.Error(err)
				}
			})
		}
	}
	if n < 60 {
		t.Errorf("only %d addresses", n)
	}
	if c := l.n.Load(); c != 0 {
		t.Errorf("%d connections", c)
	}
}

// TestPublic: what is on the public internet may be connected to, to the ports of web servers.
func TestPublic(t *testing.T) {
	g := newGuard(Options{})
	for _, at := range []string{"1.1.1.1:443", "8.8.8.8:80", "172.15.0.1:80", "172.32.0.1:443", "100.63.0.1:80", "[2606:4700::1]:443", "[2a00:1450::1]:8443", "185.1.1.1:3000"} {
		if err := g.connect("tcp4", at, nil); err != nil {
			t.Error(at, err)
		}
	}
	for _, at := range []string{"1.1.1.1:22", "1.1.1.1:25", "1.1.1.1:0", "1.1.1.1:6379", "[2606:4700::1]:6667", "1.1.1.1", "", "x:80"} {
		if err := g.connect("tcp4", at, nil); !errors.Is(err, ErrForbidden) {
			t.Error(at, err)
		}
	}
	if err := g.connect("unix", "/run/docker.sock", nil); !errors.Is(err, ErrForbidden) {
		t.Error(err)
	}
}

// TestTricks: addresses that say one thing and mean another. The front is a server that may be asked, as if it were on the
// web; the inside is one that may not.
func TestTricks(t *testing.T) {
	inside, port := listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "secret") }))
	local := netip.MustParseAddr("127.0.0.1")
	far := netip.MustParseAddr("192.0.2.1") // nobody answers there; forbidden, too
	names, resolver := newNameServer(t, map[string][][]netip.Addr{
		"inside":   {{local}},
		"private":  {{netip.MustParseAddr("10.0.0.1")}},
		"metadata": {{netip.MustParseAddr("169.254.169.254")}},
		"six":      {{netip.MustParseAddr("::1")}},
		"mapped":   {{netip.MustParseAddr("::ffff:127.0.0.1")}},
		"nat64":    {{netip.MustParseAddr("64:ff9b::7f00:1")}},
		"several":  {{far, local, netip.MustParseAddr("::1")}},
		"rebound":  {{far}, {local}},
	})
	client := Client(Options{resolver: resolver})
	for _, address := range []string{
		"http://inside.example:" + port + "/", "http://private.example/", "https://metadata.example/latest/meta-data/",
		"http://six.example:" + port + "/", "http://mapped.example:" + port + "/", "http://nat64.example:" + port + "/",
		"http://several.example:" + port + "/", "http://rebound.example:" + port + "/", "http://rebound.example:" + port + "/",
		"http://user@inside.example:" + port + "/", "http://alice:secret@93.184.216.34/", "file:///etc/passwd", "ftp://inside.example/",
		"gopher://127.0.0.1:" + port + "/_x", "javascript:alert(1)", "data:text/html,x", "//127.0.0.1:" + port + "/", "http://", "http:///x", "http://127.0.0.1:" + port + "@/",
	} {
		resp, err := client.Get(address)
		if err == nil {
			resp.Body.Close()
			t.Error(address, resp.Status)
		} else if !errors.Is(err, ErrForbidden) && !strings.Contains(err.Error(), "no Host") && !strings.Contains(err.Error(), "unsupported protocol scheme") {
			t.Error(address, err)
		}
	}
	names.mu.Lock()
	defer names.mu.Unlock()
	if n := names.asked["reboundTypeA"]; n < 2 {
		t.Errorf("the name that changes its meaning was looked up %d times", n)
	}
	if c := inside.n.Load(); c != 0 {
		t.Errorf("%d connections", c)
	}
}

// fronted lets a client reach one server as if it were on the public web, and nothing else that it may not.
func fronted(c *http.Client, host string) {
	g := c.Transport.(*guard)
	next := g.next
	open := http.DefaultTransport.(*http.Transport).Clone()
	g.next = roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host == host {
			return open.RoundTrip(r)
		}
		return next.RoundTrip(r)
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestRedirects(t *testing.T) {
	inside, port := listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "secret") }))
	var to atomic.Value
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", to.Load().(string))
		w.WriteHeader(http.StatusFound)
	}))
	defer front.Close()
	client := Client(Options{})
	fronted(client, strings.TrimPrefix(front.URL, "http://"))
	for _, hosts := range forbidden {
		for _, host := range hosts {
			to.Store("http://" + host + ":" + port + "/")
			if resp, err := client.Get(front.URL); err == nil {
				resp.Body.Close()
				t.Error("to ", host, resp.Status)
			}
		}
	}
	for _, address := range []string{"file:///etc/passwd", "ftp://example.org/", "http://a:b@1.1.1.1/", "unix:/run/x"} {
		to.Store(address)
		if resp, err := client.Get(front.URL); !errors.Is(err, ErrForbidden) {
			resp.Body.Close()
			t.Error("to ", address, err)
		}
	}
	to.Store(front.URL + "/again")
	if _, err := client.Get(front.URL); !errors.Is(err, ErrRedirects) {
		t.Error(err)
	}
	if c := inside.n.Load(); c != 0 {
		t.Errorf("%d connections", c)
	}
}

// TestBounds: answers end where they are too long, also what unfolds to more than was sent.
func TestBounds(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/exact":
			io.WriteString(w, strings.Repeat("x", 1000))
		case "/long":
			io.WriteString(w, strings.Repeat("x", 1001))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write(make([]byte, 1<<20))
			z.Close()
		case "/header":
			w.Header().Set("X", strings.Repeat("x", 100<<10))
		}
	}))
	defer server.Close()
	client := Client(Options{Loopback: true, MaxBody: 1000, MaxHeader: 32 << 10})
	for path, want := range map[string]error{"/exact": nil, "/long": ErrTooLarge, "/bomb": ErrTooLarge} {
		resp, err := client.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if !errors.Is(err, want) || len(text) != 1000 {
			t.Errorf("%s: %d bytes, %v", path, len(text), err)
		}
	}
	if resp, err := client.Get(server.URL + "/header"); err == nil {
		resp.Body.Close()
		t.Error("a header of 100 kB came")
	}
}

// TestNothingOfOurs: no secret leaves, and nothing is done.
func TestNothingOfOurs(t *testing.T) {
	var got http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/next", http.StatusFound)
		}
		got = r.Header
	}))
	defer server.Close()
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:9")
	client := Client(Options{Loopback: true, Agent: "test/1"})
	client.Jar, _ = cookiejar.New(nil)
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/", nil)
	r.Header.Set("Authorization", "Bearer secret")
	r.Header.Set("Cookie", "a=b")
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	for _, name := range []string{"Authorization", "Cookie", "Referer", "Proxy-Authorization"} {
		if v := got.Get(name); v != "" {
			t.Errorf("%s: %s", name, v)
		}
	}
	if got.Get("User-Agent") != "test/1" {
		t.Error(got)
	}
	if _, err := client.Post(server.URL, "text/plain", strings.NewReader("x")); !errors.Is(err, ErrForbidden) {
		t.Error(err)
	}
	if _, err := client.Head(server.URL); err != nil {
		t.Error(err)
	}
}

// TestLoopback: a client for tests reaches this machine only, and looks up no name.
func TestLoopback(t *testing.T) {
	names, resolver := newNameServer(t, map[string][][]netip.Addr{"example": {{netip.MustParseAddr("1.1.1.1")}}})
	client := Client(Options{Loopback: true, resolver: resolver})
	for _, host := range []string{"example.org", "1.1.1.1", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "127.0.0.1.example.org"} {
		if _, err := client.Get("http://" + host + "/"); !errors.Is(err, ErrForbidden) {
			t.Error(host, err)
		}
	}
	names.mu.Lock()
	defer names.mu.Unlock()
	if len(names.asked) > 0 {
		t.Error(names.asked)
	}
}

// TestProxy: a proxy is asked only where one is named, and not for what this machine knows to be private.
func TestProxy(t *testing.T) {
	asked := 0
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked++ }))
	defer proxy.Close()
	_, resolver := newNameServer(t, map[string][][]netip.Addr{
		"inside": {{netip.MustParseAddr("10.0.0.1")}}, "outside": {{netip.MustParseAddr("1.1.1.1")}},
	})
	address, _ := url.Parse(proxy.URL)
	client := Client(Options{Proxy: http.ProxyURL(address), resolver: resolver})
	for _, test := range []struct {
		host string
		err  error
	}{{"inside.example", ErrForbidden}, {"127.0.0.1", ErrForbidden}, {"[::1]", ErrForbidden}, {"outside.example:22", ErrForbidden}, {"outside.example", nil}} {
		resp, err := client.Get(fmt.Sprintf("http://%s/", test.host))
		if !errors.Is(err, test.err) {
			t.Error(test.host, err)
		}
		if err == nil {
			resp.Body.Close()
		}
	}
	if asked != 1 {
		t.Errorf("the proxy was asked %d times", asked)
	}
}

func TestBounded(t *testing.T) {
	for n := range 5 {
		text, err := io.ReadAll(&bounded{io.NopCloser(bytes.NewReader(make([]byte, n))), 3})
		if len(text) != min(n, 3) || (err != nil) != (n > 3) {
			t.Errorf("of %d bytes, %d, %v", n, len(text), err)
		}
	}
}
