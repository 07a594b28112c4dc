package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// contexts are the values that expressions name, such as inputs.month. What is not there is empty, as it is to GitHub.
type contexts map[string]string

// text puts values in the place of a text's expressions.
func (x contexts) text(t *testing.T, text string) string {
	t.Helper()
	for _, e := range expressions(text) {
		text = strings.Replace(text, text[strings.Index(text, "${{"):strings.Index(text, "}}")+2], x.value(t, e), 1)
	}
	return text
}

// holds reports whether a step or a job runs: without a word about it, only if all went well so far.
func (x contexts) holds(t *testing.T, condition string, failed bool) bool {
	t.Helper()
	condition = strings.TrimSpace(condition)
	if inner, ok := strings.CutPrefix(condition, "${{"); ok {
		condition = strings.TrimSuffix(inner, "}}")
	}
	if failed && !strings.Contains(condition, "cancelled()") {
		return false
	}
	return strings.TrimSpace(condition) == "" || x.value(t, condition) != ""
}

const yes = "true"

// value works out an expression of the few kinds that the workflows use; any other ends the test. False is "".
func (x contexts) value(t *testing.T, e string) string {
	t.Helper()
	e = strings.TrimSpace(e)
	if a, b, ok := cutOutside(e, "||"); ok {
		return first(x.value(t, a), x.value(t, b))
	}
	if a, b, ok := cutOutside(e, "&&"); ok {
		if left := x.value(t, a); left == "" {
			return left
		}
		return x.value(t, b)
	}
	for _, operator := range []string{"==", "!="} {
		if a, b, ok := cutOutside(e, operator); ok {
			return word(strings.EqualFold(x.value(t, a), x.value(t, b)) == (operator == "=="))
		}
	}
	if inner, ok := strings.CutPrefix(e, "!"); ok {
		return word(x.value(t, inner) == "")
	}
	if name, arguments, ok := strings.Cut(strings.TrimSuffix(e, ")"), "("); ok {
		return x.call(t, name, arguments)
	}
	if len(e) > 1 && e[0] == '\'' && strings.IndexByte(e[1:], '\'') == len(e)-2 {
		return e[1 : len(e)-1]
	}
	if e == "" || strings.Trim(e, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") != "" || !strings.Contains(e, ".") {
		t.Fatalf("the tests know no expression such as %q", e)
	}
	return x[e]
}

func (x contexts) call(t *testing.T, name, arguments string) string {
	t.Helper()
	switch name {
	case "cancelled":
		return ""
	case "contains":
		text, part, _ := strings.Cut(arguments, ",")
		return word(strings.Contains(strings.ToLower(x.value(t, text)), strings.ToLower(x.value(t, part))))
	case "hashFiles":
		found, err := filepath.Glob(filepath.Join(x["github.workspace"], x.value(t, arguments)))
		return word(err == nil && len(found) > 0)
	}
	t.Fatalf("the tests know no function %s", name)
	return ""
}

func word(b bool) string {
	if b {
		return yes
	}
	return ""
}

// cutOutside cuts at the first separator that stands in no string.
func cutOutside(e, separator string) (before, after string, ok bool) {
	quoted := false
	for i := range e {
		if e[i] == '\'' {
			quoted = !quoted
		}
		if !quoted && strings.HasPrefix(e[i:], separator) {
			return e[:i], e[i+len(separator):], true
		}
	}
	return e, "", false
}

func TestExpressions(t *testing.T) {
	x := contexts{"inputs.a": "one", "github.event.n": "7"}
	for e, want := range map[string]string{
		"inputs.a": "one", "inputs.absent": "", "inputs.absent || inputs.a": "one", "inputs.absent || inputs.none": "",
		"inputs.a == 'ONE'": yes, "inputs.a != 'one'": "", "!cancelled() && inputs.a != ''": yes, "inputs.absent && inputs.a": "",
		"contains(inputs.a, 'ON')": yes, "contains(inputs.a, '||')": "", "'a || b'": "a || b", "!inputs.absent": yes,
	} {
		if got := x.value(t, e); got != want {
			t.Errorf("%s is %q, want %q", e, got, want)
		}
	}
	if got := x.text(t, "n=${{ github.event.n }}, a=${{inputs.a}}"); got != "n=7, a=one" {
		t.Error(got)
	}
	for condition, want := range map[string][2]bool{"": {true, false}, "inputs.a": {true, false}, "${{ !cancelled() }}": {true, true}, "inputs.absent": {false, false}} {
		if got := [2]bool{x.holds(t, condition, false), x.holds(t, condition, true)}; got != want {
			t.Errorf("%q: %v, want %v", condition, got, want)
		}
	}
	if got := expressions("${{ a.b }} and ${{c.d}}"); !slices.Equal(got, []string{"a.b", "c.d"}) {
		t.Errorf("%q", got)
	}
}
