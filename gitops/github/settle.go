package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// thread is the conversation that a line comment began.
type thread struct {
	id        string
	resolved  bool
	minimized bool
	comments  int
}

func (t thread) done() bool { return t.resolved || t.minimized }

// settle resolves the comments whose remarks are gone, or minimises them where the token may not resolve.
// Nothing is deleted, and a conversation that somebody took part in is theirs to end.
func (s *reviewState) settle(ctx context.Context, r Review, posted *Posted) {
	current := map[string]bool{}
	for _, remark := range r.Remarks {
		for _, f := range remark.Fingerprints {
			current[f] = true
		}
	}
	gone := slices.DeleteFunc(slices.Clone(s.mine), func(m *comment) bool {
		return !m.own || slices.ContainsFunc(m.fingerprints, func(f string) bool { return current[f] })
	})
	if len(gone) == 0 || !s.readThreads(ctx, posted) {
		return
	}
	for _, m := range gone {
		t, ok := s.threads[m.node]
		if !ok || t.done() || t.comments > 1 {
			continue
		}
		if err := s.c.endThread(ctx, t.id, m.node); err != nil {
			posted.Notes = append(posted.Notes, err.Error())
			break // the next one would be refused too
		}
		t.resolved = true
		s.threads[m.node] = t
		posted.Resolved++
	}
	if posted.Resolved > 0 {
		posted.Did = append(posted.Did, fmt.Sprintf("resolved %d comments that are settled", posted.Resolved))
	}
}

func (c *Client) endThread(ctx context.Context, thread, comment string) error {
	err := c.ask(ctx, "resolve a settled comment", resolveThreadMutation, map[string]any{"thread": thread}, &struct{}{})
	if !errors.Is(err, ErrPermission) {
		return err
	}
	return c.ask(ctx, "minimise a settled comment", minimizeCommentMutation, map[string]any{"comment": comment}, &struct{}{})
}

// readThreads asks once which threads are done. If that cannot be learned, a note says so and all count as open.
func (s *reviewState) readThreads(ctx context.Context, posted *Posted) bool {
	if s.threads != nil {
		return len(s.threads) > 0
	}
	s.threads = map[string]thread{}
	variables := map[string]any{"owner": s.c.owner, "name": s.c.name, "number": s.pull.Number, "after": nil}
	for more := true; more; {
		var data threadsAnswer
		if err := s.c.ask(ctx, "read which comments are resolved", reviewThreadsQuery, variables, &data); err != nil {
			posted.Notes = append(posted.Notes, err.Error())
			return false
		}
		threads := data.Repository.PullRequest.ReviewThreads
		for _, t := range threads.Nodes {
			if len(t.Comments.Nodes) == 0 {
				continue
			}
			first := t.Comments.Nodes[0]
			s.threads[first.ID] = thread{id: t.ID, resolved: t.IsResolved, minimized: first.IsMinimized, comments: t.Comments.TotalCount}
		}
		more, variables["after"] = threads.PageInfo.HasNextPage, threads.PageInfo.EndCursor
	}
	return true
}

type threadsAnswer struct {
	Repository struct {
		PullRequest struct {
			ReviewThreads struct {
				Nodes []struct {
					ID         string
					IsResolved bool
					Comments   struct {
						TotalCount int
						Nodes      []struct {
							ID          string
							IsMinimized bool
						}
					}
				}
				PageInfo pageInfo
			}
		}
	}
}
