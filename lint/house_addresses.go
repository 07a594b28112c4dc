package lint

import (
	"slices"
	"strings"
)

// Addresses is what a newsletter knows of the addresses it links to.
type Addresses struct {
	Tracking   []string `yaml:"tracking"`   // parameters that tell where readers come from; utm_* stands for all that begin so
	Rooms      []string `yaml:"rooms"`      // how the host names of group chats begin
	Namespaces []string `yaml:"namespaces"` // how addresses begin that are names of a protocol and no page
	Vague      []string `yaml:"vague"`      // texts of links that do not say where they lead, in small letters
}

// IsTracking reports whether the parameter called name only tells where a reader comes from.
func (a Addresses) IsTracking(name string) bool {
	return slices.ContainsFunc(a.Tracking, func(t string) bool {
		if head, ok := strings.CutSuffix(t, "*"); ok {
			return strings.HasPrefix(name, head)
		}
		return name == t
	})
}

// IsRoom reports whether host is one of group chats.
func (a Addresses) IsRoom(host string) bool {
	return slices.ContainsFunc(a.Rooms, func(r string) bool { return strings.HasPrefix(host, r) })
}

// IsNamespace reports whether address is the name of a protocol.
func (a Addresses) IsNamespace(address string) bool {
	return slices.ContainsFunc(a.Namespaces, func(n string) bool { return strings.HasPrefix(address, n) })
}
