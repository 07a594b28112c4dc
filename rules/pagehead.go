package rules

import (
	"bytes"
	"strings"
	"time"
)

// headSize is how much of a page is read: its front matter is shorter, and what is cut off is only a summary.
const headSize = 4 << 10

// pageHead is what the front matter of a page says of its address.
type pageHead struct {
	title, url, slug string
	aliases          []string
	date             time.Time // zero if it has none
	known            bool      // the front matter could be read
}

// readHead reads the front matter at the beginning of a page, line by line: hundreds of pages are asked for one link.
// Case does not matter in keys, as for Hugo.
func readHead(text []byte) pageHead {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	rest, fenced := bytes.CutPrefix(text, []byte("---"))
	if !fenced {
		return pageHead{known: !bytes.HasPrefix(text, []byte("+++")) && !bytes.HasPrefix(text, []byte("{"))}
	}
	h := pageHead{known: true}
	inAliases := false
	for line := range bytes.Lines(rest) {
		if bytes.HasPrefix(line, []byte("---")) {
			break
		}
		item := strings.TrimSpace(string(line))
		indented := line[0] == ' ' || line[0] == '\t'
		alias, listed := strings.CutPrefix(item, "- ")
		if inAliases && item != "" && (indented || listed) {
			h.aliases = append(h.aliases, unquote(alias))
			continue
		}
		key, value, ok := strings.Cut(item, ":")
		if !ok || indented {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		inAliases = key == "aliases"
		h.set(key, strings.TrimSpace(value))
	}
	return h
}

func (h *pageHead) set(key, value string) {
	switch key {
	case "title":
		h.title = unquote(value)
	case "url":
		h.url = unquote(value)
	case "slug":
		h.slug = unquote(value)
	case "date":
		text := unquote(value)
		h.date, _ = time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly))])
	case "aliases":
		list, several := strings.CutPrefix(value, "[")
		switch {
		case !several && value != "":
			h.aliases = append(h.aliases, unquote(value)) // Hugo takes one address for a list
		case several:
			for _, a := range strings.Split(strings.TrimSuffix(list, "]"), ",") {
				h.aliases = append(h.aliases, unquote(a))
			}
		}
	}
}

// unquote is a scalar of YAML without its quotes and the comment behind it.
func unquote(value string) string {
	value = strings.TrimSpace(value)
	switch {
	case len(value) > 1 && value[0] == '"':
		if i := strings.LastIndexByte(value, '"'); i > 0 {
			return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(value[1:i])
		}
	case len(value) > 1 && value[0] == '\'':
		if i := strings.LastIndexByte(value, '\''); i > 0 {
			return strings.ReplaceAll(value[1:i], "''", "'")
		}
	default:
		if i := strings.Index(value, " #"); i >= 0 {
			return strings.TrimSpace(value[:i])
		}
	}
	return value
}
