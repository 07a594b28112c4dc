package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
)

// findFork finds the fork that is wanted or, if the site's repository refused the token, the fork of the token's account.
func (j *job) findFork(ctx context.Context, refused error) error {
	if j.fork != nil {
		return nil
	}
	f := &fork{}
	if j.forkToken() != j.get("GITHUB_TOKEN") {
		var err error
		if f.pulls, err = j.openForge(j.Repo, j.forkToken()); err != nil {
			return err
		}
	}
	var err error
	if f.name, err = j.forkName(ctx, f, refused); err != nil {
		return f.blame(err)
	}
	if f.forge, err = j.forgeOf(f); err != nil {
		return err
	}
	rights, err := f.forge.Rights(ctx)
	switch {
	case errors.Is(err, github.ErrNotFound):
		if err := j.missing(ctx, f, refused); err != nil {
			return err
		}
	case err != nil:
		return f.blame(err)
	default:
		if err := j.checkFork(ctx, rights); err != nil {
			return err
		}
		f.name = rights.Name
	}
	if refused != nil {
		j.step("fork", "the token may not push to %s: the branch goes to %s", j.Repo, f.name)
	}
	j.fork = f
	j.git, err = j.openGit(f.name, j.forkToken())
	return err
}

// forgeOf is a client of the fork: the one that has recognised it, where the run belongs to it.
func (j *job) forgeOf(f *fork) (*github.Client, error) {
	if j.inside != nil && f.pulls == nil && strings.EqualFold(f.name, j.inside.fork) {
		return j.inside.forge, nil
	}
	return j.openForge(f.name, j.forkToken())
}

// forkName is owner/name of the fork: named alike, in the account that is asked for or the token's own.
func (j *job) forkName(ctx context.Context, f *fork, refused error) (string, error) {
	_, name, _ := strings.Cut(j.Repo, "/")
	owner := j.Fork
	if owner == "" || owner == ownFork {
		account, err := f.worker(j).Whose(ctx)
		switch {
		case errors.Is(err, github.ErrToken) && j.forkToken() == "":
			return "", usagef("whose fork is meant is not known without a token; name the owner: --fork owner")
		case err != nil:
			return "", err
		case account.App && refused != nil:
			return "", fmt.Errorf("%w; give it contents: write, or name a fork with --fork owner and a token for it in PADPRESS_FORK_TOKEN", refused)
		case account.App:
			return "", usagef("an app's token has no account of its own: name the owner of the fork: --fork owner")
		}
		owner = account.Login
	}
	full := owner
	if !strings.Contains(owner, "/") {
		full += "/" + name
	}
	switch {
	case !strings.EqualFold(full, j.Repo):
		return full, nil
	case refused != nil:
		return "", refused
	}
	return "", usagef("%s is the site itself, and no fork of it; leave out --fork", full)
}

// worker is a client of the site's repository with the fork's token.
func (f *fork) worker(j *job) *github.Client {
	if f.pulls != nil {
		return f.pulls
	}
	return j.forge
}

// blame names the variable that holds the token which was refused.
func (f *fork) blame(err error) error {
	if f.pulls == nil || !errors.Is(err, github.ErrToken) {
		return err
	}
	return errors.New("PADPRESS_FORK_TOKEN was refused: it has expired, was revoked, or is another server's; make a new one, or unset it")
}

// checkFork refuses a repository that has nothing in common with the site's: no pull request could come from it.
func (j *job) checkFork(ctx context.Context, rights github.Rights) error {
	if strings.EqualFold(rights.Parent, j.Repo) || strings.EqualFold(rights.Root, j.Repo) {
		return nil
	}
	site, err := j.forge.Rights(ctx) // it may have another name now, or be a fork itself
	if err != nil {
		return err
	}
	root := first(site.Root, site.Name)
	if rights.Root != "" && strings.EqualFold(rights.Root, root) {
		return nil
	}
	what := "a repository of its own"
	if rights.Parent != "" {
		what = "a fork of " + rights.Parent
	}
	return usagef("%s is no fork of %s, but %s; name the fork with --fork owner/name", rights.Name, j.Repo, what)
}

// missing makes the fork that is not there, if that is asked for, and otherwise says what to do.
func (j *job) missing(ctx context.Context, f *fork, refused error) error {
	way := fmt.Sprintf("make one at %s/%s/fork, or have it made with --create-fork", j.server(), j.Repo)
	switch owner, _, _ := strings.Cut(f.name, "/"); {
	case j.CreateFork && j.readOnly():
		f.planned = true
		j.step("fork", "%s is not there, and would be made", f.name)
		return nil
	case j.CreateFork:
		return j.makeFork(ctx, f)
	case refused != nil:
		return fmt.Errorf("%w; and %s has no fork of it that could get the branch: %s", refused, owner, way)
	}
	return fmt.Errorf("no fork %s, or the token may not see it: %s", f.name, way)
}

// makeFork asks for the fork and waits until it is there.
func (j *job) makeFork(ctx context.Context, f *fork) error {
	account, err := f.worker(j).Whose(ctx)
	if err != nil {
		return err
	}
	owner, _, _ := strings.Cut(f.name, "/")
	if strings.EqualFold(owner, account.Login) {
		owner = ""
	}
	site, err := j.forge.Rights(ctx)
	if err != nil {
		return err
	}
	name, err := f.worker(j).CreateFork(ctx, owner, site.DefaultBranch != j.Base)
	if errors.Is(err, github.ErrNoFork) {
		return fmt.Errorf("%w; make it by hand at %s/%s/fork", err, j.server(), j.Repo)
	}
	if err != nil {
		return err
	}
	j.progress("waiting for %s …", name)
	if f.forge, err = j.openForge(name, j.forkToken()); err != nil {
		return err
	}
	f.name, f.fresh = name, true
	err = j.await(ctx, func() error {
		_, err := f.forge.Rights(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("make the fork %s: %w", name, err)
	}
	j.step("fork", "%s was made", name)
	return nil
}

// A fork is made while GitHub says that it is not there, which may take minutes.
const (
	forkTries = 40
	forkPause = 10 * time.Second // at most
)

// await repeats what ends with "not found" while GitHub makes a fork.
func (j *job) await(ctx context.Context, try func() error) error {
	pause := time.Second
	for n := 1; ; n++ {
		err := try()
		absent := errors.Is(err, github.ErrNotFound) || gitops.IsKind(err, gitops.NotFound)
		switch {
		case !absent:
			return err
		case n == forkTries:
			return fmt.Errorf("%w; GitHub has not finished it, run again in some minutes", err)
		}
		if err := j.wait(ctx, pause); err != nil {
			return err
		}
		pause = min(2*pause, forkPause)
	}
}
