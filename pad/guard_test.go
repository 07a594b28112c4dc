package pad_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// news is an issue of November with n entries from the first on.
func news(first, n int) string {
	var b strings.Builder
	b.WriteString("This issue covers the month of November 2026.\n\n## XMPP Articles\n\n")
	for i := first; i < first+n; i++ {
		fmt.Fprintf(&b, "- [Article %d](https://example.org/%d/) about number %d.\n", i, i, i)
	}
	b.WriteString("\n## License\n\n- [CC](https://creativecommons.org/)\n")
	return b.String()
}

func TestGuard(t *testing.T) {
	for _, c := range []struct {
		name, text, previous string
		earlier              []string
		accept               bool
		want                 error
		says                 string
	}{
		{name: "the month asked for", text: news(1, 8)},
		{name: "no month is named", text: "- [a](https://example.org)\n"},
		{name: "the title names another month", text: "---\ntitle: The XMPP Newsletter December 2026\n---\n", want: pad.ErrMonth, says: "the pad now holds December 2026: its title says so, and November 2026 was asked for"},
		{name: "the first sentence names another month", text: "---\ntitle: The XMPP Newsletter November 2026\n---\n\nThis issue covers the month of October 2026.\n", want: pad.ErrMonth, says: "its first sentence says so"},
		{name: "an issue of two months ends with the month asked for", text: "This issue covers the months of October & November 2026.\n"},
		{name: "the same month of another year", text: "This issue covers the month of November 2025.\n", want: pad.ErrMonth, says: "--month 2025-11"},
		{name: "entries were added", previous: news(1, 8), text: news(1, 9)},
		{name: "a quarter is gone", previous: news(1, 8), text: news(1, 6)},
		{name: "more than a quarter is gone", previous: news(1, 8), text: news(1, 5), want: pad.ErrShrunk, says: "the pad lost 3 of 8 entries"},
		{name: "a person says so", previous: news(1, 8), text: news(1, 5), accept: true},
		{name: "one of two is no loss to stop for", previous: news(1, 2), text: news(1, 1)},
		{name: "all links were rewritten", previous: news(1, 8), text: strings.ReplaceAll(news(1, 8), "example.org", "example.net")},
		{name: "all texts were rewritten", previous: news(1, 8), text: strings.ReplaceAll(news(1, 8), "Article", "Read")},
		{name: "addresses moved to https and www", previous: strings.ReplaceAll(news(1, 8), "https://", "http://www."), text: strings.ReplaceAll(news(1, 8), "Article", "Read")},
		{name: "standing sections do not count", previous: "## License\n\n- [a](https://a.example)\n- [b](https://b.example)\n- [c](https://c.example)\n", text: "Hello.\n"},
		{name: "headings are gone", previous: "# a\n\n# b\n\n# c\n\n# d\n", text: "# a\n\n# b\n", want: pad.ErrShrunk, says: "the pad lost 2 of 4 headings"},
		{name: "last month's news", text: news(1, 8), earlier: []string{news(1, 8)}, want: pad.ErrMerged, says: "8 of 8 entries of the pad are in content/0.md"},
		{name: "most of an older issue", text: news(1, 8), earlier: []string{news(50, 8), news(3, 8)}, want: pad.ErrMerged, says: "6 of 8 entries of the pad are in content/1.md"},
		{name: "told again on purpose", text: news(1, 8), earlier: []string{news(1, 8)}, accept: true},
		{name: "some news told again", text: news(1, 8), earlier: []string{news(5, 8)}},
		{name: "standing text is no news", text: news(1, 4) + "\n## XMPP Articles\n" + strings.Repeat("", 1) + news(20, 6), earlier: []string{news(20, 6), news(20, 6)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := pad.Guard{House: house(t), Covers: month(t, "2026-11", "2026-11", "2026-12-05").Covers, AcceptShrink: c.accept}
			if c.previous != "" {
				g.Previous = lint.Parse("x.md", []byte(c.previous))
			}
			for n, text := range c.earlier {
				g.Earlier = append(g.Earlier, lint.Parse(fmt.Sprintf("content/%d.md", n), []byte(text)))
			}
			err := g.Check(lint.Parse("x.md", []byte(c.text)))
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %v with %q", err, c.want, c.says)
			}
		})
	}
}

// TestGuardCorpus offers every published issue after the ones before it, as it was and as the pad would be if last
// month's news had stayed.
func TestGuardCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/issues/*-newsletter.md")
	if len(files) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	var issues []*lint.Document
	for _, f := range files { // their names are dates
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		issues = append(issues, lint.Parse(f, text))
	}
	refused := 0
	for n := 1; n < len(issues); n++ {
		g := pad.Guard{House: house(t)}
		for k := n - 1; k >= max(0, n-3); k-- {
			g.Earlier = append(g.Earlier, issues[k])
		}
		check := func(d *lint.Document) error {
			g.Covers, _ = pad.Covers(d, g.House)
			return g.Check(d)
		}
		if err := check(issues[n]); errors.Is(err, pad.ErrMerged) {
			refused++
			t.Logf("%s is refused by mistake: %v", files[n], err)
		}
		if err := check(issues[n-1]); err == nil {
			t.Errorf("%s is not refused once it is published", files[n-1])
		}
	}
	if refused > 1 {
		t.Errorf("%d of %d issues are refused by mistake, 1 is known", refused, len(issues)-1)
	}
}
