package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// configSchema describes the configuration for editors. It is made of the types in config.go and lint/house.go and
// their comments: go generate writes it anew, and a test tells when that was forgotten.
//
//go:generate go test -run TestConfigSchema -update
//go:embed schema.json
var configSchema string

// schemaURL is where editors find configSchema.
const schemaURL = "https://raw.githubusercontent.com/xsf/padpress/main/cmd/padpress/schema.json"

// schemaNode is as much of a JSON schema as config --init needs.
type schemaNode struct {
	Description string
	Properties  map[string]schemaNode
}

// initialConfig is a file with all defaults, each with its explanation.
func initialConfig() (string, error) {
	var schema schemaNode
	if err := json.Unmarshal([]byte(configSchema), &schema); err != nil {
		return "", fmt.Errorf("read the schema: %w", err)
	}
	c, err := defaultConfig()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n#\n", schemaURL)
	comment(&b, "", "This is "+configFile+", at the top of the site's repository on the branch that the site is built from. "+
		"These are the defaults: what you leave out stays as it is here. Secrets never live in this file.")
	for _, f := range yamlFields(reflect.ValueOf(c)) {
		b.WriteByte('\n')
		writeDefault(&b, "", f, schema.Properties[f.key])
	}
	b.WriteString(houseExample)
	return b.String(), nil
}

// houseExample stands below the name of the default style.
const houseExample = `# house:
#   base: xmpp.org
#   name: Our Newsletter
#   title: {text: "Our Newsletter {months}"}
`

func writeDefault(b *strings.Builder, indent string, f yamlField, about schemaNode) {
	comment(b, indent, about.Description)
	switch v := f.value.Interface().(type) {
	case author:
		fmt.Fprintf(b, "%s%s:\n", indent, f.key)
		for _, inner := range yamlFields(f.value) {
			writeDefault(b, indent+"  ", inner, about.Properties[inner.key])
		}
	case style:
		fmt.Fprintf(b, "%s%s: %s\n", indent, f.key, scalarText(v.Base))
	case milestone:
		fmt.Fprintf(b, "%s%s: %s\n", indent, f.key, milestoneText(v))
	default:
		fmt.Fprintf(b, "%s%s: %s\n", indent, f.key, flow(f.value))
	}
}

// commentWidth is where comments are broken.
const commentWidth = 100

func comment(b *strings.Builder, indent, text string) {
	line := indent + "#"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > commentWidth {
			fmt.Fprintln(b, line)
			line = indent + "#"
		}
		line += " " + word
	}
	fmt.Fprintln(b, line)
}
