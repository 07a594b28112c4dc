package githubtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Accept commits the first suggestion of a line comment on top of the pull request's branch, as the account with the login
// does with the button beside it, and returns the commit. The account must be one that may push there. The thread stays open.
func (r *Repository) Accept(number int, login string, comment int64) (commit string, err error) {
	err = r.change(number, func(p *pull) error {
		ctx := context.Background()
		if _, err := p.placed(ctx); err != nil {
			return err
		}
		c := p.line(comment)
		if c == nil {
			return errNo("line comment", comment, r.Name)
		}
		all := parts(c.Body)
		i := slices.IndexFunc(all, func(p Part) bool { return p.Suggestion })
		u := r.server.userNamed(login)
		switch {
		case p.State != "open":
			return errors.New("suggestions cannot be applied while the pull request is closed")
		case p.headRepo.permission(u) < Write:
			return forbidden(u, "contents=write")
		case i < 0:
			return errors.New("the comment suggests nothing")
		case c.Line == 0 || c.Side == "LEFT":
			return errors.New("the suggestion is outdated: its lines have changed")
		}
		commit, err = p.apply(ctx, u, c, all[i].Text)
		return err
	})
	return commit, err
}

// apply commits text in the place of the lines that a comment is about.
func (p *pull) apply(ctx context.Context, u *user, c *LineComment, text string) (string, error) {
	git := p.repo.server.git
	old, err := git.Run(ctx, p.repo.Name, "show", p.HeadSHA+":"+c.Path)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", c.Path, err)
	}
	lines := slices.Collect(strings.Lines(string(old)))
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	content := strings.Join(lines[:c.Start-1], "") + text + strings.Join(lines[c.Line:], "")
	message := fmt.Sprintf("Update %s\n\nCo-authored-by: %s\n", c.Path, signature(c.Author))
	return git.Commit(ctx, p.headRepo.Name, p.Head, map[string][]byte{c.Path: []byte(content)}, signature(u.login), message)
}

func signature(login string) string { return login + " <" + login + "@users.noreply.example.org>" }
