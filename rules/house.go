package rules

import (
	"fmt"

	"github.com/goccy/go-yaml"

	"github.com/xsf/padpress/lint"
)

//go:generate go test -run TestHouseLiterals -update

// House gives a house style that comes with padpress by its name, such as "xmpp.org". Each call makes a new one. The
// styles are written in house/*.yaml; what is compiled in is made from them, so that no start has to read YAML.
func House(name string) (*lint.House, error) {
	h := houseLiteral(name)
	if h == nil {
		return nil, fmt.Errorf("no house style is called %q", name)
	}
	h.Style = name
	return h, nil
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
