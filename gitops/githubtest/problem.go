package githubtest

import (
	"encoding/json"
	"net/http"
	"unicode/utf8"
)

// maxBody is how many characters a body may hold.
const maxBody = 65536

// problem is an answer by which GitHub refuses a request.
type problem struct {
	status  int
	Message string `json:"message"`
	Errors  []any  `json:"errors,omitempty"` // objects or, for reviews, strings
	accepts string // permissions that would have sufficed
}

func (p *problem) Error() string {
	if len(p.Errors) == 0 {
		return p.Message
	}
	b, _ := json.Marshal(p.Errors)
	return p.Message + " " + string(b)
}

func (p *problem) write(w http.ResponseWriter) {
	if p.accepts != "" {
		w.Header().Set("X-Accepted-GitHub-Permissions", p.accepts)
	}
	writeJSON(w, p.status, map[string]any{
		"message": p.Message, "errors": nonNil(p.Errors), "documentation_url": "https://docs.github.com/rest",
	})
}

var (
	badCredentials = &problem{status: http.StatusUnauthorized, Message: "Bad credentials"}
	needsToken     = &problem{status: http.StatusUnauthorized, Message: "Requires authentication"}
	notFound       = &problem{status: http.StatusNotFound, Message: "Not Found"}
	badJSON        = &problem{status: http.StatusBadRequest, Message: "Problems parsing JSON"}
	noAgent        = &problem{status: http.StatusForbidden, Message: "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."}
	adminOnly      = &problem{status: http.StatusForbidden, Message: "Must have admin rights to Repository."}
	noAppPulls     = &problem{status: http.StatusForbidden, Message: "GitHub Actions is not permitted to create or approve pull requests."}
	issuesDisabled = &problem{status: http.StatusGone, Message: "Issues are disabled for this repo"}
	noNewLabels    = &problem{status: http.StatusForbidden, Message: "You do not have permission to create labels on this repository.",
		Errors: []any{fieldError{Resource: "Repository", Field: "label", Code: "unauthorized"}}}
)

// fieldError is one entry of errors in a 422.
type fieldError struct {
	Resource string `json:"resource,omitempty"`
	Field    string `json:"field,omitempty"`
	Code     string `json:"code"`
	Message  string `json:"message,omitempty"`
}

func forbidden(u *user, accepts string) *problem {
	if u == anonymous {
		return needsToken
	}
	return &problem{status: http.StatusForbidden, Message: u.refusal(), accepts: accepts}
}

func validation(errs ...any) *problem {
	return &problem{status: http.StatusUnprocessableEntity, Message: "Validation Failed", Errors: errs}
}

func invalid(resource, field string) *problem {
	return validation(fieldError{Resource: resource, Field: field, Code: "invalid"})
}

func missing(resource, field string) *problem {
	return validation(fieldError{Resource: resource, Field: field, Code: "missing_field"})
}

func exists(resource, field string) *problem {
	return validation(fieldError{Resource: resource, Field: field, Code: "already_exists"})
}

func custom(resource, message string) *problem {
	return validation(fieldError{Resource: resource, Code: "custom", Message: message})
}

// unprocessable is how a review is refused: with sentences instead of objects.
func unprocessable(sentences ...string) *problem {
	p := &problem{status: http.StatusUnprocessableEntity, Message: "Unprocessable Entity"}
	for _, s := range sentences {
		p.Errors = append(p.Errors, s)
	}
	return p
}

// checkBody refuses a body that is too long.
func checkBody(resource, body string) *problem {
	if utf8.RuneCountInString(body) <= maxBody {
		return nil
	}
	return validation(fieldError{Resource: resource, Field: "body", Code: "custom", Message: "body is too long (maximum is 65536 characters)"})
}

func nonNil(errs []any) []any {
	if errs == nil {
		return []any{}
	}
	return errs
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b)
}
