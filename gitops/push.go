package gitops

import (
	"bytes"
	"context"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/sideband"
)

// push sends the plan's objects and has the server move the branch if it still is where the plan expects it.
func (r *Repository) push(ctx context.Context, branch string, p plan) error {
	var msg bytes.Buffer
	lines := pktline.NewEncoder(&msg)
	lines.Encodef("%s %s %s\x00report-status side-band-64k agent=%s", p.old, p.Commit, ref(branch), r.agentToken())
	lines.Flush()
	msg.Write(r.store.thinPack(p.adds))
	c := call{op: "push " + branch + " to " + r.name, service: receivePack, body: msg.Bytes()}
	b, err := r.do(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	said := &excerpt{left: 8 << 10}
	demux := sideband.NewDemuxer(sideband.Sideband64k, b)
	demux.Progress = said
	answer, err := readReport(demux)
	if err != nil {
		return r.failed(c, b, err)
	}
	io.Copy(io.Discard, demux) // a hook's text may follow the report
	return r.verdict(c, branch, answer, said.text.String())
}

// verdict turns the server's report into an error, or nil if the branch moved.
func (r *Repository) verdict(c call, branch string, report report, said string) error {
	said = r.text(said)
	if said != "" {
		said = " (" + said + ")"
	}
	if report.unpacked != "ok" { // it may lack what the branch held when it was read
		return &Error{Kind: Unknown, Op: c.op, Text: "the server could not unpack it: " + r.text(report.unpacked) + said}
	}
	reason, mentioned := report.references[ref(branch)]
	switch {
	case !mentioned:
		return &Error{Kind: Unknown, Op: c.op, Text: "the server's report does not mention the branch"}
	case reason == "ok":
		return nil
	}
	e := &Error{Kind: Rejected, Op: c.op, Text: "the server refused: " + r.text(reason)}
	switch {
	case lostRace(reason) && strings.Contains(said, ".lock"):
		e.Kind, e.Text = Conflict, "the branch is locked: "+r.text(reason)
	case lostRace(reason):
		e.Kind, e.Text = Conflict, "the branch moved meanwhile: "+r.text(reason)
	}
	e.Text += said
	return e
}

// lostRace reports whether the reason, in the words of git's versions and of GitHub, says that the branch is not where
// the push expected it.
func lostRace(reason string) bool {
	for _, words := range []string{"failed to update ref", "failed to lock", "cannot lock ref", "fetch first", "non-fast-forward",
		"already exists", "does not exist", "incorrect old value", "stale info"} {
		if strings.Contains(reason, words) {
			return true
		}
	}
	return false
}

// excerpt keeps the beginning of what is written to it.
type excerpt struct {
	text strings.Builder
	left int
}

func (e *excerpt) Write(p []byte) (int, error) {
	n := min(len(p), e.left)
	e.left -= n
	e.text.Write(p[:n])
	return len(p), nil
}
