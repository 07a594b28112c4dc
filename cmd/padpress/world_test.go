package main

import (
	"context"
	"net/http"
	"testing"

	"github.com/xsf/padpress/gitops/githubtest/openapi"
)

// newWorld is a stage on which every exchange with the forge's REST interface is held against GitHub's own description,
// and every repository against git's rules when it ends.
func newWorld(t testing.TB) (*stage, error) {
	return newWorldBehind(t, func(forge http.Handler) http.Handler { return forge })
}

// openWorld is such a stage until the test ends. Without git the test is skipped.
func openWorld(t *testing.T) *stage {
	t.Helper()
	needGit(t)
	s, err := newWorld(t)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	return s
}

// newWorldBehind is such a stage with a middleware before all of it.
func newWorldBehind(t testing.TB, before func(http.Handler) http.Handler) (*stage, error) {
	s, err := newStage(func(next http.Handler) http.Handler { return before(openapi.Middleware(t, "/api/v3")(next)) })
	if err == nil {
		s.ended = func() { checkRepositories(t, s) }
	}
	return s, err
}

// checkRepositories wants git to find every repository whole.
func checkRepositories(t testing.TB, s *stage) {
	if err := s.forge.Git().Check(context.Background()); err != nil {
		t.Error(err)
	}
}
