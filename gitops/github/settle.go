package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// settle resolves the comments whose points are gone, or minimises them where the token may not resolve.
// Nothing is deleted, and a conversation that somebody took part in is theirs to end.
func (s *reviewState) settle(ctx context.Context, r Review, posted *Posted) {
	current, undecided := map[string]bool{}, map[string]bool{}
	for _, p := range r.Points {
		current[p.Fingerprint] = true
	}
	for _, f := range r.Undecided {
		undecided[kind(f)] = true
	}
	for _, m := range s.mine {
		if !m.own || m.done() || m.answered || r.Covers != nil && !r.Covers(m.path) || r.Unsure != nil && r.Unsure(m.body) ||
			slices.ContainsFunc(m.fingerprints, func(f string) bool { return current[f] || undecided[kind(f)] }) {
			continue
		}
		if err := s.c.endThread(ctx, m); err != nil {
			posted.Notes = append(posted.Notes, err.Error())
			break // the next one would be refused too
		}
		m.resolved = true
		posted.Resolved++
	}
	if posted.Resolved > 0 {
		posted.Did = append(posted.Did, fmt.Sprintf("resolved %d comments that are settled", posted.Resolved))
	}
}

func (c *Client) endThread(ctx context.Context, m *comment) error {
	err := c.ask(ctx, "resolve a settled comment", resolveThreadMutation, map[string]any{"thread": m.thread}, &struct{}{})
	if !errors.Is(err, ErrPermission) {
		return err
	}
	return c.ask(ctx, "minimise a settled comment", minimizeCommentMutation, map[string]any{"comment": m.node}, &struct{}{})
}

// fate is what became of a point in earlier runs.
type fate int

const (
	unsaid   fate = iota
	said          // its comment stands
	declined      // people refused it
	returned      // it was settled, and is there again: its comment is closed, and is not written twice
)

// fateOf reads it from the comments that say the point.
func (s *reviewState) fateOf(fingerprint string) fate {
	found := unsaid
	for _, m := range s.mine {
		if !slices.Contains(m.fingerprints, fingerprint) {
			continue
		}
		switch {
		case m.refused:
			return declined
		case !m.done():
			found = said
		case found == unsaid:
			found = returned
		}
	}
	if found == unsaid && s.posted[fingerprint] {
		return declined // its comment was removed
	}
	return found
}
