package rules

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed summary.md
var summaryDoc string

var summary = &lint.Rule{
	Name: "summary", Doc: summaryDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		k, ok := p.Front.Key("summary")
		if _, isText := k.Data.(string); !ok || !isText || p.Language() != "" || k.Value.Len() > longest || strings.Contains(p.Text(k.Value), "\n") {
			return
		}
		words := summaryWords(p, k.Value)
		if len(words) == 0 {
			return
		}
		checkBeginning(p, k.Value)
		checkVersions(p, words)
		checkClients(p, k.Value)
		checkCounts(p, words)
	},
}

// summaryWord is a word of the summary, where it stands, and whether a sentence ends behind it.
type summaryWord struct {
	lint.Span
	text string // without the signs around it
	ends bool
}

func summaryWords(p *lint.Pass, value lint.Span) []summaryWord {
	var words []summaryWord
	for at := value.Start; at < value.End; {
		if strings.IndexByte(" \t", p.Src[at]) >= 0 {
			at++
			continue
		}
		end := at
		for end < value.End && strings.IndexByte(" \t", p.Src[end]) < 0 {
			end++
		}
		raw := p.Text(lint.Span{Start: at, End: end})
		left := strings.TrimLeft(raw, `"'([`)
		text := strings.TrimRight(left, `"'.,;:!?)]`)
		start := at + len(raw) - len(left)
		tail := strings.Trim(left[len(text):], `"')]`)
		words = append(words, summaryWord{lint.Span{Start: start, End: start + len(text)}, text, strings.ContainsAny(tail, ".!?")})
		at = end
	}
	return words
}

// checkBeginning holds the summary to its usual first words.
func checkBeginning(p *lint.Pass, value lint.Span) {
	want := p.World.House.News.Summary.Begins
	text := p.Text(value)
	plain := strings.TrimLeft(text, `"'`)
	if want == "" || strings.HasPrefix(plain, want) {
		return
	}
	at := lint.Span{Start: value.Start + len(text) - len(plain)}
	at.End = at.Start
	f := lint.Finding{Message: fmt.Sprintf("summary does not begin with %s", quote(want))}
	if i := strings.IndexByte(plain, ':'); i >= 0 && i < 2*len(want) {
		at.End += i + 1
		f.Fix = lint.Replace("write "+quote(want), at, want)
	} else if text != plain {
		f.Fix = lint.Replace("write "+quote(want), at, want+" ")
	}
	if f.Span = at; at.Len() == 0 {
		f.Span = value
	}
	p.Report(f)
}

// checkVersions reports versions that the text does not have under that name.
func checkVersions(p *lint.Pass, words []summaryWord) {
	body := strings.ToLower(p.Text(p.Body()))
	for i, w := range words {
		if i == 0 || !isVersion(strings.Trim(w.text, "`")) || words[i-1].ends || strings.Trim(words[i-1].text, "0123456789") == "" {
			continue
		}
		if name := strings.ToLower(words[i-1].text); !standTogether(body, name, w.text) {
			p.Reportf(lint.Span{Start: words[i-1].Start, End: w.End}, "summary says %s, which the text does not", quote(words[i-1].text+" "+w.text))
		}
	}
}

// standTogether reports whether a line of text holds both name and version, as whole words.
func standTogether(text, name, version string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], version)
		if i < 0 {
			return false
		}
		at += i
		start := strings.LastIndexByte(text[:at], '\n') + 1
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		after := at + len(version)
		whole := (at == 0 || !isVersionSign(text[at-1]) || text[at-1] == 'v') && (after == len(text) || text[after] < '0' || text[after] > '9')
		if whole && strings.Contains(text[start:end], name) {
			return true
		}
		at = after
	}
}

func isVersionSign(c byte) bool { return '0' <= c && c <= '9' || c == '.' || isLetter(c) }
