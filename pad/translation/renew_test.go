package translation

import (
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
)

// TestRenew: what becomes of a translation when its original changes.
func TestRenew(t *testing.T) {
	const head = "## XMPP Articles\n\n"
	for _, c := range []struct{ name, was, now, own, want string }{
		{"nothing", "One thing.\n", "One thing.\n", "Une  chose.\n", "Une  chose.\n"},
		{"an address", "A [thing](http://a.example) is new.\n", "A [thing](https://a.example/) is new.\n", "Une [chose](http://a.example) est nouvelle.\n", "Une [chose](https://a.example/) est nouvelle.\n"},
		{"an address that the translation has otherwise", "A [thing](http://a.example) is new.\n", "A [thing](https://a.example/) is new.\n", "Une [chose](http://a.example/fr) est nouvelle.\n",
			"Une [chose](http://a.example/fr) est nouvelle. <!-- padpress: changed: A [thing](https://a.example/) is new. -->\n"},
		{"a version that stands twice", "It is 1.2, really 1.2.\n", "It is 1.3, really 1.2.\n", "C’est 1.2, vraiment 1.2.\n", "C’est 1.3, vraiment 1.2.\n"},
		{"a version of which the translation has one only", "It is 1.2, really 1.2.\n", "It is 1.3, really 1.2.\n", "C’est 1.2, vraiment.\n",
			"C’est 1.2, vraiment. <!-- padpress: changed: It is 1.3, really 1.2. -->\n"},
		{"months", "It was in October 2026.\n", "It was in November 2026.\n", "C’était en octobre 2026.\n", "C’était en novembre 2026.\n"},
		{"words", "One thing.\n", "Two things.\n", "Une chose.\n", "Une chose. <!-- padpress: changed: Two things. -->\n"},
		{"words that are marked already", "Two things.\n", "Three things.\n", "Une chose. <!-- padpress: changed: Two things. -->\n", "Une chose. <!-- padpress: changed: Three things. -->\n"},
		{"the end of a comment in words", "One thing.\n", "Two --> things `a` -- {{< x >}}.\n", "Une chose `b.\n", "Une chose `b. <!-- padpress: changed: Two -\\-> things &#96;a&#96; -\\- {{\\< x >}}. -->\n"},
		{"words that nobody translated", "One thing. It is so.\n", "Two things. It is so.\n", "One thing. It is so. <!-- padpress: translate -->\n", "Two things. It is so. <!-- padpress: translate -->\n"},
		{"words that are to stay", "One thing. It is so.\n", "Two things. It is so.\n", "One thing. It is so.\n", "Two things. It is so.\n"},
		{"an entry more", head + "- [One](https://one.example/) is here.\n- [Two](https://two.example/) is here.\n", head + "- [One](https://one.example/) is here.\n- [New](https://new.example/) is here.\n- [Two](https://two.example/) is here.\n",
			"## Articles\n\n- [Un](https://one.example/) est là.\n- [Deux](https://two.example/) est là.\n",
			"## Articles\n\n- [Un](https://one.example/) est là.\n- [New](https://new.example/) is here. <!-- padpress: translate -->\n- [Deux](https://two.example/) est là.\n"},
		{"an entry more that is there", head + "- [One](https://one.example/) is here.\n", head + "- [One](https://one.example/) is here.\n- [New](https://new.example/) is here.\n",
			"## Articles\n\n- [Un](https://one.example/) est là.\n- [Nouveau](https://new.example/) est là.\n", "## Articles\n\n- [Un](https://one.example/) est là.\n- [Nouveau](https://new.example/) est là.\n"},
		{"an entry less", head + "- [One](https://one.example/) is here.\n- [Two](https://two.example/) is here.\n", head + "- [Two](https://two.example/) is here.\n",
			"## Articles\n\n- [Un](https://one.example/) est là.\n- [Deux](https://two.example/) est là.\n", "## Articles\n\n- [Un](https://one.example/) est là. <!-- padpress: removed -->\n- [Deux](https://two.example/) est là.\n"},
		{"an entry less that nobody translated", head + "- [One](https://one.example/) is here.\n- [Two](https://two.example/) is here.\n", head + "- [Two](https://two.example/) is here.\n",
			"## Articles\n\n- [One](https://one.example/) is here. <!-- padpress: translate -->\n- [Deux](https://two.example/) est là.\n", "## Articles\n\n- [Deux](https://two.example/) est là.\n"},
		{"an entry that moved", head + "- [One](https://one.example/) is here.\n- [Two](https://two.example/) is here.\n- [Three](https://three.example/) is here.\n", head + "- [Two](https://two.example/) is here.\n- [Three](https://three.example/) is here.\n- [One](https://one.example/) is here.\n",
			"## Articles\n\n- [Un](https://one.example/) est là.\n- [Deux](https://two.example/) est là.\n- [Trois](https://three.example/) est là.\n",
			"## Articles\n\n- [Deux](https://two.example/) est là.\n- [Trois](https://three.example/) est là.\n- [Un](https://one.example/) est là.\n"},
		{"a note of the translator's", "One thing.\n\nAnother thing.\n", "One thing.\n\nNews of Heron.\n\nAnother thing.\n", "Une chose.\n\nNote : traduit par moi.\n\nUne autre chose.\n",
			"Une chose.\n\nNews of Heron. <!-- padpress: translate -->\n\nNote : traduit par moi.\n\nUne autre chose.\n"},
		{"a heading one level lower", "## Some heading\n\nText.\n", "### Some heading\n\nText.\n", "## Un titre\n\nTexte.\n", "### Un titre\n\nTexte.\n"},
		{"a section more, and a link to it", "The text is long.\n", "The text is long. See [there](#license).\n\n## License\n\nFree.\n", "Texte.\n", "Texte. <!-- padpress: changed: The text is long. See [there](#license). -->\n\n## Licence\n\nFree. <!-- padpress: translate -->\n"},
		{"code that both changed", "```\none\n```\n", "```\ntwo\n```\n", "```\nun\n```\n", "```\nun\n```\n\n<!-- padpress: changed: ``` two ``` -->\n"},
		{"the day of release", "---\ntitle: X\ndate: 2026-11-05\n---\n", "---\ntitle: X\ndate: 2026-11-08\n---\n", "---\ntitle: Y\ndate: 2026-11-05\n---\n", "---\ntitle: Y\ndate: 2026-11-08\n---\n"},
		{"the months of the title", "---\ntitle: The XMPP Newsletter October 2026\n---\n", "---\ntitle: The XMPP Newsletter October & November 2026\n---\n", "---\ntitle: La lettre d’octobre 2026\n---\n", "---\ntitle: La lettre d’octobre et novembre 2026\n---\n"},
		{"a title in the form of the house", "---\ntitle: The XMPP Newsletter October 2026\n---\n", "---\ntitle: The XMPP Newsletter December 2026 & January 2027\n---\n",
			"---\ntitle: \"Lettre d'information XMPP d'octobre 2026\"\n---\n", "---\ntitle: \"Lettre d'information XMPP de décembre 2026 et janvier 2027\"\n---\n"},
		{"a line that would begin front matter", "Text.\n", "---\n\nText.\n", "Texte.\n\nUn titre\n---\n", "***\n\nTexte.\n\nUn titre\n---\n"},
		{"the summary", "---\nsummary: \"One\"\n---\n", "---\nsummary: \"Two\"\n---\n", "---\nsummary: \"Un\"\n---\n", "---\nsummary: \"Un\" # padpress: changed: \"Two\"\n---\n"},
		{"a key more", "---\ntitle: X\n---\n", "---\ntitle: X\nsummary: \"All the news of it\"\n---\n", "---\ntitle: Y\n---\n", "---\ntitle: Y\nsummary: \"All the news of it\" # padpress: translate\n---\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := empty(t, "fr")
			was, now := lint.Parse("a.md", []byte(c.was)), lint.Parse("a.md", []byte(c.now))
			got, _ := renewed(t, l, was, now, lint.Parse("a.fr.md", []byte(c.own)))
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if twice, n := renewed(t, l, now, now, lint.Parse("a.fr.md", []byte(got))); twice != got {
				t.Errorf("twice is not once: %+v\n%s", n, twice)
			}
		})
	}
}

// FuzzRenew: no translated word is lost whatever changes in the original, no call changes what the last one made, and a
// skeleton has the lines of its original.
func FuzzRenew(f *testing.F) {
	f.Add("---\ntitle: A\n---\n\n- One [a](https://a.example/)\n- Two\n", "---\ntitle: B\n---\n\n- Two\n", "---\ntitle: C\n---\n\n- Un [a](https://a.example/)\n- Deux\n")
	f.Add("# A {#a}\n\nText\nText\n", "A\n===\n\nText\n", "# X <!-- padpress: translate -->\n\n`x\n")
	f.Add("```\na\n\nb\n```\n| a |\n|---|\n", "{{< figure src=\"a\" caption=\"b c\" >}}\n", "> - a\n>   b\n")
	f.Fuzz(func(t *testing.T, was, now, own string) {
		if len(was)+len(now)+len(own) > 4000 || strings.ContainsAny(was+now+own, "\x00\r") {
			t.Skip("readText refuses the one, and the other is for fmt")
		}
		l := empty(t, "fr")
		a, b, o := lint.Parse("a.md", []byte(was)), lint.Parse("a.md", []byte(now)), lint.Parse("a.fr.md", []byte(own))
		if got, _ := renewed(t, l, a, a, o); got != own {
			t.Fatalf("what did not change was changed: %q", got)
		}
		got, _ := renewed(t, l, a, b, o)
		twice, n := renewed(t, l, b, b, lint.Parse("a.fr.md", []byte(got)))
		if twice != got {
			t.Fatalf("twice is not once: %+v\n%q\n%q", n, got, twice)
		}
		noneLost(t, l, a, o, got)
		s, err := l.Skeleton(b)
		if err != nil || strings.Count(string(s), "\n") < strings.Count(now, "\n") {
			t.Fatalf("the skeleton has lost a line: %v\n%q", err, s)
		}
	})
}
