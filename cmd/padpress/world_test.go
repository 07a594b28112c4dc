package main

import (
	"net/http"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest/openapi"
)

// newWorld is a stage on which every exchange with the forge's REST interface is held against GitHub's own description.
func newWorld(t testing.TB) (*stage, error) {
	return newStage(func(next http.Handler) http.Handler { return openapi.Middleware(t, "/api/v3")(next) })
}
