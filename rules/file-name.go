package rules

import (
	_ "embed"
	"path"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

//go:embed file-name.md
var fileNameDoc string

var fileName = &lint.Rule{
	Name: "file-name", Doc: fileNameDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		file, ok := inContent(p)
		if !ok || !isIssue(p, file) {
			return
		}
		head := p.Lines().Span(1)
		house := p.World.House
		date, dated := p.Date()
		lang := p.Language()
		if _, known := house.Languages[lang]; lang != "" && (!known || lang == house.Original) {
			p.Reportf(head, "file name ends with %s, which is no language of translations", quote("."+lang+".md"))
			return
		}
		if !dated {
			p.Reportf(head, "file name has no real date; it is to be %s", strings.ReplaceAll(house.Issues, "{date}", "YYYY-MM-DD"))
			return
		}
		right := house.IssuePath(date)
		if lang != "" {
			right = strings.TrimSuffix(right, ".md") + "." + lang + ".md"
		}
		switch {
		case file == right:
		case path.Base(file) == path.Base(right):
			p.Reportf(head, "file is in the folder %s, not %s", path.Dir(file), path.Dir(right))
		case path.Dir(file) == path.Dir(right):
			p.Reportf(head, "file is called %s, not %s", path.Base(file), path.Base(right))
		default:
			p.Reportf(head, "file is %s, not %s", file, right)
		}
		if file == right && lang != "" && p.World.Site != nil {
			checkOriginal(p, head, date)
		}
	},
}

// slip is the most days by which the date of a translation is taken to miss that of its original.
const slip = 10

// checkOriginal reports a translation beside whose date there is an original, and none of that very date. Where there
// is none at all, the original may come with the same pull request.
func checkOriginal(p *lint.Pass, head lint.Span, date time.Time) {
	house, site := p.World.House, p.World.Site
	if site.HasIssue(house.IssuePath(date)) {
		return
	}
	for days := 1; days <= slip; days++ {
		for _, near := range []time.Time{date.AddDate(0, 0, -days), date.AddDate(0, 0, days)} {
			if site.HasIssue(house.IssuePath(near)) {
				p.Reportf(head, "translation has another date than the original %s", path.Base(house.IssuePath(near)))
				return
			}
		}
	}
}

// inContent is the document's path from the folder of the site's contents on. It is false outside of that.
func inContent(p *lint.Pass) (string, bool) {
	root, _, _ := strings.Cut(p.World.House.Issues, "/")
	file := path.Join("/", p.Path)
	i := strings.LastIndex(file, "/"+root+"/")
	if i < 0 {
		return "", false
	}
	return file[i+1:], true
}

// isIssue reports whether file is meant for an issue: it lies where issues lie, or speaks of a newsletter with a year,
// or is named by a date alone, as in former years.
func isIssue(p *lint.Pass, file string) bool {
	name := strings.TrimSuffix(path.Base(file), ".md")
	digits := strings.ContainsAny(name, "0123456789")
	switch {
	case !strings.HasSuffix(file, ".md") || strings.HasPrefix(name, "_index"):
		return false
	case path.Dir(file) == path.Dir(p.World.House.Issues):
		return true
	case strings.Contains(strings.ToLower(file), "newsletter"):
		return digits
	}
	return digits && strings.Trim(name, "0123456789-") == "" && strings.Contains(name, "-")
}
