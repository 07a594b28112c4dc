package github

import (
	"context"
	"errors"
	"fmt"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// home is the repository that holds the head.
func (c *Client) home(spec PullSpec) string {
	if spec.Fork != "" {
		return spec.Fork
	}
	return c.repo()
}

// label is the head as GitHub writes it across repositories: "owner:branch".
func (c *Client) label(spec PullSpec) string {
	owner, _, _ := strings.Cut(c.home(spec), "/")
	return owner + ":" + spec.Head
}

// create opens the pull request. From a fork, those who may write to the base are asked to edit the branch, too; where
// whoever opens it has no right to promise that, it is opened without.
func (c *Client) create(ctx context.Context, spec PullSpec) (*gh.PullRequest, error) {
	head := spec.Head
	wanted := &gh.NewPullRequest{Title: &spec.Title, Head: &head, Base: &spec.Base, Body: &spec.Body, Draft: &spec.Draft}
	if spec.Fork != "" {
		head = c.label(spec)
		wanted.MaintainerCanModify = gh.Bool(true)
	}
	pr, _, err := c.gh.PullRequests.Create(ctx, c.owner, c.name, wanted)
	if err = explain("open a pull request from "+head, err); unprocessable(err) && strings.Contains(strings.ToLower(err.Error()), "fork collab") {
		wanted.MaintainerCanModify = gh.Bool(false)
		pr, _, err = c.gh.PullRequests.Create(ctx, c.owner, c.name, wanted)
		err = explain("open a pull request from "+head, err)
	}
	return pr, err
}

// ErrNoFork is returned by CreateFork for a token that may make none: only a person's may that is not limited to
// certain repositories.
var ErrNoFork = errors.New("no fork can be made with this token")

// CreateFork asks for a fork of this repository, in an organisation or, with "", in the account of the token, and with
// the default branch alone unless all are wanted. It returns the fork's name before the fork can be used: ask for its
// Rights until it is there. If there is one already, that is returned.
func (c *Client) CreateFork(ctx context.Context, organization string, all bool) (string, error) {
	fork, _, err := c.gh.Repositories.CreateFork(ctx, c.owner, c.name, &gh.RepositoryCreateForkOptions{Organization: organization, DefaultBranchOnly: !all})
	var accepted *gh.AcceptedError
	if errors.As(err, &accepted) {
		err = nil
	}
	if err = explain("fork "+c.repo(), err); denied(err) {
		return "", fmt.Errorf("%w: %w", ErrNoFork, err)
	} else if err != nil {
		return "", err
	}
	return fork.GetFullName(), nil
}

// Gap is how a fork's branch and the one it comes from are apart.
type Gap struct {
	Own, Behind int    // commits that only the fork has, and that it has not
	Common      string // newest commit that both have
}

// Gap compares a branch of this fork with that of the same name in the repository of the owner.
func (c *Client) Gap(ctx context.Context, owner, branch string) (Gap, error) {
	// The second page holds no files, of which the first has hundreds.
	r, _, err := c.gh.Repositories.CompareCommits(ctx, c.owner, c.name, branch, owner+":"+branch, &gh.ListOptions{PerPage: 1, Page: 2})
	if err != nil {
		return Gap{}, explain(fmt.Sprintf("compare %s of %s with that of %s", branch, c.repo(), owner), err)
	}
	return Gap{Own: r.GetBehindBy(), Behind: r.GetAheadBy(), Common: r.GetMergeBaseCommit().GetSHA()}, nil
}

// ErrSync is returned by SyncFork where GitHub refuses: the branches are in conflict, or the token may not.
var ErrSync = errors.New("the fork could not be brought up to date")

// SyncFork brings a branch of this fork up to date with what it was forked from. Commits of its own are kept.
func (c *Client) SyncFork(ctx context.Context, branch string) error {
	_, _, err := c.gh.Repositories.MergeUpstream(ctx, c.owner, c.name, &gh.RepoMergeUpstreamRequest{Branch: &branch})
	err = explain(fmt.Sprintf("bring %s of %s up to date", branch, c.repo()), err)
	if denied(err) || unprocessable(err) || conflicting(err) {
		return fmt.Errorf("%w: %w", ErrSync, err)
	}
	return err
}
