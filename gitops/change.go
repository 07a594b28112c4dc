package gitops

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Change is what an import brings to the branch.
type Change struct {
	Path  string            // the file
	Files map[string][]byte // contents by slash-separated repository path; the file is among them

	Source  string // where the pad is; a user and a password in it are dropped
	Text    []byte // the pad's raw text, before anything was done to it; its digest names the import
	Version string // what makes the import, such as "1.2.0"
	Subject string // first line of the commit's message

	// Pictures are what the import remembers of pictures: a line for each, which Import.Pictures gives back.
	Pictures []string

	// Drafted are what the import remembers of sections that nobody wrote and that it drafts: a line for each, which
	// Import.Drafted gives back.
	Drafted []string

	// Anew makes an import although the pad's text is that of the newest one, because its files are more or say more.
	Anew bool

	Author    Signature
	Committer Signature // the zero value is the author
	// Again does to a text that another version imported what this version does to it, so that only what people changed
	// differs. Nil does nothing.
	Again func(text []byte) []byte

	// Once returns the Conflict of a lost race instead of deciding anew: for callers whose change follows from the state.
	Once bool

	When time.Time // of the commits; the same change at the same time gives the same commit
}

// normal is the change with one-line values that a commit can hold, or an error for one that it cannot.
func (c Change) normal() (Change, error) {
	c.Source, c.Version, c.Subject = sourceLine(c.Source), clean(c.Version, ""), subjectLine(c.Subject)
	c.Author, c.Committer = signatures(c.Author, c.Committer)
	c.Pictures, c.Drafted = plainLines(c.Pictures), plainLines(c.Drafted)
	switch {
	case c.Source == "" || c.Version == "" || c.Subject == "":
		return c, errors.New("import: source, version and subject are needed")
	case c.Author.Name == "" || c.Author.Email == "" || c.Committer.Name == "" || c.Committer.Email == "":
		return c, errors.New("import: author and committer need a name and an e-mail address")
	case c.When.Unix() <= 0:
		return c, errors.New("import: its time is missing")
	case c.Files[c.Path] == nil:
		return c, fmt.Errorf("import: its files lack the issue %q", c.Path)
	}
	for path, content := range c.Files {
		if err := checkPath(path); err != nil {
			return c, fmt.Errorf("import: %w", err)
		}
		if content == nil {
			return c, fmt.Errorf("import: %s has no content", path)
		}
	}
	return c, nil
}

// signatures are author and committer as a commit can hold them. The zero value of a committer is the author.
func signatures(author, committer Signature) (Signature, Signature) {
	author, committer = author.normal(), committer.normal()
	if committer == (Signature{}) {
		committer = author
	}
	return author, committer
}

// normal is the signature without the characters that end a name in a commit.
func (s Signature) normal() Signature {
	strip := func(v string) string {
		return strings.TrimSpace(clean(strings.NewReplacer("<", "", ">", "").Replace(v), ""))
	}
	return Signature{strip(s.Name), strip(s.Email)}
}

// paths are the change's paths in order.
func (c Change) paths() []string { return slices.Sorted(maps.Keys(c.Files)) }
