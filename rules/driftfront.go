package rules

import (
	"fmt"
	"slices"
	"time"

	"github.com/xsf/padpress/lint"
)

// reportFront says what changed in the front matter of the original. What a translation copies gets a fix.
func (d *drift) reportFront() {
	was, is := d.then.original.Front, d.original.Front
	if was.Err != nil || is.Err != nil {
		return
	}
	for _, now := range is.Keys {
		old, ok := was.Key(now.Name)
		switch {
		case !ok:
			if _, has := d.Front.Key(now.Name); !has {
				d.Reportf(front(d.Pass), "the original has %s in its front matter now", quote(now.Name))
			}
		case now.Name == "date":
			d.reportDate()
		default:
			d.reportKey(old, now)
		}
	}
	for _, old := range was.Keys {
		_, stays := is.Key(old.Name)
		if here, has := d.Front.Key(old.Name); has && !stays {
			d.Reportf(here.Span, "the original has no %s in its front matter any more", quote(old.Name))
		}
	}
}

// reportDate says that the original was released on another day, which is part of the address.
func (d *drift) reportDate() {
	was, ok := day(d.then.original.Front)
	is, ok2 := day(d.original.Front)
	here, ok3 := day(d.Front)
	if !ok || !ok2 || !ok3 || was.Equal(is) || !here.Equal(was) {
		return
	}
	k, _ := d.Front.Key("date")
	right := is.Format(time.DateOnly)
	d.Report(lint.Finding{Span: k.Value, Message: fmt.Sprintf("the date of the original is %s now, not %s", right, was.Format(time.DateOnly)),
		Fix: lint.Replace("write "+right, k.Value, right)})
}

// shownInTranslation are the keys whose values are translated.
var shownInTranslation = []string{"title", "summary", "description"}

// reportKey says that a value changed, where the translation has not followed.
func (d *drift) reportKey(old, now lint.Key) {
	before, after := fmt.Sprint(old.Data), fmt.Sprint(now.Data)
	here, ok := d.Front.Key(now.Name)
	if before == after || !ok || fmt.Sprint(here.Data) == after {
		return
	}
	a, b := wordsOfText(before), wordsOfText(after)
	f := lint.Finding{Span: here.Value, Message: fmt.Sprintf("%s is %s in the original now, not %s", now.Name, quote(d.original.Text(now.Value)), quote(d.then.original.Text(old.Value)))}
	if fmt.Sprint(here.Data) == before && now.Value.Len() > 0 && here.Value.Len() > 0 {
		f.Fix = lint.Replace("write that of the original", here.Value, d.original.Text(now.Value))
	} else if !slices.Contains(shownInTranslation, now.Name) {
		return // it has a value of its own
	} else {
		hunks, ok := diffWords(a, b)
		f.Severity = lint.Note
		if ok && !slices.ContainsFunc(hunks, func(h hunk) bool { return d.mattersHere(a[h.a0:h.a1], b[h.b0:h.b1], fmt.Sprint(here.Data)) }) {
			return
		}
	}
	d.Report(f)
}

// mattersHere reports whether a translated value lacks a change: not where it is one of spelling, or of numbers that the
// value has.
func (d *drift) mattersHere(old, now []word, here string) bool {
	if isRepair(old, now, d.World.House.Original == "en") {
		return false
	}
	numbers, has := false, wordsOfText(here)
	for _, w := range now {
		if hasDigit(w.text) {
			numbers = true
			if !slices.ContainsFunc(has, func(x word) bool { return x.text == w.text }) {
				return true
			}
		}
	}
	return !numbers
}

// wordsOfText are the words of a text that is no document's.
func wordsOfText(text string) []word {
	var found []word
	d := lint.Parse("", []byte(text))
	for _, w := range d.Words() {
		found = append(found, word{Span: w.Span, text: d.Text(w.Span)})
	}
	return found
}
