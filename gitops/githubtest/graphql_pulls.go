package githubtest

import (
	"net/http"
	"strings"
)

// graphMonthPulls answers with the pull requests from a branch of any repository, whatever became of them, and with the
// open ones to a base and their files.
func (s *Server) graphMonthPulls(r *http.Request, u *user, in graphRequest) (object, object) {
	repo, refused := s.graphRepository(u, in.Variables.Owner, in.Variables.Name)
	if refused != nil {
		return nil, refused
	}
	var open []*pull
	from := []object{}
	for i := len(repo.pulls) - 1; i >= 0; i-- {
		if p := repo.pulls[i]; p.Head == in.Variables.Head && len(from) < 50 {
			p.refresh(r.Context())
			from = append(from, graphPull(p))
		}
	}
	for _, p := range repo.pulls {
		if p.State == "open" && p.Base == in.Variables.Base {
			open = append(open, p)
		}
	}
	cut, page := slice(open, in.Variables.After, 50)
	nodes := []object{}
	for _, p := range cut {
		files, err := p.files(r.Context())
		if err != nil {
			return nil, object{"message": err.Error()}
		}
		o := graphPull(p)
		o["files"] = graphFiles(files)
		nodes = append(nodes, o)
	}
	return object{"viewer": graphUser(u), "repository": object{"fromHead": object{"nodes": from}, "open": object{"nodes": nodes, "pageInfo": page}}}, nil
}

func graphPull(p *pull) object {
	labels := []object{}
	for _, l := range p.Labels {
		labels = append(labels, object{"name": l})
	}
	milestone := any(nil)
	if m := p.repo.milestone(p.Milestone); m != nil {
		milestone = object{"number": m.Number, "title": m.Title}
	}
	state := strings.ToUpper(p.State)
	if p.Merged {
		state = "MERGED"
	}
	return object{
		"id": node("PR", p.id), "number": p.Number, "url": p.URL, "title": p.Title, "body": p.Body, "state": state, "isDraft": p.Draft,
		"baseRefName": p.Base, "headRefName": p.Head, "headRefOid": p.HeadSHA, "headRepository": object{"nameWithOwner": p.headRepo.Name},
		// GraphQL leaves out the ending that REST puts behind the login of a bot.
		"author":    object{"__typename": string(p.author.account), "login": strings.TrimSuffix(p.author.login, "[bot]")},
		"milestone": milestone, "labels": object{"nodes": labels},
	}
}

func graphFiles(files []fileDiff) object {
	cut, page := slice(files, nil, 100)
	nodes := []object{}
	for _, f := range cut {
		kind := map[string]string{"removed": "DELETED"}[f.status]
		if kind == "" {
			kind = strings.ToUpper(f.status)
		}
		nodes = append(nodes, object{"path": f.path, "changeType": kind})
	}
	return object{"nodes": nodes, "pageInfo": page}
}

func (s *Server) graphReady(_ *http.Request, u *user, in graphRequest) (object, object) {
	return s.graphSetDraft(u, in, false, "markPullRequestReadyForReview")
}

func (s *Server) graphDraft(_ *http.Request, u *user, in graphRequest) (object, object) {
	return s.graphSetDraft(u, in, true, "convertPullRequestToDraft")
}

// graphSetDraft takes write access, or the author's own token. For an app that is the permission to write contents.
func (s *Server) graphSetDraft(u *user, in graphRequest, draft bool, field string) (object, object) {
	for _, r := range s.repos {
		for _, p := range r.pulls {
			if in.Variables.Pull != node("PR", p.id) || !r.readable(u) {
				continue
			}
			author := p.author.is(u) && r.permission(u) == Visitor
			if r.permission(u) < Write && !author || !u.granted("pull_requests=write") || !u.granted("contents=write") || r.noResolve && u.account == Installation {
				return nil, object{"type": "FORBIDDEN", "message": u.refusal()}
			}
			p.Draft = draft
			return object{field: object{"pullRequest": object{"isDraft": draft}}}, nil
		}
	}
	return nil, object{"type": "NOT_FOUND", "message": "Could not resolve to a node with the global id of '" + in.Variables.Pull + "'"}
}
