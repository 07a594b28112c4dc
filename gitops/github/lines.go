package github

import (
	"context"
	"strconv"
	"strings"
)

// Lines reads which lines of each file can take a comment: those of the pull request's hunks. A file without
// a diff, such as a picture or a very large one, has none. It is one request for each hundred files.
func (c *Client) Lines(ctx context.Context, pull *Pull) (map[string][]LineRange, error) {
	files, err := c.files(ctx, pull.Number)
	if err != nil {
		return nil, err
	}
	lines := map[string][]LineRange{}
	for _, f := range files {
		lines[f.GetFilename()] = hunks(f.GetPatch())
	}
	return lines, nil
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
