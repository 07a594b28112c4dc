package pad

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// earlier is the pad as it stood then. Etherpad numbers its revisions, and gives a text by number. Which of them was when
// stands in the export of the whole pad.
func (e *etherpad) earlier(ctx context.Context) (Snapshot, error) {
	r, err := e.ask(ctx, "/export/etherpad", historyLimit)
	if err != nil {
		return Snapshot{}, err
	}
	if len(r.body) > historyLimit {
		return Snapshot{}, problem(ErrHistory, "its history has more than %d bytes; copy the older text from the time slider and pipe it to --pad -", historyLimit)
	}
	all, err := etherpadVersions(r.body)
	if err != nil {
		return Snapshot{}, problem(ErrHistory, "what the server tells of its history cannot be read")
	}
	v, err := versionAt(all, e.at)
	if err != nil {
		return Snapshot{}, err
	}
	if r, err = e.export(ctx, "/"+v.id+"/export/txt"); err != nil {
		return Snapshot{}, err
	}
	// A server that takes no notice of the number answers with the newest text. Lists that were made with the editor's
	// buttons are written out, so that other lengths may be right.
	if newest := all[len(all)-1]; v.length != newest.length && units(string(r.body)) == newest.length {
		return Snapshot{}, v.is(string(r.body))
	}
	s, err := v.snapshot(string(r.body), e.String(), e.client.limit)
	s.Title = e.title()
	return s, err
}

// etherpadVersions reads the export of a pad: of each revision the number, the time and the length of the text.
func etherpadVersions(export []byte) ([]version, error) {
	d := json.NewDecoder(bytes.NewReader(export))
	if _, err := d.Token(); err != nil { // the opening brace
		return nil, err
	}
	var all []version
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		name, _ := key.(string)
		_, id, found := strings.Cut(name, ":revs:")
		if _, err := strconv.ParseUint(id, 10, 31); !found || err != nil {
			continue
		}
		var rev struct {
			Changeset string
			Meta      struct{ Timestamp float64 }
		}
		if err := json.Unmarshal(value, &rev); err != nil {
			return nil, err
		}
		all = append(all, version{id, time.UnixMilli(int64(rev.Meta.Timestamp)), changedLength(rev.Changeset)})
	}
	number := func(v version) int { n, _ := strconv.Atoi(v.id); return n }
	slices.SortFunc(all, func(a, b version) int { return number(a) - number(b) })
	return all, nil
}

// changedLength is how long a text is after a change, in UTF-16 units; -1 if the change does not say. A change begins
// with Z:, the length before, > or <, and by how much it grew or shrank, each in base 36.
func changedLength(changeset string) int {
	head, ok := strings.CutPrefix(changeset, "Z:")
	sign := strings.IndexAny(head, "<>")
	if !ok || sign < 0 {
		return -1
	}
	by := head[sign+1:]
	if end := strings.IndexFunc(by, func(r rune) bool { return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z') }); end >= 0 {
		by = by[:end]
	}
	before, err := strconv.ParseInt(head[:sign], 36, 32)
	change, err2 := strconv.ParseInt(by, 36, 32)
	switch {
	case err != nil || err2 != nil:
		return -1
	case head[sign] == '<':
		return int(before - change)
	}
	return int(before + change)
}
