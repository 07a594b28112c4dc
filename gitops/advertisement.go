package gitops

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/pktline"
)

// Go-git's package packp has these two messages as well, but brings storages and configuration files along, which
// every start would pay for.

// readAdvertisement reads where the references are, as a server says in protocol 0 before it is asked anything: a line
// for each, the first with what the server can do behind it.
func readAdvertisement(r io.Reader) (heads, error) {
	found := heads{}
	lines := pktline.NewScanner(r)
	more := lines.Scan()
	if more && bytes.HasPrefix(lines.Bytes(), []byte("# service=")) {
		more = lines.Scan() && (len(lines.Bytes()) > 0 || lines.Scan())
	}
	for ; more && len(lines.Bytes()) > 0; more = lines.Scan() {
		line, _, _ := bytes.Cut(lines.Bytes(), []byte{0})
		id, name, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		switch {
		case id == "shallow":
		case !ID(id).valid() || name == "" || strings.Contains(name, " "):
			return nil, fmt.Errorf("%.60q where a branch should be", line)
		case !strings.HasSuffix(name, "^{}"): // else it is what a tag is of, or no reference at all
			found[name] = ID(id)
		}
	}
	return found, ended(lines, more)
}

// report is what a server says of a push: whether it could unpack the objects ("ok"), and what became of each
// reference, by full name: "ok", or why not.
type report struct {
	unpacked   string
	references map[string]string
}

func readReport(r io.Reader) (report, error) {
	found := report{references: map[string]string{}}
	lines := pktline.NewScanner(r)
	more := lines.Scan()
	for ; more && len(lines.Bytes()) > 0; more = lines.Scan() {
		word, rest, _ := strings.Cut(strings.TrimSuffix(string(lines.Bytes()), "\n"), " ")
		name, reason, _ := strings.Cut(rest, " ")
		switch {
		case word == "unpack" && found.unpacked == "" && rest != "":
			found.unpacked = rest
		case word == "ok" && found.unpacked != "" && name != "":
			found.references[name] = "ok"
		case word == "ng" && found.unpacked != "" && reason != "":
			found.references[name] = reason
		default:
			return report{}, fmt.Errorf("%.60q where the report of a push should be", lines.Bytes())
		}
	}
	err := ended(lines, more)
	if err == nil && found.unpacked == "" {
		err = fmt.Errorf("an empty report of a push")
	}
	return found, err
}

// ended is why there are no more lines, nil if the message ended as it should.
func ended(lines *pktline.Scanner, well bool) error {
	if well {
		return nil
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return io.ErrUnexpectedEOF
}
