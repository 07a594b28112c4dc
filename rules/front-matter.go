package rules

import (
	_ "embed"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

//go:embed front-matter.md
var frontMatterDoc string

var frontMatter = &lint.Rule{
	Name: "front-matter", Doc: frontMatterDoc, Severity: lint.Error, Uses: lint.NeedOriginal,
	Check: func(p *lint.Pass) {
		f := p.Front
		if !f.Exists() {
			p.Reportf(p.Lines().Span(1), "front matter is missing: the first line is not ---")
			return
		}
		if p.HasBOM() {
			s := lint.Span{Start: 0, End: len("\ufeff")}
			p.Report(lint.Finding{Span: s, Message: "byte order mark before the front matter", Fix: lint.Replace("remove it", s, "")})
		}
		if f.Err != nil {
			reportYAML(p, f.Err)
			return
		}
		for _, k := range f.Keys {
			checkKey(p, k)
		}
		for _, name := range p.World.House.FrontMatter.Required {
			if !hasKey(p, name) {
				p.Reportf(lint.Span{Start: f.Span.Start, End: f.Body.End + len("---")}, "front matter has no %s", name)
			}
		}
		reportLostKeys(p)
	},
}

// hasKey counts a key under a name that it is renamed from: that is another finding already.
func hasKey(p *lint.Pass, name string) bool {
	return slices.ContainsFunc(p.Front.Keys, func(k lint.Key) bool {
		return k.Name == name || p.World.House.FrontMatter.Renamed[k.Name] == name
	})
}

func checkKey(p *lint.Pass, k lint.Key) {
	style := p.World.House.FrontMatter
	switch {
	case slices.Contains(style.Required, k.Name), slices.Contains(style.Optional, k.Name):
		checkValue(p, k)
	case style.Renamed[k.Name] != "":
		to := style.Renamed[k.Name]
		p.Report(lint.Finding{Span: k.Span, Message: fmt.Sprintf("key %s is not known to the site", quote(k.Name)), Fix: lint.Replace("write "+to, k.Span, to)})
	case slices.Contains(style.PadOnly, k.Name):
		p.Report(lint.Finding{Span: k.Span, Severity: lint.Warning, Message: fmt.Sprintf("key %s is read by the pad only", quote(k.Name)), Fix: lint.Replace("remove it", k.Entry, "")})
	default:
		p.Report(lint.Finding{Span: k.Span, Severity: lint.Warning, Message: fmt.Sprintf("key %s is not known to the site", quote(k.Name))})
	}
}

func checkValue(p *lint.Pass, k lint.Key) {
	if k.Value.Len() == 0 || k.Data == nil {
		p.Reportf(k.Span, "%s has no value", k.Name)
		return
	}
	if want, ok := p.World.House.FrontMatter.Fixed[k.Name]; ok {
		if !reflect.DeepEqual(k.Data, want) {
			text := p.World.House.FrontMatter.FixedText(k.Name)
			p.Report(lint.Finding{Span: k.Value, Message: fmt.Sprintf("%s is not %s", k.Name, text), Fix: lint.Replace("write "+text, k.Value, text)})
		}
		return
	}
	text := p.Text(k.Value)
	if plain := strings.Trim(text, "“”„‘’"); plain != text && len(plain) <= len(text)-2*len("“") {
		p.Report(lint.Finding{Span: k.Value, Message: "typographic quotes belong to the value and are shown", Fix: lint.Replace("use straight quotes", k.Value, `"`+strings.ReplaceAll(plain, `"`, `\"`)+`"`)})
	}
	if k.Name == "date" {
		checkDate(p, k)
	}
}

// dates are the forms that Hugo reads, besides the ISO day that the site uses.
var dates = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04"}

func checkDate(p *lint.Pass, k lint.Key) {
	text := fmt.Sprint(k.Data)
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return
	}
	for _, form := range dates {
		if day, err := time.Parse(form, text); err == nil {
			iso := day.Format(time.DateOnly)
			p.Report(lint.Finding{Span: k.Value, Severity: lint.Warning, Message: "date has a time of day", Fix: lint.Replace("write "+iso, k.Value, iso)})
			return
		}
	}
	p.Reportf(k.Value, "date is not a day such as 2026-11-05")
}

// reportYAML says what is wrong with front matter that cannot be read, in plainer words where the slip is known.
func reportYAML(p *lint.Pass, e *lint.FrontMatterError) {
	f := lint.Finding{Span: e.Span, Message: e.Message}
	text := p.Text(e.Span)
	key, value, ok := strings.Cut(text, ":")
	plain := ok && key != "" && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz-_") == ""
	bare := strings.TrimSpace(value)
	switch {
	case plain && value != "" && value[0] != ' ':
		at := e.Span.Start + len(key) + 1
		f.Message, f.Fix = "no blank behind the colon, so that the line is no entry", lint.Replace("add one", lint.Span{Start: at, End: at}, " ")
	case plain && strings.Contains(bare, ": ") && !strings.ContainsAny(bare[:1], "\"'[{|>&*!%@`"):
		at := e.Span.Start + strings.Index(text, bare)
		s := lint.Span{Start: at, End: at + len(bare)}
		f.Message, f.Fix = "value with a colon and no quotes", lint.Replace("put it in quotes", s, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(bare)+`"`)
	}
	p.Report(f)
}
