package gitops

import (
	"fmt"
	"strconv"
	"strings"
)

// refPlaces are where git looks for the name of a revision, in its order.
var refPlaces = []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"}

// resolve finds the commit that a revision means.
func (l *local) resolve(rev string) (ID, error) {
	name, steps := rev, ""
	if i := strings.IndexAny(rev, "~^"); i >= 0 {
		name, steps = rev[:i], rev[i:]
	}
	id, err := l.named(name)
	if err != nil {
		return "", err
	}
	if id, err = l.peel(id); err != nil {
		return "", err
	}
	for steps != "" {
		if id, steps, err = l.step(id, steps); err != nil {
			return "", err
		}
	}
	return id, nil
}

// named is the object that a name stands for: a branch or tag, or the beginning of an id.
func (l *local) named(name string) (ID, error) {
	if name == "@" {
		name = "HEAD"
	}
	if ID(name).valid() {
		return ID(name), nil
	}
	for _, place := range refPlaces {
		if id, ok := l.ref(fmt.Sprintf(place, name)); ok {
			return id, nil
		}
	}
	return l.abbreviated(name)
}

// abbreviated is the one commit or tag whose id begins with the digits.
func (l *local) abbreviated(digits string) (ID, error) {
	if len(digits) < 4 || len(digits) > 40 || !isHex(digits) {
		return "", ErrNoRevision
	}
	ids, err := l.objects.beginning(digits)
	if err != nil {
		return "", err
	}
	var found ID
	for _, id := range ids {
		if o, err := l.read(id); err != nil || o.kind != commitKind && o.kind != tagKind {
			continue
		}
		if found != "" && found != id {
			return "", fmt.Errorf("%w: %d digits fit several commits", ErrNoRevision, len(digits))
		}
		found = id
	}
	if found == "" {
		return "", ErrNoRevision
	}
	return found, nil
}

// peel follows tags to the commit that they are of.
func (l *local) peel(id ID) (ID, error) {
	for range 10 {
		o, err := l.read(id)
		switch {
		case err != nil:
			return "", fmt.Errorf("%w: %w", ErrNoRevision, err)
		case o.kind == commitKind:
			return id, nil
		case o.kind != tagKind:
			return "", fmt.Errorf("%w: it is a %s and no commit", ErrNoRevision, o.kind)
		}
		line, _, _ := strings.Cut(string(o.data), "\n")
		id = ID(strings.TrimPrefix(line, "object "))
	}
	return "", fmt.Errorf("%w: a tag of tags without an end", ErrNoRevision)
}

// step goes from a commit where the first of steps leads, and returns those that are left: ~N is the Nth ancestor by
// first parents, ^N the Nth parent; without a number N is 1.
func (l *local) step(id ID, steps string) (ID, string, error) {
	sign, rest := steps[0], steps[1:]
	digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	rest = rest[len(digits):]
	n := 1
	if digits != "" {
		var err error
		if n, err = strconv.Atoi(digits); err != nil {
			return "", "", ErrNoRevision
		}
	}
	if rest != "" && rest[0] != '~' && rest[0] != '^' || sign != '~' && sign != '^' {
		return "", "", fmt.Errorf("%w: only ~N and ^N may stand behind a name", ErrNoRevision)
	}
	nth, times := 1, n
	if sign == '^' {
		nth, times = n, min(n, 1) // ^0 is the commit itself
	}
	for range times {
		c, err := l.commit(id)
		if err != nil {
			return "", "", err
		}
		if len(c.parents) < nth {
			return "", "", fmt.Errorf("%w: %s has %d parents", ErrNoRevision, id.Short(), len(c.parents))
		}
		id = c.parents[nth-1]
	}
	return id, rest, nil
}
