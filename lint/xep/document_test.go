package xep

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// document is one in the form of the specifications, with a remark and what stands before the root.
func document(prolog, remark string) string {
	return "<?xml version='1.0' encoding='UTF-8'?>\n" + prolog + `
<xep><!-- a comment --><header>
  <title>Herons &amp;
    Egrets</title>
  <abstract>How <tt>birds</tt> speak.</abstract>
  &LEGALNOTICE;
  <number>0999</number><status>Draft</status><type>Standards Track</type>
  <lastcall>2026-11-20</lastcall><lastcall>soon</lastcall>
  <author><firstname>A</firstname></author>&someone;
  <revision><version>0.2.0</version><date>2026-11-02</date><initials>XEP Editor (ab)</initials><remark>` + remark + `</remark></revision>
  <revision><version>0.1.0</version><date>never</date><remark/></revision>
</header><section1><p>not < read`
}

func TestParse(t *testing.T) {
	d, err := Parse([]byte(document("", "<p>First.</p>")), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &Document{
		Number: 999, Title: "Herons & Egrets", Abstract: "How `birds` speak.", Status: "Stable", Kind: "Standards Track",
		LastCalls: []time.Time{time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)},
		Revisions: []Revision{
			{Version: "0.2.0", Date: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), Initials: "XEP Editor (ab)", Notes: []Note{{Text: "First."}}},
			{Version: "0.1.0"},
		},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
}

func TestNotes(t *testing.T) {
	entities := "<!DOCTYPE xep SYSTEM 'xep.dtd' [\n<!ENTITY % ents SYSTEM 'xep.ent'>\n<!ENTITY heron \"&lt;heron xmlns='urn:x'/&gt;\">\n<!ENTITY both '&heron; and &ns;'><!ENTITY ns 'urn:xmpp:heron:1'>%ents;\n]>"
	for _, c := range []struct{ name, remark, want string }{
		{"text", "Mend  a\n slip.", "Mend a slip."},
		{"paragraphs", "<p>One</p><p>Two</p>", "One|Two"},
		{"list", "<ul><li>One</li><li>Two</li></ul>", "One|Two"},
		{"nested list", "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "One| Two|Three"},
		{"list behind words", "<p>Changes:</p><ul><li>One</li></ul>", "Changes:|One"},
		{"element", "Add &lt;heron/&gt;, &lt;a b='c'&gt; and &lt;/a&gt;", "Add `<heron/>`, `<a b='c'>` and `</a>`"},
		{"sign", "a &lt; b &lt;= c", `a \< b \<= c`},
		{"tt", "Use <tt>a*b</tt>, <code>x`y</code> and <tt> z </tt>.", "Use `a*b`, `` x`y `` and `z` ."},
		{"back-ticks of people", "Use `&lt;a/&gt;` here", "Use `<a/>` here"},
		{"emphasis", "Both <em>this</em> and <strong>that one</strong>", "Both *this* and **that one**"},
		{"emphasis in a word", "un<em>like</em>ly", "unlikely"},
		{"empty emphasis", "a <em> </em> b <em>c", "a b *c*"},
		{"link", "See <link url='https://example.org/'>the page</link>.", "See the page."},
		{"own entity", "Add &heron; in &ns;", "Add `<heron xmlns='urn:x'/>` in urn:xmpp:heron:1"},
		{"entity in an entity", "Add &both;", "Add `<heron xmlns='urn:x'/>` and urn:xmpp:heron:1"},
		{"shared entity", "See &xep0045;", "See Rooms (XEP-0045)"},
		{"unknown entities", "See &xep0060;, &rfc6120;, &IQ; and &crypt;", "See XEP-0060, RFC 6120, `<iq/>` and crypt"},
		{"Markdown", "a*b* _c_ pubsub#max_items [x](y) ~~z~~ `q", "a\\*b\\* \\_c\\_ pubsub#max_items \\[x\\](y) \\~\\~z\\~\\~ \\`q"},
		{"a list's sign", "<p>- no list</p><p>1. no list</p><p># no heading</p>", `\- no list|1\. no list|\# no heading`},
		{"a shortcode", "{{&lt; figure &gt;}}", `\{\{\< figure >}}`},
		{"character data", "<![CDATA[<b>bold</b>]]>", "`<b>`bold`</b>`"},
		{"a sign's name", "R&amp;D &amp;amp; x", "R&D \\&amp; x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			shared := Entities{"xep0045": "<span><link url='x'>Rooms (XEP-0045)</link></span> <note>Rooms &lt;x&gt;</note>", "ns": "not this"}
			d, err := Parse([]byte(document(entities, c.remark)), shared)
			if err != nil || d.Flaw != nil && c.name != "empty emphasis" {
				t.Fatal(err, d.Flaw)
			}
			var words []string
			for _, n := range d.Revisions[0].Notes {
				words = append(words, strings.Repeat(" ", n.Depth)+n.Text)
			}
			if got := strings.Join(words, "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestHostile: what strangers write costs little, opens nothing, and is an error that says what is wrong or plain words.
func TestHostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("<!DOCTYPE xep [<!ENTITY a0 \"haha\">")
	for i := 1; i < 60; i++ {
		fmt.Fprintf(&bomb, "<!ENTITY a%d \"%s\">", i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	bomb.WriteString("]>")
	wide := "<!DOCTYPE xep [<!ENTITY a \"" + strings.Repeat("x", 60_000) + "\">]>"
	latin := strings.Replace(document("", "caf\xe9"), "UTF-8", "ISO-8859-1", 1)
	for _, c := range []struct{ name, text, want string }{ // want is what the error says, or behind = the first note, and behind that the flaw
		{"billion laughs", document(bomb.String(), "&a59;"), "stand in each other, more than 8 deep"},
		{"a thousand laughs", document(bomb.String(), "&a7;"), "unfold to more than 262144 bytes"},
		{"itself", document("<!DOCTYPE xep [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", "x &a;"), "stand in each other"},
		{"quadratic", document(wide, strings.Repeat("&a;", 10_000)), "unfold to more than 262144 bytes"},
		{"external entity", document("<!DOCTYPE xep [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "x &a;"), "=x a|&a; is kept elsewhere, and is not opened"},
		{"external entity that nobody names", document("<!DOCTYPE xep [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "x"), "=x"},
		{"public entity", document("<!DOCTYPE xep [<!ENTITY a PUBLIC '-//X' 'http://127.0.0.1:1/'>]>", "x &a;"), "=x a|&a; is kept elsewhere"},
		{"an entity that nobody declares", document("", "x &xep0045;"), "=x XEP-0045"},
		{"external by parameter", document("<!DOCTYPE xep [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>%p;]>", "x &p;"), "=x p"},
		{"too long", document("", strings.Repeat("long ", MaxDocument/5)), "more than 4194304 bytes"},
		{"header too long", document("", strings.Repeat("long ", 200_000)), "its header has more than"},
		{"deep", document("", strings.Repeat("<ul>", 5000)), "stand in each other"},
		{"many elements", document("", strings.Repeat("<b/>", 41_000)), "more than 40000 elements"},
		{"cut off", "<xep><header><title>x", "no <xep> with a <header>"},
		{"empty", "", "no <xep> with a <header>"},
		{"a page", "<!DOCTYPE html><html><body></header></html>", "no <xep> with a <header>"},
		{"UTF-16", "\xff\xfe<\x00x\x00", "its encoding \"UTF-16\" is not known; use UTF-8"},
		{"unknown encoding", strings.Replace(document("", ""), "UTF-8", "EBCDIC-7", 1), "its encoding \"EBCDIC-7\" is not known; use UTF-8"},
		{"wrong encoding", document("", "caf\xe9"), "invalid UTF-8"},
		{"Latin 1", latin, "=café"},
		{"control characters", document("", "a\u202eb\u200bc"), "=abc"},
		{"broken tag", document("", "<p"), "line "},
		{"broken attribute", document("", "<p a=>"), "line "},
	} {
		t.Run(c.name, func(t *testing.T) {
			begun := time.Now()
			d, err := Parse([]byte(c.text), nil)
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
			if want, good := strings.CutPrefix(c.want, "="); good {
				want, flaw, _ := strings.Cut(want, "|")
				if err == nil && ((d.Flaw != nil) != (flaw != "") || flaw != "" && !strings.Contains(d.Flaw.Error(), flaw)) {
					t.Errorf("the flaw is %v, want %s", d.Flaw, flaw)
				}
				if err != nil || len(d.Revisions[0].Notes) == 0 || !strings.HasPrefix(d.Revisions[0].Notes[0].Text, want) {
					t.Errorf("got %.200v, %v, want %s", d, err, want)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// What does not match is read as far as it can be, and said.
func TestFlaw(t *testing.T) {
	d, err := Parse([]byte(document("", "<ul><li>One</remark></revision></p>")), nil)
	if err != nil || d.Flaw == nil || d.Number != 999 || len(d.Revisions) != 2 || d.Revisions[0].Notes[0].Text != "One" {
		t.Errorf("got %+v, %v", d, err)
	}
}
