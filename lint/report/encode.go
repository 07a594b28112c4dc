package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// listWriter writes a JSON object that holds one long list: what stands before it, its items one by one, and what
// stands behind.
type listWriter struct {
	w     io.Writer
	head  string // up to the list's bracket; written with the first item or the end
	items int
	err   error
}

// item writes one element of the list.
func (l *listWriter) item(v any) error {
	between := ","
	if l.items++; l.items == 1 {
		between = l.head
	}
	return l.print(between + l.encode(v))
}

// end closes the list and writes the rest of the object.
func (l *listWriter) end(rest string) error {
	if l.items == 0 {
		rest = l.head + rest
	}
	return l.print(rest + "\n")
}

// encode is v as JSON, in one line.
func (l *listWriter) encode(v any) string {
	text, err := encode(v)
	if err != nil && l.err == nil {
		l.err = err
	}
	return text
}

func (l *listWriter) print(s string) error {
	if l.err == nil {
		_, l.err = io.WriteString(l.w, s)
	}
	return l.err
}

// encode is v as JSON, in one line. Whatever would act on a terminal or in a log is escaped, which is the same text to
// a program.
func encode(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return escaped(strings.TrimSuffix(b.String(), "\n")), nil
}

// escaped writes dangerous characters, which stand in the strings of text only, as JSON does: \u202e.
func escaped(text string) string {
	text = strings.ReplaceAll(text, "##[", `#\u0023[`)
	if !strings.ContainsFunc(text, dangerous) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if !dangerous(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
