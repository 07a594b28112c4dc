package main

import (
	"encoding/json"
	"maps"
	"strings"
)

// The body of a pull request belongs to people. What padpress may write there again stands between marks, each a comment
// on a line of its own, and only as long as it is as padpress wrote it last. That is told by one more hidden line.

const (
	recordHead = "<!-- padpress: {"
	recordTail = "} -->"
)

func openMark(name string) string  { return "<!-- padpress: " + name + " -->" }
func closeMark(name string) string { return "<!-- /padpress: " + name + " -->" }

// bodyRecord is what padpress wrote last, as the hidden line tells it. What differs was changed by a person.
type bodyRecord struct {
	Title  string            `json:"title"`
	Phase  phase             `json:"phase"`
	Draft  bool              `json:"draft"`
	Blocks map[string]string `json:"blocks"` // digests, by the names of the marks
}

// line is the hidden line. JSON writes < and > as numbers, so nothing in it ends the comment.
func (r bodyRecord) line() string {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // strings and maps of them
	}
	return "<!-- padpress: " + string(b) + " -->"
}

// parseRecord reads the hidden line.
func parseRecord(line string) (r bodyRecord, ok bool) {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, recordHead) || !strings.HasSuffix(line, recordTail) {
		return r, false
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(line, "<!-- padpress: "), " -->")
	return r, json.Unmarshal([]byte(inner), &r) == nil && r.Title != ""
}

// recordOf is the record in a body; false if it has none, or several: somebody copied it.
func recordOf(body string) (r bodyRecord, ok bool) {
	for line := range strings.Lines(body) {
		if found, is := parseRecord(line); is {
			if ok {
				return bodyRecord{}, false
			}
			r, ok = found, true
		}
	}
	return r, ok
}

// digest names a block's text. Line ends and blanks at the end of lines are the browser's to choose.
func digest(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text)) {
		b.WriteString(strings.TrimRight(line, " \t\r\n") + "\n")
	}
	return digestOf(b.String())
}

// block is a marked part of a body.
type block struct{ name, text string }

// marked is the text between its marks.
func (b block) marked() string {
	return openMark(b.name) + "\n" + strings.TrimRight(b.text, "\n") + "\n" + closeMark(b.name) + "\n"
}

// digests are those of blocks, by name.
func digests(blocks []block) map[string]string {
	all := map[string]string{}
	for _, b := range blocks {
		all[b.name] = digest(b.text)
	}
	return all
}

// rewritten is a body in which the blocks that are still as padpress wrote them say what they should now, and the hidden
// line tells of it. Everything else stays byte for byte. Marks that people copied, moved or broke are no marks.
func rewritten(body string, want []block, next bodyRecord) string {
	was, ok := recordOf(body)
	if !ok {
		return body
	}
	end := "\n"
	if strings.Contains(body, "\r\n") {
		end = "\r\n"
	}
	next.Blocks = maps.Clone(was.Blocks)
	for _, b := range want {
		start, stop, ok := between(body, b.name)
		if !ok || was.Blocks[b.name] == "" || digest(body[start:stop]) != was.Blocks[b.name] {
			continue
		}
		if d := digest(b.text); d != was.Blocks[b.name] {
			text := strings.TrimRight(b.text, "\n") + "\n"
			body = body[:start] + strings.ReplaceAll(text, "\n", end) + body[stop:]
			next.Blocks[b.name] = d
		}
	}
	var out strings.Builder
	for line := range strings.Lines(body) {
		if r, is := parseRecord(line); is && !r.equal(next) {
			blanks := line[len(strings.TrimRight(line, " \t\r\n")):]
			line = next.line() + blanks
		}
		out.WriteString(line)
	}
	return out.String()
}

func (r bodyRecord) equal(other bodyRecord) bool {
	return r.Title == other.Title && r.Phase == other.Phase && r.Draft == other.Draft && maps.Equal(r.Blocks, other.Blocks)
}

// between is where the text between the two marks of a name stands. It is false unless each of them stands there once, on
// a line of its own, in order, and with no other mark between them.
func between(body, name string) (start, stop int, ok bool) {
	opened, closed, foreign := 0, 0, false
	at := 0
	for line := range strings.Lines(body) {
		switch said := strings.TrimSpace(line); {
		case said == openMark(name):
			opened++
			start = at + len(line)
		case said == closeMark(name):
			if closed++; opened == 1 && closed == 1 {
				stop = at
			}
		case opened == 1 && closed == 0 && isMark(said):
			foreign = true
		}
		at += len(line)
	}
	return start, stop, opened == 1 && closed == 1 && stop >= start && stop > 0 && !foreign
}

func isMark(line string) bool {
	return strings.HasPrefix(line, "<!-- padpress:") || strings.HasPrefix(line, "<!-- /padpress:")
}
