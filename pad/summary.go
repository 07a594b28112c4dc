package pad

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xsf/padpress/lint"
)

// draftSummary is the summary of d, in the words of the house, from what stands in the sections; "" where they hold
// nothing to tell. Clients, servers and numbers of specifications are told in full, and as many topics as there is room for.
func draftSummary(d *lint.Document, house *lint.House) string {
	style := house.News.Summary
	n := newNews(d, house)
	var told []string
	if names := n.clients(); len(names) > 0 && style.Clients != "" {
		told = append(told, style.Clients+" "+listed(names)+".")
	}
	if names := n.servers(); len(names) > 0 && style.Servers != "" {
		told = append(told, style.Servers+" "+strings.Join(names, ", ")+".")
	}
	if counts := n.counts(); len(counts) > 0 && style.Changes != "" {
		told = append(told, style.Changes+" "+listed(counts)+"!")
	}
	room := style.Longest - utf8.RuneCountInString(style.Begins+" "+strings.Join(told, " "))
	var topics []string
	for _, topic := range n.topics() {
		if length := utf8.RuneCountInString(topic) + len(", "); length <= room {
			topics, room = append(topics, topic), room-length
		}
	}
	if len(topics) > 0 {
		told = append([]string{strings.Join(topics, ", ") + "."}, told...)
	}
	if len(told) == 0 {
		return ""
	}
	return style.Begins + " " + strings.Join(told, " ")
}

// summaryLine is the entry of the front matter.
func summaryLine(text string) string {
	return fmt.Sprintf("summary: \"%s\"\n", strings.NewReplacer(`\`, `\\`, `"`, `'`).Replace(strings.Join(strings.Fields(text), " ")))
}

// listed joins words as people do: a, b and c.
func listed(words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
}

// counts tells how many entries the parts of the specifications have, those without any left out.
func (n news) counts() []string {
	var told []string
	for _, t := range n.house.News.Summary.Parts {
		count := 0
		for _, e := range n.within(t.Section, n.house.News.Specifications) {
			if !lint.SaysNone(strings.TrimRight(e.text, ".")) {
				count++
			}
		}
		switch {
		case count == 1:
			told = append(told, t.One)
		case count > 1:
			told = append(told, numeral(count)+" "+t.Many)
		}
	}
	return told
}

// clients are what the entries about clients link to first, in the order of the alphabet.
func (n news) clients() []string {
	var names []string
	for _, e := range n.within(n.house.News.Clients, "") {
		if len(names) == mostNamed || len(e.links) == 0 || e.links[0].Pos()-e.start > nearStart {
			continue
		}
		if name, _ := parted(n.label(e.links[0])); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return names
}

// nearStart is in how many bytes from its start an entry names what it is about: "The new [Heron](…)".
const nearStart = 40

// servers are the servers with their versions, in the order of the text.
func (n news) servers() []string {
	var names []string
	for _, e := range n.within(n.house.News.Summary.From, "") {
		for _, name := range n.releases(e) {
			if len(names) < mostNamed && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// releases are what an entry says was released, such as "Nest 2.1", or else the entries of the list that it heads.
func (n news) releases(e newsItem) []string {
	if name := n.release(e); name != "" {
		return []string{name}
	}
	var names []string
	for _, inner := range e.inside {
		if name := n.release(inner); name != "" && inner.begins() {
			names = append(names, name)
		}
	}
	return names
}

// release is the name and the newest version in the texts of an entry's links, "" without a version: the name stands
// before it, or is that of the first link.
func (n news) release(item newsItem) string {
	first, newest := "", ""
	for _, l := range item.links {
		name, version := parted(n.label(l))
		switch {
		case name != "" && version != "":
			return name + " " + version
		case first == "":
			first = name
		}
		if name == "" && (newest == "" || older(newest, version)) {
			newest = version
		}
	}
	if first == "" || newest == "" {
		return ""
	}
	return first + " " + newest
}

// numeral is a small number as a word.
func numeral(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}
