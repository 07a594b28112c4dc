package pad_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

const (
	herons = "- Version 0.2.0 of [XEP-0901](/extensions/xep-0901.html) (Herons)\n  - Add `<wing/>` (ab)"
	none   = "- No XEPs proposed this month."
)

// someDrafts are news of one part, and that there are none of another.
func someDrafts() []pad.Draft {
	return []pad.Draft{{Part: "Proposed", List: none}, {Part: "Updated", List: herons, News: true}}
}

// front is what completion needs not add to a text.
const front = "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\ncategories: ['Newsletter']\nsummary: Mine\n---\n\n" + banner + "\n\n"

// TestDraftsFill: only what people left empty is filled, in all the ways in which they leave it.
func TestDraftsFill(t *testing.T) {
	const section = "## Extensions and specifications\n\n"
	for _, c := range []struct {
		name, in, want string
		filled         []string
		dropped        []string
		release        string // "" for an issue that is held to the outline
	}{
		{
			name:   "empty parts",
			in:     section + "### Proposed\n\n### Updated\n\n## License\n",
			want:   section + "### Proposed\n\n" + none + "\n\n### Updated\n\n" + herons + "\n\n## License\n",
			filled: []string{"Proposed", "Updated"},
		},
		{
			name:   "behind what stands there every month, at the end of the text",
			in:     section + "### Proposed\n\nAn idea begins with a text for the [editor](/about/editor).\n\n### Updated",
			want:   section + "### Proposed\n\nAn idea begins with a text for the [editor](/about/editor).\n\n" + none + "\n\n### Updated\n\n" + herons + "\n",
			filled: []string{"Proposed", "Updated"},
		},
		{
			name:    "words that hold a place",
			in:      section + "### Proposed\n\n- tbd\n-\n\n### Updated:\n\n*TODO* …\n\n## License\n",
			want:    section + "### Proposed\n\n" + none + "\n\n### Updated:\n\n" + herons + "\n\n## License\n",
			filled:  []string{"Proposed", "Updated"},
			dropped: []string{"- tbd\n-", "*TODO* …"},
		},
		{
			name: "what people wrote, in whatever form, stays",
			in:   section + "### Proposed\n\nNo XEPs proposed this month.\n\n### Updated\n\nXEP-0902 has got a second version.\n\n## License\n",
			want: section + "### Proposed\n\nNo XEPs proposed this month.\n\n### Updated\n\nXEP-0902 has got a second version.\n\n## License\n",
		},
		{
			name: "lists, tables, quotes, code, pictures and deeper headings are people's",
			in:   section + "### Proposed\n\n- TBD: ask the editor\n\n### Updated\n\n#### Herons\n\nThey have wings.\n\n## License\n",
			want: section + "### Proposed\n\n- TBD: ask the editor\n\n### Updated\n\n#### Herons\n\nThey have wings.\n\n## License\n",
		},
		{
			name: "a shortcode, a link to a proposal",
			in:   section + "### Proposed\n\nRead [Owls](/extensions/inbox/owls.html).\n\n### Updated\n\n{{< figure src=\"/a.png\" >}}\n\n## License\n",
			want: section + "### Proposed\n\nRead [Owls](/extensions/inbox/owls.html).\n\n### Updated\n\n{{< figure src=\"/a.png\" >}}\n\n## License\n",
		},
		{
			name:   "missing parts come where the outline has them",
			in:     section + "Life of a text.\n\n### New\n\n- No new XEPs this month.\n\n### Last Call\n\n- No Last Call this month.\n\n## License\n",
			want:   section + "Life of a text.\n\n### Proposed\n\n" + none + "\n\n### New\n\n- No new XEPs this month.\n\n### Updated\n\n" + herons + "\n\n### Last Call\n\n- No Last Call this month.\n\n## License\n",
			filled: []string{"Proposed", "Updated"},
		},
		{
			name:    "in earlier years only news had their parts",
			release: "2024-05-05",
			in:      section + "### New\n\n- No new XEPs this month.\n\n## License\n",
			want:    section + "### New\n\n- No new XEPs this month.\n\n### Updated\n\n" + herons + "\n\n## License\n",
			filled:  []string{"Updated"},
		},
		{
			name:   "the whole section",
			in:     "## XMPP Software News\n\n### XMPP Servers\n\n- Nest\n\n## License\n\nFree.\n",
			want:   "## XMPP Software News\n\n### XMPP Servers\n\n- Nest\n\n" + section + "### Proposed\n\n" + none + "\n\n### Updated\n\n" + herons + "\n\n## License\n\nFree.\n",
			filled: []string{"Proposed", "Updated"},
		},
		{
			name: "a text without a place for it",
			in:   "Hello.\n", want: "Hello.\n",
		},
		{
			name:   "headings of one level, and under former names",
			in:     "## Extensions and specifications\n\n## Proposed Extensions\n\n## Updated\n\n## License\n",
			want:   "## Extensions and specifications\n\n## Proposed Extensions\n\n" + none + "\n\n## Updated\n\n" + herons + "\n\n## License\n",
			filled: []string{"Proposed", "Updated"},
		},
		{
			name:    "what tells the writers what to do",
			in:      section + "### Proposed\n\n<!-- the editor fills this in -->\n\n### Updated\n\n- Add here\n\n## License\n",
			want:    section + "### Proposed\n\n" + none + "\n\n### Updated\n\n" + herons + "\n\n## License\n",
			filled:  []string{"Proposed", "Updated"},
			dropped: []string{"<!-- the editor fills this in -->", "- Add here"},
		},
		{
			name:   "underlined headings",
			in:     "Extensions and specifications\n---\n\n### Proposed\n\nUpdated\n---\n\n## License\n",
			want:   "Extensions and specifications\n---\n\n### Proposed\n\n" + none + "\n\nUpdated\n---\n\n" + herons + "\n\n## License\n",
			filled: []string{"Proposed", "Updated"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			release := c.release
			if release == "" {
				release = "2026-12-05"
			}
			m := month(t, "2026-11", "2026-11", release)
			known := pad.Known{Drafts: someDrafts()}
			got, done := pad.Complete(lint.Parse("a.md", []byte(front+c.in)), house(t), m, known)
			if diff := cmp.Diff(front+c.want, string(pad.Normalise(got))); diff != "" {
				t.Error(diff)
			}
			var filled, dropped []string
			for _, f := range done.Filled {
				filled = append(filled, f.Part)
			}
			for _, o := range done.Dropped {
				dropped = append(dropped, o.Text)
			}
			if diff := cmp.Diff(c.filled, filled); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.dropped, dropped); diff != "" {
				t.Error(diff)
			}
			if again, done := pad.Complete(lint.Parse("a.md", pad.Normalise(got)), house(t), m, known); len(done.Filled) > 0 || string(again) != string(pad.Normalise(got)) {
				t.Errorf("filled twice: %+v", done.Filled)
			}
		})
	}
}

// TestDraftsFollow: a draft follows what happened until somebody edits it on the branch, and nothing is lost if nobody knows
// what happened.
func TestDraftsFollow(t *testing.T) {
	m := month(t, "2026-11", "2026-11", "2026-12-05")
	const was = "- Version 0.1.1 of [XEP-0901](/extensions/xep-0901.html) (Herons)"
	text := func(list string) string {
		return front + "## Extensions and specifications\n\n### Updated\n\n" + list + "\n\n## License\n"
	}
	parse := func(s string) *lint.Document { return lint.Parse("a.md", []byte(s)) }
	raw := strings.ReplaceAll(text("TBD"), "TBD\n\n", "")
	drafts := someDrafts()[1:]
	for _, c := range []struct {
		name            string
		branch, import_ string
		drafts          []pad.Draft
		drafted         []string
		want            string // "" for an empty part
		renewed         bool   // and with the same text of the pad it is done as well
	}{
		{name: "the branch has what was drafted", import_: was, branch: was, drafts: drafts, drafted: []string{"Updated"}, want: herons, renewed: true},
		{name: "nothing happened since", import_: herons, branch: herons, drafts: drafts, drafted: []string{"Updated"}, want: herons},
		{name: "somebody edited it", import_: was, branch: was + "\n- Mine", drafts: drafts, drafted: []string{"Updated"}, want: was},
		{name: "somebody removed it", import_: was, branch: "", drafts: drafts, drafted: []string{"Updated"}, want: was},
		{name: "nobody knows", import_: was, branch: was, drafted: []string{"Updated"}, want: was},
		{name: "it was people's, and they took it out of the pad", import_: was, branch: was, drafts: drafts, want: herons},
		{name: "it was people's, and others edited it here", import_: was, branch: was + "\n- Mine", drafts: drafts, want: ""},
		{name: "it was empty", import_: "", branch: "", drafts: drafts, want: herons, renewed: true},
		{name: "it was empty, and somebody filled it here", import_: "", branch: "- Mine", drafts: drafts, want: ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			known := pad.Known{Import: parse(text(c.import_)), Branch: parse(text(c.branch)), Drafts: c.drafts, Drafted: c.drafted}
			got, _ := pad.Complete(parse(raw), house(t), m, known)
			want := raw
			if c.want != "" {
				want = text(c.want)
			}
			if diff := cmp.Diff(want, string(pad.Normalise(got))); diff != "" {
				t.Error(diff)
			}
			d, drafted, ok := pad.Renew(parse(raw), house(t), m, known)
			if ok != c.renewed {
				t.Errorf("renewed: %v, want %v", ok, c.renewed)
			}
			if ok && (string(d.Src) != text(c.want) || !cmp.Equal(drafted, []string{"Updated"})) {
				t.Errorf("%q\n%s", drafted, d.Src)
			}
			before := known
			before.Branch = nil // what is said of an unchanged pad
			if _, done := pad.Complete(parse(raw), house(t), m, before); len(done.Filled) != len(c.drafted) {
				t.Errorf("%+v", done.Filled)
			}
		})
	}
}

// TestRenewedSummary: a drafted summary counts what the parts have now; one of people's own stays.
func TestRenewedSummary(t *testing.T) {
	m := month(t, "2026-11", "2026-11", "2026-12-05")
	raw := "## Extensions and specifications\n\n### Updated\n\n### New\n\n- [XEP-0903](/extensions/xep-0903.html) (Cranes)\n"
	done, first := pad.Complete(lint.Parse("a.md", []byte(raw)), house(t), m, pad.Known{Drafts: []pad.Draft{{Part: "Updated", List: "- No XEPs updated this month."}}})
	if first.Drafted != `summary: "In this issue: Specifications update: a new XEP!"` {
		t.Fatal(first.Drafted)
	}
	was := lint.Parse("a.md", pad.Normalise(done))
	known := pad.Known{Import: was, Branch: was, Drafts: someDrafts()[1:], Drafted: []string{"Updated"}}
	d, _, ok := pad.Renew(lint.Parse("a.md", []byte(raw)), house(t), m, known)
	if !ok || !strings.Contains(string(d.Src), "\nsummary: \"In this issue: Specifications update: a new XEP and an updated XEP!\"\n") {
		t.Errorf("%s", d.Src)
	}
	known.Branch = lint.Parse("a.md", []byte(strings.Replace(string(was.Src), "In this issue", "Here", 1)))
	if d, _, ok = pad.Renew(lint.Parse("a.md", []byte(raw)), house(t), m, known); !ok || !strings.Contains(string(d.Src), "a new XEP!\"") {
		t.Errorf("%s", d.Src)
	}
	if got := pad.Undrafted(d, house(t), []string{"Updated"}); strings.Contains(string(got.Src), "Herons") || !strings.Contains(string(got.Src), "Cranes") {
		t.Errorf("%s", got.Src)
	}
}
