package pad

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// kind is one sort of source.
type kind struct {
	name string
	fits func(target) bool // whether an address of this form is its own
	open func(target, Options) (Source, error)
}

// kinds lists the sorts of source in the order in which an address is offered to them.
// A new sort is one file, and one line here.
func kinds() []kind {
	return []kind{
		{"stdin", func(t target) bool { return t.text == "-" }, openStdin},
		{"url", isRawFile, openURL},
		{"hedgedoc", func(t target) bool { return t.web != nil }, openHedgeDoc},
		{"file", func(t target) bool { return true }, openFile},
	}
}

// Kinds lists the values of [Options.Kind].
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

// Open says what an address means: "-" is standard input; an http or https address that ends in
// a Markdown or text file's extension is that file; any other is a HedgeDoc note; everything else is
// a file's path. It asks no server. Its errors are mistakes in the address or the options.
func Open(address string, o Options) (Source, error) {
	t, err := parseTarget(address)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds() {
		if k.name == o.Kind || o.Kind == "" && k.fits(t) {
			return k.open(t, o)
		}
	}
	return nil, fmt.Errorf("%q is not a kind of pad; the kinds are %s", o.Kind, strings.Join(Kinds(), ", "))
}

// target is an address, and the same as a URL if it is one.
type target struct {
	text string
	web  *url.URL // nil unless http or https; no user
}

func parseTarget(address string) (target, error) {
	t := target{text: address}
	if address == "" {
		return t, errors.New("no pad named; give a note's address, a file's path, or - for standard input")
	}
	scheme, _, found := strings.Cut(address, "://")
	if !found {
		return t, nil
	}
	scheme = strings.ToLower(scheme)
	if scheme != "http" && scheme != "https" {
		return t, fmt.Errorf("pad addresses start with https://, not with %s://; for a file give its path alone", plain(scheme))
	}
	u, err := url.Parse(address)
	// The cause would repeat the address, and with it a password.
	if err != nil || u.Host == "" {
		return t, errors.New("the pad's address is not a valid URL; copy it again from the browser")
	}
	if u.User != nil {
		return t, fmt.Errorf("the pad's address holds a user name or password; secrets never live in addresses: give https://%s… alone", plain(u.Host))
	}
	t.web = u
	return t, nil
}

// isRawFile knows the addresses at which forges and web servers give a file as it is.
func isRawFile(t target) bool {
	if t.web == nil {
		return false
	}
	switch strings.ToLower(path.Ext(t.web.Path)) {
	case ".md", ".markdown", ".txt":
		return true
	}
	return false
}

// shown is a web address as people may see it: what could hold a secret is left out.
func shown(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}
