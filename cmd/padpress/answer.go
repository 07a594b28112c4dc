package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

func newAnswer(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "answer",
		Short: "Do what an operator asks for in a comment on the month's pull request",
		Long: "Do what a comment asks for that is a command and nothing else, in a workflow that runs on issue_comment:\n\n" +
			"  " + strings.Join(requests, "\n  ") + "\n\n" +
			"All run submit; accept takes a pad that lost many entries, release moves the day of release. Only people listed under " +
			"operators in the configuration on the site's base branch are heard, and only on the open pull request of a month that " +
			"padpress itself opened. The answer is a line in the summary there. All other comments are passed over, with status 0.",
		Example: "  padpress answer",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return answer(c.Context(), e) },
	}
}

// answer reads the event, looks who asks and about what, and only then runs the line.
func answer(ctx context.Context, e *env) error {
	ev, err := readEvent(e)
	if err != nil {
		return err
	}
	r, why := ev.request()
	if why != "" {
		return passOver(e, why)
	}
	pull, about, why, err := heard(ctx, e, ev)
	if err != nil || why != "" {
		return errors.Join(err, passOver(e, why))
	}
	j, said, err := r.run(ctx, e, about)
	if j == nil {
		return err
	}
	line := fmt.Sprintf("%s, asked by %s: %s", report.CodeSpan(r.String(), lineLength), report.CodeSpan(ev.Comment.User.Login, lineLength), said)
	if _, failed := j.forge.SyncParts(ctx, pull, github.Part{Name: answerPart, Body: line}); failed != nil {
		err = errors.Join(err, failed)
	}
	j.step("answer", "%s: %s", r, said)
	return errors.Join(err, j.record.publish(e, "padpress: "+j.issueTitle(), err))
}

// answerPart is the part of the summary that holds the newest answer.
const answerPart = "answer"

// passOver says in the log why a comment is left alone. No words of the comment are in it.
func passOver(e *env, why string) error {
	if why != "" {
		fmt.Fprintf(e.out, "answer   passed over: %s\n", why)
	}
	return nil
}

// heard looks whether who asks is an operator, and whether the comment stands on the pull request of a month of ours, or on
// that of a translation: about says which. The
// configuration is the one on the base branch: a pull request cannot make its author an operator.
func heard(ctx context.Context, e *env, ev event) (pull *github.Pull, about submitOptions, why string, err error) {
	silent := *e
	silent.out, silent.terminal = io.Discard, false // the run itself says these steps again
	j, err := newJob(&silent, submitOptions{})
	if err != nil {
		return nil, about, "", err
	}
	if !strings.EqualFold(ev.Repository.Name, j.Repo) {
		return nil, about, "it is not in the site's repository", nil
	}
	if _, err := j.settle(ctx, true); err != nil {
		return nil, about, "", err
	}
	if !slices.ContainsFunc(j.Operators, func(name string) bool { return strings.EqualFold(name, ev.Comment.User.Login) }) {
		return nil, about, "who wrote it is not listed under operators", nil
	}
	if pull, err = j.forge.Pull(ctx, ev.Issue.Number); err != nil {
		return nil, about, "", err
	}
	month, lang, ok := j.monthOfTranslation(pull.HeadName)
	if !ok {
		month, ok = j.monthOfBranch(pull.HeadName)
	}
	if open := pull.State == github.Theirs; !ok || !open || pull.Base != j.Base || !j.ownsHead(pull) {
		return nil, about, "it is not on the open pull request of a month that padpress opened", nil
	}
	pull.State = github.Ours
	return pull, submitOptions{month: month.Last.Format("2006-01"), lang: lang}, "", nil
}

// oldestMonth is how many months back an issue may still be open.
const oldestMonth = 12

// monthOfBranch is the month whose branch has the name: not only the one in hand, since releases slip.
func (j *job) monthOfBranch(name string) (lint.Months, bool) {
	for n := range oldestMonth {
		first := time.Date(j.start.Year(), j.start.Month(), 1, 0, 0, 0, 0, time.UTC)
		if m := lint.MonthOf(first.AddDate(0, -n, 0)); j.branch(m) == name {
			return m, true
		}
	}
	return lint.Months{}, false
}

// ownsHead reports whether the pull request's branch is where a run would put it.
func (j *job) ownsHead(p *github.Pull) bool {
	owner, _, _ := strings.Cut(p.HeadRepo, "/")
	return strings.EqualFold(p.HeadRepo, j.Repo) || j.Fork != "" && (strings.EqualFold(p.HeadRepo, j.Fork) || strings.EqualFold(owner, j.Fork))
}

// run does what is asked for, and says in Markdown what came of it. The job is nil if there could be none.
func (r request) run(ctx context.Context, e *env, o submitOptions) (*job, string, error) {
	o.release, o.acceptShrink = r.day, r.verb == "accept"
	j, err := newJob(e, o)
	if err != nil {
		o.release = "" // the way to the pull request is open all the same
		j, other := newJob(e, o)
		return j, notDone(err), errors.Join(err, other)
	}
	if err := j.again(ctx, func() error { return j.line(ctx) }); err != nil {
		return j, notDone(err), err
	}
	return j, r.done(j), nil
}

func notDone(err error) string { return "not done: " + report.Markdown(oneLine(err)) }

// done says what a run made of the request that did not fail.
func (r request) done(j *job) string {
	outcome := j.record.value("outcome")
	switch {
	case outcome == "":
		return "nothing was done: " + report.CodeSpan(j.record.last, lineLength)
	case r.verb == "release" && j.month.Release.Format(time.DateOnly) != r.day:
		return "not done: people named the file " + report.CodeSpan(j.path(), lineLength) + ", and that counts"
	case r.verb == "release":
		return "done: the release is planned for " + j.month.Release.Format("2 January 2006")
	case j.held:
		return "nothing was done: it is the editorial closing, and nothing is brought from the pad any more"
	case outcome == "unchanged":
		return "done: the pad holds nothing new"
	}
	return "done: the text of the pad is here"
}
