package github

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// reviewThreadsQuery reads all of a review in one request for each hundred conversations: the comments, what people did to
// them, the bodies of reviews, which tell what was ever posted, which pull requests are over, and the conversation that the
// summary stands in, as far as it has no more than a hundred comments.
const reviewThreadsQuery = `query ReviewThreads($owner:String!,$name:String!,$number:Int!,$threads:String,$reviews:String,$people:Boolean!){
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

type threadsAnswer struct {
	Repository struct {
		PullRequests struct {
			Nodes []struct {
				Number      int
				HeadRefName string
			}
		}
		PullRequest struct {
			Commits  graphCommits
			Comments graphConversation
			Reviews  struct {
				Nodes []struct {
					Body   string
					Author *actor
				}
				PageInfo pageInfo
			}
			ReviewThreads struct {
				Nodes    []graphThread
				PageInfo pageInfo
			}
		}
	}
}

// graphThread is a conversation under a line, with the first ten of its comments.
type graphThread struct {
	ID              string
	IsResolved      bool
	ResolvedBy      *actor
	Path            string
	StartLine, Line int // 0 once outdated; StartLine also for a single line
	Comments        struct {
		TotalCount int
		Nodes      []graphComment
	}
}

type graphComment struct {
	ID                string
	FullDatabaseID    bigID
	Body              string
	IsMinimized       bool
	MinimizedReason   string
	Author            *actor
	PullRequestReview struct{ FullDatabaseID bigID }
	Reactions         struct{ TotalCount int }
}

// reviewState is what stands on the pull request already.
type reviewState struct {
	c        *Client
	pull     *Pull
	ours     func(login string) bool
	mine     []*comment      // ours, in order of id
	suggests []place         // where people suggest something that is not settled
	posted   map[string]bool // fingerprints of all that was ever posted
	over     []finished
	people   people
}

// finished is a pull request that is closed or merged.
type finished struct {
	number int
	branch string
}

// place is lines of a file.
type place struct {
	path        string
	start, line int
}

func (p place) meets(q place) bool {
	return p.path == q.path && p.start <= q.line && q.start <= p.line
}

// comment is a line comment of ours that began a conversation.
type comment struct {
	id, review   int64
	node, thread string
	place        // line is 0 once outdated
	fingerprints []string
	body         string
	suggestion   bool
	own          bool // may be resolved
	answered     bool
	resolved     bool
	hidden       bool
	refused      bool // by a person
}

// done reports whether nobody meets the comment any more who reads the diff.
func (m *comment) done() bool { return m.resolved || m.hidden }

// readReview reads all conversations and keeps what matters of them.
func (c *Client) readReview(ctx context.Context, pull *Pull, people bool) (*reviewState, error) {
	s := &reviewState{c: c, pull: pull, posted: map[string]bool{}}
	var err error
	if s.ours, err = c.ours(ctx, pull); err != nil {
		return nil, err
	}
	variables := map[string]any{"owner": c.owner, "name": c.name, "number": pull.Number, "threads": nil, "reviews": nil, "people": people}
	deed := fmt.Sprintf("read the line comments of pull request %d", pull.Number)
	for more := true; more; {
		var data threadsAnswer
		if err := c.ask(ctx, deed, reviewThreadsQuery, variables, &data); err != nil {
			return nil, err
		}
		s.take(data)
		if talk := data.Repository.PullRequest.Comments; !talk.PageInfo.HasNextPage {
			c.conversation[pull.Number] = talk.comments()
		}
		threads, reviews := data.Repository.PullRequest.ReviewThreads.PageInfo, data.Repository.PullRequest.Reviews.PageInfo
		more = threads.HasNextPage || reviews.HasNextPage
		threads.into(variables, "threads")
		reviews.into(variables, "reviews")
	}
	slices.SortFunc(s.mine, func(a, b *comment) int { return cmp.Compare(a.id, b.id) })
	return s, nil
}

// take adds one page.
func (s *reviewState) take(data threadsAnswer) {
	s.over = s.over[:0] // the same on each page
	for _, p := range data.Repository.PullRequests.Nodes {
		s.over = append(s.over, finished{p.Number, p.HeadRefName})
	}
	s.people.committed(data.Repository.PullRequest.Commits)
	for _, r := range data.Repository.PullRequest.Reviews.Nodes {
		s.people.add(r.Author)
		if s.ours(r.Author.login()) {
			for _, f := range s.c.postedIn(s.pull.Number, r.Body) {
				s.posted[f] = true
			}
		}
	}
	for _, t := range data.Repository.PullRequest.ReviewThreads.Nodes {
		s.takeThread(t)
	}
}

func (s *reviewState) takeThread(t graphThread) {
	at := place{t.Path, cmp.Or(t.StartLine, t.Line), t.Line}
	for i, m := range t.Comments.Nodes {
		s.people.add(m.Author)
		suggests := hasSuggestion(m.Body)
		prints := s.c.fingerprints(s.pull.Number, m.Body)
		if i > 0 || len(prints) == 0 || !s.ours(m.Author.login()) {
			if suggests && !t.IsResolved && !m.IsMinimized && at.line != 0 {
				s.suggests = append(s.suggests, at)
			}
			continue
		}
		byUs := t.ResolvedBy == nil || s.ours(t.ResolvedBy.login()) || s.ours(t.ResolvedBy.login()+"[bot]")
		s.mine = append(s.mine, &comment{
			id: int64(m.FullDatabaseID), review: int64(m.PullRequestReview.FullDatabaseID), node: m.ID, thread: t.ID, place: at, fingerprints: prints, body: m.Body,
			suggestion: suggests, own: s.c.own(m.Author), answered: t.Comments.TotalCount > 1, resolved: t.IsResolved, hidden: m.IsMinimized,
			refused: t.IsResolved && !byUs || m.Reactions.TotalCount > 0 || m.IsMinimized && !strings.EqualFold(m.MinimizedReason, "resolved"),
		})
		for _, f := range prints {
			s.posted[f] = true
		}
	}
}

// hasSuggestion reports whether a comment offers lines that can be taken over with a click.
func hasSuggestion(body string) bool {
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		info := strings.TrimLeft(line, "`~")
		if len(line)-len(info) >= 3 && strings.HasPrefix(info, "suggestion") {
			return true
		}
	}
	return false
}
