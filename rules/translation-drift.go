package rules

import (
	_ "embed"
	"fmt"
	"path"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed translation-drift.md
var translationDriftDoc string

var translationDrift = &lint.Rule{
	Name: "translation-drift", Doc: translationDriftDoc, Severity: lint.Warning, Needs: lint.NeedOriginal | lint.NeedHistory,
	Check: func(p *lint.Pass) {
		d := drifted(p)
		if d == nil {
			return
		}
		d.Pass = p
		d.reportName()
		d.reportFront()
		if d.tooMuch {
			d.Reportf(front(p), "the original is another text now than when this was translated")
			return
		}
		for i := 0; i < len(d.pairs); i++ {
			switch pair := d.pairs[i]; {
			case pair.Whole():
				d.reportChanged(d.was[pair.Original], d.is[pair.Translation])
			case pair.Translation < 0:
				d.reportLost(pair.Original)
			case d.is[pair.Translation].heading >= 0:
				i += d.reportSection(pair.Translation)
			default:
				d.reportNew(pair.Translation)
			}
		}
		d.reportMoved()
	},
}

// reportName says that the original has another name, by which Hugo pairs both.
func (d *drift) reportName() {
	is := path.Base(d.original.Path)
	if is == path.Base(lint.OriginalPath(d.Path)) {
		return
	}
	d.Report(lint.Finding{Span: front(d.Pass), Severity: lint.Error,
		Message: fmt.Sprintf("the original is called %s now, so that this file belongs to no issue", is)})
}

// reportChanged says what differs between a piece as it was and as it is.
func (d *drift) reportChanged(was, is driftPiece) {
	if was.key == is.key {
		return
	}
	if was.heading >= 0 {
		d.reportHeading(was.heading, is.heading)
		return
	}
	k := d.blockOf(is.block)
	if k >= 0 && d.Text(d.Blocks()[k].Span) == d.original.Text(is.span) {
		return // it was left as the original has it
	}
	explained := d.reportLinks(was, is, k)
	if k >= 0 {
		d.reportWords(was, is, k, explained)
	}
}

// reportHeading says that a heading of the original has other words, unless that of the translation is known to say them.
func (d *drift) reportHeading(was, is int) {
	before, now := d.then.original.Headings()[was].Text, d.original.Headings()[is].Text
	k, ok := d.then.heading[was]
	if !ok || strings.EqualFold(before, now) {
		return
	}
	h := d.Headings()[k]
	if d.theirs[is] >= 0 && d.theirs[is] == d.ours[k] || strings.EqualFold(h.Text, now) {
		return
	}
	d.Reportf(h.Span, "the heading is %s in the original now, not %s", quote(now), quote(before))
}

// reportLost says that a piece is gone from the original, or that another one stands in its place.
func (d *drift) reportLost(i int) {
	was := d.was[i]
	if was.heading >= 0 {
		if k, ok := d.then.heading[was.heading]; ok && !d.namesOther(k) {
			d.Reportf(d.Headings()[k].Span, "the section %s is gone from the original", quote(d.then.original.Headings()[was.heading].Text))
		}
		return
	}
	if k, ok := d.replaced[i]; ok && d.hasNew(k) {
		return
	}
	at, ok := d.keeps(i)
	if !ok || d.lostSection(was) {
		return
	}
	text := quote(opening(d.then.original, was.block))
	if k, ok := d.replaced[i]; ok {
		d.Reportf(at, "the original has %s in place of %s now", quote(opening(d.original, d.is[k].block)), text)
		return
	}
	d.Reportf(at, "%s is gone from the original", text)
}

// namesOther reports whether heading k of the translation stands for one that the original has only now.
func (d *drift) namesOther(k int) bool {
	for i, now := range d.heading {
		if now == k && d.addedHeading(i) {
			return true
		}
	}
	return false
}

// lostSection reports whether the heading above a block is gone as well, which says enough.
func (d *drift) lostSection(was driftPiece) bool {
	heading := d.then.original.Blocks()[was.block].Heading
	for _, pair := range d.pairs {
		if pair.Translation < 0 && d.was[pair.Original].heading >= 0 && d.was[pair.Original].heading == heading {
			k, ok := d.then.heading[heading]
			return ok && !d.namesOther(k)
		}
	}
	return false
}

// reportNew says that the original has a block more.
func (d *drift) reportNew(k int) {
	if d.hasNew(k) {
		return
	}
	for lost, came := range d.replaced {
		if _, ok := d.keeps(lost); came == k && ok {
			return // said where the other one stands
		}
	}
	is := d.is[k]
	b := d.original.Blocks()[is.block]
	what := "paragraph"
	if b.Item {
		what = "entry"
	}
	below := ""
	if b.Heading >= 0 {
		below = ", below " + quote(d.original.Headings()[b.Heading].Text)
	}
	d.Reportf(d.nearNew(is.block), "the original has another %s now, %s%s", what, quote(opening(d.original, is.block)), below)
}

// reportSection says that the original has a section more, and gives how many of the pairs behind its heading belong to
// it.
func (d *drift) reportSection(k int) int {
	h := d.is[k].heading
	n, missing := 0, 0
	for at := d.pairAt(k) + 1; at < len(d.pairs); at++ {
		pair := d.pairs[at]
		if pair.Original >= 0 || d.is[pair.Translation].heading >= 0 {
			break
		}
		n++
		if !d.hasNew(pair.Translation) {
			missing++
		}
	}
	if _, ok := d.heading[h]; ok && missing == 0 {
		return n
	}
	near := front(d.Pass)
	if h > 0 {
		near = d.nearHeading(h - 1)
	}
	text := d.original.Headings()[h].Text
	switch n {
	case 0:
		if _, ok := d.heading[h]; ok {
			return 0
		}
		d.Reportf(near, "the original has another heading now, %s", quote(text))
	default:
		d.Reportf(near, "the original has another section now, %s, with %d %s", quote(text), n, plural(n, "paragraph or entry", "paragraphs and entries"))
	}
	return n
}

// pairAt is where piece k of the original as it is stands among the pairs.
func (d *drift) pairAt(k int) int {
	for i, pair := range d.pairs {
		if pair.Translation == k {
			return i
		}
	}
	return len(d.pairs)
}

// reportMoved says what stands in another section of the original now.
func (d *drift) reportMoved() {
	for _, pair := range d.moved {
		k, ok := d.then.block[d.was[pair.Original].block]
		now := d.original.Blocks()[d.is[pair.Translation].block].Heading
		was := d.then.original.Blocks()[d.was[pair.Original].block].Heading
		if !ok || now < 0 || was >= 0 && d.original.Headings()[now].Text == d.then.original.Headings()[was].Text {
			continue
		}
		if here, ok := d.heading[now]; ok && d.Blocks()[k].Heading == here {
			continue
		}
		d.Reportf(firstLine(d.Pass, d.Blocks()[k].Span), "%s stands below %s in the original now",
			quote(opening(d.original, d.is[pair.Translation].block)), quote(d.original.Headings()[now].Text))
	}
}
