package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xsf/padpress/lint"
)

// checkCounts holds what the summary says of specifications, in the sentence that names them, against their entries.
func checkCounts(p *lint.Pass, words []summaryWord) {
	house := p.World.House
	counts := house.News.Summary.Counts
	var have map[string]int
	start := 0
	for i, w := range words {
		if !w.ends && i+1 < len(words) {
			continue
		}
		sentence := words[start : i+1]
		start = i + 1
		if !namesSpecs(sentence) {
			continue
		}
		if have == nil {
			have = entryCounts(house, p.Document)
		}
		for k, w := range sentence {
			n, ok := countOf(w.text)
			if !ok {
				continue
			}
			part, end := counted(counts, sentence[k+1:min(len(sentence), k+4)])
			if got, stands := have[part]; stands && got != n {
				s := lint.Span{Start: w.Start, End: end}
				p.Reportf(s, "summary says %s, but %s has %d", quote(p.Text(s)), quote(part), got)
			}
		}
	}
}

// counted is what a number counts that stands before words: "new XEPs", "XEPs updated", "Last Calls". end is where that ends.
func counted(counts map[string]string, words []summaryWord) (part string, end int) {
	for i, w := range words[:min(2, len(words))] {
		if i+1 < len(words) {
			both := strings.TrimSuffix(strings.ToLower(w.text+" "+words[i+1].text), "s")
			if part, ok := counts[both]; ok {
				return part, words[i+1].End
			}
		}
		if part, ok := counts[strings.ToLower(w.text)]; ok {
			return part, w.End
		}
	}
	return "", 0
}

func namesSpecs(sentence []summaryWord) bool {
	for _, w := range sentence {
		if strings.HasPrefix(w.text, "XEP") || strings.EqualFold(w.text, "specifications") {
			return true
		}
	}
	return false
}

// countOf reads a number up to twelve as people write it.
func countOf(word string) (int, bool) {
	switch low := strings.ToLower(word); low {
	case "a", "an":
		return 1, true
	case "no":
		return 0, true
	default:
		for i, name := range [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
			if low == name {
				return i + 1, true
			}
		}
		n, err := strconv.Atoi(low)
		return n, err == nil && n < 100
	}
}

// entryCounts is how many entries each part of the specifications has that stands in d.
func entryCounts(h *lint.House, d *lint.Document) map[string]int {
	have := map[string]int{}
	parts := specParts(h, d)
	for _, part := range parts {
		if part != "" {
			have[part] = 0
		}
	}
	for _, e := range allPartEntries(d, parts) {
		if !e.none {
			have[e.part]++
		}
	}
	return have
}

// checkClients holds the list of clients in the summary against the items of their section.
func checkClients(p *lint.Pass, value lint.Span) {
	house := p.World.House
	words := house.News.Summary.Clients
	text := p.Text(value)
	i := strings.Index(text, words)
	if i < 0 || words == "" {
		return
	}
	from := i + len(words)
	list := text[from:]
	if n := strings.Index(list, " and your servers"); n >= 0 {
		list = list[:n]
	}
	for at := 0; at < len(list); at++ { // to the end of the sentence; versions have full stops too
		if c := list[at]; (c == '.' || c == '!' || c == '"') && (at+1 == len(list) || list[at+1] == ' ' || list[at+1] == '"') {
			list = list[:at]
			break
		}
	}
	var missing []string
	for _, name := range clientNames(house, p.Document) {
		if !strings.Contains(strings.ToLower(list), strings.ToLower(name)) {
			missing = append(missing, quote(name))
		}
	}
	if len(missing) > 0 && len(missing) <= 3 {
		p.Report(lint.Finding{Span: lint.Span{Start: value.Start + i, End: value.Start + from + len(list)},
			Message: fmt.Sprintf("summary does not name %s among the clients", strings.Join(missing, ", "))})
	}
}

// clientNames are what the items of the clients' section link to first.
func clientNames(h *lint.House, d *lint.Document) []string {
	heads := d.Headings()
	clients := make([]bool, len(heads))
	for i, head := range heads {
		s := sectionOf(h.Outline.Sections, head).section
		clients[i] = s >= 0 && h.Outline.Sections[s].Is(h.News.Clients)
	}
	var names []string
	for _, b := range d.Blocks() {
		if !b.Item || b.Heading < 0 || !clients[b.Heading] || b.Span.Len() > longest || depthOf(b) > 1 {
			continue
		}
		if item := newItem(h, d, b); item.label != "" && item.at.Start-b.Span.Start < 40+len(item.label) {
			names = append(names, nameOnly(item.label))
		}
	}
	return names
}

// nameOnly is a label without the version behind the name.
func nameOnly(label string) string {
	for i := 1; i+1 < len(label); i++ {
		if label[i] == ' ' && strings.IndexByte("0123456789`", label[i+1]) >= 0 {
			return label[:i]
		}
	}
	return label
}
