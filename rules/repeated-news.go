package rules

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

//go:embed repeated-news.md
var repeatedNewsDoc string

var repeatedNews = &lint.Rule{
	Name: "repeated-news", Doc: repeatedNewsDoc, Severity: lint.Warning, Needs: lint.NeedEarlier,
	Check: func(p *lint.Pass) {
		if p.Language() != "" {
			return // as the original
		}
		house := p.World.House
		told := map[string]time.Time{}
		for _, d := range p.World.Earlier() {
			day, _ := d.Date()
			for _, l := range newsLinks(house, d) {
				if _, ok := told[l.address]; !ok {
					told[l.address] = day
				}
			}
		}
		for _, l := range newsLinks(house, p.Document) {
			if day, ok := told[l.address]; ok {
				p.Report(lint.Finding{Span: l.All, Message: fmt.Sprintf("%s was news in the issue of %s", quote(p.Text(l.Text)), day.Format(time.DateOnly))})
			}
		}
	},
}

// newsLink is a link in the sections of news whose address is that of one piece of news.
type newsLink struct {
	lint.LinkSource
	address string
	node    ast.Node
}

type newsLinksKey struct{ *lint.House }

func newsLinks(h *lint.House, d *lint.Document) []newsLink {
	return lint.Shared(d, newsLinksKey{h}, func() []newsLink { return findNewsLinks(h, d) })
}

func findNewsLinks(h *lint.House, d *lint.Document) []newsLink {
	in := newsSections(h, d)
	var found []newsLink
	for _, src := range d.InlineLinks() {
		if !in(src.All.Start) {
			continue
		}
		address := strings.TrimSuffix(d.Text(src.Destination), "/")
		if !isNewsAddress(h, address) {
			continue
		}
		found = append(found, newsLink{src.LinkSource, address, src.Node})
	}
	return found
}

// newsSections tells of offsets in d whether a section of news holds them.
func newsSections(h *lint.House, d *lint.Document) func(int) bool {
	heads := d.Headings()
	news, isNews := make([]bool, len(heads)), newsCalled(h)
	for i, head := range heads {
		news[i] = isNews(asked{text: strings.TrimSpace(head.Text)}) // on whatever level: that has changed over the years
	}
	return func(offset int) bool {
		i, _ := slices.BinarySearchFunc(heads, offset, func(h lint.Heading, at int) int { return h.Span.Start - at })
		return i > 0 && news[i-1]
	}
}

// newsCalled tells of the name of a section whether its news are told once.
var newsCalled = perHouse(func(h *lint.House) func(asked) bool {
	return remembered(func(a asked) bool {
		return slices.ContainsFunc(h.Outline.Sections, func(o lint.Section) bool {
			return o.Is(a.text) && slices.ContainsFunc(h.News.Sections, o.Is)
		})
	})
})

// isNewsAddress reports whether an address is that of one release or one article, and not of a project.
func isNewsAddress(h *lint.House, address string) bool {
	if !isWeb(address) || strings.Contains(address, "#") || h.Boilerplate.Local(address) != address {
		return false
	}
	host, path := afterScheme(address), "/"
	if i := strings.IndexByte(host, '/'); i >= 0 {
		host, path = host[:i], host[i:]
	}
	for _, part := range h.News.Releases {
		if strings.Contains(path, part) && !strings.HasSuffix(address, strings.Trim(part, "/")) {
			return true
		}
		if strings.HasPrefix(part, "-") && strings.HasSuffix(address, part) {
			return true
		}
	}
	if slices.ContainsFunc(h.News.Forges, func(f string) bool { return strings.Contains(host, f) }) {
		return false // a project
	}
	slug := path[strings.LastIndexByte(path, '/')+1:]
	return len(slug) >= 20 && strings.Count(slug, "-") >= 3
}
