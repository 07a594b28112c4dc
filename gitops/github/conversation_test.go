package github

import (
	"encoding/json"
	"testing"
)

func TestBigID(t *testing.T) {
	for text, want := range map[string]bigID{`"4250077004"`: 4250077004, `17`: 17, `null`: 0, `"9223372036854775807"`: 1<<63 - 1} {
		var id bigID
		if err := json.Unmarshal([]byte(text), &id); err != nil || id != want {
			t.Errorf("%s is read as %d: %v", text, id, err)
		}
	}
	for _, text := range []string{`"x"`, `""`, `"9223372036854775808"`, `1.5`, `{}`} {
		if err := json.Unmarshal([]byte(text), new(bigID)); err == nil {
			t.Errorf("%s is read as a number", text)
		}
	}
}
