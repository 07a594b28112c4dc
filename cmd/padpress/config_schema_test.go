package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestConfigSchema holds schema.json to the types of the configuration and their comments.
func TestConfigSchema(t *testing.T) {
	c, err := defaultConfig()
	if err != nil {
		t.Fatal(err)
	}
	g := schemaMaker{comments: map[string]string{}}
	sources, err := filepath.Glob("../../lint/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(sources, "config.go") {
		g.readComments(t, file)
	}
	schema := g.of("", reflect.ValueOf(c))
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = schemaURL
	schema["title"] = "Configuration of padpress (" + configFile + ")"
	if t.Failed() {
		return
	}
	var want bytes.Buffer
	encoder := json.NewEncoder(&want)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("schema.json", want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want.String() != configSchema {
		t.Error("schema.json does not say what config.go and lint/house.go say; run go generate ./cmd/padpress")
	}
}

// schemaMaker makes the schema of a value, which is the default.
type schemaMaker struct {
	comments map[string]string // of fields, by Type.Field
}

// readComments reads the comments of all fields of all types in a file.
func (g schemaMaker) readComments(t *testing.T, file string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		fields, ok := spec.Type.(*ast.StructType)
		if !ok {
			return false
		}
		for _, f := range fields.Fields.List {
			for _, name := range f.Names {
				text := strings.Join(strings.Fields(f.Doc.Text()+" "+f.Comment.Text()), " ")
				if text == "" && f.Tag != nil && file == "config.go" {
					t.Errorf("the field %s of %s has no comment", name.Name, spec.Name.Name)
				}
				g.comments[spec.Name.Name+"."+name.Name] = text
			}
		}
		return false
	})
}

// limits are what a schema can say of a value beside its type. TestSchemaAgrees holds them to what is really refused.
var limits = map[string]string{
	"pad":                        `{"pattern": "^https?://"}`,
	"repository":                 `{"pattern": "^[^/ ]+/[^/ ]+$"}`,
	"fork":                       `{"pattern": "^(@me|[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?)?$"}`,
	"base":                       `{"minLength": 1}`,
	"branch":                     `{"allOf": [{"pattern": "\\{month\\}"}, {"pattern": "\\{year\\}"}]}`,
	"title":                      `{"pattern": "\\{title\\}"}`,
	"template":                   `{"minLength": 1}`,
	"milestone":                  `{"minimum": 1}`,
	"label":                      `{"pattern": "\\S"}`,
	"reviewers[]":                `{"pattern": "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?$"}`,
	"author.name":                `{"pattern": "^[^<>]+$"}`,
	"author.email":               `{"pattern": "^[^<> ]+@[^<> ]+$"}`,
	"comments":                   `{"minimum": 1, "maximum": 50}`,
	"rules{}":                    `{"enum": ["note", "warning", "error", "off"]}`,
	"translations{}.pad":         `{"pattern": "^(https?://.*)?$"}`,
	"translations{}.reviewers[]": `{"pattern": "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?$"}`,
	"house.name":                 `{"pattern": "\\S"}`,
	"house.issues":               `{"pattern": "\\{date\\}"}`,
	"house.title.text":           `{"pattern": "\\{months\\}"}`,
	"house.title.since":          `{"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}`,
	"house.intro[]":              `{"pattern": "\\{months\\}"}`,
	"house.outline.sections[]":   `{"pattern": "^#{2,6} +[^ ]"}`,
	"house.outline.since":        `{"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}`,
	"house.outline.top-since":    `{"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}`,
	"house.languages{}.months":   `{"anyOf": [{"minItems": 12}, {"maxItems": 0}], "maxItems": 12}`,

	"house.site.relative-since":  `{"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}`,
	"house.pictures.issue-since": `{"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}`,
}

// of is the schema of a value at a path. Parts that are not set have no default.
func (g schemaMaker) of(path string, v reflect.Value) map[string]any {
	s := map[string]any{}
	if text, ok := limits[path]; ok {
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			panic(path + ": " + err.Error())
		}
	}
	switch v.Interface().(type) {
	case milestone:
		s["type"], s["default"] = []string{"string", "integer"}, 3
		return s
	case style:
		changes := g.object(path, v)
		s["oneOf"] = []any{map[string]any{"type": "string", "enum": builtInHouses()}, changes}
		s["default"] = defaultHouse
		return s
	}
	element := func(kind string) map[string]any {
		return g.of(path+kind, reflect.New(v.Type().Elem()).Elem())
	}
	switch v.Kind() {
	case reflect.Struct:
		for key, value := range g.object(path, v) {
			s[key] = value
		}
	case reflect.Map:
		s["type"] = "object"
		s["additionalProperties"] = map[string]any{"anyOf": []any{element("{}"), map[string]any{"type": "null"}}}
	case reflect.Slice:
		s["type"], s["items"] = "array", element("[]")
	case reflect.String:
		s["type"] = "string"
	case reflect.Int:
		s["type"] = "integer"
	case reflect.Bool:
		s["type"] = "boolean"
	case reflect.Interface:
	default:
		panic("a configuration cannot hold " + v.Type().String() + " at " + path)
	}
	if !strings.HasPrefix(path, "house") && (v.Kind() == reflect.String || v.Kind() == reflect.Int) {
		s["default"] = v.Interface()
	}
	return s
}

// object is the schema of a struct's fields.
func (g schemaMaker) object(path string, v reflect.Value) map[string]any {
	properties := map[string]any{}
	for _, f := range yamlFields(v) {
		property := g.of(join(path, f.key), f.value)
		if text := g.comment(v.Type(), f.key); text != "" {
			property["description"] = text
		}
		properties[f.key] = property
	}
	return map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
}

// comment is that of the field with a key, in a struct or what is embedded there.
func (g schemaMaker) comment(t reflect.Type, key string) string {
	for _, f := range reflect.VisibleFields(t) {
		if f.Tag.Get("yaml") != key {
			continue
		}
		owner := t
		for _, i := range f.Index[:len(f.Index)-1] {
			owner = owner.Field(i).Type
			if owner.Kind() == reflect.Pointer {
				owner = owner.Elem()
			}
		}
		return g.comments[owner.Name()+"."+f.Name]
	}
	return ""
}

func builtInHouses() []string {
	files, _ := filepath.Glob("../../rules/house/*.yaml")
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".yaml"))
	}
	return names
}

// compiledSchema is schema.json as an independent validator reads it.
func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(configSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURL, parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(schemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// accepts reports what the schema says of a YAML text.
func accepts(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(encoded)))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(instance)
}
