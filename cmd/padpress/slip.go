package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
)

// slips reports whether the file on the branch still bears the name that it was begun under, or one that an earlier slip
// gave it, so that the release can be moved: once people renamed it, their name counts.
func (s *site) slips(begun string) bool {
	return s.Path != "" && (s.Path == begun || s.Path == s.Moved)
}

// slip moves an issue whose release slipped: the file gets the name of the new day and its date with it, in one commit.
// Its pictures stay where they are. It reports whether it wrote something, so that all has to be read anew.
func (j *job) slip(ctx context.Context, s *site) (bool, error) {
	if !j.moves() || s.Head == nil || s.Import == nil || s.Path == j.path() || !s.slips(s.Import.Path) {
		return false, nil
	}
	text, ok := s.file(s.Head, s.Path)
	if !ok {
		return false, nil
	}
	from, _ := (&lint.Document{Path: s.Path}).Date()
	moved, dated := redated(lint.Parse(s.Path, text), from, j.month.Release)
	if j.readOnly() {
		j.step("slip", "%s would become %s", s.Path, j.path())
		return false, nil
	}
	id, err := j.git.MoveIssue(ctx, s.State, gitops.Move{
		To: j.path(), Text: moved, Subject: fmt.Sprintf("Move the release of %s to %s", j.issueTitle(), j.month.Release.Format("2 January 2006")),
		Author: gitops.Signature(j.Author), Committer: gitops.Signature(j.Committer), When: j.start,
	})
	if gitops.IsKind(err, gitops.Conflict) {
		return false, fmt.Errorf("%w: %w", github.ErrHeadMoved, err)
	}
	if err != nil {
		return false, err
	}
	words := "; its date was changed by people and stays"
	if dated {
		words = ""
	}
	j.step("slip", "%s became %s in %s%s", s.Path, j.path(), id.Short(), words)
	return true, nil
}

// redated is the text with the new day as its date, where its date is still the old day.
func redated(d *lint.Document, from, to time.Time) ([]byte, bool) {
	key, ok := d.Front.Key("date")
	if !ok {
		return d.Src, false
	}
	day := from.Format(time.DateOnly)
	at := strings.Index(d.Text(key.Value), day)
	if at < 0 {
		return d.Src, false
	}
	at += key.Value.Start
	text := append(append(append([]byte{}, d.Src[:at]...), to.Format(time.DateOnly)...), d.Src[at+len(day):]...)
	return text, true
}
