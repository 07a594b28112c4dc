package rules

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

//go:embed picture-folder.md
var pictureFolderDoc string

var pictureFolder = &lint.Rule{
	Name: "picture-folder", Doc: pictureFolderDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		day, ok := p.Date()
		style := p.World.House.Pictures
		if !ok || p.Language() != "" || style.Issue == "" {
			return // a translation shows the pictures of its original
		}
		own := style.IssueFolder(day)
		shown := map[string]bool{}
		for _, x := range pictures(p.Document) {
			file := x.file()
			shown[file] = true
			if folder, ok := style.IssueOf(file); ok && folder != path.Base(own) && !style.IsShared(file) {
				checkFolder(p, x, day, folder)
			}
		}
		if p.World.Site != nil {
			checkUnused(p, own, shown)
		}
	},
}

// checkFolder reports a picture among those of issues that does not lie in the folder of this one.
func checkFolder(p *lint.Pass, x picture, day time.Time, folder string) {
	style := p.World.House.Pictures
	named, err := time.Parse(time.DateOnly, folder)
	f := lint.Finding{Span: x.span}
	switch {
	case err != nil && !style.WantsIssueFolder(day):
		return
	case err == nil && lint.MonthOf(named) == lint.MonthOf(day):
		f.Severity = lint.Note // the release slipped after the pictures were there
		fallthrough
	default:
		f.Message = fmt.Sprintf("picture %s does not lie in the issue's folder %s", quote(path.Base(x.file())), style.IssueFolder(day))
	}
	right := path.Join(style.IssueFolder(day), path.Base(x.file()))
	if p.World.Site != nil && x.plain && x.file() == x.address && p.World.Site.Exists(path.Join(style.Folder, right)) {
		f.Fix = lint.Replace("write "+right, x.span, right)
	}
	p.Report(f)
}

// checkUnused reports what lies in the issue's folder and is not shown.
func checkUnused(p *lint.Pass, own string, shown map[string]bool) {
	style := p.World.House.Pictures
	var unused, other []string
	text := strings.ToLower(string(p.Src))
	for _, e := range p.World.Site.Entries(path.Join(style.Folder, own)) {
		switch {
		case e.IsDir() || shown[path.Join(own, e.Name())]:
		case isPicture(e.Name(), style.Extensions):
			unused = append(unused, quote(e.Name()))
		case !strings.Contains(text, "/"+strings.ToLower(e.Name())):
			other = append(other, quote(e.Name()))
		}
	}
	head := p.Lines().Span(1)
	if len(unused) > 0 {
		p.Report(lint.Finding{Span: head, Severity: lint.Note, Message: fmt.Sprintf("not shown, but in the folder %s: %s", own, strings.Join(unused, ", "))})
	}
	if len(other) > 0 {
		p.Report(lint.Finding{Span: head, Message: fmt.Sprintf("no picture, but in the folder %s: %s", own, strings.Join(other, ", "))})
	}
}
