package githubtest

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// graphActor is an account. GraphQL leaves out the ending that REST puts behind the login of a bot.
func graphActor(u *user) object {
	actor := object{"__typename": string(u.account), "login": strings.TrimSuffix(u.login, "[bot]")}
	if u.account == Person {
		actor["name"] = nil
	}
	return actor
}

// graphPullRequest finds the pull request that a query is about.
func (s *Server) graphPullRequest(r *http.Request, u *user, in graphRequest) (*pull, object) {
	repo, refused := s.graphRepository(u, in.Variables.Owner, in.Variables.Name)
	if refused != nil {
		return nil, refused
	}
	p := repo.pull(in.Variables.Number)
	if p == nil {
		return nil, object{"type": "NOT_FOUND", "message": "Could not resolve to a PullRequest with the number of " + strconv.Itoa(in.Variables.Number) + "."}
	}
	p.refresh(r.Context())
	return p, nil
}

// graphReviewThreads tells of the conversations under lines, of the reviews, and of the pull requests that are over.
func (s *Server) graphReviewThreads(r *http.Request, u *user, in graphRequest) (object, object) {
	p, refused := s.graphPullRequest(r, u, in)
	if refused != nil {
		return nil, refused
	}
	lines, err := p.placed(r.Context())
	if err != nil {
		return nil, object{"message": err.Error()}
	}
	var threads []*LineComment // the oldest comment of each that is left
	answers := map[int64][]*LineComment{}
	for _, c := range lines {
		first := c.InReplyTo
		if first == 0 {
			first = c.ID
		}
		if answers[first] == nil {
			threads = append(threads, c)
		}
		answers[first] = append(answers[first], c)
	}
	cut, page := slice(threads, in.Variables.Threads, 100)
	nodes := []object{}
	for _, c := range cut {
		first := c.InReplyTo
		if first == 0 {
			first = c.ID
		}
		nodes = append(nodes, graphThread(c, answers[first]))
	}
	reviews, reviewPage := slice(p.reviews, in.Variables.Reviews, 100)
	bodies := []object{}
	for _, review := range reviews {
		bodies = append(bodies, object{"body": review.body, "author": graphActor(review.author)})
	}
	said, talkPage := slice(p.comments, nil, 100)
	talk := []object{}
	for _, c := range said {
		talk = append(talk, object{"fullDatabaseId": bigInt(c.ID), "body": c.Body, "author": graphActor(c.author)})
	}
	answer := object{
		"comments":      object{"nodes": talk, "pageInfo": talkPage},
		"reviews":       object{"nodes": bodies, "pageInfo": reviewPage},
		"reviewThreads": object{"nodes": nodes, "pageInfo": page},
	}
	if in.Variables.People {
		answer["commits"] = object{"nodes": p.graphCommits(r.Context())}
	}
	return object{"repository": object{"pullRequests": object{"nodes": p.repo.graphOver()}, "pullRequest": answer}}, nil
}

// bigInt is a number as GraphQL writes one that may have more than 32 bits.
func bigInt(n int64) string { return strconv.FormatInt(n, 10) }

// graphCommits are the first hundred commits with their authors and co-authors. An author is an account if one has that name.
func (p *pull) graphCommits(ctx context.Context) []object {
	out, err := p.repo.run(ctx, "log", "--reverse", "--format=%x01%an%n%(trailers:key=Co-authored-by,valueonly)", p.baseSHA+".."+p.HeadSHA)
	if err != nil {
		return nil
	}
	commits := []object{}
	for _, text := range strings.Split(out, "\x01")[1:] {
		authors := []object{}
		for line := range strings.Lines(text) {
			name, _, _ := strings.Cut(strings.TrimSpace(line), " <")
			if name == "" {
				continue
			}
			account := any(nil)
			for _, u := range p.repo.server.users {
				if strings.EqualFold(u.login, name) {
					account = object{"login": u.login}
				}
			}
			authors = append(authors, object{"name": name, "user": account})
		}
		if len(commits) < 100 {
			commits = append(commits, object{"commit": object{"authors": object{"nodes": authors}}})
		}
	}
	return commits
}

// graphOver lists the newest pull requests that are closed or merged.
func (r *Repository) graphOver() []object {
	over := []object{}
	for _, p := range slices.Backward(r.pulls) {
		if p.State == "closed" && len(over) < 50 {
			over = append(over, object{"number": p.Number, "headRefName": p.Head})
		}
	}
	return over
}

func graphThread(first *LineComment, all []*LineComment) object {
	comments := []object{}
	for _, c := range all[:min(len(all), 10)] {
		reason := any(nil)
		if c.Minimized {
			reason = c.MinimizedReason
		}
		comments = append(comments, object{
			"id": node("PRRC", c.ID), "fullDatabaseId": bigInt(c.ID), "body": c.Body, "isMinimized": c.Minimized, "minimizedReason": reason,
			"author": graphActor(c.author), "pullRequestReview": object{"fullDatabaseId": bigInt(c.Review)}, "reactions": object{"totalCount": len(c.Down)},
		})
	}
	by, line, start := any(nil), any(nil), any(nil)
	if first.ResolvedBy != "" {
		by = object{"login": strings.TrimSuffix(first.ResolvedBy, "[bot]")}
	}
	if first.Line != 0 {
		line = first.Line
	}
	if first.Line != 0 && first.Start != first.Line {
		start = first.Start
	}
	return object{
		"id": node("PRRT", first.ID), "isResolved": first.Resolved, "resolvedBy": by, "path": first.Path, "startLine": start, "line": line,
		"comments": object{"totalCount": len(all), "nodes": comments},
	}
}
