package rules

import (
	"path"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// sitePages are the pages of the site, of which no more is read than a link needs.
type sitePages struct {
	site    *lint.Site
	house   *lint.House
	folders map[string]siteFolder

	amongPosts bool // the issue lies in the folder of posts
}

// siteFolder is what lies in one folder of contents.
type siteFolder struct {
	pages []*sitePage
	below []string // paths of the folders in it
}

// sitePage is one file of the site's contents.
type sitePage struct {
	file   string    // path in the repository
	local  string    // path below the folder of contents, without language and suffix; "" for the first page
	lang   string    // "" for the original language
	named  time.Time // the day in the file's name, zero if there is none
	isPost bool
	head   *pageHead // nil until it was read
}

// in lists the pages of the folder dir by name. Nothing is read.
func (s *sitePages) in(dir string) siteFolder {
	f, ok := s.folders[dir]
	if ok {
		return f
	}
	for _, e := range s.site.Entries(dir) {
		file := path.Join(dir, e.Name())
		switch {
		case e.IsDir():
			f.below = append(f.below, file)
		case !strings.HasSuffix(file, ".md"):
		case e.Type().IsRegular():
			f.pages = append(f.pages, s.page(file))
		default:
			f.pages = append(f.pages, &sitePage{file: file, head: &pageHead{}}) // what a link in the tree shows is not known
		}
	}
	if s.folders == nil {
		s.folders = map[string]siteFolder{}
	}
	s.folders[dir] = f
	return f
}

// below lists the pages of the folder dir and of all in it.
func (s *sitePages) below(dir string) []*sitePage {
	f := s.in(dir)
	all := f.pages[:len(f.pages):len(f.pages)]
	for _, d := range f.below {
		all = append(all, s.below(d)...)
	}
	return all
}

func (s *sitePages) page(file string) *sitePage {
	d := &lint.Document{Path: file}
	p := &sitePage{file: file, lang: d.Language(), isPost: strings.HasPrefix(file, s.house.Site.Posts+"/")}
	if _, ok := s.house.Languages[p.lang]; !ok {
		p.lang = "" // a dot in the name of the page
	}
	p.named, _ = d.Date()
	p.local = strings.TrimSuffix(strings.TrimPrefix(file, s.house.Site.Content+"/"), ".md")
	if p.lang != "" {
		p.local = strings.TrimSuffix(p.local, "."+p.lang)
	}
	if p.lang == s.house.Original {
		p.lang = ""
	}
	if base := path.Base(p.local); base == "_index" || base == "index" {
		p.isPost = p.isPost && base == "index"
		if p.local = path.Dir(p.local); p.local == "." {
			p.local = ""
		}
	}
	return p
}

// read reads the front matter of pages. It is false if one of them is not known.
func (s *sitePages) read(pages []*sitePage) bool {
	all := true
	for _, p := range pages {
		if p.head == nil {
			p.head = &pageHead{}
			if text := s.site.Read(headSize, p.file)[0]; text != nil {
				*p.head = readHead(text)
			}
		}
		all = all && p.head.known
	}
	return all
}

// address is where the site shows the page, with the language in front.
func (p *sitePage) address() string {
	local := "/" + strings.ToLower(p.local)
	switch {
	case p.head.url != "":
		local = "/" + strings.Trim(p.head.url, "/")
	case p.isPost && !p.head.date.IsZero():
		local = p.head.date.Format("/2006/01/") + urlize(p.head.title)
	case p.head.slug != "":
		local = path.Join(path.Dir(local), p.head.slug)
	}
	if p.lang != "" {
		return "/" + p.lang + local
	}
	return local
}

// isAt reports whether the site shows the page at address, which has been through pathOf, or sends readers on from there.
func (p *sitePage) isAt(address string) bool {
	for _, a := range p.head.aliases {
		a = "/" + strings.Trim(a, "/")
		if strings.EqualFold(a, address) || p.lang != "" && strings.EqualFold("/"+p.lang+a, address) {
			return true
		}
	}
	own := p.address()
	return own == address || path.Dir(own) == path.Dir(address) && p.head.url == "" && sameSlug(path.Base(own), path.Base(address)) && address == strings.ToLower(address)
}
