package githubtest

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Pull is a pull request as it stands.
type Pull struct {
	Number               int
	Title, Body, Author  string
	State                string // open or closed
	Merged, Draft        bool
	Editable             bool   // by those who may write to the base
	HeadRepository, Head string // where it comes from: owner/name and branch
	Base                 string // branch it goes to
	HeadSHA              string
	Milestone            int // 0 is none
	Labels               []string
	Reviewers            []string // that were asked
	URL                  string   // of the page for people
}

type pull struct {
	Pull
	repo     *Repository
	headRepo *Repository
	id       int64
	author   *user
	baseSHA  string // the base's tip, as it was when the pull request was last open
	created  time.Time
	updated  time.Time
	closed   time.Time
	reviews  []*review
	lines    []*LineComment
	comments []*IssueComment
}

// Spec says which pull request OpenPull opens.
type Spec struct {
	Head, Base  string // branches; Head is "owner:branch" for one that comes from a fork
	Title, Body string
	Draft       bool
	Editable    bool // by those who may write to the base, where the head is a fork's
}

// OpenPull opens a pull request as the account with the login, by the rules of the REST interface, and returns its number.
func (r *Repository) OpenPull(login string, spec Spec) (int, error) {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	p, problem := r.open(context.Background(), r.server.userNamed(login), spec)
	if problem != nil {
		return 0, problem
	}
	return p.Number, nil
}

// open makes a pull request if GitHub's rules allow it; the caller holds the lock.
func (r *Repository) open(ctx context.Context, u *user, spec Spec) (*pull, *problem) {
	headRepo, branch := r.headOf(spec.Head)
	if problem := r.mayOpen(ctx, u, spec, headRepo, branch); problem != nil {
		return nil, problem
	}
	s := r.server
	r.number++
	p := &pull{
		Pull: Pull{
			Number: r.number, Title: spec.Title, Body: spec.Body, Author: u.login, State: "open", Draft: spec.Draft, Editable: spec.Editable,
			HeadRepository: headRepo.Name, Head: branch, Base: spec.Base,
			URL: fmt.Sprintf("%s/%s/pull/%d", s.URL, r.Name, r.number),
		},
		repo: r, headRepo: headRepo, id: s.nextID(), author: u, created: s.now(), updated: s.now(),
	}
	r.pulls = append(r.pulls, p)
	p.refresh(ctx)
	return p, nil
}

// headOf splits "owner:branch" and finds the repository of that owner in the network of forks, nil if there is none.
func (r *Repository) headOf(head string) (*Repository, string) {
	owner, branch, found := strings.Cut(head, ":")
	if !found {
		return r, head
	}
	if strings.EqualFold(owner, r.owner()) {
		return r, branch
	}
	for _, fork := range r.server.repos {
		if fork.parent == r && strings.EqualFold(fork.owner(), owner) {
			return fork, branch
		}
	}
	return nil, branch
}

func (r *Repository) mayOpen(ctx context.Context, u *user, spec Spec, headRepo *Repository, branch string) *problem {
	if r.tip(ctx, spec.Base) == "" {
		return invalid("PullRequest", "base")
	}
	if headRepo == nil || headRepo.tip(ctx, branch) == "" {
		return invalid("PullRequest", "head")
	}
	if headRepo == r && branch == spec.Base {
		return custom("PullRequest", "No commits between "+spec.Base+" and "+branch)
	}
	if headRepo.permission(u) < Write {
		return forbidden(u, "pull_requests=write")
	}
	for _, p := range r.pulls {
		if p.State == "open" && p.headRepo == headRepo && p.Head == branch && p.Base == spec.Base {
			return custom("PullRequest", "A pull request already exists for "+headRepo.owner()+":"+branch+".")
		}
	}
	if ahead := r.commitsAhead(ctx, spec.Base, headRepo, branch); !ahead {
		return custom("PullRequest", "No commits between "+spec.Base+" and "+spec.Head)
	}
	return checkBody("PullRequest", spec.Body)
}

// commitsAhead reports whether the head has a commit that the base has not, fetching the head where it is a fork's.
func (r *Repository) commitsAhead(ctx context.Context, base string, headRepo *Repository, branch string) bool {
	sha := headRepo.tip(ctx, branch)
	if err := r.obtain(ctx, headRepo, branch, "refs/pull/tmp"); err != nil {
		return false
	}
	n, err := r.run(ctx, "rev-list", "--count", "refs/heads/"+base+".."+sha)
	return err == nil && n != "0"
}

// obtain makes ref name the head's tip in this repository, so that its objects are here.
func (r *Repository) obtain(ctx context.Context, headRepo *Repository, branch, ref string) error {
	if headRepo == r {
		_, err := r.run(ctx, "update-ref", ref, "refs/heads/"+branch)
		return err
	}
	_, err := r.run(ctx, "fetch", "--quiet", "--no-tags", r.server.git.dir(headRepo.Name), "+refs/heads/"+branch+":"+ref)
	return err
}

// refresh takes in what was pushed since; a pull request that is closed keeps its head.
func (p *pull) refresh(ctx context.Context) {
	if p.State != "open" {
		return
	}
	if sha := p.repo.tip(ctx, p.Base); sha != "" {
		p.baseSHA = sha
	}
	sha := p.headRepo.tip(ctx, p.Head)
	if sha == "" || sha == p.HeadSHA {
		return
	}
	if p.repo.obtain(ctx, p.headRepo, p.Head, fmt.Sprintf("refs/pull/%d/head", p.Number)) == nil {
		p.HeadSHA, p.updated = sha, p.repo.server.now()
	}
}

// files is what the pull request changes.
func (p *pull) files(ctx context.Context) ([]fileDiff, error) {
	p.refresh(ctx)
	return p.repo.diff(ctx, p.baseSHA, p.HeadSHA)
}

func (p *pull) hasLabel(name string) bool {
	for _, l := range p.Labels {
		if strings.EqualFold(l, name) {
			return true
		}
	}
	return false
}

// pull finds a pull request by number, nil if there is none; the caller holds the lock.
func (r *Repository) pull(number int) *pull {
	for _, p := range r.pulls {
		if p.Number == number {
			return p
		}
	}
	return nil
}

// Pulls are all pull requests of the repository, oldest first.
func (r *Repository) Pulls() []Pull {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	var all []Pull
	for _, p := range r.pulls {
		p.refresh(context.Background())
		snapshot := p.Pull
		snapshot.Labels = append([]string(nil), p.Labels...)
		all = append(all, snapshot)
	}
	return all
}
