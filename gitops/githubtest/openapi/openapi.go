// Package openapi holds the stand-in, and those who call it, to GitHub's own description of its REST interface.
// It is for tests only.
package openapi

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// description is where the description lies beside the project's root.
const description = "../shared/github/api.trimmed.json"

var loaded struct {
	once   sync.Once
	router routers.Router
	err    error
}

// load reads the description once for each test binary. The error wraps os.ErrNotExist where it is absent.
func load() (routers.Router, error) {
	loaded.once.Do(func() {
		path, err := find()
		if err != nil {
			loaded.err = err
			return
		}
		doc, err := openapi3.NewLoader().LoadFromFile(path)
		if err == nil {
			err = complete(doc)
		}
		if err != nil {
			loaded.err = fmt.Errorf("read %s: %w", path, err)
			return
		}
		loaded.router, loaded.err = gorillamux.NewRouter(doc)
	})
	return loaded.router, loaded.err
}

// The part of the description about bringing a fork up to date, which short editions of it leave out.
//
//go:embed merge-upstream.json
var mergeUpstream []byte

// The part about listing and opening issues, which short editions leave out, too.
//
//go:embed issues.json
var issues []byte

func complete(doc *openapi3.T) error {
	if err := completeIssues(doc); err != nil {
		return err
	}
	const path = "/repos/{owner}/{repo}/merge-upstream"
	if doc.Paths.Value(path) != nil {
		return nil
	}
	item := &openapi3.PathItem{}
	if err := json.Unmarshal(mergeUpstream, item); err != nil {
		return err
	}
	doc.Paths.Set(path, item)
	return nil
}

// completeIssues adds the path, which refers to what all editions have and to two parameters that come with it.
func completeIssues(doc *openapi3.T) error {
	const path = "/repos/{owner}/{repo}/issues"
	if doc.Paths.Value(path) != nil {
		return nil
	}
	var part struct {
		Path       *openapi3.PathItem
		Parameters openapi3.ParametersMap
	}
	if err := json.Unmarshal(issues, &part); err != nil {
		return err
	}
	doc.Paths.Set(path, part.Path)
	for name, parameter := range part.Parameters {
		if doc.Components.Parameters[name] == nil {
			doc.Components.Parameters[name] = parameter
		}
	}
	return openapi3.NewLoader().ResolveRefsIn(doc, nil)
}

// find takes PADPRESS_OPENAPI, or walks up to the folder with go.mod and looks beside it.
func find() (string, error) {
	path := os.Getenv("PADPRESS_OPENAPI")
	if path == "" {
		dir, err := os.Getwd()
		if err != nil {
			return "", err
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			if parent := filepath.Dir(dir); parent != dir {
				dir = parent
				continue
			}
			return "", fmt.Errorf("find the project's root: %w", os.ErrNotExist)
		}
		path = filepath.Join(dir, filepath.FromSlash(description))
	}
	_, err := os.Stat(path)
	return path, err
}

// absent reports whether there is no description to check against, and says so in the test's log.
func absent(tb testing.TB, err error) bool {
	if !errors.Is(err, os.ErrNotExist) {
		return false
	}
	tb.Logf("not checked against GitHub's description: %v", err)
	return true
}
