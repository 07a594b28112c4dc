package rules

import (
	"embed"
	"fmt"

	"github.com/goccy/go-yaml"

	"github.com/xsf/padpress/lint"
)

//go:embed house/*.yaml house/*/*.yaml
var houses embed.FS

// House reads a house style that comes with padpress by its name, such as "xmpp.org".
func House(name string) (*lint.House, error) {
	text, err := houses.ReadFile("house/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no house style is called %q", name)
	}
	h, err := ParseHouse(text)
	if err == nil {
		h.Style = name
	}
	return h, err
}

// ParseHouse reads a house style. Keys it does not know are refused.
func ParseHouse(text []byte) (*lint.House, error) {
	h := new(lint.House)
	if err := yaml.UnmarshalWithOptions(text, h, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read house style: %w", err)
	}
	if _, ok := h.Languages[h.Original]; !ok {
		return nil, fmt.Errorf("read house style: original %q is none of its languages", h.Original)
	}
	var err error
	if h.Outline.Sections, err = lint.ReadSections(h.Outline.Lines); err != nil {
		return nil, fmt.Errorf("read house style: %w", err)
	}
	return h, nil
}
