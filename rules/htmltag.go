package rules

import "strings"

// htmlTags are the elements that people write into Markdown; what is none of them was meant as XML.
const htmlTags = " a abbr address article aside audio b big blockquote body br button center cite code dd del details div dl dt em embed " +
	"fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li " +
	"link main map mark meta nav object ol option p param picture pre q s samp script section select small source span strike " +
	"strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr track tt u ul var video wbr "

// emptyTags are those that hold nothing, which people close like XML.
const emptyTags = " br embed hr img input link meta param source track wbr "

// htmlInstead is what to write instead of a tag.
var htmlInstead = map[string]string{
	"br": "a backslash at the end of the line breaks it", "hr": "a line --- does the same", "img": "a figure shows a picture",
	"video": "link to the video", "audio": "link to the recording", "iframe": "link to the page", "embed": "link to it", "object": "link to it",
	"b": "** makes text bold", "strong": "** makes text bold", "i": "* makes text italic", "em": "* makes text italic",
	"code": "back-ticks show code", "pre": "a fence of ``` shows code", "table": "Markdown has tables of its own",
	"p": "an empty line parts paragraphs", "h1": "# begins a heading", "h2": "# begins a heading", "h3": "# begins a heading", "h4": "# begins a heading",
	"ul": "- begins an item", "ol": "1. begins an item", "li": "- begins an item", "s": "~~ strikes text", "del": "~~ strikes text",
}

// tagName is the name of the tag that text begins with, in small letters, "" if it is none.
func tagName(text string) string {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "<"), "/")
	end := strings.IndexFunc(text, func(r rune) bool {
		return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' && r != ':' && r != '.'
	})
	if end < 0 {
		end = len(text)
	}
	return strings.ToLower(text[:end])
}

// isXML reports whether the tag that text begins with is no HTML: an element that HTML has not, or an empty one.
func isXML(text string) bool {
	name := " " + tagName(text) + " "
	tag, _, closed := strings.Cut(text, ">")
	if closed && strings.HasSuffix(tag, "/") {
		return !strings.Contains(emptyTags, name)
	}
	return !strings.Contains(htmlTags, name)
}

// attribute is the value of an attribute in quotes of the tag text, "" if it has none.
func attribute(text, name string) string {
	_, rest, ok := strings.Cut(text, " "+name+"=")
	if !ok || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, ok := strings.Cut(rest[1:], rest[:1])
	if !ok {
		return ""
	}
	return value
}
