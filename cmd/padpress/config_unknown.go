package main

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// unknown refuses a key, and names the one that was meant, or those there are.
func (d *decoder) unknown(path string, n ast.MapKeyNode, known []yamlField) error {
	key := keyOf(n)
	keys := make([]string, 0, len(known))
	for _, f := range known {
		keys = append(keys, f.key)
	}
	where := "here"
	if path != "" {
		where = "in " + path
	}
	if near := nearest(key, keys); len(near) > 0 {
		return d.mistake(n, "unknown key %.50q; did you mean %s?", key, near[0])
	}
	return d.mistake(n, "unknown key %.50q; the keys %s are %s", key, where, strings.Join(keys, ", "))
}
