package gitops

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/xsf/padpress/gitops/merge"
)

// MergeConflict is a place that people on the branch and the pad both changed, each in their own way. What people wrote on the
// branch stays; the pad's side is for telling them.
type MergeConflict struct {
	Path string // of the file on the branch
	// Text is the place in a text: its lines are those of the file as it stands on the branch. It is nil for a file that
	// is no text, or is gone from the branch, which stays as people left it.
	Text *merge.Conflict
}

// The trailers of a merge that left something out.
const (
	conflictsKey = "Pad-Conflicts" // in how many places
	baseKey      = "Pad-Base"      // blob of the text that both sides came from
)

// mergeMessage is the message of a merge. It holds the pad's side of every conflict, so that it survives whatever happens
// to comments.
func mergeMessage(branch string, base ID, conflicts []MergeConflict) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Merge the pad's changes into %s\n", branch)
	if len(conflicts) == 0 {
		return b.String()
	}
	b.WriteString("\nWhere people had changed the same, this branch keeps what they wrote. There the pad says:\n")
	for _, c := range conflicts {
		switch {
		case c.Text == nil:
			fmt.Fprintf(&b, "\n* %s: another file\n", inert(c.Path))
		case strings.TrimSpace(c.Text.Theirs) == "":
			fmt.Fprintf(&b, "\n* line %d: nothing, instead of\n", c.Text.Line)
			quote(&b, c.Text.Base)
		default:
			fmt.Fprintf(&b, "\n* line %d:\n", c.Text.Line)
			quote(&b, c.Text.Theirs)
		}
	}
	fmt.Fprintf(&b, "\n%s: %d\n%s: %s\n", conflictsKey, len(conflicts), baseKey, base)
	return b.String()
}

// quotedLines bounds what a message repeats of one conflict.
const quotedLines = 20

// quote writes lines of a text, each indented, short and inert.
func quote(b *strings.Builder, text string) {
	n := 0
	for line := range strings.Lines(text) {
		if line = inert(line); line == "" {
			continue
		}
		if n++; n > quotedLines {
			b.WriteString("    …\n")
			return
		}
		fmt.Fprintf(b, "    %s\n", line)
	}
}

// kept is a merge that left something out.
type kept struct {
	at     *Tree   // of the merge
	base   ID      // blob that both sides came from
	merged *Import // the pad's side
}

// conflicted are the branch's merges whose messages say that they left something out, the oldest first.
func (h *history) conflicted() []ID {
	var ids []ID
	for i := len(h.order) - 1; i >= 0; i-- {
		c := h.own[h.order[i]]
		if _, ok := keptBase(c.message); ok && len(c.parents) == 2 {
			ids = append(ids, c.id)
		}
	}
	return ids
}

// keptBase reads the trailers of such a merge.
func keptBase(message string) (ID, bool) {
	paragraph := message[strings.LastIndex(strings.TrimRight(message, "\n"), "\n\n")+1:]
	count, base := 0, ID("")
	for line := range strings.Lines(paragraph) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case conflictsKey:
			count, _ = strconv.Atoi(value)
		case baseKey:
			base = ID(value)
		}
	}
	return base, count > 0 && base.valid()
}

// kept are the merges that left something out, as far as their imports count.
func (h *history) kept(s store, counted map[ID]*Import, dirs directories) ([]kept, error) {
	var found []kept
	for _, id := range h.conflicted() {
		c := h.own[id]
		merged := counted[c.parents[1]]
		if merged == nil {
			continue
		}
		tree, err := s.newTree(id, dirs)
		if err != nil {
			return nil, err
		}
		base, _ := keptBase(c.message)
		found = append(found, kept{tree, base, merged})
	}
	return found, nil
}

// Wanted are the contents that Preview, EnsureBranch and Conflicts compare, for Read to fetch together with others.
// EnsureBranch reads what is missing by itself.
func (s *State) Wanted() []ID {
	if s.Head == nil {
		return nil
	}
	var ids []ID
	if id, ok := s.Previous(); ok {
		ids = append(ids, id)
	}
	if id, ok := s.Head.Blob(s.Path); ok {
		ids = append(ids, id)
	}
	for _, k := range s.kept {
		if id, ok := k.file(s.Path); ok {
			ids = append(ids, id, k.base, k.merged.File)
		}
	}
	return ids
}

// Previous is the file as the pad last had it, if an import or a trace of one tells. The server has it.
func (s *State) Previous() (ID, bool) {
	if s.Trace != nil && s.Trace.Lost || s.Trace == nil && s.Import == nil {
		return "", false
	}
	return s.ancestor().file, true
}

// file is the file in the merge.
func (k kept) file(path string) (ID, bool) {
	if id, ok := k.at.Blob(path); ok {
		return id, true
	}
	return k.at.Blob(k.merged.Path)
}

// Conflicts are the places that merges left as people have them, and that nobody has touched since, with their lines as
// the branch has them now. It knows only of contents that were read; see Wanted.
func (s *State) Conflicts() []MergeConflict {
	if s.Head == nil {
		return nil
	}
	id, _ := s.Head.Blob(s.Path)
	now, ok := s.content(id)
	if !ok {
		return nil
	}
	pads := []byte(nil)
	if s.Import != nil {
		pads, _ = s.content(s.Import.File)
	}
	return s.stillOpen(now, pads)
}

// stillOpen are the conflicts of earlier merges in the lines of text, the file as it stands on the branch. One
// is over when people changed its lines since, or the pad changed its mind: pad is the newest import's file.
func (s *State) stillOpen(text, pad []byte) []MergeConflict {
	var open []MergeConflict
	for _, k := range s.kept {
		id, _ := k.file(s.Path)
		then, ok1 := s.content(id)
		base, ok2 := s.content(k.base)
		theirs, ok3 := s.content(k.merged.File)
		if !ok1 || !ok2 || !ok3 {
			continue
		}
		for _, c := range merge.Text(base, then, theirs).Conflicts {
			start, end, same := merge.Follow(then, text, c.Start, c.End)
			if !same || !saysStill(pad, c) {
				continue
			}
			c.Start, c.End = start, end
			c.Line = 1 + bytes.Count(text[:start], []byte("\n"))
			open = append(open, MergeConflict{Path: s.Path, Text: &c})
		}
	}
	return open
}

// saysStill reports whether the pad says what it said when the conflict was left.
func saysStill(pad []byte, c merge.Conflict) bool {
	if strings.TrimSpace(c.Theirs) == "" {
		return !bytes.Contains(pad, []byte(c.Base))
	}
	return bytes.Contains(pad, []byte(c.Theirs))
}

// content is a blob's, if it was read.
func (s *State) content(id ID) ([]byte, bool) {
	o, ok := s.store[id]
	return o.data, ok && o.kind == blobKind
}
