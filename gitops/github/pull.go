package github

import (
	"context"
	"errors"
	"fmt"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// State says whose a pull request is and how it stands.
type State string

// The states of a month's pull request.
const (
	None   State = "none"
	Ours   State = "ours"   // open, from the head branch, in this repository or the fork
	Theirs State = "theirs" // open, from elsewhere, and it touches the file
	Closed State = "closed" // closed by a person, not merged
	Merged State = "merged"
)

// PullSpec is the pull request that is wanted.
type PullSpec struct {
	Head, Base  string // branches of this repository
	Fork        string // owner/name of the fork that holds Head instead, "" for none
	Title, Body string // written when the pull request is opened; for later see Revise
	Draft       bool
	Milestone   string   // number or title, "" for none
	Label       string   // name, "" for none
	Reviewers   []string // accounts and organisation/team, asked when the pull request is opened

	// Original is the pull request that this one's text is a translation of, found along with it as Pull.Original; nil for
	// one that is none, or where that need not be known. Of it, Head, Fork, Others, Covers, which must not be nil, and Holds count.
	Original *PullSpec

	// Path is the file: an open pull request that touches it is the month's, whoever opened it.
	Path string
	// Others are branches of this repository, and of the fork, that hold other issues of ours: pull requests from them are not this one's.
	Others []string
	// Covers widens Path to all names that the month's file may have, such as other release dates. Nil is Path alone.
	Covers func(path string) bool
	// Holds looks into the file at Pull.Path whether it is the month's, as releases slip into the next month's days. Nil is
	// always. It is asked about open pull requests only that are not from Head.
	Holds func(context.Context, *Pull) (bool, error)
}

// Pull is a pull request as it was read.
type Pull struct {
	Number             int
	Node               string // GraphQL's name for it
	URL, Title, Body   string
	Author             string
	State              State
	Draft              bool
	Head               string // commit
	HeadRepo, HeadName string // where the head branch is: "owner/name", "" once that is gone, and the branch
	Base               string // branch
	BaseHead           string // commit of the base that GitHub compares with; "" where it was not asked for
	Path               string // the file by which somebody else's pull request was recognised
	Milestone          string // title
	MilestoneNumber    int
	Labels             []string
	Did                []string // what was written, a few words each
	Notes              []string // what a person should know or do

	Original *Pull // the open one that PullSpec.Original asks for, nil if there is none

	opened bool // by this client, so nobody can have moved its head or commented before
}

// FindPull looks for the month's pull request and writes nothing: ours by its head branch, open or not, and otherwise
// any open one to the same base that touches the file. Titles do not count. If several are open the error is a
// *SeveralError. Without a token only ours can be looked for, and a note says so.
func (c *Client) FindPull(ctx context.Context, spec PullSpec) (*Pull, error) {
	why := "that needs a token"
	if c.token {
		ours, theirs, original, err := c.monthPulls(ctx, spec)
		if err == nil {
			p, err := theMonths(ours, theirs)
			if p != nil {
				p.Original = original
			}
			return p, err
		}
		if !errors.Is(err, ErrPermission) || spec.Fork == "" {
			return nil, err
		}
		why = err.Error()
	}
	ours, err := c.findOurs(ctx, spec)
	if err == nil && ours.State != Ours && ours.State != Merged {
		ours.Notes = append(ours.Notes, "whether other people opened a pull request for this month is not known: "+why)
	}
	return ours, err
}

// theMonths is the one pull request that counts.
func theMonths(ours *Pull, theirs []*Pull) (*Pull, error) {
	open := theirs
	if ours.State == Ours {
		open = append([]*Pull{ours}, theirs...)
	}
	switch {
	case ours.State == Merged:
		return ours, nil
	case len(open) > 1:
		return nil, &SeveralError{open}
	case len(open) == 1:
		return open[0], nil
	}
	return ours, nil
}

// findOurs finds the pull request from our head branch: an open one before a merged one before a closed one.
func (c *Client) findOurs(ctx context.Context, spec PullSpec) (*Pull, error) {
	all, _, err := c.gh.PullRequests.List(ctx, c.owner, c.name, &gh.PullRequestListOptions{
		State: "all", Head: c.label(spec), ListOptions: gh.ListOptions{PerPage: 100},
	})
	if err != nil {
		return nil, explain("look for a pull request from "+c.label(spec), err)
	}
	var from []*Pull
	for _, pr := range all {
		from = append(from, pullOf(pr, Ours))
	}
	return c.bestOurs(from, spec), nil
}

// bestOurs is the one of ours among pull requests from branches of our head's name, of State None if there is none.
func (c *Client) bestOurs(all []*Pull, spec PullSpec) *Pull {
	best := &Pull{State: None}
	rank := map[State]int{None: 0, Closed: 1, Merged: 2, Ours: 3}
	for _, p := range all {
		// Some servers ignore the filter, and the owner may have a fork of their own repository.
		if p.HeadName == spec.Head && strings.EqualFold(p.HeadRepo, c.home(spec)) && rank[p.State] > rank[best.State] {
			best = p
		}
	}
	return best
}

// Pull reads one pull request by its number. An open one counts as Theirs: only FindPull knows which branch is ours.
func (c *Client) Pull(ctx context.Context, number int) (*Pull, error) {
	pr, _, err := c.gh.PullRequests.Get(ctx, c.owner, c.name, number)
	if err != nil {
		return nil, explain(fmt.Sprintf("read pull request %d", number), err)
	}
	return pullOf(pr, Theirs), nil
}

// pullOf translates; open is the state of a pull request that is neither closed nor merged.
func pullOf(pr *gh.PullRequest, open State) *Pull {
	p := &Pull{
		Number: pr.GetNumber(), Node: pr.GetNodeID(), URL: pr.GetHTMLURL(), Title: pr.GetTitle(), Body: pr.GetBody(), Author: pr.GetUser().GetLogin(),
		State: open, Draft: pr.GetDraft(), Head: pr.GetHead().GetSHA(), HeadRepo: pr.GetHead().GetRepo().GetFullName(),
		HeadName: pr.GetHead().GetRef(), Base: pr.GetBase().GetRef(), BaseHead: pr.GetBase().GetSHA(),
		Milestone: pr.GetMilestone().GetTitle(), MilestoneNumber: pr.GetMilestone().GetNumber(),
	}
	switch {
	case pr.MergedAt != nil:
		p.State = Merged
	case pr.GetState() == "closed":
		p.State = Closed
	}
	for _, l := range pr.Labels {
		p.Labels = append(p.Labels, l.GetName())
	}
	return p
}
