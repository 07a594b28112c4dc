package githubtest

import (
	"net/http"
	"strconv"
	"strings"
)

func listMilestones(c *call) error {
	state := c.URL.Query().Get("state")
	var found []*Milestone
	for _, m := range c.repo.milestones {
		if state == "all" || m.Closed == (state == "closed") {
			found = append(found, m)
		}
	}
	return c.page(len(found), func(i int) any { return c.s.milestoneJSON(c.repo, found[i]) })
}

func showMilestone(c *call) error {
	number, err := strconv.Atoi(c.PathValue("milestone"))
	m := c.repo.milestone(number)
	if err != nil || m == nil {
		return notFound
	}
	return c.write(http.StatusOK, c.s.milestoneJSON(c.repo, m))
}

func createMilestone(c *call) error {
	var in struct{ Title string }
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Write, "issues=write; pull_requests=write"); err != nil {
		return err
	}
	if in.Title == "" {
		return missing("Milestone", "title")
	}
	for _, m := range c.repo.milestones {
		if strings.EqualFold(m.Title, in.Title) {
			return exists("Milestone", "title")
		}
	}
	return c.write(http.StatusCreated, c.s.milestoneJSON(c.repo, c.repo.addMilestone(in.Title, false)))
}

func listLabels(c *call) error {
	return c.page(len(c.repo.labels), func(i int) any { return c.s.labelJSON(c.repo, c.repo.labels[i]) })
}

func createLabel(c *call) error {
	var in struct{ Name, Color, Description string }
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Write, "issues=write; pull_requests=write"); err != nil {
		return err
	}
	if in.Name == "" {
		return missing("Label", "name")
	}
	if c.repo.labelNamed(in.Name) != nil {
		return exists("Label", "name")
	}
	if in.Color == "" {
		in.Color = "ededed"
	}
	return c.write(http.StatusCreated, c.s.labelJSON(c.repo, c.repo.addLabel(in.Name, in.Color, in.Description)))
}

// editIssue changes what gitops/github changes: the milestone. Without rights, an author's change of it is dropped in silence.
func editIssue(c *call) error {
	if c.issue != nil {
		return editBareIssue(c)
	}
	var in struct{ Milestone *int }
	if err := c.read(&in); err != nil {
		return err
	}
	author := c.pull.author.is(c.user) && c.repo.permission(c.user) == Visitor
	if !author {
		if err := c.need(Triage, "issues=write; pull_requests=write"); err != nil {
			return err
		}
	}
	if in.Milestone != nil && !author {
		if c.repo.milestone(*in.Milestone) == nil {
			return invalid("Issue", "milestone")
		}
		c.pull.Milestone = *in.Milestone
	}
	return c.write(http.StatusOK, c.s.issueJSON(c.pull))
}

func addLabels(c *call) error {
	var in struct{ Labels []string }
	if err := c.read(&in); err != nil {
		return err
	}
	if err := c.need(Triage, "issues=write; pull_requests=write"); err != nil {
		return err
	}
	for _, name := range in.Labels {
		if c.repo.labelNamed(name) == nil {
			if c.repo.permission(c.user) < Write {
				return noNewLabels
			}
			c.repo.addLabel(name, "ededed", "")
		}
		if !c.pull.hasLabel(name) {
			c.pull.Labels = append(c.pull.Labels, c.repo.labelNamed(name).Name)
		}
	}
	return c.write(http.StatusOK, c.s.labelsJSON(c.pull))
}

func listComments(c *call) error {
	return c.page(len(c.pull.comments), func(i int) any { return c.s.commentJSON(c.pull, c.pull.comments[i]) })
}

func createComment(c *call) error {
	body, err := c.body()
	if err != nil {
		return err
	}
	if err := c.need(Visitor, "issues=write; pull_requests=write"); err != nil {
		return err
	}
	return c.write(http.StatusCreated, c.s.commentJSON(c.pull, c.pull.addComment(c.user, body)))
}

func editComment(c *call) error {
	body, err := c.body()
	if err != nil {
		return err
	}
	p, comment, err := c.comment()
	if err != nil {
		return err
	}
	comment.Body, comment.updated = body, c.s.now()
	return c.write(http.StatusOK, c.s.commentJSON(p, comment))
}

func deleteComment(c *call) error {
	p, comment, err := c.comment()
	if err != nil {
		return err
	}
	p.removeComment(comment.ID)
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

// comment finds the comment that is called, for an account that may change it.
func (c *call) comment() (*pull, *IssueComment, error) {
	id, _ := strconv.ParseInt(c.PathValue("comment"), 10, 64)
	for _, p := range c.repo.pulls {
		comment := p.comment(id)
		if comment == nil {
			continue
		}
		if !comment.author.is(c.user) || c.repo.permission(c.user) < Visitor || c.user.grants != nil {
			if err := c.need(Write, "issues=write; pull_requests=write"); err != nil {
				return nil, nil, err
			}
		}
		return p, comment, nil
	}
	return nil, nil, notFound
}

// body reads a comment's text and refuses an empty one and one that is too long.
func (c *call) body() (string, error) {
	var in struct{ Body string }
	if err := c.read(&in); err != nil {
		return "", err
	}
	if in.Body == "" {
		return "", missing("IssueComment", "body")
	}
	if refused := checkBody("IssueComment", in.Body); refused != nil {
		return "", refused
	}
	return in.Body, nil
}
