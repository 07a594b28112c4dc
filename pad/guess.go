package pad

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// guess is a pad whose address does not say what it is. Each kind that may have such an address asks the server in its
// own way, which makes no note on any of them, until one knows the answer.
type guess struct {
	mayBe []Source
	names []string
	known Source // once one has answered
}

func openGuess(mayBe []kind, t target, o Options) (Source, error) {
	g := &guess{}
	for _, k := range mayBe {
		s, err := k.source(t, o)
		if err != nil {
			return nil, err
		}
		g.mayBe, g.names = append(g.mayBe, s), append(g.names, k.name)
	}
	if len(g.mayBe) == 1 {
		return g.mayBe[0], nil
	}
	return g, nil
}

func (g *guess) String() string {
	if g.known != nil {
		return g.known.String()
	}
	return g.mayBe[0].String()
}

func (g *guess) Fetch(ctx context.Context) (Snapshot, error) {
	if g.known != nil {
		return g.known.Fetch(ctx)
	}
	for _, s := range g.mayBe {
		snapshot, err := s.Fetch(ctx)
		if err == nil {
			g.known = s
		}
		if !errors.Is(err, ErrUnknown) {
			return snapshot, err
		}
	}
	return Snapshot{}, fmt.Errorf("fetch %s: %w", g, problem(ErrUnknown,
		"it answers as none of %s does; name its kind, or say --pad-kind url if it is a raw file", strings.Join(g.names, ", ")))
}

// unlike is the error for a server that does not answer as a kind of pad does.
func unlike(r *reply, what string) error {
	if strings.Contains(strings.ToLower(pageTitle(r.body)), "cryptpad") {
		return problem(ErrEncrypted, "%s", cryptPadWay)
	}
	return problem(ErrUnknown, "it does not answer as %s does (status %d); say --pad-kind url if it is a raw file", what, r.status)
}
