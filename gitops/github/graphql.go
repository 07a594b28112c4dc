package github

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// The GraphQL documents that are sent, and those in threads.go and people.go. The stand-in knows these and nothing else.
const (
	monthPullsQuery = `query MonthPulls($owner:String!,$name:String!,$base:String!,$head:String!,$after:String){
	viewer{login} repository(owner:$owner,name:$name){
		fromHead:pullRequests(headRefName:$head,first:50,orderBy:{field:CREATED_AT,direction:DESC}){nodes{...pull}}
		open:pullRequests(states:OPEN,baseRefName:$base,first:50,after:$after,orderBy:{field:CREATED_AT,direction:ASC}){
			nodes{...pull files(first:100){nodes{path changeType} pageInfo{hasNextPage}}} pageInfo{hasNextPage endCursor}}}}
	fragment pull on PullRequest{id number url title body state isDraft baseRefName headRefName headRefOid headRepository{nameWithOwner}
		author{__typename login} milestone{number title} labels(first:50){nodes{name}}}`
	viewerQuery             = `query Viewer{viewer{login}}`
	resolveThreadMutation   = `mutation ResolveThread($thread:ID!){resolveReviewThread(input:{threadId:$thread}){thread{id isResolved}}}`
	readyMutation           = `mutation Ready($pull:ID!){markPullRequestReadyForReview(input:{pullRequestId:$pull}){pullRequest{isDraft}}}`
	draftMutation           = `mutation Draft($pull:ID!){convertPullRequestToDraft(input:{pullRequestId:$pull}){pullRequest{isDraft}}}`
	minimizeCommentMutation = `mutation MinimizeComment($comment:ID!){minimizeComment(input:{subjectId:$comment,classifier:RESOLVED}){minimizedComment{isMinimized}}}`
)

// pageInfo says whether a connection goes on, and where.
type pageInfo struct {
	HasNextPage bool
	EndCursor   *string
}

// into moves a cursor on, unless the connection is empty.
func (p pageInfo) into(variables map[string]any, name string) {
	if p.EndCursor != nil {
		variables[name] = *p.EndCursor
	}
}

// ask sends a document and decodes its data. Errors within an answer of status 200 are errors.
func (c *Client) ask(ctx context.Context, deed, document string, variables map[string]any, data any) error {
	if !c.token {
		return fmt.Errorf("%s: %w: GraphQL answers nobody without one", deed, ErrToken)
	}
	if !strings.HasPrefix(document, "mutation") {
		ctx = context.WithValue(ctx, asking{}, true)
	}
	req, err := c.gh.NewRequest("POST", c.graphQL, map[string]any{"query": document, "variables": variables})
	if err != nil {
		return fmt.Errorf("%s: %w", deed, err)
	}
	var answer struct {
		Data   any `json:"data"`
		Errors []struct{ Type, Message string }
	}
	answer.Data = data
	if _, err := c.gh.Do(ctx, req, &answer); err != nil {
		return explain(deed, err)
	}
	if len(answer.Errors) == 0 {
		return nil
	}
	first := answer.Errors[0]
	cause := errors.New(plain(first.Message))
	switch first.Type {
	case "FORBIDDEN":
		cause = fmt.Errorf("%w (%s)", ErrPermission, plain(first.Message))
		if strings.HasPrefix(document, "query") { // what a change takes differs, and who asks for it knows
			cause = fmt.Errorf("%w: %s", cause, wayOut(first.Message, "pull_requests=read"))
		}
	case "NOT_FOUND":
		cause = fmt.Errorf("%w (%s)", ErrNotFound, plain(first.Message))
	case "RATE_LIMITED", "RATE_LIMIT":
		cause = fmt.Errorf("%w: try again in an hour", ErrRateLimited)
	}
	return fmt.Errorf("%s: %w", deed, cause)
}
