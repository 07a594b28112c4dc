package github

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	gh "github.com/google/go-github/v60/github"
)

// answerMark stands alone on the last line but one of a summary that ends with an answer, and answerHead begins the answer.
// Nothing else that a summary holds ends so: words of others are behind the mark of a list, or in a block that ends with
// its fence.
const (
	answerMark = "<!-- padpress: answer -->"
	answerHead = "`/"
)

// Answer ends the summary of a pull request with one line of Markdown, already escaped, in place of the line before. It
// begins with the command that it answers, as code. The line stays until the next answer, whatever SyncSummary writes above it. It is written into a new comment where there is
// no summary yet.
func (c *Client) Answer(ctx context.Context, pull *Pull, line string) (Outcome, error) {
	if strings.ContainsAny(line, "\r\n") || !strings.HasPrefix(line, answerHead) {
		return "", fmt.Errorf("answer on pull request %d: %q is not one line that begins with a command", pull.Number, plain(line))
	}
	mine, err := c.summaries(ctx, pull)
	if err != nil {
		return "", err
	}
	delete(c.conversation, pull.Number)
	if len(mine) == 0 {
		body := withAnswer(c.summaryMarker(pull.Number), line)
		_, _, err := c.gh.Issues.CreateComment(ctx, c.owner, c.name, pull.Number, &gh.IssueComment{Body: &body})
		return Created, explain(fmt.Sprintf("answer on pull request %d", pull.Number), err)
	}
	body, _ := cutAnswer(mine[0].GetBody())
	return c.keepOne(ctx, pull, mine, withAnswer(body, line))
}

// withAnswer is a summary that ends with the answer, cut so that both fit; "" is none.
func withAnswer(body, answer string) string {
	if answer == "" {
		return fit(body, maxBody)
	}
	end := "\n\n" + answerMark + "\n" + answer
	return fit(body, maxBody-utf8.RuneCountInString(end)) + end
}

// cutAnswer takes a summary apart: what it says, and the answer at its end.
func cutAnswer(body string) (rest, answer string) {
	body = normal(body)
	before, last, ok := cutLast(body, "\n")
	if rest, marked := strings.CutSuffix(before, "\n"+answerMark); ok && marked && strings.HasPrefix(last, answerHead) {
		return normal(rest), last
	}
	return body, ""
}

// answered is the answer that a later summary has to keep.
func answered(mine []*gh.IssueComment) string {
	if len(mine) == 0 {
		return ""
	}
	_, answer := cutAnswer(mine[0].GetBody())
	return answer
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
