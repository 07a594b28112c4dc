package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/xsf/padpress"

type goPackage struct {
	ImportPath                         string
	Dir                                string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

func packages(t *testing.T) []goPackage {
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports,Deps", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); err == io.EOF {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		found = append(found, p)
	}
}

// TestImports holds the graph of DESIGN: cmd knows all, rules and pad know lint, lint and gitops know nobody.
func TestImports(t *testing.T) {
	allowed := map[string][]string{ // by the folder at the top
		"cmd": {"pad", "lint", "rules", "gitops"}, "rules": {"lint"}, "pad": {"lint"}, "lint": {}, "gitops": {},
	}
	besides := map[string][]string{ // packages that know more than their folder
		"pad/translation": {"gitops/merge"}, // which knows texts only
	}
	alone := map[string]string{ // who may import what others must not see
		"github.com/chromedp":             "lint/preview/browsertest",
		"github.com/go-git/go-git/v5":     "gitops",
		"github.com/google/go-github/v60": "gitops/github",
		"github.com/spf13/cobra":          "cmd/padpress",
		"golang.org/x/oauth2":             "gitops/github",
		"golang.org/x/image":              "pad/picture",
		"code.dny.dev/ssrf":               "lint/linkcheck",
	}
	for _, p := range packages(t) {
		own := strings.TrimPrefix(p.ImportPath, module+"/")
		top, _, _ := strings.Cut(own, "/")
		if _, ok := allowed[top]; !ok {
			t.Errorf("the folder of %s is none of the project's", p.ImportPath)
		}
		for _, i := range p.Imports {
			if to, ok := strings.CutPrefix(i, module+"/"); ok {
				if other, _, _ := strings.Cut(to, "/"); other != top && !slices.Contains(allowed[top], other) && !slices.Contains(besides[own], to) {
					t.Errorf("%s must not import %s", own, to)
				}
			}
			for lib, owner := range alone {
				if (i == lib || strings.HasPrefix(i, lib+"/")) && own != owner {
					t.Errorf("%s imports %s, which only %s may know", own, i, owner)
				}
			}
		}
		if base := path.Base(own); slices.Contains([]string{"util", "common", "types", "internal", "pkg", "helpers"}, base) {
			t.Errorf("a package is named for what it knows: %s", own)
		}
		if own == "pad" {
			checkPad(t, p)
		}
		if own == "cmd/padpress" {
			checkLinked(t, p)
		}
	}
}

// checkPad: the pad reads texts and judges none.
func checkPad(t *testing.T, p goPackage) {
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), p.Dir+"/"+name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "lint" && slices.Contains([]string{"Rule", "Run", "Pass", "Settle"}, s.Sel.Name) {
					t.Errorf("pad/%s uses lint.%s", name, s.Sel.Name)
				}
			}
			return true
		})
	}
}

// checkLinked: what only tests need is not in the command, nor what every start would pay for.
func checkLinked(t *testing.T, p goPackage) {
	for _, d := range p.Deps {
		for _, heavy := range []string{"github.com/getkin/kin-openapi", "github.com/chromedp", "github.com/go-rod", "github.com/playwright-community", "github.com/rogpeppe/go-internal/testscript"} {
			if strings.HasPrefix(d, heavy) {
				t.Errorf("the command links %s", d)
			}
		}
		if slices.Contains([]string{"testing", "encoding/gob", "github.com/go-git/go-git/v5", "github.com/go-git/go-git/v5/storage", "github.com/yuin/goldmark/extension"}, d) {
			t.Errorf("the command links %s", d)
		}
	}
}
