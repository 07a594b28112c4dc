package pad

import (
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// Month is which issue a text is to become.
type Month struct {
	Covers  lint.Months
	Release time.Time // the day of release
}

// Known is what is known beside the pad's text. The zero value is that of a first run.
type Known struct {
	Original *lint.Document         // what the text is a translation of; nil for an original
	Import   *lint.Document         // the previous import: what it decided is not decided again
	Branch   *lint.Document         // the issue as it stands on the branch, where people edit it; nil if the pad says nothing new
	Has      func(path string) bool // whether the site has a file; nil where its files are not known

	Drafts  []Draft  // of parts about specifications, as things stand; nil where nobody knows
	Drafted []string // names of the parts that the previous import drafted
}

// Completion says what Complete did.
type Completion struct {
	Added   []string   // what was missing, as it was written: "date: 2026-11-05"
	Drafted string     // the line of the front matter with a summary that nobody wrote, "" for none
	Filled  []Filled   // the parts about specifications that nobody wrote
	Dropped []Omission // what is no part of an issue
}

// Omission is something that a pad holds and the issue does not.
type Omission struct {
	Text string // as people wrote it
	Why  string // a clause: "only the pad's own software reads it"
}

// Changed reports whether anything was done.
func (c Completion) Changed() bool {
	return len(c.Added)+len(c.Dropped)+len(c.Filled) > 0 || c.Drafted != ""
}

// Complete makes a valid issue of a pad's text and never overwrites what people wrote: missing front matter keys are
// added in the site's order, with a summary drafted from the sections; the banner is added; parts about specifications
// that are empty or missing are filled with their drafts; and what is there only for the pad's software and its writers is
// dropped. All of it is listed. What the previous import decided is decided again the same way, but for the summary and
// those parts, which follow the pad and the drafts until somebody edits them on the branch.
//
// A translation has the keys of its original's front matter that are not a page's own, and its title in its own language.
// No summary is drafted for it, and it has the banner if its original has.
//
// Front matter that is not YAML, or so odd that nothing can be added to it, is left as it is, and so is the text: what it
// holds is not known.
func Complete(d *lint.Document, house *lint.House, m Month, known Known) ([]byte, Completion) {
	text, c := complete(d, house, m, known)
	if len(c.Filled) == 0 {
		return text, c
	}
	bare := known
	bare.Drafts, bare.Drafted = nil, nil
	plain, without := complete(d, house, m, bare)
	if !filledWell(lint.Parse(d.Path, plain), lint.Parse(d.Path, text), house, c.Filled) {
		return plain, without
	}
	return text, c
}

func complete(d *lint.Document, house *lint.House, m Month, known Known) ([]byte, Completion) {
	var c Completion
	if d.Front.Err != nil {
		return d.Src, c
	}
	src := d.Src
	d = c.united(d, house)
	if known.Original == nil {
		d = c.drafted(d, house, m, known)
	}
	body := c.body(d, house, m, known)
	front, keys := c.front(d, house, m, known)
	if !c.Changed() {
		return d.Src, c
	}
	if !stands(front, keys) {
		return src, Completion{}
	}
	return []byte("---\n" + front + "---\n\n" + body), c
}

// body is the text behind the front matter, with the banner and without what is for writers only.
func (c *Completion) body(d *lint.Document, house *lint.House, m Month, known Known) string {
	cuts := instructions(d, house)
	for _, s := range cuts {
		c.Dropped = append(c.Dropped, Omission{strings.TrimSpace(d.Text(s)), "it tells the pad's writers what to do"})
	}
	if s, ok := title(d, house, m); ok {
		cuts = append(cuts, s) // two cuts never share a line
		c.Dropped = append(c.Dropped, Omission{strings.TrimSpace(d.Text(s)), "the front matter holds the title"})
		slices.SortFunc(cuts, func(a, b lint.Span) int { return a.Start - b.Start })
	}
	text := strings.TrimLeft(without(d, cuts), "\r\n")
	if !d.Front.Exists() {
		text = strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), "\r\n")
	}
	if wantsBanner(d, house, m, known) {
		c.Added = append(c.Added, house.Pictures.Banner)
		text = house.Pictures.Banner + "\n\n" + text
	}
	return text
}

// without is the text behind the front matter without cuts, which are whole lines in order. What stood on both sides of
// one does not grow together.
func without(d *lint.Document, cuts []lint.Span) string {
	var b strings.Builder
	at := d.Body().Start
	for _, s := range cuts {
		b.WriteString(d.Text(lint.Span{Start: at, End: s.Start}))
		if at = s.End; at < len(d.Src) && strings.IndexByte("\r\n-*+#>", d.Src[at]) < 0 {
			b.WriteByte('\n')
		}
	}
	b.WriteString(d.Text(lint.Span{Start: at, End: len(d.Src)}))
	return b.String()
}

// title is the heading of the first level that a text without a title in its front matter begins with, as whole lines,
// if it says what the title will say.
func title(d *lint.Document, house *lint.House, m Month) (lint.Span, bool) {
	heads := d.Headings()
	if len(heads) == 0 || heads[0].Level != 1 || heads[0].Node.PreviousSibling() != nil || heads[0].Node.Parent().Kind() != ast.KindDocument || hasKey(d, house, "title") {
		return lint.Span{}, false
	}
	text := strings.Join(strings.Fields(heads[0].Text), " ")
	if !strings.EqualFold(text, titleOf(house, m, d.Language())) {
		return lint.Span{}, false
	}
	s := wholeLines(d, heads[0].Span)
	if d.IsUnderlined(heads[0]) {
		s = wholeLines(d, lint.Span{Start: s.Start, End: min(s.End+1, len(d.Src))})
	}
	return s, true
}

// wantsBanner reports whether the banner is missing. A text that begins with another picture has its own, and an import
// that went without one decided so.
func wantsBanner(d *lint.Document, house *lint.House, m Month, known Known) bool {
	style := house.Pictures
	switch {
	case !style.HasBanner(m.Release), strings.Contains(string(d.Src), style.Banner), !known.hasBanner(style):
		return false
	case known.Original != nil && !strings.Contains(string(known.Original.Src), style.Banner):
		return false
	case known.Import != nil && !strings.Contains(string(known.Import.Src), style.Banner):
		return false
	}
	for block := d.Root.FirstChild(); block != nil; block = block.NextSibling() {
		if h, ok := block.(*ast.Heading); ok && h.Level == 1 || block.Kind() == ast.KindHTMLBlock {
			continue // neither is part of the page
		}
		return !beginsWithPicture(block)
	}
	return false
}

// hasBanner reports whether the site has the pictures of the banner, as far as its files are known.
func (k Known) hasBanner(style lint.PictureStyle) bool {
	for _, address := range pictures(lint.Parse("", []byte(style.Banner))) {
		if k.Has != nil && strings.HasPrefix(address, "/") && !k.Has(style.Folder+address) {
			return false
		}
	}
	return true
}

// beginsWithPicture reports whether a block shows a picture before any words.
func beginsWithPicture(block ast.Node) bool {
	switch n := block.FirstChild().(type) {
	case *ast.Image:
		return true
	case *lint.Shortcode:
		_, shows := n.Arg("src")
		return shows
	}
	return false
}
