package pad

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// kind is one sort of source.
type kind struct {
	name string // for Options.Kind; "" for one that can never be read
	fits func(target) fit
	open func(target, Options) (Source, error)
	past string // why it cannot show earlier texts, and what to do; "" if it can
}

// fit is how well an address goes with a kind.
type fit int

const (
	unfit    fit = iota
	possible     // the server has to be asked
	likely       // the same, and before those that are possible
	sure         // nothing else has such addresses
)

// surely is sure or unfit.
func surely(fits bool) fit {
	if fits {
		return sure
	}
	return unfit
}

// kinds lists the sorts of source in the order in which an address is offered to them.
// A new sort is one file, and one line here.
func kinds() []kind {
	return []kind{
		{"stdin", func(t target) fit { return surely(t.text == "-") }, openStdin, "what is piped in has no history; leave --pad-at out"},
		{"", fitsCryptPad, openCryptPad, ""},
		{"hackmd", fitsHackMD, openHackMD, "HackMD shows its versions only in the browser; copy the older text there and pipe it to --pad -"},
		{"url", func(t target) fit { return surely(isRawFile(t)) }, openURL, "a web file has no history; give the address of the older file, such as that of a commit"},
		{"etherpad", fitsEtherpad, openEtherpad, ""},
		{"hedgedoc", fitsHedgeDoc, openHedgeDoc, ""},
		{"codimd", func(target) fit { return unfit }, openHedgeDoc, ""}, // answers as HedgeDoc 1, which began as a copy of it
		{"hedgedoc2", fitsHedgeDoc2, openHedgeDoc2, ""},
		{"file", func(t target) fit { return surely(t.web == nil) }, openFile, "a file has no history here; give the older file, or leave --pad-at out"},
	}
}

// Kinds lists the values of [Options.Kind], in the order of the alphabet.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		if k.name != "" {
			names = append(names, k.name)
		}
	}
	slices.Sort(names)
	return names
}

// Open says what an address means: "-" is standard input; an http or https address that ends in a Markdown or text file's
// extension, or is a forge's page of a file, is that file; any other is a pad, whose kind its form tells, or its server
// when it is fetched; everything else is a file's path. It asks no server. Its errors are mistakes in the address or the
// options.
func Open(address string, o Options) (Source, error) {
	t, err := parseTarget(address)
	if err != nil {
		return nil, err
	}
	if o.Kind != "" {
		for _, k := range kinds() {
			if k.name == o.Kind {
				t.sure = true
				return k.source(t, o)
			}
		}
		return nil, fmt.Errorf("%q is not a kind of pad; the kinds are %s", o.Kind, strings.Join(Kinds(), ", "))
	}
	var mayBe []kind
	for _, k := range kinds() {
		switch k.fits(t) {
		case sure:
			t.sure = true
			return k.source(t, o)
		case likely, possible:
			mayBe = append(mayBe, k)
		}
	}
	slices.SortStableFunc(mayBe, func(a, b kind) int { return int(b.fits(t) - a.fits(t)) })
	return openGuess(mayBe, t, o)
}

// source opens the kind, unless it is asked for what it cannot do.
func (k kind) source(t target, o Options) (Source, error) {
	if !o.At.IsZero() && k.past != "" {
		return nil, problem(ErrHistory, "%s", k.past)
	}
	return k.open(t, o)
}

// target is an address, and the same as a URL if it is one.
type target struct {
	text string
	web  *url.URL // nil unless http or https; no user
	sure bool     // whether the kind is known, so that the server need not tell it
}

// elems are the parts of a web address's path, escaped as they were.
func (t target) elems() []string {
	if t.web == nil {
		return nil
	}
	return strings.Split(strings.Trim(t.web.EscapedPath(), "/"), "/")
}

// below is the web address of a path on the same server.
func (t target) below(elems ...string) string {
	return t.web.Scheme + "://" + t.web.Host + "/" + strings.Join(elems, "/")
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

// shown is a web address as people may see it: what could hold a secret is left out.
func shown(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}
