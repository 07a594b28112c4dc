package report_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

func TestJSON(t *testing.T) {
	const src = "a\nöö b\nc\n"
	fix := &lint.Fix{Message: "write <d>", Edits: []lint.Edit{{Span: lint.Span{Start: 7, End: 8}, New: "d"}, {Span: lint.Span{Start: 9, End: 9}, New: "\n"}}}
	for _, c := range []struct {
		name    string
		files   []report.File
		skipped []lint.Skip
		want    string
	}{
		{"nothing", nil, nil, `{"findings":[],"skipped":[]}`},
		{"clean file", []report.File{file("a.md", src)}, nil, `{"findings":[],"skipped":[]}`},
		{
			"finding", []report.File{file("content/a.md", src, at(src, "b", lint.Error, nil))}, nil,
			`{"findings":[{"path":"content/a.md","rule":"some-rule","severity":"error","message":"this is wrong","line":2,"column":4,"endLine":2,"endColumn":5,"start":7,"end":8}],"skipped":[]}`,
		},
		{
			"fix, over several lines, and a rule that was skipped", []report.File{file("a.md", src, at(src, "öö b\nc", lint.Warning, fix), at(src, "c", lint.Note, &lint.Fix{Message: "ask"}))},
			[]lint.Skip{{Rule: "other", Needs: "site, earlier"}},
			`{"findings":[{"path":"a.md","rule":"some-rule","severity":"warning","message":"this is wrong","line":2,"column":1,"endLine":3,"endColumn":2,"start":2,"end":10,` +
				`"fix":{"message":"write <d>","edits":[{"start":7,"end":8,"new":"d"},{"start":9,"end":9,"new":"\n"}]}},` +
				`{"path":"a.md","rule":"some-rule","severity":"note","message":"this is wrong","line":3,"column":1,"endLine":3,"endColumn":2,"start":9,"end":10,"fix":{"message":"ask","edits":[]}}],` +
				`"skipped":[{"rule":"other","needs":"site, earlier"}]}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			w := report.NewWriter("json", &b, report.About{})
			for _, f := range c.files {
				if err := w.File(f); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.End(c.skipped); err != nil {
				t.Fatal(err)
			}
			var got, want any
			if err := json.Unmarshal(b.Bytes(), &got); err != nil {
				t.Fatalf("%v: %s", err, b.Bytes())
			}
			if err := json.Unmarshal([]byte(c.want), &want); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got\n%s\nwant\n%s", b.Bytes(), c.want)
			}
			if bytes.Count(b.Bytes(), []byte("\n")) != 1 || bytes.Contains(b.Bytes(), []byte(`\u003c`)) {
				t.Errorf("not one line, or escaped for HTML: %s", b.Bytes())
			}
		})
	}
}
