package rules

import (
	"slices"
	"strings"
	"sync"

	"github.com/xsf/padpress/lint"
)

// sectionNames are the names that the house's sections have in the original and in one language, in small letters.
type sectionNames struct {
	names    []string
	sections []int // in the outline, of each name
}

// sectionNamesOf keeps what was read for each language.
var sectionNamesOf = perHouse(func(*lint.House) *sync.Map { return new(sync.Map) })

// sectionNamesIn are the names in the language called code, and those of the original, now and in earlier years.
func sectionNamesIn(h *lint.House, code string) *sectionNames {
	known := sectionNamesOf(h)
	if n, ok := known.Load(code); ok {
		return n.(*sectionNames)
	}
	language, _ := Language(h, code)
	n := &sectionNames{}
	for i, s := range h.Outline.Sections {
		for _, names := range [][]string{language.Headings[s.Name], {s.Name}, s.Former} {
			for _, name := range names {
				n.names, n.sections = append(n.names, headingKey(name)), append(n.sections, i)
			}
		}
	}
	known.Store(code, n)
	return n
}

// headingKey is the form in which names of sections are compared.
func headingKey(name string) string {
	return strings.ToLower(plainSigns(strings.Join(strings.Fields(name), " ")))
}

// section is the section that h begins, -1 if that is not known. In a name of five bytes or more one letter may be wrong.
func (n *sectionNames) section(h lint.Heading) int {
	name := headingKey(h.Text)
	i := slices.Index(n.names, name)
	if i < 0 && len(name) > 4 {
		i = slices.IndexFunc(n.names, func(other string) bool { return oneSlip(name, other) })
	}
	if i < 0 {
		return -1
	}
	return n.sections[i]
}
