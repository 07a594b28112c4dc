package githubtest

import (
	"fmt"
	"strings"
	"time"
)

// object is an answer of the REST interface. Keys that no client reads are there because GitHub's description requires them.
type object = map[string]any

func (s *Server) api(format string, args ...any) string {
	return s.APIURL + fmt.Sprintf(format, args...)
}

func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

func node(kind string, id int64) string { return fmt.Sprintf("%s_%d", kind, id) }

func (s *Server) userJSON(u *user) object {
	url := s.api("/users/%s", u.login)
	o := object{
		"login": u.login, "id": u.id, "node_id": node("U", u.id), "type": string(u.account), "site_admin": false, "gravatar_id": "",
		"url": url, "html_url": s.URL + "/" + u.login, "avatar_url": s.URL + "/" + u.login + ".png",
	}
	for _, k := range strings.Fields("events followers following gists organizations received_events repos starred subscriptions") {
		o[k+"_url"] = url + "/" + k
	}
	return o
}

func (s *Server) publicUserJSON(u *user) object {
	o := s.userJSON(u)
	for _, k := range strings.Fields("bio company email hireable location name") {
		o[k] = nil
	}
	for _, k := range strings.Fields("followers following public_gists public_repos") {
		o[k] = 0
	}
	o["blog"], o["user_view_type"] = "", "public"
	o["created_at"], o["updated_at"] = stamp(time.Unix(0, 0)), stamp(time.Unix(0, 0))
	return o
}

func (s *Server) repositoryJSON(r *Repository) object {
	url, html := s.api("/repos/%s", r.Name), s.URL+"/"+r.Name
	_, name, _ := strings.Cut(r.Name, "/")
	o := object{
		"id": r.id, "node_id": node("R", r.id), "name": name, "full_name": r.Name, "private": r.private, "fork": r.parent != nil,
		"owner": s.userJSON(s.userNamed(r.owner())), "url": url, "html_url": html, "clone_url": html + ".git", "git_url": html + ".git",
		"ssh_url": html + ".git", "svn_url": html, "default_branch": r.branch, "description": nil, "homepage": nil, "language": nil,
		"mirror_url": nil, "license": nil, "archived": false, "disabled": false, "has_downloads": true, "has_issues": true,
		"has_projects": true, "has_wiki": true, "has_pages": false, "size": 0,
		"pushed_at": stamp(r.created), "created_at": stamp(r.created), "updated_at": stamp(r.created),
	}
	for _, k := range strings.Fields("forks forks_count open_issues open_issues_count stargazers_count watchers watchers_count") {
		o[k] = 0
	}
	for _, k := range strings.Fields(`archive assignees blobs branches collaborators comments commits compare contents contributors
		deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues keys labels languages
		merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees`) {
		o[k+"_url"] = url + "/" + k
	}
	return o
}

func (s *Server) branchJSON(r *Repository, ref, sha string) object {
	return object{"label": r.owner() + ":" + ref, "ref": ref, "sha": sha, "repo": s.repositoryJSON(r), "user": s.userJSON(s.userNamed(r.owner()))}
}

// pullJSON is a pull request as a list shows it, or as it is shown alone.
func (s *Server) pullJSON(p *pull, alone bool) object {
	pull, issue := s.api("/repos/%s/pulls/%d", p.repo.Name, p.Number), s.api("/repos/%s/issues/%d", p.repo.Name, p.Number)
	merged := any(nil)
	if p.Merged {
		merged = stamp(p.closed)
	}
	links := object{
		"html": p.URL, "self": pull, "issue": issue, "comments": issue + "/comments", "commits": pull + "/commits",
		"review_comments": pull + "/comments", "review_comment": pull + "/comments{/number}",
		"statuses": s.api("/repos/%s/statuses/%s", p.repo.Name, p.HeadSHA),
	}
	o := object{
		"id": p.id, "node_id": node("PR", p.id), "number": p.Number, "state": p.State, "locked": false, "title": p.Title, "body": p.Body,
		"draft": p.Draft, "user": s.userJSON(p.author), "author_association": "CONTRIBUTOR", "assignee": nil, "auto_merge": nil,
		"labels": s.labelsJSON(p), "milestone": s.milestoneOf(p), "merge_commit_sha": nil,
		"head": s.branchJSON(p.headRepo, p.Head, p.HeadSHA), "base": s.branchJSON(p.repo, p.Base, p.baseSHA),
		"created_at": stamp(p.created), "updated_at": stamp(p.updated), "closed_at": stamp(p.closed), "merged_at": merged,
		"url": pull, "html_url": p.URL, "diff_url": p.URL + ".diff", "patch_url": p.URL + ".patch", "issue_url": issue,
		"commits_url": pull + "/commits", "comments_url": issue + "/comments", "review_comments_url": pull + "/comments",
		"review_comment_url": pull + "/comments{/number}", "statuses_url": links["statuses"],
	}
	for k, v := range links {
		links[k] = object{"href": v}
	}
	o["_links"] = links
	if alone {
		o["merged"], o["merged_by"], o["mergeable"], o["mergeable_state"] = p.Merged, nil, nil, "unknown"
		o["maintainer_can_modify"], o["comments"], o["review_comments"] = p.Editable, len(p.comments), len(p.lines)
		o["commits"], o["additions"], o["deletions"], o["changed_files"] = 1, 0, 0, 0
	}
	return o
}

func (s *Server) issueJSON(p *pull) object {
	issue := s.api("/repos/%s/issues/%d", p.repo.Name, p.Number)
	return object{
		"id": p.id, "node_id": node("PR", p.id), "number": p.Number, "state": p.State, "locked": false, "title": p.Title, "body": p.Body,
		"user": s.userJSON(p.author), "assignee": nil, "labels": s.labelsJSON(p), "milestone": s.milestoneOf(p),
		"comments": len(p.comments), "author_association": "CONTRIBUTOR", "closed_at": stamp(p.closed),
		"created_at": stamp(p.created), "updated_at": stamp(p.updated), "url": issue, "html_url": p.URL,
		"repository_url": s.api("/repos/%s", p.repo.Name), "labels_url": issue + "/labels{/name}",
		"comments_url": issue + "/comments", "events_url": issue + "/events",
	}
}

func (s *Server) milestoneOf(p *pull) any {
	if m := p.repo.milestone(p.Milestone); m != nil {
		return s.milestoneJSON(p.repo, m)
	}
	return nil
}

func (s *Server) milestoneJSON(r *Repository, m *Milestone) object {
	url := s.api("/repos/%s/milestones/%d", r.Name, m.Number)
	o := object{
		"id": m.ID, "node_id": node("MI", m.ID), "number": m.Number, "title": m.Title, "state": "open", "description": nil,
		"creator": nil, "open_issues": 0, "closed_issues": 0, "due_on": nil, "closed_at": nil,
		"created_at": stamp(m.created), "updated_at": stamp(m.created), "url": url, "labels_url": url + "/labels",
		"html_url": fmt.Sprintf("%s/%s/milestone/%d", s.URL, r.Name, m.Number),
	}
	if m.Closed {
		o["state"], o["closed_at"] = "closed", stamp(m.created)
	}
	return o
}

func (s *Server) labelJSON(r *Repository, l *Label) object {
	return object{
		"id": l.ID, "node_id": node("LA", l.ID), "name": l.Name, "color": l.Color, "description": l.Description, "default": false,
		"url": s.api("/repos/%s/labels/%d", r.Name, l.ID),
	}
}

func (s *Server) labelsJSON(p *pull) []object {
	all := []object{}
	for _, name := range p.Labels {
		all = append(all, s.labelJSON(p.repo, p.repo.labelNamed(name)))
	}
	return all
}

func (s *Server) commentJSON(p *pull, c *IssueComment) object {
	return object{
		"id": c.ID, "node_id": node("IC", c.ID), "body": c.Body, "user": s.userJSON(c.author), "author_association": "NONE",
		"created_at": stamp(c.created), "updated_at": stamp(c.updated), "issue_url": s.api("/repos/%s/issues/%d", p.repo.Name, p.Number),
		"url": s.api("/repos/%s/issues/comments/%d", p.repo.Name, c.ID), "html_url": fmt.Sprintf("%s#issuecomment-%d", p.URL, c.ID),
	}
}

func (s *Server) reviewJSON(p *pull, r *review) object {
	html, pull := fmt.Sprintf("%s#pullrequestreview-%d", p.URL, r.id), s.api("/repos/%s/pulls/%d", p.repo.Name, p.Number)
	return object{
		"id": r.id, "node_id": node("PRR", r.id), "user": s.userJSON(r.author), "body": r.body, "state": r.state,
		"commit_id": r.commit, "submitted_at": stamp(r.created), "author_association": "NONE", "html_url": html, "pull_request_url": pull,
		"_links": object{"html": object{"href": html}, "pull_request": object{"href": pull}},
	}
}

func (s *Server) lineJSON(p *pull, c *LineComment) object {
	self, pull := s.api("/repos/%s/pulls/comments/%d", p.repo.Name, c.ID), s.api("/repos/%s/pulls/%d", p.repo.Name, p.Number)
	html := fmt.Sprintf("%s#discussion_r%d", p.URL, c.ID)
	o := object{
		"id": c.ID, "node_id": node("PRRC", c.ID), "pull_request_review_id": c.Review, "diff_hunk": c.hunk, "path": c.Path, "body": c.Body,
		"commit_id": p.HeadSHA, "original_commit_id": c.OriginalCommit, "user": s.userJSON(c.author), "author_association": "NONE",
		"line": nil, "start_line": nil, "start_side": nil, "original_line": c.OriginalLine, "original_start_line": nil, "side": c.Side,
		"subject_type": "line", "created_at": stamp(c.created), "updated_at": stamp(c.updated), "url": self, "html_url": html, "pull_request_url": pull,
		"_links": object{"self": object{"href": self}, "html": object{"href": html}, "pull_request": object{"href": pull}},
	}
	if c.Line != 0 {
		o["line"] = c.Line
	}
	if c.OriginalStart != c.OriginalLine {
		o["original_start_line"], o["start_side"] = c.OriginalStart, c.Side
		if c.Line != 0 {
			o["start_line"] = c.Start
		}
	}
	if c.InReplyTo != 0 {
		o["in_reply_to_id"] = c.InReplyTo
	}
	return o
}

func (s *Server) fileJSON(p *pull, f fileDiff) object {
	o := object{
		"sha": f.blob, "filename": f.path, "status": f.status, "additions": f.additions, "deletions": f.deletions, "changes": f.additions + f.deletions,
		"blob_url": fmt.Sprintf("%s/%s/blob/%s/%s", s.URL, p.repo.Name, p.HeadSHA, f.path), "raw_url": fmt.Sprintf("%s/%s/raw/%s/%s", s.URL, p.repo.Name, p.HeadSHA, f.path),
		"contents_url": s.api("/repos/%s/contents/%s?ref=%s", p.repo.Name, f.path, p.HeadSHA),
	}
	if f.patch != "" {
		o["patch"] = f.patch
	}
	if f.oldPath != "" {
		o["previous_filename"] = f.oldPath
	}
	return o
}
