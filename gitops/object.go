package gitops

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The kinds of object, by the number that packs use for them.
type kind byte

const (
	commitKind kind = 1
	treeKind   kind = 2
	blobKind   kind = 3
	tagKind    kind = 4
)

func (k kind) String() string { return [...]string{"", "commit", "tree", "blob", "tag"}[k] }

type object struct {
	kind kind
	data []byte
}

func (o object) id() ID {
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00", o.kind, len(o.data))
	h.Write(o.data)
	return ID(hex.EncodeToString(h.Sum(nil)))
}

// store holds the objects known so far. Its contents never change, as they are named by their hash.
type store map[ID]object

func (s store) put(k kind, data []byte) ID {
	o := object{k, data}
	id := o.id()
	s[id] = o
	return id
}

// raw is the id in the 20 bytes that trees and packs use.
func (id ID) raw() []byte {
	b, _ := hex.DecodeString(string(id))
	return b
}

// valid reports whether the id is 40 lower-case hexadecimal digits.
func (id ID) valid() bool { return len(id) == 40 && isHex(string(id)) }

func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}

// Signature is who made a commit.
type Signature struct{ Name, Email string }

type commit struct {
	id        ID
	tree      ID
	parents   []ID
	author    Signature
	committer Signature
	when      time.Time // when it was committed
	message   string
}

// commit decodes the commit with the id.
func (s store) commit(id ID) (*commit, error) {
	o, ok := s[id]
	if !ok || o.kind != commitKind {
		return nil, fmt.Errorf("commit %s is missing", id.Short())
	}
	head, message, _ := bytes.Cut(o.data, []byte("\n\n"))
	c := &commit{id: id, message: string(message)}
	for line := range strings.Lines(string(head)) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch key {
		case "tree":
			c.tree = ID(value)
		case "parent":
			c.parents = append(c.parents, ID(value))
		case "author":
			c.author, _ = parseSignature(value)
		case "committer":
			c.committer, c.when = parseSignature(value)
		}
	}
	if !c.tree.valid() {
		return nil, fmt.Errorf("commit %s is malformed", id.Short())
	}
	return c, nil
}

// parseSignature reads "Name <mail> seconds zone".
func parseSignature(s string) (Signature, time.Time) {
	name, rest, _ := strings.Cut(s, "<")
	mail, date, _ := strings.Cut(rest, ">")
	seconds, _, _ := strings.Cut(strings.TrimSpace(date), " ")
	unix, _ := strconv.ParseInt(seconds, 10, 64)
	return Signature{strings.TrimSpace(name), mail}, time.Unix(unix, 0).UTC()
}

// encode writes the commit as git stores it, signed if there is a signer. Both dates are c.when, in UTC.
func (c *commit) encode(s Signer) ([]byte, error) {
	var head bytes.Buffer
	fmt.Fprintf(&head, "tree %s\n", c.tree)
	for _, p := range c.parents {
		fmt.Fprintf(&head, "parent %s\n", p)
	}
	for _, who := range []struct {
		role string
		Signature
	}{{"author", c.author}, {"committer", c.committer}} {
		fmt.Fprintf(&head, "%s %s <%s> %d +0000\n", who.role, who.Name, who.Email, c.when.Unix())
	}
	text := append([]byte("\n"), c.message...)
	if s == nil {
		return append(head.Bytes(), text...), nil
	}
	signature, err := s.Sign(bytes.NewReader(append(bytes.Clone(head.Bytes()), text...)))
	if err != nil {
		return nil, fmt.Errorf("sign commit: %w", err)
	}
	folded := strings.ReplaceAll(strings.TrimRight(string(signature), "\n"), "\n", "\n ")
	fmt.Fprintf(&head, "gpgsig %s\n", folded)
	return append(head.Bytes(), text...), nil
}

// subject is the first line of the message, for people.
func (c *commit) subject() string {
	line, _, _ := strings.Cut(c.message, "\n")
	return clean(line, "")
}
