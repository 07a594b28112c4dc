package githubtest

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// fileDiff is what a pull request changes in one file.
type fileDiff struct {
	path, oldPath        string
	status               string // GitHub's word: added, removed, modified, renamed
	blob                 string
	patch                string // the hunks, "" for a binary file
	hunks                []hunk
	additions, deletions int
}

// hunk is a run of changed lines with the lines around it; lines are counted from 1.
type hunk struct {
	oldStart, oldLines, newStart, newLines int
	text                                   string // with its header line
}

// holds reports whether all lines from start to end can take a comment in this hunk.
func (h hunk) holds(side string, start, end int) bool {
	first, count := h.newStart, h.newLines
	if side == "LEFT" {
		first, count = h.oldStart, h.oldLines
	}
	return start >= first && end < first+count
}

// diff is what head changes against its merge base with base, as a pull request shows it.
func (r *Repository) diff(ctx context.Context, base, head string) ([]fileDiff, error) {
	rng := base + "..." + head
	raw, err := r.run(ctx, "diff", "--raw", "-z", "-M", "--no-abbrev", rng)
	if err != nil {
		return nil, fmt.Errorf("diff %s: %w", rng, err)
	}
	patch, err := r.run(ctx, "diff", "--patch", "-M", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/", rng)
	if err != nil {
		return nil, fmt.Errorf("diff %s: %w", rng, err)
	}
	files := parseRaw(raw)
	// git lists files and patches in the same order, and only a patch's header begins a line with "diff".
	patches := strings.Split("\n"+patch, "\ndiff --git ")[1:]
	if len(patches) != len(files) {
		return nil, fmt.Errorf("diff %s: %d files but %d patches", rng, len(files), len(patches))
	}
	for i, p := range patches {
		if at := strings.Index(p, "\n@@ "); at >= 0 {
			files[i].patch = strings.TrimSuffix(p[at+1:], "\n")
			files[i].hunks = parseHunks(files[i].patch)
			files[i].additions, files[i].deletions = count(files[i].patch)
		}
	}
	return files, nil
}

// parseRaw reads git diff --raw -z: ":mode mode blob blob X" NUL path NUL, with two paths for a rename.
func parseRaw(raw string) []fileDiff {
	fields := strings.Split(raw, "\x00")
	var files []fileDiff
	for len(fields) > 1 {
		meta := strings.Fields(fields[0])
		f := fileDiff{path: fields[1], blob: meta[3], status: "modified"}
		fields = fields[2:]
		switch meta[4][0] {
		case 'A':
			f.status = "added"
		case 'D':
			f.status, f.blob = "removed", meta[2]
		case 'R':
			f.status, f.oldPath, f.path = "renamed", f.path, fields[0]
			fields = fields[1:]
		}
		files = append(files, f)
	}
	return files
}

func parseHunks(patch string) []hunk {
	var hunks []hunk
	for _, text := range strings.Split("\n"+patch, "\n@@ ")[1:] {
		var h hunk
		ranges := strings.Fields(text)
		h.oldStart, h.oldLines = parseRange(ranges[0])
		h.newStart, h.newLines = parseRange(ranges[1])
		h.text = "@@ " + text
		hunks = append(hunks, h)
	}
	return hunks
}

// parseRange reads "-3,7" or "+3": a start, and a count that is 1 where it is left out.
func parseRange(s string) (start, lines int) {
	from, n, found := strings.Cut(s[1:], ",")
	start, _ = strconv.Atoi(from)
	if !found {
		return start, 1
	}
	lines, _ = strconv.Atoi(n)
	return start, lines
}

func count(patch string) (additions, deletions int) {
	for line := range strings.Lines(patch) {
		switch line[0] {
		case '+':
			additions++
		case '-':
			deletions++
		}
	}
	return additions, deletions
}

// shift follows the lines start to end of a file from one commit to another.
// It reports false where one of them changed, or something was put between them.
func (r *Repository) shift(ctx context.Context, path, from, to string, start, end int) (int, int, bool) {
	if from == to {
		return start, end, true
	}
	key := from + " " + to + " " + path
	hunks, known := r.shifts[key]
	if !known {
		patch, err := r.run(ctx, "diff", "-U0", "--no-color", "--no-renames", from, to, "--", path)
		if err != nil {
			return 0, 0, false
		}
		if at := strings.Index(patch, "\n@@ "); at >= 0 {
			hunks = parseHunks(patch[at+1:])
		}
		r.shifts[key] = hunks
	}
	first, ok := moved(hunks, start)
	last, ok2 := moved(hunks, end)
	return first, last, ok && ok2 && last-first == end-start
}

// moved is where a line is after the hunks, which have no lines around them.
func moved(hunks []hunk, line int) (int, bool) {
	offset := 0
	for _, h := range hunks {
		switch {
		case h.oldLines == 0 && h.oldStart >= line:
		case h.oldLines > 0 && h.oldStart > line:
		case h.oldLines > 0 && line < h.oldStart+h.oldLines:
			return 0, false
		default:
			offset += h.newLines - h.oldLines
		}
	}
	return line + offset, true
}
