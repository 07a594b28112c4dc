package gitops

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/pktline"
)

// heads are the tips of branches, by full name.
type heads map[string]ID

func ref(branch string) string { return "refs/heads/" + branch }

// pushHeads asks for the branches as one who may push. The answer is short: pull requests are no part of it.
func (r *Repository) pushHeads(ctx context.Context) (heads, error) {
	return r.advertised(ctx, call{op: "read the branches of " + r.name + " in order to push", service: receivePack})
}

// readHeads asks for the tips of the named branches as one who only reads. It needs protocol 2, in which the client
// says what it wants to know; the advertisement of protocol 0, with a line for each pull request, is the fallback.
func (r *Repository) readHeads(ctx context.Context, branches ...string) (heads, error) {
	var names []string
	for _, b := range branches {
		names = append(names, ref(b))
	}
	return r.readRefs(ctx, names...)
}

// readRefs is readHeads for references by their full names, and HEAD.
func (r *Repository) readRefs(ctx context.Context, names ...string) (heads, error) {
	found, err := r.listRefs(ctx, names)
	if !IsKind(err, Protocol) {
		return found, err
	}
	return r.advertised(ctx, call{op: "read the branches of " + r.name, service: uploadPack})
}

func (r *Repository) advertised(ctx context.Context, c call) (heads, error) {
	b, err := r.do(ctx, c)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	found, err := readAdvertisement(b)
	if err != nil {
		return nil, r.failed(c, b, err)
	}
	return found, nil
}

// listRefs is the command ls-refs of protocol 2.
func (r *Repository) listRefs(ctx context.Context, names []string) (heads, error) {
	var req bytes.Buffer
	e := pktline.NewEncoder(&req)
	e.Encodef("command=ls-refs\n")
	e.Encodef("agent=%s\n", r.agentToken())
	req.WriteString("0001") // between the capabilities and the arguments
	for _, name := range names {
		e.Encodef("ref-prefix %s\n", name)
	}
	e.Flush()
	c := call{op: "read the branches of " + r.name, service: uploadPack, body: req.Bytes(), v2: true}
	b, err := r.do(ctx, c)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	found := heads{}
	lines := pktline.NewScanner(b)
	for lines.Scan() {
		line := strings.TrimSuffix(string(lines.Bytes()), "\n")
		if line == "" {
			return found, nil
		}
		id, name, _ := strings.Cut(line, " ")
		name, _, _ = strings.Cut(name, " ") // attributes may follow
		if !ID(id).valid() {
			return nil, r.failed(c, b, fmt.Errorf("%.60q where a branch should be", line))
		}
		found[name] = ID(id)
	}
	if err = lines.Err(); err == nil {
		err = io.ErrUnexpectedEOF
	}
	return nil, r.failed(c, b, err)
}

// canFilter asks the server whether it can leave objects out of a pack.
func (r *Repository) canFilter(ctx context.Context) (bool, error) {
	c := call{op: "ask what the server of " + r.name + " can do", service: uploadPack, v2: true}
	b, err := r.do(ctx, c)
	if err != nil {
		return false, err
	}
	defer b.Close()
	lines := pktline.NewScanner(b)
	for lines.Scan() {
		line := lines.Bytes()
		if _, caps, v0 := bytes.Cut(line, []byte{0}); v0 {
			return hasWord(string(caps), "filter"), nil
		}
		if caps, ok := strings.CutPrefix(string(line), "fetch="); ok {
			return hasWord(caps, "filter"), nil
		}
	}
	if lines.Err() != nil {
		return false, r.failed(c, b, lines.Err())
	}
	return false, nil
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// inTheWay is a branch that keeps the name from being used for a branch: git stores both as files and directories.
func (h heads) inTheWay(branch string) (string, bool) {
	for name := range h {
		if name != ref(branch) && (strings.HasPrefix(name, ref(branch)+"/") || strings.HasPrefix(ref(branch), name+"/")) {
			return strings.TrimPrefix(name, "refs/heads/"), true
		}
	}
	return "", false
}

// agentToken is the agent as protocol messages want it, in one word.
func (r *Repository) agentToken() string { return strings.ReplaceAll(clean(r.agent, ""), " ", "-") }
