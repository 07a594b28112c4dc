package githubtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// The documents that are answered, as gitops/github sends them; blanks do not count.
const (
	monthPulls = `query MonthPulls($owner:String!,$name:String!,$base:String!,$head:String!,$after:String){
		viewer{login} repository(owner:$owner,name:$name){
			fromHead:pullRequests(headRefName:$head,first:50,orderBy:{field:CREATED_AT,direction:DESC}){nodes{...pull}}
			open:pullRequests(states:OPEN,baseRefName:$base,first:50,after:$after,orderBy:{field:CREATED_AT,direction:ASC}){
				nodes{...pull files(first:100){nodes{path changeType} pageInfo{hasNextPage}}} pageInfo{hasNextPage endCursor}}}}
		fragment pull on PullRequest{id number url title body state isDraft baseRefName headRefName headRefOid headRepository{nameWithOwner}
			author{__typename login} milestone{number title} labels(first:50){nodes{name}}}`
	reviewThreads = `query ReviewThreads($owner:String!,$name:String!,$number:Int!,$threads:String,$reviews:String,$people:Boolean!){
		repository(owner:$owner,name:$name){
			pullRequests(states:[CLOSED,MERGED],first:50,orderBy:{field:CREATED_AT,direction:DESC}){nodes{number headRefName}}
			pullRequest(number:$number){
				commits(first:100)@include(if:$people){nodes{commit{authors(first:10){nodes{name user{login}}}}}}
				comments(first:100){nodes{fullDatabaseId body author{__typename login}} pageInfo{hasNextPage}}
				reviews(first:100,after:$reviews){nodes{body author{__typename login ...on User{name}}} pageInfo{hasNextPage endCursor}}
				reviewThreads(first:100,after:$threads){
					nodes{id isResolved resolvedBy{login} path startLine line comments(first:10){totalCount nodes{
						id fullDatabaseId body isMinimized minimizedReason author{__typename login ...on User{name}} pullRequestReview{fullDatabaseId}
						reactions(content:THUMBS_DOWN,first:1){totalCount}}}}
					pageInfo{hasNextPage endCursor}}}}}`
	resolveThread   = `mutation ResolveThread($thread:ID!){resolveReviewThread(input:{threadId:$thread}){thread{id isResolved}}}`
	viewer          = `query Viewer{viewer{login}}`
	ready           = `mutation Ready($pull:ID!){markPullRequestReadyForReview(input:{pullRequestId:$pull}){pullRequest{isDraft}}}`
	draft           = `mutation Draft($pull:ID!){convertPullRequestToDraft(input:{pullRequestId:$pull}){pullRequest{isDraft}}}`
	minimizeComment = `mutation MinimizeComment($comment:ID!){minimizeComment(input:{subjectId:$comment,classifier:RESOLVED}){minimizedComment{isMinimized}}}`
)

// isMutation reports whether a GraphQL operation changes something.
func isMutation(operation string) bool {
	return slices.Contains([]string{"ResolveThread", "MinimizeComment", "Ready", "Draft"}, operation)
}

type graphRequest struct {
	Query     string
	Variables struct {
		Owner, Name, Base, Head string
		After                   *string
		Number                  int
		Thread, Comment, Pull   string
		Threads, Reviews        *string
		People                  bool
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
		{"MonthPulls", monthPulls, s.graphMonthPulls},
		{"ReviewThreads", reviewThreads, s.graphReviewThreads},
		{"ResolveThread", resolveThread, s.graphResolveThread},
		{"MinimizeComment", minimizeComment, s.graphMinimize},
		{"Viewer", viewer, graphViewer},
		{"Ready", ready, s.graphReady},
		{"Draft", draft, s.graphDraft},
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
	if r.private && !u.granted("pull_requests=read") {
		return nil, object{"type": "FORBIDDEN", "message": u.refusal()}
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

// graphNode finds a line comment by the node id of its thread or its own, for an account that may change it.
func (s *Server) graphNode(u *user, id, kind string, needs Permission) (*LineComment, object) {
	for _, r := range s.repos {
		for _, p := range r.pulls {
			for _, c := range p.lines {
				if id != node(kind, c.ID) || !r.readable(u) {
					continue
				}
				author := kind == "PRRT" && p.author.is(u) && r.permission(u) == Visitor
				if r.permission(u) < needs && !author || !u.granted("pull_requests=write") || kind == "PRRT" && !u.granted("contents=write") || r.noResolve && kind == "PRRT" && u.account == Installation {
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

// graphViewer tells whose the token is, also of an installation, which REST does not.
func graphViewer(_ *http.Request, u *user, _ graphRequest) (object, object) {
	return object{"viewer": graphUser(u)}, nil
}

func graphUser(u *user) object { return object{"login": u.login} }
