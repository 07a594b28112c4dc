package rules_test

import (
	"testing"

	"github.com/xsf/padpress/rules"
)

// BenchmarkHouse: the house style is read at every start of lint.
func BenchmarkHouse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.House("xmpp.org"); err != nil {
			b.Fatal(err)
		}
	}
}
