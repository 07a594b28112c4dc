package githubtest

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// forkDelay is how many requests do not find a fork that was just asked for: GitHub makes it while it answers.
const forkDelay = 3

// repository finds a repository by its name, nil if there is none, or not yet; the caller holds the lock.
func (s *Server) repository(name string) *Repository {
	r := s.repos[strings.ToLower(name)]
	if r != nil && r.unborn > 0 {
		r.unborn--
		return nil
	}
	return r
}

// Fork makes a fork of the repository with all its branches that belongs to the login, who may write to it.
func (r *Repository) Fork(login string) (*Repository, error) {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return r.fork(context.Background(), login, "refs/heads/*")
}

// fork copies the branches that the pattern names; the caller holds the lock.
func (r *Repository) fork(ctx context.Context, login, branches string) (*Repository, error) {
	s := r.server
	_, base, _ := strings.Cut(r.Name, "/")
	name := login + "/" + base
	if _, err := s.git.Init(ctx, name, r.branch, nil, "placeholder"); err != nil {
		return nil, err
	}
	if _, err := s.git.Run(ctx, name, "fetch", "--quiet", "--no-tags", s.git.dir(r.Name), "+"+branches+":"+branches); err != nil {
		return nil, fmt.Errorf("fork %s: %w", r.Name, err)
	}
	fork := s.enter(&Repository{Name: name, branch: r.branch, parent: r})
	fork.permissions[strings.ToLower(login)] = Write
	return fork, nil
}

// root is the repository that the network of forks began with.
func (r *Repository) root() *Repository {
	for r.parent != nil {
		r = r.parent
	}
	return r
}

// createFork answers before the fork is there, as GitHub does, and with the fork that is there already.
func createFork(c *call) error {
	var in struct {
		Organization string
		DefaultOnly  bool `json:"default_branch_only"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	if c.user == anonymous || c.user.account == Installation || c.user.only != "" {
		return forbidden(c.user, "administration=write; contents=read")
	}
	owner, branches := c.user.login, "refs/heads/*"
	if in.Organization != "" && !strings.EqualFold(in.Organization, owner) {
		return forbidden(c.user, "administration=write; contents=read") // there are no organisations here
	}
	if in.DefaultOnly {
		branches = "refs/heads/" + c.repo.branch
	}
	_, name, _ := strings.Cut(c.repo.Name, "/")
	fork := c.s.repos[strings.ToLower(owner+"/"+name)]
	if fork == nil {
		var err error
		if fork, err = c.repo.fork(c.Context(), owner, branches); err != nil {
			return err
		}
		fork.unborn = forkDelay
	}
	return c.write(http.StatusAccepted, c.s.fullRepositoryJSON(fork))
}

// mergeUpstream brings a branch of a fork up to date: by moving it, or by a merge where the fork has commits of its own.
func mergeUpstream(c *call) error {
	var in struct{ Branch string }
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Write, "contents=write"); err != nil {
		return err
	}
	fork, ctx := c.repo, c.Context()
	if fork.parent == nil || fork.tip(ctx, in.Branch) == "" || fork.parent.tip(ctx, in.Branch) == "" {
		return &problem{status: http.StatusUnprocessableEntity, Message: "The branch could not be synced"}
	}
	label := fork.parent.owner() + ":" + in.Branch
	theirs, err := fork.bring(ctx, fork.parent, in.Branch)
	if err != nil {
		return err
	}
	ours := fork.tip(ctx, in.Branch)
	behind, err := fork.run(ctx, "rev-list", "--count", ours+".."+theirs)
	switch {
	case err != nil:
		return err
	case behind == "0":
		return c.write(http.StatusOK, object{"message": "This branch is not behind the upstream " + label + ".", "merge_type": "none", "base_branch": label})
	case c.user.account == Installation && fork.touchesWorkflows(ctx, ours, theirs):
		return &problem{status: http.StatusUnprocessableEntity, Message: "refusing to allow a GitHub App to create or update workflow without `workflows` permission"}
	}
	kind, tip := "fast-forward", theirs
	if _, err := fork.run(ctx, "merge-base", "--is-ancestor", ours, theirs); err != nil {
		if kind, tip = "merge", fork.joined(ctx, ours, theirs); tip == "" {
			return &problem{status: http.StatusConflict, Message: "There are merge conflicts between the two branches"}
		}
	}
	if _, err := fork.run(ctx, "update-ref", "refs/heads/"+in.Branch, tip, ours); err != nil {
		return err
	}
	return c.write(http.StatusOK, object{"message": "Successfully fetched and fast-forwarded from upstream " + label + ".", "merge_type": kind, "base_branch": label})
}

// bring fetches another repository's branch into this one and returns its tip.
func (r *Repository) bring(ctx context.Context, from *Repository, branch string) (string, error) {
	if err := r.obtain(ctx, from, branch, "refs/network/"+from.owner()); err != nil {
		return "", err
	}
	return from.tip(ctx, branch), nil
}

func (r *Repository) touchesWorkflows(ctx context.Context, from, to string) bool {
	out, err := r.run(ctx, "diff", "--name-only", from+"..."+to, "--", ".github/workflows")
	return err == nil && out != ""
}

// joined is a merge commit of the two, "" if they are in conflict.
func (r *Repository) joined(ctx context.Context, ours, theirs string) string {
	tree, err := r.run(ctx, "merge-tree", "--write-tree", ours, theirs)
	if err != nil {
		return ""
	}
	commit, err := r.run(ctx, "-c", "user.name=GitHub", "-c", "user.email=noreply@example.org",
		"commit-tree", "-p", ours, "-p", theirs, "-m", "Merge branch of the upstream repository", tree)
	if err != nil {
		return ""
	}
	return commit
}
