package main

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// warden looks through a whole file, unknown keys included, for what may stand nowhere in it.
type warden struct {
	d       *decoder
	refusal error // the first
}

// Visit is called by ast.Walk for each node.
func (w *warden) Visit(n ast.Node) ast.Visitor {
	if w.refusal != nil {
		return nil
	}
	switch n := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		w.refusal = w.d.mistake(n, "anchors, aliases, tags and merge keys are not read; write the value out")
	case *ast.InfinityNode, *ast.NanNode:
		w.refusal = w.d.mistake(n, "this is no number that a page could show")
	case *ast.MappingValueNode:
		if secretKey(keyOf(n.Key)) {
			w.refusal = w.d.mistake(n.Key, "%.50q looks like a secret, and secrets never live in this file: set GITHUB_TOKEN in the environment, and replace what was written here", keyOf(n.Key))
		}
	case *ast.StringNode:
		if secretValue(n.Value) {
			w.refusal = w.d.mistake(n, "this looks like a token or a password, and secrets never live in this file: replace it, since others may have seen it")
		}
	}
	return w
}

// secretKeys are parts of keys that people keep secrets under.
const secretKeys = "token secret password passwd passphrase credential apikey api-key api_key"

// secretKey reports whether a key asks for a secret.
func secretKey(key string) bool {
	for part := range strings.FieldsSeq(secretKeys) {
		if strings.Contains(strings.ToLower(key), part) {
			return true
		}
	}
	return false
}

// secretValue reports whether a text holds a token of GitHub's, or an address with a password.
func secretValue(text string) bool {
	for _, prefix := range []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"} {
		if strings.Contains(text, prefix) {
			return true
		}
	}
	_, rest, found := strings.Cut(text, "://")
	host, _, _ := strings.Cut(rest, "/")
	return found && strings.Contains(host, "@")
}

// secretive reports whether a line may hold a secret, and so must not be repeated.
func secretive(line string) bool { return secretKey(line) || secretValue(line) }
