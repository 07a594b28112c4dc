package gitops

import (
	"errors"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/pktline"
)

var errTooLarge = errors.New("the answer is larger than allowed")

// body is a server's answer. It is bounded, and remembers how it ended, because the decoders of
// the protocol tell an answer cut short, an empty one and a broken connection by the same errors.
type body struct {
	src  io.ReadCloser
	left int64  // bytes still allowed
	read *int64 // counts what was read
	some bool   // at least one byte came
	end  error  // why reading ended: io.EOF or the network's error
}

// Read reads from the answer; an answer over the limit is an error, not an end.
func (b *body) Read(p []byte) (int, error) {
	if b.end != nil {
		return 0, b.end
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.src.Read(p)
	b.left -= int64(n)
	*b.read += int64(n)
	b.some = b.some || n > 0
	if b.left < 0 {
		err = errTooLarge
	}
	b.end = err
	return n, err
}

// Close ends the answer. What is left of a short rest is read, so that the connection can be used again.
func (b *body) Close() error {
	io.CopyN(io.Discard, b, 4096)
	return b.src.Close()
}

// failed is the error for an answer that could not be decoded.
func (r *Repository) failed(c call, b *body, err error) error {
	e := &Error{Kind: Protocol, Op: c.op}
	var line *pktline.ErrorLine
	switch {
	case errors.As(err, &line):
		e.Text, e.gone = "the server refused: "+r.text(line.Text), strings.Contains(line.Text, "not our ref")
	case errors.Is(err, errTooLarge) || b.end == errTooLarge:
		e.Text = "the answer is larger than allowed"
	case b.end == io.EOF && !b.some:
		e.Text = "the server answered nothing"
	case b.end == io.EOF:
		e.Kind, e.Text = Transient, "the answer was cut short"
	case b.end != nil:
		e.Kind, e.Text, e.Err = Transient, "the connection broke", b.end
	default:
		e.Text = "the answer is not git's: " + r.text(err.Error())
	}
	if c.write() {
		e.Kind = Unknown
	}
	return e
}
