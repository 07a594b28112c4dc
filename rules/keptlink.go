package rules

import (
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// keptLink is a link, or a picture, that translators keep as it is.
type keptLink struct {
	at      lint.Span // of the address
	address string    // as written
	key     string    // in the form in which addresses are compared
	text    string    // of the link, as written
	plain   bool      // the address stands in the text as it is
	block   int       // of its document, -1 for none
	picture bool
}

// keptLinks are those of p, but for links to headings of the same text. Nobody may change them.
func (t *parallel) keptLinks(p *lint.Pass) []keptLink {
	return lint.Shared(p.Document, keptLinksKey{t.original.Document, t.Language()}, func() []keptLink { return t.findKeptLinks(p) })
}

type keptLinksKey struct {
	original *lint.Document
	language string // of the translation, whose parts of addresses do not count
}

func (t *parallel) findKeptLinks(p *lint.Pass) []keptLink {
	var found []keptLink
	add := func(at lint.Span, address, text string, plain bool) {
		if address == "" || strings.HasPrefix(address, "#") || strings.Contains(address, "{{") {
			return
		}
		found = append(found, keptLink{at: at, address: address, key: t.address(address), text: text, plain: plain, block: blockAt(p.Document, at.Start)})
	}
	for n := range lint.Each[ast.Node](p.Document) {
		switch l := n.(type) {
		case *ast.Link:
			if src, ok := p.Link(l); ok {
				add(src.Destination, p.Text(src.Destination), p.Text(src.Text), true)
			} else if l.Pos() >= 0 {
				add(lint.Span{Start: l.Pos(), End: l.Pos() + 1}, string(l.Destination), "", false)
			}
		case *ast.AutoLink:
			if l.AutoLinkType == ast.AutoLinkURL {
				at := l.Pos() + 1
				add(lint.Span{Start: at, End: at + len(l.Label(p.Src))}, string(l.Label(p.Src)), "", true)
			}
		}
	}
	return found
}

// lostLinks are the links of the original to where nothing in the translation leads, in the order of the original. What
// is still in its text is none: other rules say what is wrong with it. Entries about specifications are translation-xeps's.
func (t *parallel) lostLinks() []keptLink {
	have := map[string]bool{}
	for _, l := range t.keptLinks(t.Pass) {
		have[l.key] = true
	}
	var lost []keptLink
	squeezed, news := "", drifted(t.Pass)
	for _, l := range t.keptLinks(t.original) {
		if have[l.key] || t.isSpecification(l) || news.addedLink(l.address, l.block) {
			continue
		}
		if squeezed == "" {
			squeezed = t.squeezed()
		}
		if isInText(squeezed, l.address) {
			continue
		}
		have[l.key] = true
		lost = append(lost, l)
	}
	return lost
}

// isInText reports whether an address, with any scheme, stands somewhere in a squeezed text.
func isInText(squeezed, address string) bool {
	rest, web := afterWeb(address)
	if !web {
		rest = "(" + address
	}
	rest = strings.TrimSuffix(strings.ToLower(rest), "/")
	for at := 0; rest != "" && rest != "("; {
		i := strings.Index(squeezed[at:], rest)
		if i < 0 {
			return false
		}
		at += i + len(rest)
		behind := strings.TrimPrefix(squeezed[at:], "/")
		if behind == "" || strings.IndexByte(")]>\"'.,;", behind[0]) >= 0 {
			return true
		}
	}
	return false
}

// squeezed is the text of the translation in small letters and without blanks, as those in an address are what other
// rules report.
func (t *parallel) squeezed() string {
	text := make([]byte, 0, len(t.Src))
	for _, c := range t.Src {
		switch {
		case isSpace(c) || c == '\\':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		text = append(text, c)
	}
	return string(text)
}

// isSpecification reports whether l leads to a specification from the section about them.
func (t *parallel) isSpecification(l keptLink) bool {
	style := t.World.House.Specifications
	before, _, _ := strings.Cut(style.Address, "{number}")
	return before != "" && strings.Contains(l.address, before) && inSection(t.original, l.at.Start, style.Section)
}

// newLinks are the links of the translation that the original has not, by block.
func (t *parallel) newLinks() map[int][]keptLink {
	known := map[string]bool{}
	for _, l := range t.keptLinks(t.original) {
		known[l.key] = true
	}
	found := map[int][]keptLink{}
	for _, l := range t.keptLinks(t.Pass) {
		if !known[l.key] && l.block >= 0 {
			found[l.block] = append(found[l.block], l)
		}
	}
	return found
}

// isLocalised reports whether a translation may link to is where the original links to was: to a host for readers of its
// language, or to a page for them on the same host.
func (t *parallel) isLocalised(was, is string) bool {
	if t.servesReaders(is) {
		return true
	}
	a, b := hostOf(was), hostOf(is)
	return a == b && a != "" && slices.ContainsFunc(strings.Split(is, "/"), func(part string) bool { return namesLanguage(part, t.Language()) })
}

// servesReaders reports whether address is on a host to which translations into the language link as they like.
func (t *parallel) servesReaders(address string) bool {
	return slices.Contains(t.language.Localised, hostOf(address))
}

// hostOf is the host of an address in small letters, without www; "" if it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
}
