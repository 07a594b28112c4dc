package githubtest

import (
	"net/http"
	"strconv"
)

// lineDraft is a line comment as it comes in with a review.
type lineDraft struct {
	Path      string `json:"path"`
	Body      string `json:"body"`
	Line      int    `json:"line"`
	Side      string `json:"side"`
	StartLine int    `json:"start_line"`
	StartSide string `json:"start_side"`

	hunk string
}

// resolve finds the hunk that the comment stands in; it returns GitHub's sentence where there is none.
func (d *lineDraft) resolve(files []fileDiff) string {
	if d.Side == "" {
		d.Side = "RIGHT"
	}
	start := d.StartLine
	if start == 0 {
		start = d.Line
	}
	for _, f := range files {
		if f.path != d.Path {
			continue
		}
		for _, h := range f.hunks {
			if start <= d.Line && h.holds(d.Side, start, d.Line) {
				d.hunk = h.text
				return ""
			}
		}
		return "Line could not be resolved"
	}
	return "Path could not be resolved"
}

func createReview(c *call) error {
	var in struct {
		Body, Event string
		Commit      string `json:"commit_id"`
		Comments    []lineDraft
	}
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Visitor, "pull_requests=write"); err != nil {
		return err
	}
	state, refused := reviewState(c.user, c.pull, in.Event, in.Body)
	if refused != nil {
		return refused
	}
	drafts, err := c.resolve(in.Comments, in.Body, in.Commit)
	if err != nil {
		return err
	}
	r := c.pull.addReview(c.user, in.Body, state)
	if in.Commit != "" {
		r.commit = in.Commit
	}
	for _, d := range drafts {
		c.pull.addLine(c.user, r.id, d, r.commit)
	}
	return c.write(http.StatusOK, c.s.reviewJSON(c.pull, r))
}

func reviewState(u *user, p *pull, event, body string) (string, *problem) {
	own := u.is(p.author)
	switch {
	case event == "APPROVE" && own:
		return "", unprocessable("Can not approve your own pull request")
	case event == "REQUEST_CHANGES" && own:
		return "", unprocessable("Can not request changes on your own pull request")
	case event == "APPROVE":
		return "APPROVED", nil
	case (event == "COMMENT" || event == "REQUEST_CHANGES") && body == "":
		return "", unprocessable("Body cannot be blank")
	case event == "COMMENT":
		return "COMMENTED", nil
	case event == "REQUEST_CHANGES":
		return "CHANGES_REQUESTED", nil
	}
	return "PENDING", nil
}

// resolve places all comments of a review, or refuses them all. The lines are those of the commit.
func (c *call) resolve(drafts []lineDraft, body, commit string) ([]lineDraft, error) {
	files, err := c.pull.files(c.Context())
	if commit != "" && commit != c.pull.HeadSHA && err == nil {
		files, err = c.repo.diff(c.Context(), c.pull.baseSHA, commit)
		if err != nil {
			return nil, unprocessable("Commit could not be resolved")
		}
	}
	if err != nil {
		return nil, err
	}
	const tooLong = "Body is too long (maximum is 65536 characters)"
	if checkBody("PullRequestReview", body) != nil {
		return nil, unprocessable(tooLong)
	}
	for i := range drafts {
		d := &drafts[i]
		if d.Body == "" {
			return nil, unprocessable("Body cannot be blank")
		}
		if checkBody("PullRequestReviewComment", d.Body) != nil {
			return nil, unprocessable(tooLong)
		}
		if sentence := d.resolve(files); sentence != "" {
			return nil, unprocessable(sentence)
		}
	}
	return drafts, nil
}

func listLines(c *call) error {
	lines, err := c.pull.placed(c.Context())
	if err != nil {
		return err
	}
	return c.page(len(lines), func(i int) any { return c.s.lineJSON(c.pull, lines[i]) })
}

func deleteLine(c *call) error {
	id, _ := strconv.ParseInt(c.PathValue("comment"), 10, 64)
	for _, p := range c.repo.pulls {
		line := p.line(id)
		if line == nil {
			continue
		}
		if !line.author.is(c.user) || c.repo.permission(c.user) < Visitor || c.user.grants != nil {
			if err := c.need(Write, "pull_requests=write"); err != nil {
				return err
			}
		}
		p.removeLine(id)
		c.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return notFound
}
