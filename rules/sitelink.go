package rules

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// answer is what is known of an address of the site.
type answer int

const (
	unknown answer = iota // nobody can say
	present
	missing
)

// look asks for the page at an address of the site, which begins with /. Where it is missing, right is the address that
// was meant, if one stands out. The issue is released on day, if that is known.
func (s *sitePages) look(address string, day time.Time) (a answer, right string) {
	at, ok := pathOf(address)
	if !ok {
		return unknown, ""
	}
	local := at
	if code, rest, _ := strings.Cut(at[1:], "/"); s.isTranslation(code) {
		local = "/" + rest
	}
	if local == "/" || s.isGenerated(local) {
		return present, ""
	}
	if a := s.file(local); a != unknown {
		return a, ""
	}
	if month, slug, ok := postAddress(local); ok {
		return s.post(at, month, slug, day)
	}
	return s.plainPage(at, local)
}

func (s *sitePages) isTranslation(code string) bool {
	_, ok := s.house.Languages[code]
	return ok
}

// isGenerated asks the house's list of addresses that are in no folder.
func (s *sitePages) isGenerated(local string) bool {
	return slices.ContainsFunc(s.house.Site.Generated, func(form string) bool {
		head, all := strings.CutSuffix(form, "/*")
		return local == head || all && strings.HasPrefix(local, head+"/")
	})
}

// file asks for what lies in the folder of static files.
func (s *sitePages) file(local string) answer {
	root := s.house.Pictures.Folder
	switch {
	case s.site.Exists(root + local):
		return present
	case path.Ext(local) != "" && path.Ext(local) != ".html" && path.Dir(local) != "/" && s.site.Exists(root+path.Dir(local)):
		return missing
	}
	return unknown
}

// postAddress reads /2026/10/title.
func postAddress(local string) (month time.Time, slug string, ok bool) {
	if len(local) < len("/2006/01/") {
		return time.Time{}, "", false
	}
	month, err := time.Parse("/2006/01/", local[:len("/2006/01/")])
	return month, local[len("/2006/01/"):], err == nil
}

// post asks for a post: first among those whose names have a day near its month, then among those that say it inside,
// at last among all pages.
func (s *sitePages) post(at string, month time.Time, slug string, day time.Time) (answer, string) {
	if !day.IsZero() && month.After(day.AddDate(0, 1, 0)) {
		return missing, ""
	}
	if s.isHidden(slug, month, day) {
		return unknown, ""
	}
	posts := s.below(s.house.Site.Posts)
	near := keep(posts, func(p *sitePage) bool {
		return p.named.After(month.AddDate(0, -1, 0)) && p.named.Before(month.AddDate(0, 2, 0))
	})
	undated := keep(posts, func(p *sitePage) bool { return p.named.IsZero() })
	if s.isThere(at, near) || s.isThere(at, keep(undated, func(p *sitePage) bool { return p.isNamedLike(slug) })) {
		return present, "" // without reading the many others
	}
	if a, ok := s.search(at, near, undated); ok {
		return a, ""
	}
	all := s.below(s.house.Site.Content)
	if a, ok := s.search(at, all); ok {
		return a, ""
	}
	return s.absentPost(all, at, month, slug)
}

// isThere reports whether one of a few pages is at the address.
func (s *sitePages) isThere(at string, pages []*sitePage) bool {
	s.read(pages)
	return slices.ContainsFunc(pages, func(p *sitePage) bool { return p.isAt(at) })
}

// isNamedLike reports whether the name of the file is a part of slug, or slug of it.
func (p *sitePage) isNamedLike(slug string) bool {
	name := strings.ToLower(path.Base(p.local))
	return strings.Contains(slug, name) || strings.Contains(name, slug)
}

// isHidden reports whether slug may be that of an issue which rules must not see: this one, its translations, and
// those that appeared meanwhile; where issues lie among the other posts, also of any later post.
func (s *sitePages) isHidden(slug string, month, day time.Time) bool {
	return (s.ofSeries(slug) || s.amongPosts) && (day.IsZero() || !month.Before(lint.MonthOf(day).Last))
}

// ofSeries reports whether slug is that of an issue, by the word that the files of all issues have in their names.
func (s *sitePages) ofSeries(slug string) bool {
	_, name, _ := strings.Cut(path.Base(s.house.Issues), "{date}")
	return strings.Contains(slug, strings.Trim(strings.TrimSuffix(name, ".md"), "-_."))
}

// search asks one group of pages after the other, and reads no group that it need not. It is false if all are known and
// none is at the address.
func (s *sitePages) search(at string, groups ...[]*sitePage) (answer, bool) {
	for _, pages := range groups {
		all := s.read(pages)
		for _, p := range pages {
			if p.isAt(at) {
				return present, true
			}
		}
		if !all {
			return unknown, true
		}
	}
	return unknown, false
}

// absentPost decides on a post that no page is: in a year of which the tree holds nothing it may well exist. The one
// that was meant has the file name, or the title in another month, or nearly the title.
func (s *sitePages) absentPost(all []*sitePage, at string, month time.Time, slug string) (answer, string) {
	issues := path.Dir(s.house.Issues) + "/"
	ofSeries := s.ofSeries(slug)
	known := false
	var meant, titles []string
	for _, p := range all {
		if !p.isPost {
			continue
		}
		isIssue := strings.HasPrefix(p.file, issues)
		known = known || p.head.date.Year() == month.Year() && (isIssue || !ofSeries)
		own := p.address()
		switch {
		case sameSlug(slug, undated(path.Base(p.local))) || sameSlug(slug, path.Base(own)) && strings.HasPrefix(own, languageOf(at)):
			meant = append(meant, own)
		case p.head.date.Year() == month.Year() && p.head.date.Month() == month.Month():
			titles = append(titles, own)
		}
	}
	if !known {
		return unknown, ""
	}
	if len(meant) == 1 {
		return missing, meant[0] + "/"
	}
	if i := nearest(at, titles); i >= 0 && len(meant) == 0 {
		return missing, titles[i] + "/"
	}
	return missing, ""
}

// languageOf is the head of an address up to the year: "/" or "/de/".
func languageOf(at string) string {
	return at[:strings.IndexAny(at, "0123456789")]
}

// undated is the name of a file without the day at its head.
func undated(name string) string {
	if _, err := time.Parse(time.DateOnly, name[:min(len(name), len(time.DateOnly))]); err == nil {
		return strings.TrimLeft(name[len(time.DateOnly):], "-_")
	}
	return name
}

// plainPage asks for a page that has the address of its file, or says its own: first by name, then in the same folder,
// at last among all.
func (s *sitePages) plainPage(at, local string) (answer, string) {
	name := strings.ToLower(strings.TrimSuffix(local[1:], ".html"))
	content := s.house.Site.Content
	beside := s.in(path.Join(content, path.Dir(local))).pages
	for _, p := range append(beside[:len(beside):len(beside)], s.in(path.Join(content, local)).pages...) {
		if strings.ToLower(p.local) == name && !p.isPost && (!s.read([]*sitePage{p}) || p.head.url == "") {
			return present, ""
		}
	}
	if a, ok := s.search(at, beside); ok {
		return a, ""
	}
	all := s.below(content)
	if a, ok := s.search(at, all); ok {
		return a, ""
	}
	return s.absentPage(all, at, local, name)
}

// absentPage decides on a page that is not there: below a folder that the tree does not hold it may well exist.
func (s *sitePages) absentPage(all []*sitePage, at, local, name string) (answer, string) {
	first, _, _ := strings.Cut(local[1:], "/")
	known := false
	var addresses []string
	for _, p := range all {
		if strings.ToLower(p.local) == name && p.head.url != "" {
			return missing, p.address() + "/"
		}
		if p.isPost {
			continue
		}
		top, _, _ := strings.Cut(p.local, "/")
		known = known || top == first
		addresses = append(addresses, p.address())
	}
	if i := nearest(strings.TrimSuffix(at, ".html"), addresses); i >= 0 {
		return missing, addresses[i] + "/"
	}
	if known {
		return missing, ""
	}
	return unknown, ""
}
