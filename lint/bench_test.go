package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/xsf/padpress/lint"
)

// sample is an issue of about 24 kB, made of what issues are made of.
var sample = func() []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: \"Made-up news October 2025\"\ndate: 2025-11-05\ncategories: ['Newsletter']\n---\n\n")
	b.WriteString("Welcome! This issue covers the month of October 2025.\n\n{{< figure src=\"/images/banner.png\" >}}\n")
	for s := range 12 {
		fmt.Fprintf(&b, "\n## Section %d: tools & more\n\n", s)
		for i := range 12 {
			fmt.Fprintf(&b, "- [Program %d.%d](https://example.org/projects/%d/releases/%d) was released, with *many* fixes for `method_%d` and things that people asked for.\n", s, i, s, i, i)
		}
		fmt.Fprintf(&b, "\nA paragraph that tells of [an event](https://example.net/events/%d) in **some town**, where people met; it's long enough to be one.\nSee [what they said](/2025/talk-%d/ \"a talk\") and <https://example.com/%d>.\n\n### Part %d\n\n{{< figure src=\"/images/%d.png\" caption=\"A picture of \\\"it\\\"\" >}}\n", s, s, s, s, s)
	}
	return []byte(b.String())
}()

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		lint.Parse("2025-11-05-newsletter.md", sample)
	}
}

// BenchmarkGoldmarkOnly is the floor: the same text through goldmark's own parser.
func BenchmarkGoldmarkOnly(b *testing.B) {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(text.NewReader(sample))
	}
}

func BenchmarkPage(b *testing.B) {
	d := lint.Parse("2025-11-05-newsletter.md", sample)
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		lint.Page(d)
	}
}

func BenchmarkHeadings(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	for b.Loop() {
		lint.Parse("2025-11-05-newsletter.md", sample).Headings()
	}
}
