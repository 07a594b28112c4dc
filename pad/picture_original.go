package pad

import (
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// OfOriginal are the pictures of a translation that lie elsewhere, and that its original shows from the site: they need not
// be fetched again. They are decisions as an import remembers them, of no size. Which one is meant is told by the order of
// the pictures, where there are as many on both sides, and by the names of the files. pad is the pad's address; known is
// what the previous import remembers, and what it has found stays.
func OfOriginal(d, original *lint.Document, house *lint.House, pad string, known []Picture) []Picture {
	f := finder{house: house}
	if base, err := url.Parse(pad); err == nil && base.Host != "" {
		f.base = base
	}
	here, there := f.shown(d), f.shown(original)
	var found []Picture
	for _, pair := range pairs(here, there) {
		own, their := here[pair[0]], there[pair[1]]
		if own.elsewhere == nil || their.elsewhere != nil {
			continue
		}
		p := Picture{Key: keyOf(own.elsewhere), Source: sourceOf(own.elsewhere), Path: path.Join(house.Pictures.Folder, their.address)}
		has := func(q Picture) bool { return q.Key == p.Key && q.Path != "" }
		if isPlainPath(p.Path) && !slices.ContainsFunc(known, has) && !slices.ContainsFunc(found, has) {
			found = append(found, p)
		}
	}
	return found
}

// seen is a picture that a text shows.
type seen struct {
	address   string   // of the site, without its host
	elsewhere *url.URL // nil for one of the site
}

// name is that of the file, without what tells only its format.
func (s seen) name() string {
	p := s.address
	if s.elsewhere != nil {
		p = s.elsewhere.Path
	}
	p = strings.ToLower(path.Base(p))
	return strings.TrimSuffix(p, path.Ext(p))
}

// shown are the pictures of d in the order of the text, but for those that every issue may show.
func (f finder) shown(d *lint.Document) []seen {
	var all []seen
	for _, address := range pictures(d) {
		address = html.UnescapeString(address)
		if u, elsewhere := f.resolve(address); elsewhere {
			all = append(all, seen{elsewhere: u})
		} else if own, ok := f.house.Site.Own(address); ok && !f.house.Pictures.IsShared(own) {
			all = append(all, seen{address: own})
		}
	}
	return all
}

// pairs are the indices of pictures that are the same on both sides. Those of the site are known by their address, and the
// ones between two such by their order if there are as many on both sides; the others by name, if one alone has it.
func pairs(here, there []seen) [][2]int {
	var found [][2]int
	i, k := 0, 0
	between := func(ends, otherEnds int) {
		if ends-i == otherEnds-k {
			for ; i < ends; i, k = i+1, k+1 {
				found = append(found, [2]int{i, k})
			}
		}
		i, k = ends, otherEnds
	}
	for n, s := range here {
		if s.elsewhere != nil {
			continue
		}
		if at := slices.Index(there[k:], s); at >= 0 {
			between(n, k+at)
			between(n+1, k+1)
		}
	}
	between(len(here), len(there))
	for n, s := range here {
		if slices.ContainsFunc(found, func(p [2]int) bool { return p[0] == n }) {
			continue
		}
		if at := soleNamed(there, s.name()); at >= 0 && soleNamed(here, s.name()) == n {
			found = append(found, [2]int{n, at})
		}
	}
	return found
}

// soleNamed is the index of the one picture with a file name that says something, -1 if there is none or several.
func soleNamed(all []seen, name string) int {
	at := -1
	for n, s := range all {
		if s.name() != name || len(name) < 4 {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = n
	}
	return at
}
