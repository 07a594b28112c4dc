package githubtest

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strconv"
	"strings"
)

//go:embed page.html
var pageHTML string

type pageData struct {
	Pull
	Repository, MilestoneTitle string
	Body                       []part
	Conversation               []remark
	Files                      []pageFile
}

type pageFile struct {
	Path, Status string
	Rows         []row
	Outdated     []remark
}

// row is a line of the diff with what was written under it.
type row struct {
	Class, Text string
	Old, New    int // 0 where the line is not in that version
	Remarks     []remark
}

type remark struct {
	Author   string
	Resolved bool
	Parts    []part
}

// part is a piece of a comment: text, or a suggestion to replace the lines above with.
type part struct {
	Suggestion bool
	Text       string
}

// html is a comment's text as GitHub shows it, but for mentions and references. HTML in it is left out.
func (s *Server) html(text string) template.HTML {
	var b bytes.Buffer
	if err := s.markdown.Convert([]byte(text), &b); err != nil {
		return template.HTML(template.HTMLEscapeString(text))
	}
	return template.HTML(b.String())
}

// servePage shows a pull request to people. HTML that people or programs wrote is never shown as such.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	data, ok := s.pageData(r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	page, err := template.New("page").Funcs(template.FuncMap{"markdown": s.html}).Parse(pageHTML)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var b bytes.Buffer
	if err := page.Execute(&b, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Write(b.Bytes())
}

func (s *Server) pageData(r *http.Request) (*pageData, bool) {
	elements := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(elements) != 4 || elements[2] != "pull" {
		return nil, false
	}
	number, err := strconv.Atoi(elements[3])
	if err != nil {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	repo := s.repos[strings.ToLower(elements[0]+"/"+elements[1])]
	if repo == nil || repo.private || repo.pull(number) == nil {
		return nil, false
	}
	p := repo.pull(number)
	lines, err := p.placed(r.Context())
	if err != nil {
		return nil, false
	}
	files, err := p.files(r.Context())
	if err != nil {
		return nil, false
	}
	d := &pageData{Pull: p.Pull, Repository: repo.Name, Body: parts(p.Body)}
	if m := repo.milestone(p.Milestone); m != nil {
		d.MilestoneTitle = m.Title
	}
	for _, c := range p.comments {
		d.Conversation = append(d.Conversation, remark{Author: c.Author, Parts: parts(c.Body)})
	}
	for _, f := range files {
		d.Files = append(d.Files, pageOf(f, lines))
	}
	return d, true
}

// pageOf lays out one file's diff with the comments under their lines.
func pageOf(f fileDiff, comments []*LineComment) pageFile {
	page := pageFile{Path: f.path, Status: f.status}
	under := map[int][]remark{}
	for _, c := range comments {
		r := remark{Author: c.Author, Resolved: c.Resolved, Parts: parts(c.Body)}
		switch {
		case c.Path != f.path || c.Minimized:
		case c.Line == 0 || c.Side == "LEFT":
			page.Outdated = append(page.Outdated, r)
		default:
			under[c.Line] = append(under[c.Line], r)
		}
	}
	for _, h := range f.hunks {
		header, body, _ := strings.Cut(h.text, "\n")
		page.Rows = append(page.Rows, row{Class: "hunk", Text: header})
		at, was := h.newStart, h.oldStart
		for line := range strings.Lines(body) {
			r := row{Text: strings.TrimSuffix(line[1:], "\n")}
			switch line[0] {
			case '+':
				r.Class, r.New = "added", at
				at++
			case '-':
				r.Class, r.Old = "removed", was
				was++
			case ' ':
				r.Old, r.New = was, at
				at++
				was++
			default: // "\ No newline at end of file"
				continue
			}
			r.Remarks = under[r.New]
			page.Rows = append(page.Rows, r)
		}
	}
	return page
}

// parts splits a comment at its suggestion fences and drops lines that hold nothing but an HTML comment.
func parts(body string) []part {
	var all []part
	var fence string
	for line := range strings.Lines(strings.ReplaceAll(body, "\r\n", "\n")) {
		bare := strings.TrimSpace(line)
		ticks := strings.TrimSuffix(bare, "suggestion")
		switch {
		case fence == "" && strings.HasPrefix(bare, "<!--") && strings.HasSuffix(bare, "-->"):
			continue
		case fence == "" && strings.HasPrefix(bare, "```") && ticks+"suggestion" == bare && strings.Trim(ticks, "`") == "":
			fence = ticks
			all = append(all, part{Suggestion: true})
			continue
		case fence != "" && bare == fence:
			fence = ""
			all = append(all, part{})
			continue
		}
		if len(all) == 0 {
			all = append(all, part{})
		}
		all[len(all)-1].Text += line
	}
	return trim(all)
}

func trim(all []part) []part {
	var kept []part
	for _, p := range all {
		p.Text = strings.Trim(p.Text, "\n")
		if p.Suggestion || p.Text != "" {
			kept = append(kept, p)
		}
	}
	return kept
}
