package pad

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// Left says why a picture stays where it is.
type Left string

// The reasons.
const (
	Held    Left = "held"    // nobody has approved its host, and nobody is there to do so
	Later   Left = "later"   // it may come with the next run: its server was busy, or this run had brought enough
	Refused Left = "refused" // it will not come as it is
)

// Picture is a picture of the issue that lies, or lay, outside the site. The text of a Picture is what an import's commit
// remembers, so that nothing is decided twice; see [ParsePicture]. Its forms must stay readable for ever.
type Picture struct {
	Key    string // names its address among others: the beginning of a digest
	Source string // its address for people, without query: that may hold a secret

	Path string // in the site's repository, "" if the picture stays where it is
	Size int    // of the file there, in bytes; 0 for one that the original of a translation brought

	Left Left   // why it stays, "" if it does not
	Why  string // the same in words

	New bool // the import brought it, and not an earlier one; not remembered
}

// OfOriginal reports whether p is a picture of the original that a translation shows in place of another.
func (p Picture) OfOriginal() bool { return p.Path != "" && p.Size == 0 }

// String is the picture as an import remembers it: "PATH BYTES KEY SOURCE", or "held|later|refused KEY SOURCE WHY". It
// does nothing in the message of a commit.
func (p Picture) String() string {
	if p.Path != "" {
		return veil(fmt.Sprintf("%s %d %s %s", p.Path, p.Size, p.Key, p.Source))
	}
	return veil(strings.TrimSpace(fmt.Sprintf("%s %s %s %s", p.Left, p.Key, p.Source, p.Why)))
}

// ParsePicture reads the text of a Picture. It is false for everything else: anybody can write into a commit's message.
func ParsePicture(text string) (Picture, bool) {
	f := strings.Fields(unveil(text))
	if len(f) < 3 {
		return Picture{}, false
	}
	switch left := Left(f[0]); left {
	case Held, Later, Refused:
		p := Picture{Key: f[1], Source: f[2], Left: left, Why: strings.Join(f[3:], " ")}
		return p, isKey(p.Key)
	}
	if len(f) != 4 {
		return Picture{}, false
	}
	size, err := strconv.Atoi(f[1])
	p := Picture{Path: f[0], Size: size, Key: f[2], Source: f[3]}
	return p, err == nil && size >= 0 && isKey(p.Key) && isPlainPath(p.Path)
}

const keyLength = 12

// keyOf names an address.
func keyOf(u *url.URL) string {
	sum := sha256.Sum256([]byte(u.String()))
	return hex.EncodeToString(sum[:])[:keyLength]
}

func isKey(s string) bool {
	return len(s) == keyLength && strings.Trim(s, "0123456789abcdef") == ""
}

// isPlainPath reports whether a path is one that pictures are given: letters, digits and - . _ in folders.
func isPlainPath(p string) bool {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._/", r)
	}
	return path.Clean(p) == p && !path.IsAbs(p) && !strings.HasPrefix(p, ".") && strings.Contains(p, "/") &&
		!strings.ContainsFunc(p, func(r rune) bool { return !plain(r) })
}

// sourceLength bounds what is remembered of an address, in bytes.
const sourceLength = 200

// sourceOf is an address for people.
func sourceOf(u *url.URL) string {
	s := strings.ReplaceAll(plain(shown(u)), " ", "%20")
	if all := shown(u); len(all) <= sourceLength && !strings.ContainsFunc(all, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		s = all
	}
	return s
}
