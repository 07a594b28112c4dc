package rules_test

import (
	"os"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// sample is the issue that the demo of the command plays with, as long as issues are.
func sample(b *testing.B) *lint.Document {
	text, err := os.ReadFile("../cmd/padpress/sample/site/content/blog/newsletter/2026-11-05-newsletter.md")
	if err != nil {
		b.Fatal(err)
	}
	long := text
	front := lint.Parse("", text).Front.Span.End
	for len(long) < 24<<10 {
		long = append(long[:len(long):len(long)], text[front:]...)
	}
	return lint.Parse("content/blog/newsletter/2026-11-05-newsletter.md", long)
}

// BenchmarkParse is what the rules are measured by: all of them together should not take longer.
func BenchmarkParse(b *testing.B) {
	d := sample(b)
	b.SetBytes(int64(len(d.Src)))
	b.ReportAllocs()
	for b.Loop() {
		lint.Parse(d.Path, d.Src)
	}
}

// BenchmarkRun is all rules on one issue, parsed anew, as nothing that is made on first use may be left over.
func BenchmarkRun(b *testing.B) {
	d := sample(b)
	w := &lint.World{House: house(b)}
	b.SetBytes(int64(len(d.Src)))
	b.ReportAllocs()
	for b.Loop() {
		lint.Run(lint.Parse(d.Path, d.Src), w, rules.All)
	}
}

// BenchmarkRules is each rule by itself, on a document of which everything was asked once.
func BenchmarkRules(b *testing.B) {
	d := sample(b)
	w := world(b, d.Path)
	lint.Run(d, w, rules.All)
	for _, r := range rules.All {
		b.Run(r.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lint.Run(d, w, []*lint.Rule{r})
			}
		})
	}
}
