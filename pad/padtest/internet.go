package padtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Internet lets servers on this machine answer for names such as hackmd.io, over real TLS: it is a proxy that leads to
// them only, and an authority that vouches for them. A command uses it with HTTPS_PROXY and SSL_CERT_FILE.
type Internet struct {
	// URL is the proxy's.
	URL string
	// Authority is its certificate, in PEM.
	Authority []byte

	ca      *x509.Certificate
	key     *ecdsa.PrivateKey
	proxy   http.Server
	servers http.Server // all of them, told apart by name
	done    sync.WaitGroup

	mu    sync.Mutex
	hosts map[string]http.Handler
	asked []string
}

// NewInternet starts one on which nothing can be reached yet. It panics if there is no free port.
func NewInternet() *Internet {
	i := &Internet{hosts: map[string]http.Handler{}}
	var err error
	if i.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		panic(err)
	}
	i.ca = i.certificate("padtest", true)
	i.Authority = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: i.ca.Raw})
	servers := i.serve(&i.servers, func(l net.Listener) net.Listener {
		return tls.NewListener(l, &tls.Config{GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			return &tls.Certificate{Certificate: [][]byte{i.certificate(hello.ServerName, false).Raw}, PrivateKey: i.key}, nil
		}})
	}, i.answer)
	proxy := i.serve(&i.proxy, func(l net.Listener) net.Listener { return l }, func(w http.ResponseWriter, r *http.Request) { i.tunnel(w, r, servers) })
	i.URL = "http://" + proxy
	return i
}

// serve starts a server on a free port and says where.
func (i *Internet) serve(s *http.Server, wrap func(net.Listener) net.Listener, h http.HandlerFunc) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	s.Handler, s.ReadHeaderTimeout, s.ErrorLog = h, 10*time.Second, log.New(io.Discard, "", 0)
	i.done.Go(func() { s.Serve(wrap(listener)) }) // returns when Close closes the listener
	return listener.Addr().String()
}

// Handle lets a handler answer for a name.
func (i *Internet) Handle(host string, h http.Handler) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.hosts[host] = h
}

// Asked are the names that connections were made to, in order, known or not.
func (i *Internet) Asked() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append([]string(nil), i.asked...)
}

// Client is a client that sees nothing but this.
func (i *Internet) Client() *http.Client {
	roots := x509.NewCertPool()
	roots.AddCert(i.ca)
	proxy, _ := url.Parse(i.URL) // its own
	return &http.Client{Transport: &http.Transport{
		Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true,
	}}
}

// Close ends the servers.
func (i *Internet) Close() {
	i.proxy.Close()
	i.servers.Close()
	i.done.Wait()
}

func (i *Internet) answer(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	h := i.hosts[r.Host]
	i.mu.Unlock()
	h.ServeHTTP(w, r)
}

// tunnel leads a connection to the servers, if there is one of that name.
func (i *Internet) tunnel(w http.ResponseWriter, r *http.Request, servers string) {
	host, _, _ := net.SplitHostPort(r.Host)
	i.mu.Lock()
	i.asked = append(i.asked, host)
	known := i.hosts[host] != nil
	i.mu.Unlock()
	if r.Method != http.MethodConnect || !known {
		http.Error(w, "no such host", http.StatusBadGateway)
		return
	}
	there, err := net.Dial("tcp", servers)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer there.Close()
	here, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer here.Close()
	io.WriteString(here, "HTTP/1.1 200 Connection established\r\n\r\n")
	go func() {
		io.Copy(there, here)
		there.Close()
	}()
	io.Copy(here, there)
}

// certificate is one for a name, signed by the authority, or the authority's own.
func (i *Internet) certificate(name string, authority bool) *x509.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: authority, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	parent := i.ca
	if authority {
		parent = template
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, &i.key.PublicKey, i.key)
	if err != nil {
		panic(err)
	}
	c, err := x509.ParseCertificate(raw)
	if err != nil {
		panic(err)
	}
	return c
}
