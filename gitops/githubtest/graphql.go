package githubtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// The documents that are answered, as gitops/github sends them; blanks do not count.
const (
	openPulls = `query OpenPulls($owner:String!,$name:String!,$base:String!,$after:String){
		repository(owner:$owner,name:$name){pullRequests(states:OPEN,baseRefName:$base,first:50,after:$after,orderBy:{field:CREATED_AT,direction:ASC}){
			nodes{number url title body isDraft baseRefName headRefName headRefOid headRepository{nameWithOwner}
				author{__typename login} milestone{number title} labels(first:50){nodes{name}} files(first:100){nodes{path} pageInfo{hasNextPage}}}
			pageInfo{hasNextPage endCursor}}}}`
	reviewThreads = `query ReviewThreads($owner:String!,$name:String!,$number:Int!,$threads:String,$reviews:String,$people:Boolean!){
		repository(owner:$owner,name:$name){
			pullRequests(states:[CLOSED,MERGED],first:50,orderBy:{field:CREATED_AT,direction:DESC}){nodes{number headRefName}}
			pullRequest(number:$number){
				commits(first:100)@include(if:$people){nodes{commit{authors(first:10){nodes{name user{login}}}}}}
				reviews(first:100,after:$reviews){nodes{body author{__typename login ...on User{name}}} pageInfo{hasNextPage endCursor}}
				reviewThreads(first:100,after:$threads){
					nodes{id isResolved resolvedBy{login} path startLine line comments(first:10){totalCount nodes{
						id databaseId body isMinimized minimizedReason author{__typename login ...on User{name}} pullRequestReview{databaseId}
						reactions(content:THUMBS_DOWN,first:1){totalCount}}}}
					pageInfo{hasNextPage endCursor}}}}}`
	resolveThread   = `mutation ResolveThread($thread:ID!){resolveReviewThread(input:{threadId:$thread}){thread{id isResolved}}}`
	minimizeComment = `mutation MinimizeComment($comment:ID!){minimizeComment(input:{subjectId:$comment,classifier:RESOLVED}){minimizedComment{isMinimized}}}`
)

// isMutation reports whether a GraphQL operation changes something.
func isMutation(operation string) bool {
	return operation == "ResolveThread" || operation == "MinimizeComment"
}

type graphRequest struct {
	Query     string
	Variables struct {
		Owner, Name, Base string
		After             *string
		Number            int
		Thread, Comment   string
		Threads, Reviews  *string
		People            bool
	}
}

func (s *Server) serveGraphQL(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.userOf(r)
	switch {
	case r.UserAgent() == "":
		noAgent.write(w)
		return
	case r.Method != http.MethodPost:
		notFound.write(w)
		return
	case u == nil:
		badCredentials.write(w)
		return
	case u == anonymous:
		(&problem{status: http.StatusUnauthorized, Message: "This endpoint requires you to be authenticated."}).write(w)
		return
	}
	var in graphRequest
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in) != nil {
		badJSON.write(w)
		return
	}
	data, refused := s.execute(r, u, in)
	if refused != nil {
		writeJSON(w, http.StatusOK, object{"data": nil, "errors": []object{refused}})
		return
	}
	writeJSON(w, http.StatusOK, object{"data": data})
}

// execute answers a known document; the second result is the entry for errors.
func (s *Server) execute(r *http.Request, u *user, in graphRequest) (object, object) {
	operations := []struct {
		name, document string
		run            func(*http.Request, *user, graphRequest) (object, object)
	}{
		{"OpenPulls", openPulls, s.graphOpenPulls},
		{"ReviewThreads", reviewThreads, s.graphReviewThreads},
		{"ResolveThread", resolveThread, s.graphResolveThread},
		{"MinimizeComment", minimizeComment, s.graphMinimize},
	}
	for _, op := range operations {
		if squeeze(in.Query) == squeeze(op.document) {
			note(r.Context(), func(e *Request) { e.Operation = op.name })
			return op.run(r, u, in)
		}
	}
	return nil, object{"message": "The stand-in does not know this document"}
}

// squeeze makes two documents equal that differ in blanks only.
func squeeze(document string) string { return strings.Join(strings.Fields(document), "") }

func (s *Server) graphRepository(u *user, owner, name string) (*Repository, object) {
	r := s.repos[strings.ToLower(owner+"/"+name)]
	if r == nil || !r.readable(u) {
		return nil, object{"type": "NOT_FOUND", "message": "Could not resolve to a Repository with the name '" + owner + "/" + name + "'."}
	}
	return r, nil
}

// slice cuts a connection: size nodes after the cursor, which is the number of nodes before.
func slice[T any](all []T, after *string, size int) ([]T, object) {
	from := 0
	if after != nil {
		from, _ = strconv.Atoi(*after)
	}
	from = max(0, min(from, len(all)))
	to := min(len(all), from+size)
	return all[from:to], object{"hasNextPage": to < len(all), "endCursor": strconv.Itoa(to)}
}

func (s *Server) graphOpenPulls(r *http.Request, u *user, in graphRequest) (object, object) {
	repo, refused := s.graphRepository(u, in.Variables.Owner, in.Variables.Name)
	if refused != nil {
		return nil, refused
	}
	var open []*pull
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
		nodes = append(nodes, graphPull(p, files))
	}
	return object{"repository": object{"pullRequests": object{"nodes": nodes, "pageInfo": page}}}, nil
}

func graphPull(p *pull, files []fileDiff) object {
	paths, page := slice(files, nil, 100)
	pathNodes, labels := []object{}, []object{}
	for _, f := range paths {
		pathNodes = append(pathNodes, object{"path": f.path})
	}
	for _, l := range p.Labels {
		labels = append(labels, object{"name": l})
	}
	milestone := any(nil)
	if m := p.repo.milestone(p.Milestone); m != nil {
		milestone = object{"number": m.Number, "title": m.Title}
	}
	return object{
		"number": p.Number, "url": p.URL, "title": p.Title, "body": p.Body, "isDraft": p.Draft,
		"baseRefName": p.Base, "headRefName": p.Head, "headRefOid": p.HeadSHA, "headRepository": object{"nameWithOwner": p.headRepo.Name},
		"author":    graphActor(p.author),
		"milestone": milestone, "labels": object{"nodes": labels}, "files": object{"nodes": pathNodes, "pageInfo": page},
	}
}

// graphNode finds a line comment by the node id of its thread or its own, for an account that may change it.
func (s *Server) graphNode(u *user, id, kind string, needs Permission) (*LineComment, object) {
	for _, r := range s.repos {
		for _, p := range r.pulls {
			for _, c := range p.lines {
				if id != node(kind, c.ID) || !r.readable(u) {
					continue
				}
				author := kind == "PRRT" && p.author.is(u) && r.permission(u) == Visitor
				if r.permission(u) < needs && !author || r.noResolve && kind == "PRRT" && u.account == Installation {
					return nil, object{"type": "FORBIDDEN", "message": u.refusal()}
				}
				return c, nil
			}
		}
	}
	return nil, object{"type": "NOT_FOUND", "message": "Could not resolve to a node with the global id of '" + id + "'"}
}

func (s *Server) graphResolveThread(r *http.Request, u *user, in graphRequest) (object, object) {
	c, refused := s.graphNode(u, in.Variables.Thread, "PRRT", Write)
	if refused != nil {
		return nil, refused
	}
	c.Resolved, c.ResolvedBy = true, u.login
	return object{"resolveReviewThread": object{"thread": object{"id": in.Variables.Thread, "isResolved": true}}}, nil
}

func (s *Server) graphMinimize(r *http.Request, u *user, in graphRequest) (object, object) {
	c, refused := s.graphNode(u, in.Variables.Comment, "PRRC", Triage)
	if refused != nil {
		return nil, refused
	}
	c.Minimized, c.MinimizedReason = true, "resolved"
	return object{"minimizeComment": object{"minimizedComment": object{"isMinimized": true}}}, nil
}
