package pad_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// FuzzDrafts: whatever a pad holds, drafts lose nothing of it, and what is filled is not filled again. Taken out again, they
// leave what was there.
func FuzzDrafts(f *testing.F) {
	const section = "## Extensions and specifications\n\n"
	for _, seed := range []string{
		section + "### Proposed\n\n### Updated\n\nTBD\n\n## License\n",
		section + "### Proposed\n-\n- …\n### Updated\n> quote\n## License",
		"Extensions and specifications\n---\nProposed\n===\n\n[a]: /b\n\n### Updated\n<!-- x -->\n",
		"- ## Extensions and specifications\n  ### Proposed\n",
		"## XMPP Servers\n\n```\n## License\n```\n## License\n",
		"\ufeff## Extensions and specifications\r\n### Proposed\r\n\tcode\r\n### Updated\r\n{{< a >}}",
		"Extensions and specifications\n-\nProposed\n=\n##",
		"# Extensions and specifications\n  News\n-\nMore",
		"---\ntitle: [\n---\n" + section,
	} {
		f.Add(seed)
	}
	h := house(f)
	m := month(f, "2026-11", "2026-11", "2026-12-05")
	f.Fuzz(func(t *testing.T, text string) {
		raw := lint.Parse("a.md", pad.Normalise([]byte(text)))
		plain, _ := pad.Complete(raw, h, m, pad.Known{})
		filled, done := pad.Complete(raw, h, m, pad.Known{Drafts: someDrafts()})
		filled = pad.Normalise(filled)
		before, after := lint.Parse("a.md", pad.Normalise(plain)), lint.Parse("a.md", filled)
		if a := pad.Compare(before, after, h, nil); len(a.Lost) > 0 {
			t.Errorf("%q lost %v of\n%s\nin\n%s", text, a.Lost, before.Src, filled)
		}
		if l := firstLost(linesOf(before, done.Dropped), linesOf(after, nil)); l != "" {
			t.Errorf("%q lost the line %q of\n%s\nin\n%s", text, l, before.Src, filled)
		}
		if _, again := pad.Complete(after, h, m, pad.Known{Drafts: someDrafts()}); len(again.Filled) > 0 {
			t.Errorf("%q was filled twice: %+v in\n%s", text, again.Filled, filled)
		}
		var parts []string
		for _, p := range done.Filled {
			list, ok := pad.PartList(after, h, p.Part)
			if !ok || list != p.List {
				t.Errorf("%q: %s holds %q", text, p.Part, list)
			}
			parts = append(parts, p.Part)
		}
		known := pad.Known{Import: after, Branch: after, Drafts: someDrafts(), Drafted: parts}
		if d, _, ok := pad.Renew(raw, h, m, known); ok {
			t.Errorf("%q is renewed as\n%s", text, d.Src)
		}
	})
}

// linesOf are the lines of a text's body that are not empty, without those of what was dropped.
func linesOf(d *lint.Document, dropped []pad.Omission) []string {
	var gone, all []string
	for _, o := range dropped {
		for line := range strings.Lines(o.Text) {
			gone = append(gone, strings.TrimSpace(line))
		}
	}
	for line := range strings.Lines(d.Text(d.Body())) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(gone, line) {
			all = append(all, line)
		}
	}
	return all
}

// firstLost is the first of the lines that has no place in the others, which have more; "" if all stand there in their order.
func firstLost(lines, others []string) string {
	for _, line := range lines {
		i := slices.Index(others, line)
		if i < 0 {
			return line
		}
		others = others[i+1:]
	}
	return ""
}
