package pad

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/xsf/padpress/lint"
)

// figure is what a text says of a picture beside its address.
type figure struct {
	caption string
	alt     string // only if it differs from the caption, which the site takes for it
	link    string
	width   string
}

// captioned makes the alternative text the caption where there is no other, as the site shows that and not this.
func (f *figure) captioned() {
	if f.caption == "" {
		f.caption = f.alt
	}
	if f.alt == f.caption {
		f.alt = ""
	}
}

// shortcode writes the figure of the picture at an address of the site.
func (f figure) shortcode(src string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{{< figure src="%s"`, src)
	for _, p := range []struct{ name, value string }{{"caption", f.caption}, {"alt", f.alt}, {"width", f.width}, {"link", f.link}} {
		if p.value != "" {
			fmt.Fprintf(&b, " %s=%s", p.name, quoted(p.value))
		}
	}
	b.WriteString(" >}}")
	return b.String()
}

// quoted is a value in the quotes that Hugo reads. It takes no backslashes beside escaped quotes.
func quoted(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	switch {
	case !strings.ContainsAny(s, "\"\\"):
		return `"` + s + `"`
	case !strings.Contains(s, "`"):
		return "`" + s + "`"
	}
	return `"` + strings.NewReplacer(`\`, "", `"`, `\"`).Replace(s) + `"`
}

// nameLength bounds the name of a file, without its ending.
const nameLength = 60

// fileName is the name, without ending, for a picture of that caption or alternative text; else it is the one it had.
func (p place) fileName() string {
	last, err := url.PathUnescape(path.Base(p.source.EscapedPath()))
	if err != nil {
		last = ""
	}
	for _, words := range []string{plainCaption(p.caption), plainCaption(p.alt), strings.TrimSuffix(last, path.Ext(last))} {
		if name := slug(words); name != "" {
			return name
		}
	}
	return "picture"
}

// plainCaption is what a caption, which is Markdown, says.
func plainCaption(s string) string {
	d := lint.Parse("", []byte(s))
	return d.PlainText(d.Root)
}

// slug is a text in small letters and digits, with hyphens between its words.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
		case r == 'ß':
			b.WriteString("ss")
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’': // a mark on a letter, an apostrophe within a word
		default:
			gap = true
		}
	}
	name := b.String()
	if len(name) > nameLength {
		name = name[:nameLength+1]
		if end := strings.LastIndexByte(name, '-'); end > nameLength/2 {
			return name[:end]
		}
		name = name[:nameLength]
	}
	return name
}
