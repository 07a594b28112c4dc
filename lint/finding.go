package lint

import "encoding/json"

// Severity says how much a finding matters. The zero Severity of a finding stands for that of its rule.
type Severity int

// An Error breaks the page or its address; a Warning is what a reviewer would ask for; a Note is taste.
const (
	Note Severity = iota + 1
	Warning
	Error
)

// String is the word for s in reports.
func (s Severity) String() string { return [...]string{"", "note", "warning", "error"}[s] }

// MarshalJSON writes s as its word.
func (s Severity) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// Finding is one thing that is wrong at one place.
type Finding struct {
	Rule     string
	Severity Severity
	Span     Span
	Message  string // what is wrong: a clause without capital and full stop
	Fix      *Fix   // nil where only a person can say
}

// Fix is a set of edits made together.
type Fix struct {
	Message string // what to do: a verb phrase, such as "add https://"
	Edits   []Edit // all or none, in the order of the text, without overlap
}

// Edit replaces Span by New.
type Edit struct {
	Span Span
	New  string
}

// Replace is the fix that writes text over s.
func Replace(message string, s Span, text string) *Fix {
	return &Fix{Message: message, Edits: []Edit{{s, text}}}
}
