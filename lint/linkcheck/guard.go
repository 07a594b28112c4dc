package linkcheck

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"syscall"

	"code.dny.dev/ssrf"
)

// guard stands between a client and the network.
type guard struct {
	Options
	next      http.RoundTripper
	addresses *ssrf.Guardian
}

func newGuard(o Options) *guard {
	return &guard{Options: o, addresses: ssrf.New(
		ssrf.WithAnyPort(), // see isWebPort
		ssrf.WithDeniedV4Prefixes(
			netip.MustParsePrefix("168.63.129.16/32"), // tells machines at Azure about themselves
		),
	)}
}

// connect is asked with the address, when its name was looked up, and before anything is sent.
func (g *guard) connect(network, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%w: %.100q", ErrForbidden, network+" "+address)
	}
	return g.mayReach(at)
}

// mayReach refuses what is not on the public internet. An IPv4 address in the clothes of an IPv6 one is refused as such:
// nobody who means well writes it.
func (g *guard) mayReach(at netip.AddrPort) error {
	if g.Loopback {
		if a := at.Addr(); !a.IsLoopback() {
			return fmt.Errorf("%w: %s is not this machine", ErrForbidden, a)
		}
		return nil
	}
	if err := g.addresses.SafeAddr(at.Addr()); err != nil {
		return fmt.Errorf("%w: %s belongs to a private or special network", ErrForbidden, at.Addr())
	}
	if !isWebPort(at.Port()) {
		return fmt.Errorf("%w: port %d is not one of web servers", ErrForbidden, at.Port())
	}
	return nil
}

// isWebPort reports whether web servers may listen there: on what they own, and on ports that everybody may take and no
// other service is known for. Browsers refuse the same.
func isWebPort(port uint16) bool {
	if port < 1024 {
		return port == 80 || port == 443
	}
	return !slices.Contains([]uint16{1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211}, port)
}

func portOf(u *url.URL) uint16 {
	if n, err := strconv.ParseUint(u.Port(), 10, 16); err == nil {
		return uint16(n)
	}
	if u.Scheme == "http" {
		return 80
	}
	return 443
}
