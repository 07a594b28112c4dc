package github

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// maxLink is how long an address may be that every browser and GitHub's servers take.
const maxLink = 8000

// linkCut ends a body that did not fit.
const linkCut = "\n\n(The rest of the template did not fit into the link that opened this page.)\n"

// Link is the address at which a person opens the pull request with one click, with its title and body filled in. The
// server is such as https://github.com. A body that is too long for an address is cut at a line end.
func (c *Client) Link(server string, spec PullSpec) string {
	owner, name, _ := strings.Cut(c.home(spec), "/")
	head := owner + ":" + spec.Head
	if name != c.name {
		head = owner + ":" + name + ":" + spec.Head
	}
	page := strings.TrimSuffix(server, "/") + "/" + c.repo() + "/compare/" + escapePath(spec.Base) + "..." + escapePath(head)
	page += "?quick_pull=1&title=" + escapeValue(spec.Title) + "&body="
	return page + fitValue(spec.Body, maxLink-len(page))
}

// escapePath leaves the slashes and colons, which GitHub has in the addresses of its own pages.
func escapePath(s string) string {
	return strings.NewReplacer("%2F", "/", "%3A", ":").Replace(url.PathEscape(s))
}

// escapeValue writes a blank as %20: whoever copies an address may not know that + is one.
func escapeValue(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// fitValue is the text, escaped, in at most so many bytes.
func fitValue(text string, most int) string {
	text = strings.ToValidUTF8(text, "�")
	whole := escapeValue(text)
	if len(whole) <= most {
		return whole
	}
	end := escapeValue(linkCut)
	if len(end) > most {
		return ""
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if e := escapeValue(line); b.Len()+len(e)+len(end) <= most {
			b.WriteString(e)
			continue
		}
		break
	}
	if b.Len() == 0 { // one endless line
		for _, r := range text[:min(len(text), most)] {
			e := escapeValue(string(r))
			if b.Len()+len(e)+len(end) > most || r == utf8.RuneError {
				break
			}
			b.WriteString(e)
		}
	}
	return strings.TrimSuffix(b.String(), "%0A") + end
}
