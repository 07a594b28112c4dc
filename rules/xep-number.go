package rules

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed xep-number.md
var xepNumberDoc string

var xepNumber = &lint.Rule{
	Name: "xep-number", Doc: xepNumberDoc, Severity: lint.Warning, Uses: lint.NeedXEPs | lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		style := p.World.House.Specifications
		all := mentions(p)
		for _, m := range all {
			if right := style.Number(m.number); m.number > 0 && p.Text(m.at) != right && len(m.digits) <= style.Digits {
				p.Report(lint.Finding{Span: m.at, Message: fmt.Sprintf("number %s is not written with a hyphen and %d digits", quote(p.Text(m.at)), style.Digits),
					Fix: lint.Replace("write "+right, m.at, right)})
			}
		}
		checkTargets(p, all)
		checkLostNumbers(p)
		if beside(p) == nil { // else translation-links knows the whole address
			checkSuffix(p)
		}
	},
}

// checkTargets holds the numbers in the text of a link against the one in its address.
func checkTargets(p *lint.Pass, all []mention) {
	for i := 0; i < len(all); {
		m := all[i]
		named, same := []string{}, false
		target, ok := 0, false
		if m.inLink {
			target, ok = numberIn(p, m.link)
		}
		k := i
		for ; k < len(all) && all[k].inLink == m.inLink && all[k].link == m.link; k++ {
			if ok && len(named) < 3 {
				named = append(named, p.Text(all[k].at))
			}
			same = same || all[k].number == target
		}
		i = k
		if ok && !same {
			p.Report(lint.Finding{Span: m.link.All, Severity: lint.Error,
				Message: fmt.Sprintf("link names %s and leads to %s", strings.Join(named, ", "), p.World.House.Specifications.Number(target))})
		}
	}
}

// numberIn is the number in the address of a link to a specification.
func numberIn(p *lint.Pass, l lint.LinkSource) (int, bool) {
	before, after, ok := strings.Cut(p.World.House.Specifications.Address, "{number}")
	_, rest, found := strings.Cut(p.Text(l.Destination), before)
	digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	if !ok || !found || digits == "" || after != "" && !strings.HasPrefix(rest[len(digits):], after) {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// checkSuffix finds addresses of specifications and proposals that lack the suffix of their pages.
func checkSuffix(p *lint.Pass) {
	style := p.World.House.Specifications
	one, _, _ := strings.Cut(style.Address, "{number}")
	if style.Suffix == "" {
		return
	}
	for src := range inlineLinks(p.Document) {
		dest := p.Text(src.Destination)
		if !strings.Contains(dest, style.Inbox) && !strings.Contains(dest, one) {
			continue
		}
		page, _, _ := strings.Cut(dest, "#")
		page, _, _ = strings.Cut(page, "?")
		for _, folder := range []string{style.Inbox, one} {
			host, name, found := strings.Cut(page, folder)
			cut := unfinished(name, style.Suffix)
			name = strings.TrimSuffix(name, cut)
			if folder == "" || !found || strings.Count(host, "/") > len("//") || name == "" || strings.ContainsAny(name, "./ ") || folder == one && strings.Trim(name, "0123456789") != "" {
				continue
			}
			at := src.Destination.Start + len(page)
			p.Report(lint.Finding{Span: src.Destination, Message: fmt.Sprintf("address %s does not end in %s", quote(page), style.Suffix),
				Fix: lint.Replace("add it", lint.Span{Start: at - len(cut), End: at}, style.Suffix)})
			break
		}
	}
}

// unfinished is the beginning of suffix, of two bytes or more, with which name ends, such as .htm; "" if there is none.
func unfinished(name, suffix string) string {
	for n := len(suffix) - 1; n > 1; n-- {
		if strings.HasSuffix(name, suffix[:n]) {
			return suffix[:n]
		}
	}
	return ""
}
