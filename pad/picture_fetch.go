package pad

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/xsf/padpress/lint/linkcheck"
	"github.com/xsf/padpress/pad/picture"
)

// pictureTimeout bounds one request for a picture.
const pictureTimeout = 20 * time.Second

// brought is what became of a picture's address.
type brought struct {
	picture *picture.Picture
	left    Left
	why     string
}

var errHeld = errors.New("it leads to a host that is not approved")

// fetch asks for a picture, once in the gallery's life. Of a host that does not answer nothing more is asked.
func (g *Gallery) fetch(ctx context.Context, u *url.URL) brought {
	key := keyOf(u)
	if b, ok := g.kept[key]; ok {
		return b
	}
	if why, ok := g.down[u.Host]; ok {
		return brought{left: Later, why: why}
	}
	if g.Asking != nil {
		g.Asking(sourceOf(u))
	}
	b := g.ask(ctx, u)
	if ctx.Err() != nil {
		return b
	}
	if b.left == Later {
		g.down[u.Host] = b.why
	}
	g.kept[key] = b
	return b
}

// forget lets a picture be fetched again.
func (g *Gallery) forget(u *url.URL) { delete(g.kept, keyOf(u)) }

func (g *Gallery) ask(ctx context.Context, u *url.URL) brought {
	c := newClient(Options{HTTP: g.HTTP, Agent: g.Agent, Limit: MostBytes, Timeout: pictureTimeout, Wait: g.Wait}, g.follow)
	r, err := c.get(ctx, ask{url: u.String(), accept: "image/avif, image/webp, image/png, image/jpeg, image/gif, image/svg+xml, image/*;q=0.5"})
	if err != nil {
		return unanswered(err)
	}
	switch {
	case r.status >= 500, r.status == http.StatusRequestTimeout:
		return brought{left: Later, why: fmt.Sprintf("the server answered %d", r.status)}
	case r.status == http.StatusNotFound, r.status == http.StatusGone:
		return brought{left: Refused, why: fmt.Sprintf("there is none at that address (%d)", r.status)}
	case r.status != http.StatusOK:
		return brought{left: Refused, why: fmt.Sprintf("the server does not give it out (%d); upload it to the pad", r.status)}
	case len(r.body) > MostBytes:
		return brought{left: Refused, why: fmt.Sprintf("it has more than %d MB; make it smaller", MostBytes>>20)}
	}
	p, err := picture.Clean(r.body, picture.Default)
	if err != nil {
		return brought{left: Refused, why: cutWords(plain(err.Error()))}
	}
	return brought{picture: p}
}

// follow goes where the server leads, if that is approved.
func (g *Gallery) follow(next *http.Request, via []*http.Request) error {
	if len(via) > redirects {
		return linkcheck.ErrRedirects
	}
	if g.May != nil && !g.May(next.URL) {
		return errHeld
	}
	return nil
}

// unanswered says why there is no answer, and whether there may be one another time.
func unanswered(err error) brought {
	var dns *net.DNSError
	switch {
	case errors.Is(err, errHeld):
		return brought{left: Held, why: errHeld.Error()}
	case errors.Is(err, linkcheck.ErrForbidden):
		return brought{left: Refused, why: linkcheck.ErrForbidden.Error()}
	case errors.Is(err, linkcheck.ErrRedirects), errors.Is(err, linkcheck.ErrTooLarge):
		return brought{left: Refused, why: plain(err.Error())}
	case errors.As(err, &dns) && dns.IsNotFound:
		return brought{left: Refused, why: "there is no such host"}
	case errors.Is(err, ErrBusy):
		return brought{left: Later, why: "the server is busy"}
	case errors.Is(err, ErrTruncated):
		return brought{left: Later, why: "the answer was cut off"}
	}
	return brought{left: Later, why: "the server does not answer"}
}

// cutWords bounds a reason, which a commit remembers.
func cutWords(s string) string {
	const most = 140
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
