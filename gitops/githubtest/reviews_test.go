package githubtest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

func itoa(id int64) string { return strconv.FormatInt(id, 10) }

// The diff of old.md has the hunks 2-8 and 27-33 (new 27-32); new.md is one hunk.
func TestReviewIsTakenOrRefusedWhole(t *testing.T) {
	comment := func(fields string) string {
		return `{"event":"COMMENT","body":"b","comments":[{"path":"new.md","line":1,"side":"RIGHT","body":"fine"},{` + fields + `}]}`
	}
	tests := []struct {
		name, token, body string
		status            int
		says              string
	}{
		{"line of a new file", "visitor-token", comment(`"path":"new.md","line":10,"body":"x"`), 200, `"state":"COMMENTED"`},
		{"line outside", "writer-token", comment(`"path":"new.md","line":11,"body":"x"`), 422, `"errors":["Line could not be resolved"]`},
		{"line between the hunks", "writer-token", comment(`"path":"old.md","line":15,"body":"x"`), 422, "Line could not be resolved"},
		{"context line", "writer-token", comment(`"path":"old.md","line":8,"body":"x"`), 200, ""},
		{"other path", "writer-token", comment(`"path":"none.md","line":1,"body":"x"`), 422, "Path could not be resolved"},
		{"several lines in a hunk", "writer-token", comment(`"path":"old.md","start_line":2,"line":8,"start_side":"RIGHT","side":"RIGHT","body":"x"`), 200, ""},
		{"several lines in two hunks", "writer-token", comment(`"path":"old.md","start_line":8,"line":27,"body":"x"`), 422, "Line could not be resolved"},
		{"removed line", "writer-token", comment(`"path":"old.md","line":30,"side":"LEFT","body":"x"`), 200, ""},
		{"last line of the old side", "writer-token", comment(`"path":"old.md","line":33,"side":"LEFT","body":"x"`), 200, ""},
		{"the same on the new side", "writer-token", comment(`"path":"old.md","line":33,"body":"x"`), 422, "Line could not be resolved"},
		{"empty comment", "writer-token", comment(`"path":"new.md","line":1,"body":""`), 422, "Body cannot be blank"},
		{"long comment", "writer-token", comment(`"path":"new.md","line":1,"body":"` + strings.Repeat("x", 65537) + `"`), 422, "Body is too long"},
		{"no body", "writer-token", `{"event":"COMMENT"}`, 422, "Body cannot be blank"},
		{"approve one's own", "writer-token", `{"event":"APPROVE"}`, 422, "Can not approve your own pull request"},
		{"refuse one's own", "writer-token", `{"event":"REQUEST_CHANGES","body":"b"}`, 422, "Can not request changes on your own"},
		{"approve another's", "triager-token", `{"event":"APPROVE"}`, 200, `"state":"APPROVED"`},
		{"token that reads", "reader-token", `{"event":"COMMENT","body":"b"}`, 403, "Resource not accessible by personal access token"},
		{"unknown commit", "writer-token", `{"event":"COMMENT","body":"b","commit_id":"` + strings.Repeat("1", 40) + `"}`, 422, "Commit could not be resolved"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			a := s.send(tt.token, "POST", "/repos/o/r/pulls/1/reviews", tt.body)
			if a.status != tt.status || !strings.Contains(a.text, tt.says) {
				t.Errorf("%d %.300s, want %d %s", a.status, a.text, tt.status, tt.says)
			}
			want := 0
			if tt.status == 200 {
				want = strings.Count(tt.body, `"path"`)
			}
			if all, _ := s.Comments(1); len(all) != want {
				t.Errorf("%d comments stand there, want %d", len(all), want)
			}
		})
	}
}

func TestLineCommentsFollowTheirLine(t *testing.T) {
	tests := []struct {
		name, text  string
		start, line int // of a comment on 4 to 5; 0 is outdated
	}{
		{"untouched", numbered(10), 4, 5},
		{"lines before", "a\nb\n" + numbered(10), 6, 7},
		{"line before gone", strings.Replace(numbered(10), "line 2\n", "", 1), 3, 4},
		{"lines after", numbered(10) + "z\n", 4, 5},
		{"line directly after", strings.Replace(numbered(10), "line 6\n", "line six\n", 1), 4, 5},
		{"line changed", strings.Replace(numbered(10), "line 4\n", "line four\n", 1), 0, 0},
		{"put between", strings.Replace(numbered(10), "line 5\n", "new\nline 5\n", 1), 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			a := s.send("writer-token", "POST", "/repos/o/r/pulls/1/reviews",
				`{"event":"COMMENT","body":"b","comments":[{"path":"new.md","start_line":4,"line":5,"body":"x"}]}`)
			if a.status != 200 {
				t.Fatal(a.text)
			}
			s.push("topic", "unrelated.md", "x\n")
			if tt.text != numbered(10) {
				s.push("topic", "new.md", tt.text)
			}
			all, err := s.Comments(1)
			if err != nil || all[0].Start != tt.start || all[0].Line != tt.line || all[0].OriginalStart != 4 || all[0].OriginalLine != 5 {
				t.Errorf("%+v, %v", all, err)
			}
			a = s.send("", "GET", "/repos/o/r/pulls/1/comments", "")
			line := "null"
			if tt.line != 0 {
				line = strconv.Itoa(tt.line)
			}
			if !strings.Contains(a.text, `"line":`+line+`,`) || !strings.Contains(a.text, `"original_line":5`) {
				t.Errorf("%s", a.text)
			}
		})
	}
}

func TestDeleteLineComment(t *testing.T) {
	s := newSite(t)
	id, err := s.CommentLine(1, "visitor", "new.md", 1, "x")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		token string
		want  int
	}{{"triager-token", 403}, {"visitor-token", 204}, {"visitor-token", 404}} {
		if a := s.send(step.token, "DELETE", "/repos/o/r/pulls/comments/"+itoa(id), ""); a.status != step.want {
			t.Errorf("%s: %d, want %d", step.token, a.status, step.want)
		}
	}
}

func TestPaging(t *testing.T) {
	s := newSite(t)
	for i := range 250 {
		if _, err := s.Comment(1, "visitor", fmt.Sprint("comment ", i)); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		query, first string
		entries      int
		links        string
	}{
		{"", "comment 0", 30, "next 2, last 9"},
		{"?per_page=100", "comment 0", 100, "next 2, last 3"},
		{"?per_page=500", "comment 0", 100, "next 2, last 3"},
		{"?per_page=100&page=3", "comment 200", 50, "prev 2, first 1"},
		{"?per_page=100&page=2", "comment 100", 100, "prev 1, first 1, next 3, last 3"},
		{"?per_page=100&page=9", "", 0, "prev 8, first 1"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			a := s.send("", "GET", "/repos/o/r/issues/1/comments"+tt.query, "")
			if n := strings.Count(a.text, `"body":`); n != tt.entries || !strings.Contains(a.text, `"body":"`+tt.first) && n > 0 {
				t.Errorf("%d entries, %.120s", n, a.text)
			}
			if got := linksOf(a.header.Get("Link")); got != tt.links {
				t.Errorf("links %q, want %q", got, tt.links)
			}
		})
	}
}

// linksOf shortens a Link header to "rel page, …".
func linksOf(header string) string {
	var all []string
	for _, one := range strings.Split(header, ", ") {
		address, rel, _ := strings.Cut(one, "; rel=")
		_, page, _ := strings.Cut(strings.ReplaceAll(address, "per_page", ""), "page=")
		page, _, _ = strings.Cut(strings.TrimSuffix(page, ">"), "&")
		all = append(all, strings.Trim(rel, `"`)+" "+page)
	}
	return strings.Join(all, ", ")
}
