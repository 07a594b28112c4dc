package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops/github"
)

// postStored posts what another run found, after making sure that it is about this pull request as it stands now.
func (j *job) postStored(ctx context.Context, o reviewOptions, s *stored) error {
	switch {
	case !strings.EqualFold(s.Repository, j.Repo):
		return fmt.Errorf("the report is about another repository than %s; nothing was posted", j.Repo)
	case o.pull != 0 && o.pull != s.Pull:
		return fmt.Errorf("the report is about pull request %d and not %d; nothing was posted", s.Pull, o.pull)
	}
	event, err := j.finishedRun()
	if err != nil {
		return err
	}
	if event != nil && event.HeadSHA != s.Head {
		return errors.New("the report is about another commit than the workflow that stored it; nothing was posted")
	}
	p, err := j.forge.Pull(ctx, s.Pull)
	switch {
	case err != nil:
		return err
	case p.State != github.Theirs:
		j.step("over", "%s is %s; nothing was posted", p.URL, p.State)
		return nil
	case event != nil && !strings.EqualFold(event.HeadRepository.FullName, p.HeadRepo):
		return errors.New("the report comes from another repository than the pull request; nothing was posted")
	case p.Head != s.Head:
		j.step("over", "%s has moved on since it was looked at; nothing was posted, as the run for its new head brings its own report", p.URL)
		return nil
	}
	j.record.output("pull-number", p.Number)
	j.record.output("pull-url", p.URL)
	t := &target{pull: p}
	if t.base, err = j.settleBase(ctx, t); err != nil {
		return err
	}
	if j.isOwn(p) {
		j.step("over", "%s is the month's own: submit reviews it, and nothing was posted", p.URL)
		return nil
	}
	if t.files, err = j.forge.Files(ctx, p); err != nil {
		return err
	}
	v, err := j.believed(ctx, t, s)
	if err != nil {
		return err
	}
	if s.NoSpecs {
		j.specs = &specs{source: noXEPs, err: errors.New(unknownSpecs)}
	}
	j.step("pull", "%s at %.7s, %s of the newsletter", p.URL, p.Head, plural(len(v.texts), "file", "files"))
	j.found(v.files())
	err = j.sayPull(ctx, t, v)
	if errors.Is(err, github.ErrHeadMoved) {
		j.step("over", "%v; the run for its new head brings its own report", err)
		return nil
	}
	return err
}

// believed is what of a report holds for the newsletter files of the pull request.
func (j *job) believed(ctx context.Context, t *target, s *stored) (*verdict, error) {
	files := t.files
	t.files = nil
	for _, f := range files {
		if !f.Removed && j.isNewsletter(f.Path) {
			t.files = append(t.files, f)
		}
	}
	if err := j.readEarlier(ctx, t); err != nil {
		return nil, err
	}
	return s.verdict(j.house, t.files, t.earlier)
}

// workflowRun is what the event of a finished workflow says of it.
type workflowRun struct {
	Event          string
	HeadSHA        string `json:"head_sha"`
	HeadRepository struct {
		FullName string `json:"full_name"`
	} `json:"head_repository"`
}

// finishedRun is the workflow whose end has started this one. By hand there is none; in Actions there has to be.
func (j *job) finishedRun() (*workflowRun, error) {
	path := j.get("GITHUB_EVENT_PATH")
	if path == "" && j.get("GITHUB_ACTIONS") != "true" {
		return nil, nil
	}
	var event struct {
		Run *workflowRun `json:"workflow_run"`
	}
	if err := decodeEvent(path, &event); err != nil {
		return nil, err
	}
	if event.Run == nil || event.Run.Event != "pull_request" {
		return nil, errors.New("--post belongs into a workflow on workflow_run, behind one on pull_request; nothing was posted")
	}
	return event.Run, nil
}
