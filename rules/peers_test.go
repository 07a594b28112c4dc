package rules_test

import (
	"fmt"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestPeersFalseAlarms: what other linters wrongly report in newsletters, or break when they fix it, is right here.
// Each text is whole apart from the front matter; nothing may be found and nothing changed.
func TestPeersFalseAlarms(t *testing.T) {
	const front = "---\ntitle: The XMPP Newsletter October 2026\ndate: 2026-11-05\ncategories: ['Newsletter']\n---\n\n"
	for _, c := range []struct{ name, peer, text string }{
		{"a language marker behind a link is no reversed link", "markdownlint and rumdl, MD011: 125 times in the past issues",
			"Read about [herons and their chats](https://example.org/herons) [EN] and see [the meeting](https://example.org/meet) [DE / EN].\n"},
		{"a language marker is no undefined reference", "remark, no-undefined-references",
			"- [Des hérons qui parlent](https://example.org/herons), by the [Heron Society](https://example.org). [FR]\n"},
		{"nothing is put into a shortcode", "markdownlint --fix, MD034",
			"{{< figure src=\"/images/newsletter/2026-11-05/heron.png\" caption=\"A heron\" link=\"https://example.org/heron\" >}}\n"},
		{"a word inside an address is no word", "vale, spelling of names",
			"Write to heron-leave@xmpp.example.org or join [the room](xmpp:github@muc.xmpp.example.org?join).\n"},
		{"an address in back-ticks is text", "linkify-based linters",
			"The namespace is `http://jabber.org/protocol/herons` as before.\n"},
		{"bug fixes are two words", "textlint, terminology", "The heron release brings bug fixes for everybody.\n"},
		{"a heading may end in a mark", "markdownlint, MD026", "## XSF Announcements\n\n### Herons wanted!\n\nCome and see.\n"},
		{"a line may be long", "everybody, MD013", "Herons wait" + longList(60) + ".\n"},
		{"underscores and stars in words stay", "prettier, mdformat", "The file heron_chat_room is read, and 2 * 3 is six.\n"},
		{"a hard break stays", "mdox", "A heron,  \nand another.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &lint.World{House: house(t)}
			d := lint.Parse(issues+"/2026-11-05-newsletter.md", []byte(front+c.text))
			for _, f := range lint.Run(d, w, rules.All) {
				if f.Rule != "section-order" { // the text is a piece of an issue
					t.Errorf("%s reports what is right (as %s does): %s: %q", f.Rule, c.peer, f.Message, d.Text(f.Span))
				}
			}
			if fixed, _ := lint.Settle(d, w, rules.All); string(fixed.Src) != string(d.Src) {
				t.Errorf("the text was changed (as %s does):\n%s", c.peer, fixed.Src)
			}
		})
	}
}

// longList is a line of places that goes on and on.
func longList(n int) string {
	all := ""
	for i := range n {
		all += fmt.Sprintf(", in place %d", i)
	}
	return all
}
