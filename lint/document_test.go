package lint_test

import (
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
)

func TestPath(t *testing.T) {
	for _, c := range []struct{ path, date, language string }{
		{"content/blog/newsletter/2026-11-05-newsletter.md", "2026-11-05", ""},
		{"content/blog/newsletter/2026-11-05-newsletter.fr.md", "2026-11-05", "fr"},
		{"2026-11-05-newsletter.pt-br.md", "2026-11-05", "pt-br"},
		{"newsletter-2026-11-05.md", "2026-11-05", ""},
		{"2026-02-30-newsletter.md", "", ""},
		{"2026-02-30-2026-03-01.md", "2026-03-01", ""},
		{"2026-1-5-newsletter.md", "", ""},
		{"2026-11-05/newsletter.md", "", ""},
		{"2026-11-05-version-1.2.md", "2026-11-05", ""},
		{"2026-11-05-newsletter.a.md", "2026-11-05", ""},
		{"2026-11-05-newsletter.FR.md", "2026-11-05", ""},
		{"2026-11-05-newsletter.fr.txt", "2026-11-05", ""},
		{"fr.md", "", ""},
		{"", "", ""},
	} {
		t.Run(c.path, func(t *testing.T) {
			d := lint.Parse(c.path, nil)
			date := ""
			if day, ok := d.Date(); ok {
				date = day.Format(time.DateOnly)
			}
			if date != c.date || d.Language() != c.language {
				t.Errorf("date %q, language %q; want %q, %q", date, d.Language(), c.date, c.language)
			}
		})
	}
}
