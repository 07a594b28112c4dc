package openapi

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// heard stands in for a test and keeps what is reported to it.
type heard struct {
	testing.TB
	errors, logs []string
}

func (h *heard) Errorf(format string, args ...any) {
	h.errors = append(h.errors, fmt.Sprintf(format, args...))
}
func (h *heard) Logf(format string, args ...any) {
	h.logs = append(h.logs, fmt.Sprintf(format, args...))
}

func TestMiddlewareFindsWhatIsWrong(t *testing.T) {
	if _, err := load(); err != nil && absent(t, err) {
		t.Skip("GitHub's description is not here")
	}
	tests := []struct {
		name, method, path, body string
		status                   int
		answer                   string
		says                     string // "" is no complaint
	}{
		{"fine", "GET", "/api/v3/repos/o/r/labels", "", 200, `[]`, ""},
		{"not ours", "GET", "/o/r/pull/1", "", 200, `x`, ""},
		{"unknown path", "GET", "/api/v3/repos/o/r/nonsense/1/2", "", 404, `{}`, "no matching operation"},
		{"unknown parameter", "GET", "/api/v3/repos/o/r/labels?colour=red", "", 200, `[]`, `"colour" is not described`},
		{"wrong parameter", "GET", "/api/v3/repos/o/r/pulls?state=ajar", "", 200, `[]`, "state"},
		{"unknown key", "POST", "/api/v3/repos/o/r/pulls", `{"head":"a","base":"b","headline":"x"}`, 403, `{}`, `"headline" is not described`},
		{"missing key", "POST", "/api/v3/repos/o/r/pulls", `{"head":"a"}`, 403, `{}`, "base"},
		{"bare list of labels", "POST", "/api/v3/repos/o/r/issues/1/labels", `["a"]`, 200, `[]`, "request"},
		{"wrong answer", "GET", "/api/v3/repos/o/r/labels", "", 200, `[{"name":"x"}]`, "answer 200"},
		{"wrong status", "GET", "/api/v3/repos/o/r/labels", "", 201, `[]`, "answer 201"},
		{"refusal that is not described", "GET", "/api/v3/repos/o/r/pulls", "", 401, `{"message":"Bad credentials"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := &heard{TB: t}
			var arrived string
			handler := Middleware(h, "/api/v3")(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				b, _ := io.ReadAll(r.Body)
				arrived = string(b)
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(tt.status)
				io.WriteString(w, tt.answer)
			}))
			req := httptest.NewRequest(tt.method, tt.path, strings.NewReader(tt.body))
			if tt.body != "" {
				req.Header.Set("Content-Type", "application/json")
			}
			rec := httptest.NewRecorder()
			handler.ServeHTTP(rec, req)
			if arrived != tt.body || rec.Code != tt.status || rec.Body.String() != tt.answer {
				t.Errorf("it changed what passes: %q, %d %q", arrived, rec.Code, rec.Body)
			}
			said := strings.Join(h.errors, "\n")
			if tt.says == "" && said != "" || !strings.Contains(said, tt.says) {
				t.Errorf("complaints %q, want %q", said, tt.says)
			}
		})
	}
}

func TestAbsentDescription(t *testing.T) {
	t.Setenv("PADPRESS_OPENAPI", "/nowhere/api.json")
	_, err := find()
	h := &heard{TB: t}
	if !absent(h, err) || len(h.logs) != 1 {
		t.Errorf("%v, %q", err, h.logs)
	}
	if absent(h, os.ErrPermission) {
		t.Error("another error counts as absent")
	}
}
