package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// write makes a report in a format.
func write(t testing.TB, format string, files []report.File, skipped ...lint.Skip) string {
	t.Helper()
	var b bytes.Buffer
	w := report.NewWriter(format, &b, about())
	for _, f := range files {
		if err := w.File(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(skipped); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func about() report.About {
	return report.About{
		Version: "1.2.3",
		Rules:   []*lint.Rule{{Name: "other", Doc: "# other\n\nOther.\n", Severity: lint.Note}, {Name: "some-rule", Doc: "# some-rule\n\nSome *things*. More.\n", Severity: lint.Warning}},
		Summary: func(r *lint.Rule) string { return "about " + r.Name },
	}
}

const twoLines = "a\nöö b, c\nd\n"

// mended is a finding over several lines, with a fix of two edits.
func mended() lint.Finding {
	f := at(twoLines, "öö b, c\nd", lint.Warning, &lint.Fix{Message: "write <e>", Edits: []lint.Edit{
		{Span: lint.Span{Start: 7, End: 8}, New: "e"}, {Span: lint.Span{Start: 11, End: 11}, New: "\n"},
	}})
	f.Message = "this, that: 100 % wrong"
	return f
}

func TestGitHub(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []report.File
		want  string
	}{
		{"nothing", nil, "no findings\n"},
		{"in a line", []report.File{file("./content/a.md", twoLines, at(twoLines, "b", lint.Error, lint.Replace("write c", lint.Span{}, "")))},
			"::error file=content/a.md,line=2,col=4,endColumn=5,title=some-rule::this is wrong%0Afix: write c\n1 error\n"},
		{"over lines, with signs", []report.File{file("a,b:c%.md", twoLines, mended())},
			"::warning file=a%2Cb%3Ac%25.md,line=2,endLine=3,title=some-rule::this, that: 100 %25 wrong%0Afix: write <e>\n1 warning\n"},
		{"nothing wide", []report.File{file("a.md", "x", lint.Finding{Rule: "r", Severity: lint.Note, Message: "m"})},
			"::notice file=a.md,line=1,col=1,endColumn=2,title=r::m\n1 note\n"},
		{"a whole line", []report.File{file("a.md", "x\ny", lint.Finding{Rule: "r", Severity: lint.Note, Message: "m", Span: lint.Span{Start: 0, End: 2}})},
			"::notice file=a.md,line=1,endLine=1,title=r::m\n1 note\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := write(t, "github", c.files); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
	many := make([]lint.Finding, 11)
	for i := range many {
		many[i] = at("x", "x", lint.Error, nil)
	}
	got := write(t, "github", []report.File{file("a.md", "x", many...)}, lint.Skip{Rule: "other", Needs: "site"})
	if !strings.HasSuffix(got, "\nskipped: other (needs: site)\n11 errors; GitHub shows 10 of each kind beside the text\n") {
		t.Errorf("got %s", got)
	}
}

func TestRDJSON(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []report.File
		want  string
	}{
		{"nothing", nil, `{"source":{"name":"padpress","url":"https://github.com/xsf/padpress"},"diagnostics":[]}`},
		{"columns are bytes", []report.File{file("a.md", twoLines, at(twoLines, "b", lint.Error, nil)), file("b.md", "x", at("x", "x", lint.Note, nil))},
			`{"source":{"name":"padpress","url":"https://github.com/xsf/padpress"},"diagnostics":[` +
				`{"message":"this is wrong","location":{"path":"a.md","range":{"start":{"line":2,"column":6},"end":{"line":2,"column":7}}},"severity":"ERROR","code":{"value":"some-rule"}},` +
				`{"message":"this is wrong","location":{"path":"b.md","range":{"start":{"line":1,"column":1},"end":{"line":1,"column":2}}},"severity":"INFO","code":{"value":"some-rule"}}]}`},
		{"the edits of a fix are one suggestion", []report.File{file("a.md", twoLines, mended())},
			`{"source":{"name":"padpress","url":"https://github.com/xsf/padpress"},"diagnostics":[` +
				`{"message":"this, that: 100 % wrong","location":{"path":"a.md","range":{"start":{"line":2,"column":1},"end":{"line":3,"column":2}}},"severity":"WARNING","code":{"value":"some-rule"},` +
				`"suggestions":[{"range":{"start":{"line":2,"column":6},"end":{"line":2,"column":10}},"text":"e, c\n"}]}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := write(t, "rdjson", c.files); got != c.want+"\n" {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestSARIF(t *testing.T) {
	files := []report.File{
		file("./content/ä b.md", twoLines, at(twoLines, "b", lint.Error, nil), mended()),
		file("/srv/c.md", "x", at("x", "x", lint.Note, &lint.Fix{Message: "ask"})),
	}
	got := write(t, "sarif", files, lint.Skip{Rule: "other", Needs: "site"})
	for _, want := range []string{
		`"version":"2.1.0"`, `"name":"padpress","version":"1.2.3"`, `"columnKind":"unicodeCodePoints"`,
		`{"id":"some-rule","shortDescription":{"text":"about some-rule"},"help":{"text":"# some-rule\n\nSome *things*. More.\n","markdown":"# some-rule\n\nSome *things*. More.\n"},"defaultConfiguration":{"level":"warning"}}`,
		`{"ruleId":"some-rule","ruleIndex":1,"level":"error","message":{"text":"this is wrong"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/%C3%A4%20b.md"},"region":{"startLine":2,"startColumn":4,"endLine":2,"endColumn":5,"byteOffset":7,"byteLength":1}}}],"partialFingerprints":{"padpress/v1":"` + report.Fingerprints(files[0].Document, files[0].Findings)[0] + `"}}`,
		`"fixes":[{"description":{"text":"write <e>"},"artifactChanges":[{"artifactLocation":{"uri":"content/%C3%A4%20b.md"},"replacements":[` +
			`{"deletedRegion":{"startLine":2,"startColumn":4,"endLine":2,"endColumn":5,"byteOffset":7,"byteLength":1},"insertedContent":{"text":"e"}},` +
			`{"deletedRegion":{"startLine":2,"startColumn":8,"endLine":2,"endColumn":8,"byteOffset":11,"byteLength":0},"insertedContent":{"text":"\n"}}]}]}]`,
		`"uri":"file:///srv/c.md"`,
		`"invocations":[{"executionSuccessful":true,"toolConfigurationNotifications":[{"message":{"text":"skipped: other (needs: site)"},"level":"note","associatedRule":{"id":"other","index":0}}]}]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nis not in\n%s", want, got)
		}
	}
	if strings.Count(got, `"fixes"`) != 1 {
		t.Errorf("a fix without edits was written: %s", got)
	}
}

// sarifSchema is the standard's own schema, and addresses are checked.
func sarifSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/sarif-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func checkSARIF(t *testing.T, schema *jsonschema.Schema, text string) {
	t.Helper()
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if err := schema.Validate(instance); err != nil {
		t.Errorf("%v: %s", err, text)
	}
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	for _, files := range [][]report.File{
		nil,
		{file("a.md", "x")},
		{file("", "x", at("x", "x", lint.Note, nil)), file("a b/%:ö.md", twoLines, mended(), mended()), file("/a.md", "", lint.Finding{Rule: "r", Severity: lint.Error, Message: "m"})},
	} {
		checkSARIF(t, schema, write(t, "sarif", files))
		checkSARIF(t, schema, write(t, "sarif", files, lint.Skip{Rule: "other", Needs: "site"}, lint.Skip{Rule: "some-rule", Needs: "earlier"}))
	}
	instance := map[string]any{"version": "2.1.0", "runs": []any{map[string]any{}}}
	if schema.Validate(instance) == nil {
		t.Error("the schema accepts a run without a tool")
	}
}

// Whatever a text, a path or a message holds, a report stays what it is: no line begins a command that we did not
// write, no control character gets through, and JSON is JSON.
func FuzzFormats(f *testing.F) {
	for _, s := range []string{
		"a", "a\n::error::b", "\x1b[31m##[group]x", "%0A::set-output name=a::b", "a\r\n::add-mask::b", "\u202e\u2066\u2028", "\"\\}],\"skipped\":[", "::", "世界 🎉\t", "\xff\xfe", "a,b:c=d",
	} {
		f.Add(s, 0, 3)
	}
	schema := sarifSchema(f)
	f.Fuzz(func(t *testing.T, hostile string, start, end int) {
		d := lint.Parse(hostile, []byte(hostile))
		start = max(0, min(start, len(hostile)))
		span := lint.Span{Start: start, End: max(start, min(end, len(hostile)))}
		x := lint.Finding{Rule: "some-rule", Severity: lint.Error, Span: span, Message: hostile, Fix: lint.Replace(hostile, span, hostile)}
		files := []report.File{{Document: d, Findings: []lint.Finding{x, x}}}
		for _, format := range report.Formats {
			text := write(t, format, files)
			for line := range strings.Lines(text) {
				if err := harmful(format, line); err != nil {
					t.Errorf("%s: %v in %q", format, err, line)
				}
			}
			if format == "json" || format == "rdjson" || format == "sarif" {
				if !json.Valid([]byte(text)) || strings.Count(text, "\n") != 1 {
					t.Errorf("%s is not one line of JSON: %q", format, text)
				}
			}
			if format == "sarif" {
				checkSARIF(t, schema, text)
			}
		}
	})
}

// harmful says what is wrong with a line of a report.
func harmful(format, line string) error {
	if i := strings.IndexFunc(strings.TrimSuffix(line, "\n"), func(r rune) bool {
		return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u202e' || r == '\u2028'
	}); i >= 0 {
		return fmt.Errorf("control character at %d", i)
	}
	if strings.Contains(line, "##[") {
		return errors.New("command of the old kind")
	}
	if command := strings.HasPrefix(strings.TrimSpace(line), "::"); command && (format != "github" || !strings.HasPrefix(line, "::error file=") || strings.Count(line, "::") < 2) {
		return errors.New("workflow command")
	}
	return nil
}

func TestUnknownFormat(t *testing.T) {
	if report.NewWriter("xml", nil, report.About{}) != nil {
		t.Error("there is a writer for xml")
	}
}

// An error of the file that is written to is told, whenever it comes.
func TestFormatsTellErrors(t *testing.T) {
	for _, format := range report.Formats {
		w := report.NewWriter(format, fullDisk{}, about())
		errs := errors.Join(w.File(file("a.md", "x", at("x", "x", lint.Note, nil))), w.End(nil))
		if !errors.Is(errs, errFull) {
			t.Errorf("%s: %v", format, errs)
		}
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }
