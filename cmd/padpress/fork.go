package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
)

// ownFork stands for the account that the token belongs to.
const ownFork = "@me"

// fork is the repository that the branch goes to where that is not the site's own.
type fork struct {
	name    string         // owner/name
	forge   *github.Client // of the fork
	pulls   *github.Client // of the site's repository, with the fork's token; nil where that is the site's, too
	planned bool           // it is not there, and a run that writes would make it
	fresh   bool           // it was made by this run
}

// repo is the fork's owner/name, "" without a fork.
func (f *fork) repo() string {
	if f == nil {
		return ""
	}
	return f.name
}

// inside says that the run belongs to a fork: GITHUB_REPOSITORY is it.
type inside struct {
	fork, parent string
	forge        *github.Client // of the fork, with the workflow's token; it has asked for its rights
}

func (o *submitOptions) forkFlags(f *pflag.FlagSet) {
	f.StringVar(&o.fork, "fork", "", "put the branch into this `owner`'s fork, or into yours (default: if need be)")
	f.Lookup("fork").NoOptDefVal = ownFork
	f.BoolVar(&o.createFork, "create-fork", false, "make the fork if it is missing")
}

// arguments lets the owner stand behind --fork, which needs none, with a blank between them.
func (o *submitOptions) arguments(c *cobra.Command, args []string) error {
	if o.fork == ownFork && len(args) == 1 {
		o.fork, args = args[0], nil
	}
	if p := forkProblem(o.fork); p != nil {
		return fmt.Errorf("--%s %q %s", p.path, o.fork, p.text)
	}
	return cobra.NoArgs(c, args)
}

// withPad lets the text of a translation stand behind all flags, too.
func (o *submitOptions) withPad(c *cobra.Command, args []string) error {
	if n := len(args) - 1; o.translates() && n >= 0 && (n > 0 || o.fork != ownFork) {
		if o.pad != "" {
			return fmt.Errorf("the pad is named twice, by --pad and by %q", args[n])
		}
		o.pad, args = args[n], args[:n]
	}
	return o.arguments(c, args)
}

// forked is c with what flags say of the fork, and below them that the run belongs to one.
func (c config) forked(o submitOptions, in *inside) config {
	if in != nil {
		c.Repo, c.from["repository"] = in.parent, origin{name: "parent of GITHUB_REPOSITORY"}
		c.Fork, c.from["fork"] = in.fork, origin{name: "GITHUB_REPOSITORY"}
	}
	if o.fork != "" {
		c.Fork, c.from["fork"] = o.fork, origin{name: "--fork"}
	}
	if o.createFork {
		c.CreateFork, c.from["create-fork"] = true, origin{name: "--create-fork"}
	}
	return c
}

// forkToken is what the fork is written with.
func (j *job) forkToken() string {
	return first(j.get("PADPRESS_FORK_TOKEN"), j.get("GITHUB_TOKEN"))
}

// headLabel is the branch as GitHub names it for people: with its owner where that is another one.
func (j *job) headLabel() string {
	if j.fork == nil {
		return j.branchName()
	}
	owner, _, _ := strings.Cut(j.fork.name, "/")
	return owner + ":" + j.branchName()
}

// recognise finds out whether GITHUB_REPOSITORY is a fork, as it is in a workflow that a volunteer runs in their own:
// then the site is what it was forked from, and it reports true. --repo, or the configured name, says that a repository
// is the site itself.
func (j *job) recognise(ctx context.Context) (bool, error) {
	if !j.mayBeFork() {
		return false, nil
	}
	rights, err := j.forge.Rights(ctx)
	if errors.Is(err, github.ErrNotFound) || errors.Is(err, github.ErrToken) {
		return false, nil // git says it, too
	}
	if err != nil || rights.Parent == "" {
		return false, err
	}
	return true, j.belongs(rights)
}

// mayBeFork reports whether nothing but GITHUB_REPOSITORY says which repository is the site's.
func (j *job) mayBeFork() bool {
	return j.inside == nil && j.from["repository"].name == "GITHUB_REPOSITORY" && !strings.EqualFold(j.Repo, j.initial.Repo)
}

// belongs takes in that GITHUB_REPOSITORY is a fork.
func (j *job) belongs(rights github.Rights) error {
	j.inside, j.fork = &inside{fork: rights.Name, parent: rights.Parent, forge: j.forge}, nil
	j.step("fork", "%s is a fork of %s: the branch goes to the fork, and the pull request to %s", rights.Name, rights.Parent, rights.Parent)
	if err := j.use(j.initial); err != nil {
		return err
	}
	return j.connect(j.get("GITHUB_TOKEN"))
}

// survey reads the site's repository and finds the month's branch, in a fork where one is named, or where the token may
// not push to the site's.
func (j *job) survey(ctx context.Context) (*site, error) {
	s, refused, err := j.settleAsAllowed(ctx, j.readOnly())
	if err != nil || s.published != "" {
		return s, err
	}
	if refused == nil && j.Fork == "" {
		return j.land(ctx, s, j.readOnly())
	}
	// Before a fork of GITHUB_REPOSITORY is looked for, or made, that must be the site.
	if belongs, err := j.recognise(ctx); err != nil {
		return nil, err
	} else if belongs {
		return j.survey(ctx)
	}
	if err := j.findFork(ctx, refused); err != nil {
		return nil, err
	}
	return j.land(ctx, s, j.readOnly())
}

// settleAsAllowed reads the site's repository as one who pushes, and as one who reads where a fork gets the branch, or
// where the server refuses: refused then says so.
func (j *job) settleAsAllowed(ctx context.Context, readOnly bool) (s *site, refused, err error) {
	if readOnly || j.Fork != "" || j.fork != nil {
		s, err = j.settle(ctx, true)
		return s, nil, err
	}
	s, err = j.settle(ctx, false)
	if gitops.IsKind(err, gitops.Forbidden) {
		refused = err
		s, err = j.settle(ctx, true)
	}
	return s, refused, err
}

// powerless reports whether the token is that of a fork's workflow, which may write nothing elsewhere.
func (j *job) powerless(ctx context.Context) bool {
	if j.fork == nil || j.inside == nil {
		return false
	}
	account, err := j.forge.Whose(ctx)
	return err == nil && account.App // else what is tried will say why
}
