package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// Middleware checks every request below the prefix, and the answer to it, against GitHub's description, and reports with
// tb.Errorf. Stricter than the description, it takes no query parameter and no top-level key of a body that the description
// does not name. Where the description is absent it lets everything pass and says so once.
func Middleware(tb testing.TB, prefix string) func(http.Handler) http.Handler {
	router, err := load()
	if err != nil {
		if !absent(tb, err) {
			tb.Errorf("load GitHub's description: %v", err)
		}
		return func(next http.Handler) http.Handler { return next }
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.URL.Path, prefix+"/") {
				next.ServeHTTP(w, r)
				return
			}
			check(tb, router, prefix, next, w, r)
		})
	}
}

func check(tb testing.TB, router routers.Router, prefix string, next http.Handler, w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		tb.Errorf("%s %s: read the request: %v", r.Method, r.URL.Path, err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))

	input, err := route(router, prefix, r, body)
	if err != nil {
		tb.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
		next.ServeHTTP(w, r)
		return
	}
	for _, problem := range checkRequest(input, body) {
		tb.Errorf("request %s %s: %s\n%s", r.Method, r.URL.Path, problem, short(body))
	}
	rec := httptest.NewRecorder()
	next.ServeHTTP(rec, r)
	answer := rec.Body.Bytes()
	if problem := checkResponse(input, rec); problem != "" {
		tb.Errorf("answer %d to %s %s: %s\n%s", rec.Code, r.Method, r.URL.Path, problem, short(answer))
	}
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(rec.Code)
	w.Write(answer)
}

// route finds the operation; the description knows its paths below api.github.com.
func route(router routers.Router, prefix string, r *http.Request, body []byte) (*openapi3filter.RequestValidationInput, error) {
	at := *r.URL
	at.Scheme, at.Host = "https", "api.github.com"
	at.Path, at.RawPath = strings.TrimPrefix(r.URL.Path, prefix), strings.TrimPrefix(r.URL.RawPath, prefix)
	req := r.Clone(r.Context())
	req.URL, req.Host, req.Body = &at, at.Host, io.NopCloser(bytes.NewReader(body))
	found, params, err := router.FindRoute(req)
	if err != nil {
		return nil, err
	}
	return &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params, Route: found,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true, IncludeResponseStatus: true},
	}, nil
}

func checkRequest(in *openapi3filter.RequestValidationInput, body []byte) []string {
	var problems []string
	if err := openapi3filter.ValidateRequest(in.Request.Context(), in); err != nil {
		problems = append(problems, err.Error())
	}
	problems = append(problems, strayQuery(in.Route.Operation, in.Request.URL.Query())...)
	return append(problems, strayKeys(in.Route.Operation, body)...)
}

func strayQuery(op *openapi3.Operation, q url.Values) []string {
	var stray []string
	for k := range q {
		if op.Parameters.GetByInAndName("query", k) == nil {
			stray = append(stray, fmt.Sprintf("query parameter %q is not described", k))
		}
	}
	return stray
}

// strayKeys finds keys of a JSON object that no schema of the body names.
func strayKeys(op *openapi3.Operation, body []byte) []string {
	var keys map[string]json.RawMessage
	if json.Unmarshal(body, &keys) != nil || op.RequestBody == nil {
		return nil
	}
	content := op.RequestBody.Value.Content.Get("application/json")
	if content == nil {
		return nil
	}
	schema := content.Schema.Value
	schemas := append([]*openapi3.Schema{schema}, values(schema.OneOf, schema.AnyOf, schema.AllOf)...)
	var stray []string
	for k := range keys {
		if !slices.ContainsFunc(schemas, func(s *openapi3.Schema) bool { return s.Properties[k] != nil }) {
			stray = append(stray, fmt.Sprintf("key %q is not described", k))
		}
	}
	return stray
}

func values(lists ...openapi3.SchemaRefs) []*openapi3.Schema {
	var all []*openapi3.Schema
	for _, refs := range lists {
		for _, ref := range refs {
			all = append(all, ref.Value)
		}
	}
	return all
}

func checkResponse(in *openapi3filter.RequestValidationInput, rec *httptest.ResponseRecorder) string {
	if falseAlarm(in.Route, rec.Code) {
		return ""
	}
	err := openapi3filter.ValidateResponse(in.Request.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: rec.Code, Header: rec.Header(),
		Body: io.NopCloser(bytes.NewReader(withoutNulls(in.Route, rec.Body.Bytes()))), Options: in.Options,
	})
	if err != nil {
		return err.Error()
	}
	return ""
}

// falseAlarm names what GitHub answers although its description does not say so: refusals for want of a token, of rights
// or of sight are described for some operations only, and can come from all.
func falseAlarm(r *routers.Route, status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusTooManyRequests:
		return r.Operation.Responses.Status(status) == nil
	}
	return false
}

// withoutNulls takes away the keys that GitHub answers as null although its description wants an integer or nothing:
// the line of a comment that is outdated, and the first line of one that stands on a single line.
func withoutNulls(r *routers.Route, body []byte) []byte {
	var entries []map[string]any
	if r.Path != "/repos/{owner}/{repo}/pulls/{pull_number}/comments" || json.Unmarshal(body, &entries) != nil {
		return body
	}
	for _, entry := range entries {
		for _, key := range []string{"line", "original_start_line"} {
			if entry[key] == nil {
				delete(entry, key)
			}
		}
	}
	changed, err := json.Marshal(entries)
	if err != nil {
		return body
	}
	return changed
}

func short(b []byte) string {
	if len(b) > 400 {
		return string(b[:400]) + "…"
	}
	return string(b)
}
