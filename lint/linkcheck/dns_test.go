package linkcheck

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer is a real server of names on loopback, which may answer each question differently.
type nameServer struct {
	mu    sync.Mutex
	names map[string][][]netip.Addr // the answers in turn; the last one stays
	asked map[string]int
}

func newNameServer(t *testing.T, names map[string][][]netip.Addr) (*nameServer, *net.Resolver) {
	t.Helper()
	s := &nameServer{names: names, asked: map[string]int{}}
	conn, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go s.serve(conn)
	return s, &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (s *nameServer) serve(conn net.PacketConn) {
	buf := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFrom(buf)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
			continue
		}
		s.answer(&m)
		if packed, err := m.Pack(); err == nil {
			conn.WriteTo(packed, from)
		}
	}
}

func (s *nameServer) answer(m *dnsmessage.Message) {
	q := m.Questions[0]
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	name, _, _ := strings.Cut(q.Name.String(), ".")
	s.mu.Lock()
	defer s.mu.Unlock()
	turns := s.names[name]
	if len(turns) == 0 {
		m.RCode = dnsmessage.RCodeNameError
		return
	}
	turn := min(s.asked[name+q.Type.String()], len(turns)-1)
	s.asked[name+q.Type.String()]++
	for _, a := range turns[turn] {
		h := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 0}
		switch {
		case q.Type == dnsmessage.TypeA && a.Is4():
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AResource{A: a.As4()}})
		case q.Type == dnsmessage.TypeAAAA && a.Is6():
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
}
