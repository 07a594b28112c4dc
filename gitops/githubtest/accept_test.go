package githubtest

import (
	"context"
	"strings"
	"testing"
)

// TestAccept presses the button beside a suggestion.
func TestAccept(t *testing.T) {
	tests := []struct{ name, body, login, want, refusal string }{
		{"one line", "better:\n\n```suggestion\nline FIVE\n```", "writer", "line FIVE\n", ""},
		{"several lines", "```suggestion\nline\n\nfive\n```", "writer", "line\n\nfive\n", ""},
		{"a line without words", "```suggestion\n\n```", "writer", "\n", ""},
		{"nothing, so that the line goes", "```suggestion\n```", "writer", "", ""},
		{"the first of two", "```suggestion\nfirst\n```\nor\n```suggestion\nsecond\n```", "writer", "first\n", ""},
		{"no suggestion", "a thought", "writer", "line five\n", "suggests nothing"},
		{"an account that may not push", "```suggestion\nline FIVE\n```", "visitor", "line five\n", "not accessible"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			before := fileAt(t, s, "old.md")
			id, err := s.CommentLine(1, "visitor", "old.md", 5, test.body)
			if err != nil {
				t.Fatal(err)
			}
			commit, err := s.Accept(1, test.login, id)
			if (err != nil) != (test.refusal != "") || err != nil && !strings.Contains(err.Error(), test.refusal) {
				t.Fatalf("error %v", err)
			}
			if got := fileAt(t, s, "old.md"); got != strings.Replace(before, "line five\n", test.want, 1) {
				t.Errorf("the file is now %q", got)
			}
			if err == nil && s.Pulls()[0].HeadSHA != commit {
				t.Error("the pull request's head is another commit")
			}
		})
	}
}

func TestAcceptRefuses(t *testing.T) {
	s := newSite(t)
	id, err := s.CommentLine(1, "visitor", "old.md", 5, "```suggestion\nline FIVE\n```")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accept(1, "writer", id); err != nil {
		t.Fatal(err)
	}
	if comments, err := s.Comments(1); err != nil || comments[0].Line != 0 || comments[0].Resolved {
		t.Errorf("the comment is to be outdated and open: %+v %v", comments, err)
	}
	for want, accept := range map[string]func() (string, error){
		"outdated":        func() (string, error) { return s.Accept(1, "writer", id) },
		"no line comment": func() (string, error) { return s.Accept(1, "writer", id+1000) },
		"no pull request": func() (string, error) { return s.Accept(9, "writer", id) },
	} {
		if _, err := accept(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if err := s.Close(1); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accept(1, "writer", id); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a closed pull request: %v", err)
	}
}

// fileAt is a file as it stands at the pull request's head.
func fileAt(t *testing.T, s *site, path string) string {
	t.Helper()
	text, err := s.srv.Git().Run(context.Background(), s.Name, "show", s.Pulls()[0].HeadSHA+":"+path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
