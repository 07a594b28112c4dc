package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed bare-address.md
var bareAddressDoc string

var bareAddress = &lint.Rule{
	Name: "bare-address", Doc: bareAddressDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		broken := brokenLinks(p.Document)
		behind := 0 // an address may go over the end of a stretch
		for at := range addressStarts(p.Document) {
			if at < behind || p.Class(at) != lint.Prose {
				continue // the address of a page may well be the text of the link to it
			}
			a := addressAt(p, at)
			behind = a.End
			if !broken(a.Start) && !isWikiLink(p, a) {
				checkBare(p, a)
			}
		}
		checkPaths(p)
	},
}

// addressAt is the address that begins at offset. It ends before a blank and before signs that belong to the sentence.
func addressAt(p *lint.Pass, at int) lint.Span {
	a := lint.Span{Start: at, End: at}
	for a.End < len(p.Src) && !isSpace(p.Src[a.End]) && strings.IndexByte("<>`\"|", p.Src[a.End]) < 0 && p.Class(a.End) == lint.Prose {
		a.End++
	}
	address := p.Text(a)
	return lint.Span{Start: a.Start, End: a.Start + max(len("www."), len(strings.TrimRight(address, ".,;:!?'*_)]”’»…")))}
}

// checkBare reports the address at s.
func checkBare(p *lint.Pass, s lint.Span) {
	address := p.Text(s)
	before := byteBefore(p.Document, s.Start)
	rest := address[strings.IndexAny(address, ":.")+1:]
	glued := isLetterBefore(p.Document, s.Start) || before == '(' && isLetterBefore(p.Document, s.Start-1)
	reversed := before == '[' && byteBefore(p.Document, s.Start-1) == ')' && byteAt(p.Document, s.End) == ']'
	if glued || reversed || before == '/' || before == '@' || !strings.ContainsAny(strings.Trim(rest, "/"), ".@") {
		return // link-syntax's to report, or no address at all
	}
	if !p.World.House.Addresses.IsNamespace(address) {
		p.Reportf(s, "address %s has no link text", quote(address))
		return
	}
	whole := s
	if c := byteAt(p.Document, s.End); (c == '\'' || c == '"') && c == before {
		whole = lint.Span{Start: s.Start - 1, End: s.End + 1}
	}
	f := lint.Finding{Span: s, Message: fmt.Sprintf("name %s becomes a link", quote(address))}
	if !strings.Contains(address, "`") {
		f.Fix = lint.Replace("put it in back-ticks", whole, "`"+address+"`")
	}
	p.Report(f)
}

// isWikiLink reports whether the address at s begins a link as a wiki writes it, which link-syntax reports.
func isWikiLink(p *lint.Pass, s lint.Span) bool {
	return byteBefore(p.Document, s.Start) == '[' && isBlank(byteAt(p.Document, s.End)) &&
		bytes.IndexByte(p.Src[s.End:min(len(p.Src), s.End+reach)], ']') >= 0
}

// checkPaths finds the paths of pictures, which are left behind when a picture is put in.
func checkPaths(p *lint.Pass) {
	folder := []byte(p.World.House.Pictures.Folder + "/")
	if len(folder) == 1 {
		return
	}
	from := p.Body().Start
	for _, m := range p.Marks() {
		start := m.At + 1 - len(folder)
		if p.Src[m.At] != '/' || start < from || !bytes.HasSuffix(p.Src[:m.At+1], folder) {
			continue
		}
		s := lint.Span{Start: start, End: start}
		for s.End < len(p.Src) && !isSpace(p.Src[s.End]) && p.Class(s.End) == lint.Prose {
			s.End++
		}
		from = max(s.End, s.Start+len(folder))
		path := strings.TrimRight(p.Text(s), ".,;:)")
		if c := byteBefore(p.Document, s.Start); isSpace(c) && isPicture(path, p.World.House.Pictures.Extensions) {
			s.End = s.Start + len(path)
			p.Reportf(s, "path of the picture %s stands in the text", quote(path))
		}
	}
}
