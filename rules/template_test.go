package rules_test

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

func TestTemplate(t *testing.T) {
	house, err := rules.House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	const (
		path  = "content/blog/newsletter/2026-12-05-newsletter.md"
		front = "---\ntitle: The XMPP Newsletter November 2026\ndate: 2026-12-05\n---\n\n"
		hello = "Good to see you again at the pond, dear herons and all.\n\n"
		text  = hello + "A frog was seen this month, which nobody had thought possible.\n\n" +
			"## XMPP Articles\n\nThis month there are many of them, says the heron.\n\n- [One](https://one.example.org/)\n\n" +
			"## Spread the news\n\nTell the other ponds about it, please, every month:\n\n- [Reed](https://reed.example.org/)\n\n" +
			"### Newsletter Contributors & Translations\n\nThanks go to all who helped with it:\n\n- To the pond: *Anna, Bert, Carla*\n\n" +
			"*Anna, Bert, Carla, Doris* have written most of it.\n\n" +
			"## License\n\nThis newsletter is published under a licence of its own.\n"
	)
	old := lint.Parse(strings.Replace(path, "2026-12", "2026-11", 1), []byte(front+hello+"## License\n\nA licence of its own, as ever, is what it has.\n"))
	for _, c := range []struct {
		name, path string
		earlier    []*lint.Document
		want       []string
	}{
		{"the last issue is known", path, []*lint.Document{old}, []string{"Good to", "Tell the", "[Reed]", "Thanks go", "This newsletter"}},
		{"it is not", path, nil, []string{"Tell the", "[Reed]", "Thanks go", "This newsletter"}},
		{"a translation", strings.Replace(path, ".md", ".fr.md", 1), []*lint.Document{old}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse(c.path, []byte(front+text))
			var got []string
			for _, s := range rules.Template(house, d, c.earlier) {
				got = append(got, d.Text(s))
			}
			for i, g := range got {
				if i >= len(c.want) || !strings.HasPrefix(g, c.want[i]) {
					t.Errorf("%d is %q", i, g)
				}
			}
			if len(got) != len(c.want) {
				t.Errorf("%d blocks, want %d", len(got), len(c.want))
			}
		})
	}
}
