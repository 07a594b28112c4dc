package github

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// File is what a pull request does to one file.
type File struct {
	Path    string // as it is called now
	Was     string // as it was called before, "" if it had that name
	Blob    string // git's name of its content now
	Added   bool
	Removed bool
	Lines   []LineRange // of the hunks; none for a file whose diff GitHub does not show, such as a picture or a very large one
}

// Files reads what a pull request changes. It is one request for each hundred files.
func (c *Client) Files(ctx context.Context, pull *Pull) ([]File, error) {
	files, err := c.files(ctx, pull.Number)
	var all []File
	for _, f := range files {
		all = append(all, File{
			Path: f.GetFilename(), Was: f.GetPreviousFilename(), Blob: f.GetSHA(),
			Added: f.GetStatus() == "added", Removed: f.GetStatus() == "removed", Lines: hunks(f.GetPatch()),
		})
	}
	return all, err
}

// MergeBase is the commit of its base branch that a pull request is compared with.
func (c *Client) MergeBase(ctx context.Context, pull *Pull) (string, error) {
	// The second page holds no files, of which the first has hundreds.
	r, _, err := c.gh.Repositories.CompareCommits(ctx, c.owner, c.name, pull.BaseHead, pull.Head, &gh.ListOptions{PerPage: 1, Page: 2})
	if err != nil {
		return "", explain(fmt.Sprintf("compare pull request %d with %s", pull.Number, plain(pull.Base)), err)
	}
	return r.GetMergeBaseCommit().GetSHA(), nil
}

// hunks reads the new file's ranges from headers such as "@@ -1,4 +1,6 @@ text".
func hunks(patch string) []LineRange {
	var all []LineRange
	for line := range strings.Lines(patch) {
		fields := strings.Fields(line)
		if !strings.HasPrefix(line, "@@ -") || len(fields) < 3 || fields[2] == "" || fields[2][0] != '+' {
			continue
		}
		from, count, counted := strings.Cut(fields[2][1:], ",")
		first, err := strconv.Atoi(from)
		n := 1
		if counted && err == nil {
			n, err = strconv.Atoi(count)
		}
		if err == nil && n > 0 {
			all = append(all, LineRange{first, first + n - 1})
		}
	}
	return all
}
