package translation

import (
	"maps"
	"slices"
	"strings"

	"github.com/xsf/padpress/lint"
)

// draft is a piece of an original as a translation begins: translated where that is known, else as it is, with a mark if
// there is something to translate.
func (t *Translator) draft(p piece) piece {
	p.mark, p.apart = lint.TranslationMark{}, ""
	if p.kind == other {
		if strings.HasPrefix(p.text, "|") {
			p.mark.Verb = lint.ToTranslate
		}
		return p
	}
	translated, rest := t.translate(p)
	p.text = fit(translated, p.text)
	if rest {
		p.mark.Verb = lint.ToTranslate
	}
	p.links = destinations(p.text)
	return p
}

// translate is the text of a piece as far as its translation is known, and whether people have to translate the rest.
func (t *Translator) translate(p piece) (text string, rest bool) {
	if p.kind == heading {
		return t.translateHeading(p.text)
	}
	if s, ok := t.fixed(p, p.text); ok {
		return s, false
	}
	s, leave, ok := t.recall(p.text)
	if ok {
		return t.keepAddresses(s, p.links), false
	}
	if leave || !t.speaks(p) {
		return p.text, false
	}
	lines := strings.Split(p.text, "\n")
	if len(lines) == 1 {
		return t.beginning(p.text)
	}
	for i, line := range lines {
		s, leave, ok := t.recall(strings.TrimSpace(line))
		if f, known := t.fixed(p, strings.TrimSpace(line)); known {
			s, ok = f, true
		}
		if !ok {
			rest = rest || !leave
			continue
		}
		lines[i] = line[:len(line)-len(strings.TrimLeft(line, " \t"))] + t.keepAddresses(s, destinations(line))
	}
	return strings.Join(lines, "\n"), rest
}

// translateHeading prefers the form of the newest issue, if the house knows it, so that slips do not live on.
func (t *Translator) translateHeading(text string) (string, bool) {
	recalled, leave, ok := t.recall(text)
	if i := t.sectionOf(text); i >= 0 {
		name := t.house.Outline.Sections[i].Name
		forms := t.language.Headings[name]
		if ok && slices.Contains(forms, recalled) {
			return recalled, false
		}
		if own, translated := t.language.Heading(name); translated {
			return own, false
		}
	}
	if ok || leave {
		if !ok {
			recalled = text
		}
		return recalled, false
	}
	return text, letterWords(text) > 1
}

// fixed is a sentence for which the house has words: that of a month without news, that which names the month, a phrase.
func (t *Translator) fixed(p piece, text string) (string, bool) {
	if i := t.sectionOf(p.section); i >= 0 {
		name := t.house.Outline.Sections[i].Name
		isEmpty := slices.ContainsFunc(t.house.Boilerplate.Empty, func(e lint.EmptyState) bool {
			return strings.EqualFold(e.Section, name) && e.Text != "" && strings.EqualFold(e.Text, text)
		})
		if own, ok := t.language.EmptyState(name); ok && isEmpty {
			if recalled, _, ok := t.recall(text); ok && slices.Contains(t.language.Empty[name], recalled) {
				return recalled, true
			}
			return own, true
		}
	}
	if covered, ok := t.namesMonths(text); ok {
		own := t.language.IntroText(covered)
		return own, own != ""
	}
	if own, ok := t.language.Phrase(text); ok && !strings.Contains(own, "{") {
		return own, true
	}
	return "", false
}

// beginning translates how an entry begins, if nothing else in it is to be translated.
func (t *Translator) beginning(text string) (string, bool) {
	for _, original := range slices.Sorted(maps.Keys(t.language.Phrases)) {
		own, _ := t.language.Phrase(original)
		before, after, ok := strings.Cut(original, "{version}")
		ownBefore, ownAfter, ok2 := strings.Cut(own, "{version}")
		rest, begins := strings.CutPrefix(text, before)
		version, rest, found := strings.Cut(rest, after+" ")
		if !ok || !ok2 || !begins || !found || after == "" || strings.Contains(version, " ") {
			continue
		}
		if shape, _ := t.english.shape(rest); letterWords(shape) == 0 {
			return ownBefore + version + ownAfter + " " + rest, false
		}
	}
	return text, true
}

// keepAddresses gives a remembered translation the addresses of the original, where it has others.
func (t *Translator) keepAddresses(text string, links []string) string {
	own := destinations(text)
	if len(own) != len(links) {
		return text
	}
	missing := slices.Clone(links)
	var foreign []int
	for i, l := range own {
		if k := slices.Index(missing, l); k >= 0 {
			missing = slices.Delete(missing, k, k+1)
		} else {
			foreign = append(foreign, i)
		}
	}
	if len(foreign) == 0 {
		return text
	}
	for n, i := range foreign {
		own[i] = missing[n]
	}
	return withDestinations(text, own)
}

// withDestinations writes addresses into the links of text, one for each.
func withDestinations(text string, links []string) string {
	var b strings.Builder
	for _, l := range links {
		i := strings.Index(text, "](") + 2
		b.WriteString(text[:i])
		b.WriteString(l)
		text = text[i+destination(text[i:]):]
	}
	return b.String() + text
}
