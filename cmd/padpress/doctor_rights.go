package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops/github"
)

// newToken is where a person makes a token.
const newToken = "make one at https://github.com/settings/tokens: a fine-grained one with contents: write and pull_requests: write on %s, " +
	"or, where the repository is not yours or your organisation's, a classic one with public_repo"

func (d *doctor) lookAtToken(ctx context.Context) {
	if d.token == "" {
		d.tell(wrong, "token", "GITHUB_TOKEN is not set; only --dry-run and --out work", fmt.Sprintf(newToken, d.Repo))
		return
	}
	account, err := d.forge.Whose(ctx)
	switch {
	case errors.Is(err, github.ErrToken):
		d.tell(wrong, "token", "GITHUB_TOKEN was refused: it has expired, was revoked, or is another server's", fmt.Sprintf(newToken, d.Repo))
		d.withoutToken()
		return
	case err != nil:
		d.refused(err)
		d.failed("token", err)
		return
	}
	d.account, d.known = account, true
	switch {
	case account.App:
		d.tell(fine, "token", "an app's token, such as a workflow's; the server does not say whose", "")
	case account.Classic:
		d.tell(fine, "token", account.Login+"'s, a classic one with "+scopes(account), "")
	default:
		d.tell(fine, "token", account.Login+"'s", "")
	}
}

// withoutToken goes on as somebody without a token, who can still read what is public.
func (d *doctor) withoutToken() {
	d.token = ""
	if err := d.connect(""); err != nil {
		d.refused(err) // the addresses were good with a token
	}
}

func scopes(a github.Account) string {
	if len(a.Scopes) == 0 {
		return "no scopes"
	}
	return "the scopes " + strings.Join(a.Scopes, ", ")
}

func (d *doctor) lookAtRepository(ctx context.Context) {
	if !d.answers("repository") {
		return
	}
	rights, err := d.forge.Rights(ctx)
	switch {
	case errors.Is(err, github.ErrNotFound):
		d.tell(wrong, "repository", d.Repo+" is not there, or the token may not see it",
			"name it with --repo owner/name; a fine-grained token must list it among its repositories")
		return
	case err != nil:
		d.refused(err)
		d.failed("repository", err)
		return
	}
	if d.mayBeFork() && rights.Parent != "" {
		d.tell(fine, "fork", rights.Name+" is a fork of "+rights.Parent+": the branch goes to the fork, and the pull request to "+rights.Parent,
			"if "+rights.Name+" is the site itself, name it with --repo")
		if err := d.belongs(rights); err != nil {
			d.failed("fork", err)
			return
		}
		d.lookAtRepository(ctx)
		return
	}
	d.rights = rights
	switch {
	case rights.Archived:
		d.tell(wrong, "repository", rights.Name+" is archived: nobody can write to it", "name another one with --repo, or have it unarchived")
	case !strings.EqualFold(rights.Name, d.Repo):
		d.tell(wrong, "repository", d.Repo+" is called "+rights.Name+" now", "name it so with --repo")
	default:
		d.tell(fine, "repository", rights.Name+" can be read", "")
	}
}

// lookAtPulls says whether the token may open pull requests, as far as anybody can know without doing it.
func (d *doctor) lookAtPulls(context.Context) {
	const what = "pull requests"
	need := "public_repo"
	if d.rights.Private {
		need = "repo"
	}
	switch {
	case d.token == "" || !d.known:
		d.tell(unsure, what, "not asked: that needs a token", "")
	case d.account.App:
		d.tell(unsure, what, "whether the token may open and review them cannot be asked without writing",
			`a workflow needs "pull-requests: write" under permissions, and Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests"`)
	case d.account.Classic && !slices.Contains(d.account.Scopes, "repo") && !slices.Contains(d.account.Scopes, need):
		d.tell(wrong, what, "the token may not open them: it has "+scopes(d.account), "give it the scope "+need)
	case d.account.Classic:
		d.tell(fine, what, "the token's scopes allow to open and review them", "")
	default:
		d.tell(unsure, what, "whether the token may open and review them cannot be asked without writing",
			"a fine-grained token needs the permission pull_requests: write on "+d.Repo)
	}
	if d.known && d.rights.Known && !d.account.App && !d.rights.Triage {
		d.tell(unsure, "triage", d.account.Login+" has no triage rights in "+d.Repo+", so that milestone and label will be missing",
			"somebody who has them must set both, or give "+d.account.Login+" the role")
	}
}

// lookAtWorkflow hints at what a workflow's token cannot do.
func (d *doctor) lookAtWorkflow(context.Context) {
	if d.get("GITHUB_ACTIONS") == "true" && d.account.App {
		d.tell(unsure, "workflow", "what is written with a workflow's GITHUB_TOKEN starts no other workflow: the checks of the pull request wait for a person",
			"use a person's or an app's token instead, or have somebody approve them on the pull request, or close and reopen it")
	}
}
