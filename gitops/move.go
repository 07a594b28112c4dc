package gitops

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Move is a commit on the issue's branch that gives the issue's file another path, and perhaps another text with it. It
// is no import: those keep their path among themselves, and find the file again.
type Move struct {
	To      string // the new path
	Text    []byte // what the file holds there
	Subject string // first line of the commit's message

	Author    Signature
	Committer Signature // the zero value is the author
	When      time.Time
}

// MoveIssue puts the commit on the branch that the state is about. If the branch has moved meanwhile, or something lies at
// the new path, nothing is written: an Error of the kind Conflict, or another.
func (r *Repository) MoveIssue(ctx context.Context, s *State, m Move) (ID, error) {
	if err := checkPath(m.To); err != nil {
		return "", fmt.Errorf("move the issue: %w", err)
	}
	if s.Head == nil || s.Path == "" {
		return "", fmt.Errorf("move the issue: branch %s does not hold it", s.query.Branch)
	}
	if !s.Head.lacks(m.To) {
		return "", fmt.Errorf("move the issue: branch %s holds %s already", s.query.Branch, m.To)
	}
	c := Change{When: m.When}
	c.Author, c.Committer = signatures(m.Author, m.Committer)
	d := &draft{known: s.store, seen: map[ID]bool{}}
	tree, err := d.replace(s.Head.root, map[string][]byte{s.Path: nil, m.To: m.Text}, "")
	if err != nil {
		return "", err
	}
	message := fmt.Sprintf("%s\n\n%s: %s\n", subjectLine(m.Subject), pathKey, m.To)
	id, err := d.commit(c, r.signer, message, tree, s.Head.Commit)
	if err != nil {
		return "", err
	}
	return id, r.apply(ctx, s.query.Branch, plan{Result{Commit: id}, s.Head.Commit, d.adds})
}

// pathKey is the trailer of such a commit: by it, a later one knows that no person chose the path.
const pathKey = "Pad-Path"

// moved is the path that the newest of the branch's moves gave the issue, "" if there is none.
func (h *history) moved() string {
	for _, id := range h.order {
		message := strings.TrimRight(h.own[id].message, "\n ")
		last := message[strings.LastIndex(message, "\n")+1:]
		if path, ok := strings.CutPrefix(last, pathKey+": "); ok {
			return path
		}
	}
	return ""
}
