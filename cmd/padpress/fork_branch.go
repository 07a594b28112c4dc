package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
)

// intoFork replaces what is known of the branch by what stands in the fork, if the branch goes to one. What is
// about the site stays as it was read from the site's own repository.
func (j *job) intoFork(ctx context.Context, s *site, readOnly bool) error {
	if j.fork == nil || s.published != "" {
		return nil
	}
	if j.fork.planned { // a fork begins with the base alone
		state := *s.State
		state.Head, state.Import, state.Trace, state.Path = nil, nil, nil, ""
		s.State = &state
		return nil
	}
	state, err := j.fetchFork(ctx, s, readOnly)
	if err != nil {
		return err
	}
	s.State = state
	blobs, err := j.git.Read(ctx, wanted(state)...)
	if err != nil {
		return err
	}
	maps.Copy(s.blobs, blobs)
	s.recall(j.path())
	return nil
}

// fetchFork reads the fork. A branch that is not there yet is to stand on the newest commit that both the fork and the
// site have: the fork's own commits, such as its workflow, are no part of the issue.
func (j *job) fetchFork(ctx context.Context, s *site, readOnly bool) (*gitops.State, error) {
	q := s.query
	q.ReadOnly, q.Beside = readOnly, "" // the site's own repository tells of the original
	var state *gitops.State
	fetch := func() (err error) {
		state, err = j.git.Fetch(ctx, q)
		return err
	}
	if j.fork.fresh {
		if err := j.await(ctx, fetch); err != nil {
			return nil, err
		}
	} else if err := fetch(); denied(err) {
		return nil, fmt.Errorf("%w; %s", err, j.forkRightsWay(ctx))
	} else if err != nil {
		return nil, err
	}
	if state.Head != nil || state.Base.Commit == s.Base.Commit {
		return state, nil
	}
	on, err := j.footing(ctx, state)
	if err != nil || on == "" || on == state.Base.Commit {
		return state, err
	}
	q.On = on
	return state, fetch()
}

// forkRightsWay says how to get a token that may push to the fork.
func (j *job) forkRightsWay(ctx context.Context) string {
	if j.powerless(ctx) {
		return `give the workflow "contents: write" under permissions`
	}
	return "the fork needs a token that may push there: put one into PADPRESS_FORK_TOKEN"
}

// footing is the commit that a new branch in the fork is to stand on: that of the site if the fork has it or can get it,
// "" for the tip of the fork's base as it is.
func (j *job) footing(ctx context.Context, state *gitops.State) (gitops.ID, error) {
	owner, _, _ := strings.Cut(j.Repo, "/")
	gap, err := j.fork.forge.Gap(ctx, owner, j.Base)
	if errors.Is(err, github.ErrNotFound) || errors.Is(err, github.ErrPermission) {
		j.step("note", "the branch begins at %s of %s as it is (%v)", j.Base, j.fork.name, err)
		return "", nil
	}
	if err != nil || gap.Behind == 0 {
		return gitops.ID(gap.Common), err
	}
	behind := fmt.Sprintf("%s of %s is %s behind %s", j.Base, j.fork.name, plural(gap.Behind, "commit", "commits"), j.Repo)
	if j.readOnly() {
		j.step("fork", "%s, and would be brought up to date", behind)
		return gitops.ID(gap.Common), nil
	}
	err = j.fork.forge.SyncFork(ctx, j.Base)
	if errors.Is(err, github.ErrSync) {
		j.step("note", "%s: the branch begins at what both have, %s (%v)", behind, gitops.ID(gap.Common).Short(), err)
		return gitops.ID(gap.Common), nil
	}
	if err != nil {
		return "", err
	}
	j.step("fork", "%s was brought up to date, by %s", j.fork.name, plural(gap.Behind, "commit", "commits"))
	now, err := j.fork.forge.Gap(ctx, owner, j.Base)
	return gitops.ID(now.Common), err
}
