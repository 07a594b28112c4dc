package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// unattended reports whether nobody waits for the run, so that nobody reads its log: GitHub started it by the clock, or
// because something else had happened.
func (e *env) unattended() bool {
	switch e.get("GITHUB_EVENT_NAME") {
	case "schedule", "repository_dispatch", "workflow_run":
		return true
	}
	return false
}

// report tells people how an unattended run ended, where they look: in the summary of the month's open pull request, or
// in an issue while there is none. After a good run that issue is closed. What cannot be told is said in the log alone:
// it changes nothing about how the run ended.
func (j *job) report(ctx context.Context, err error) {
	if !j.unattended() || j.readOnly() || ctx.Err() != nil {
		return
	}
	reason := ""
	if err != nil {
		if reason = helpReason(err); reason == "" {
			return // the next run may get through
		}
	}
	if j.powerless(ctx) {
		if err != nil {
			j.step("help", "nobody was told: a fork's workflow may write no issue in %s", j.Repo)
		}
		return
	}
	if failed := j.tellPeople(ctx, reason, err); failed != nil {
		j.step("help", "nobody was told: %s", oneLine(failed))
	}
}

func (j *job) tellPeople(ctx context.Context, reason string, err error) error {
	if err == nil {
		a, failed := j.forge.EndHelp(ctx, j.lang, fmt.Sprintf("All is well again: the run of %s for %s did its work.", j.start.Format("2 January 2006"), j.subject()))
		if failed == nil && a.Outcome != github.Untouched {
			j.step("help", "%s is closed: all is well again", a.URL)
		}
		return failed
	}
	if p := j.pullOfMonth(ctx); p != nil && (p.State == github.Ours || p.State == github.Theirs) {
		if refusal := new(pad.Refusal); errors.As(err, &refusal) {
			return nil // its summary says so
		}
		words := "### padpress needs help\n\n" + helpWords(err) + "\nThis pull request stays as it is.\n"
		outcome, failed := j.forge.SyncParts(ctx, p, github.Part{Name: j.partFor(p, ""), Body: words})
		if failed == nil {
			j.step("help", "summary of %s %s", p.URL, outcome)
		}
		return failed
	}
	a, failed := j.forge.AskHelp(ctx, github.Help{About: j.lang, Reason: reason, Body: j.helpIssue(err)})
	switch {
	case failed != nil:
		return failed
	case a.Silenced:
		j.step("help", "%s was closed by a person: no more is said until something else is the matter", a.URL)
	default:
		j.step("help", "%s %s", a.URL, a.Outcome)
	}
	return nil
}

// pullOfMonth is the month's pull request, which a run that ended early has not looked for; nil if that cannot be known.
func (j *job) pullOfMonth(ctx context.Context) *github.Pull {
	if j.standing == nil {
		j.standing, _ = j.forge.FindPull(ctx, j.pullSpec("", ""))
	}
	return j.standing
}

// helpIssue is what the issue says.
func (j *job) helpIssue(err error) string {
	from := "a pad"
	if j.source != nil {
		from = padLink(j.source.String())
	}
	return fmt.Sprintf("The newsletter's text for %s did not get from %s to a pull request, and a person has to act.\n\n%s\n"+
		"Each run by the clock looks again. It edits this issue in place, and closes it once all is well. "+
		"Closed by hand, it stays closed until something else is the matter.\n", report.Markdown(j.subject()), from, helpWords(err))
}

// helpWords say what is the matter and what to do, as the log does.
func helpWords(err error) string {
	var b strings.Builder
	words := capital(oneLine(err))
	if !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, "?") {
		words += "."
	}
	fmt.Fprintf(&b, "%s\n", report.Markdown(words))
	if refusal := new(pad.Refusal); errors.As(err, &refusal) {
		writeList(&b, "It is about", refusal.List)
	}
	return b.String()
}

// helpReason names what only a person can put right; "" for what may have gone by the next run, such as a server that does
// not answer. Issues are known again by these words.
func helpReason(err error) string {
	var wrong *configError
	if errors.As(err, &wrong) {
		return "configuration"
	}
	for _, r := range []struct {
		err  error
		name string
	}{
		{errNoPad, "pad-unnamed"}, {pad.ErrMissing, "pad-missing"}, {pad.ErrPrivate, "pad-private"}, {pad.ErrLogin, "pad-login"}, {pad.ErrMoved, "pad-moved"},
		{pad.ErrUnknown, "pad-unknown"}, {pad.ErrEmpty, "pad-empty"}, {pad.ErrNotMarkdown, "pad-not-markdown"}, {pad.ErrEncoding, "pad-encoding"},
		{pad.ErrTooLarge, "pad-too-large"}, {pad.ErrNested, "pad-nested"},
		{pad.ErrMonth, "pad-month"}, {pad.ErrShrunk, "pad-shrunk"}, {pad.ErrMerged, "pad-published"},
		{github.ErrMilestone, "milestone"}, {github.ErrPermission, "rights"},
		{gitops.ErrGone, "file-gone"}, {gitops.ErrForeign, "branch-of-others"},
	} {
		if errors.Is(err, r.err) {
			return r.name
		}
	}
	for kind, name := range map[gitops.Kind]string{
		gitops.Rejected: "push-refused", gitops.Forbidden: "rights", gitops.Unauthorized: "token", gitops.NotFound: "repository", gitops.Moved: "repository-moved",
	} {
		if gitops.IsKind(err, kind) {
			return name
		}
	}
	return ""
}
