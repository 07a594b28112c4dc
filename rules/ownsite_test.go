package rules

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xsf/padpress/lint"
)

// TestOwnSite: all links of the issues of 2025 to the site itself lead somewhere, in the site's tree of today, and each is
// missed once a letter of it is wrong, if it is one that the tree can tell of.
func TestOwnSite(t *testing.T) {
	const site = "../../shared/site"
	issues, err := filepath.Glob("../../shared/corpus/issues/2025-*.md")
	if _, err2 := os.Stat(site); err != nil || err2 != nil || len(issues) == 0 {
		t.Skip("the real site and its issues are not beside the project")
	}
	house, err := House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	own, told, caught := 0, 0, 0
	for _, file := range issues {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := "content/blog/newsletter/" + filepath.Base(file)
		d := lint.Parse(name, text)
		day, _ := d.Date()
		pages := &sitePages{site: lint.NewSite(os.DirFS(site), name), house: house}
		for l := range inlineLinks(d) {
			address, ok := house.Site.Own(d.Text(l.Destination))
			if !ok {
				continue
			}
			own++
			if a, right := pages.look(address, day); a != present {
				t.Errorf("%s: %s is not there (%d), but %s", name, address, a, right)
			}
			at, _ := pathOf(address)
			if at == "/" || pages.isGenerated(at) || len(at) < 4 {
				continue
			}
			told++
			if a, _ := pages.look(at[:len(at)-2]+"qq"+at[len(at)-2:], day); a == missing {
				caught++
			}
		}
	}
	t.Logf("%d links to the site; %d of %d are missed with a slip in them", own, caught, told)
	if own < 700 || caught < told*9/10 {
		t.Errorf("of %d links %d can be told, and %d are", own, told, caught)
	}
}
