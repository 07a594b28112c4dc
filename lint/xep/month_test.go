package xep

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// heron is a document: number, status and versions, the newest first; then notes and ends of last calls behind signs.
func heron(number int, words ...string) *Document {
	d := &Document{Number: number, Title: fmt.Sprintf("Heron %d", number), Status: words[0], Abstract: "Birds."}
	for _, w := range words[1:] {
		switch {
		case w[0] == '!':
			end, _ := day(w[1:])
			d.LastCalls = append(d.LastCalls, end)
		case w[0] == '=':
			d.Title = w[1:]
		default:
			version, note, _ := strings.Cut(w, ":")
			r := Revision{Version: version, Notes: []Note{{Text: note}}}
			if note == "" {
				r.Notes = nil
			}
			d.Revisions = append(d.Revisions, r)
		}
	}
	return d
}

func at(d int, files ...File) Step {
	return Step{time.Date(2026, 11, d, 12, 0, 0, 0, time.UTC), files}
}

func file(was, is *Document) File {
	name := "xep-0999.xml"
	if d := map[bool]*Document{true: is, false: was}[is != nil]; d.Number > 0 {
		name = fmt.Sprintf("xep-%04d.xml", d.Number)
	}
	return File{Path: name, Was: was, Is: is}
}

func inbox(name string, was, is *Document) File {
	return File{Path: "inbox/" + name + ".xml", Was: was, Is: is}
}

func TestHappened(t *testing.T) {
	exp, stable := "Experimental", "Stable"
	var lots []File
	for i := range many {
		lots = append(lots, file(heron(100+i, exp, "0.1"), heron(100+i, exp, "0.2:Tidy up", "0.1")))
	}
	v1 := heron(1, exp, "0.1.0")
	v2 := heron(1, exp, "0.2.0:Mend", "0.1.0")
	v21 := heron(1, exp, "0.2.1:Tidy", "0.2.0:Mend", "0.1.0")
	bad := errors.New("bad")
	proto := heron(0, "ProtoXEP", "0.0.1", "=Owls")
	for _, c := range []struct {
		name  string
		steps []Step
		want  string
	}{
		{"nothing", nil, ""},
		{"another month", []Step{{When: time.Date(2026, 10, 31, 23, 59, 59, 0, time.UTC), Files: []File{file(v1, v2)}}, {When: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Files: []File{file(v2, v21)}}}, ""},
		{"version", []Step{at(1, file(v1, v2))}, "updated 1 0.2.0 Mend"},
		{"versions", []Step{at(1, file(v1, v2)), at(2, file(v2, v21))}, "updated 1 0.2.0 Mend; editorial 1 0.2.1 Tidy"},
		{"versions of a day", []Step{at(1, file(v1, v2)), {When: at(1).When.Add(time.Hour), Files: []File{file(v2, v21)}}}, "updated 1 0.2.0 Mend; updated 1 0.2.1 Tidy"},
		{"versions of a branch", []Step{at(1, file(v1, v2)), at(1, file(v2, v21))}, "updated 1 0.2.1 Tidy -0.2.0"},
		{"taken back", []Step{at(1, file(v1, v2)), at(2, file(v2, v1))}, ""},
		{"older versions mended", []Step{at(1, file(heron(1, exp, "0.2"), heron(1, exp, "0.2", "0.1.5", "0.1")))}, ""},
		{"number", []Step{at(1, file(nil, v1))}, "new 1 0.1.0 "},
		{"number and version on a day", []Step{at(1, file(nil, v1)), {When: at(1).When.Add(time.Hour), Files: []File{file(v1, v2)}}}, "new 1 0.2.0 Mend -0.1.0"},
		{"number and version", []Step{at(1, file(nil, v1)), at(9, file(v1, v2))}, "new 1 0.1.0 ; updated 1 0.2.0 Mend"},
		{"number taken back", []Step{at(1, file(nil, v1)), at(2, file(v1, nil))}, ""},
		{"proposal", []Step{at(1, inbox("owls", nil, proto))}, "proposed 0  Birds."},
		{"proposal mended", []Step{at(1, inbox("owls", proto, heron(0, "ProtoXEP", "0.0.2", "0.0.1", "=Owls")))}, ""},
		{"proposal put into its place", []Step{at(1, file(nil, proto)), at(2, inbox("owls", nil, proto), file(proto, nil))}, "proposed 0  Birds."},
		{"old proposal put into its place", []Step{at(2, inbox("owls", nil, proto), file(proto, nil))}, ""},
		{"proposal under another name", []Step{at(2, inbox("owls-2", nil, proto), inbox("owls", proto, nil))}, "proposed 0  Birds."},
		{"proposal withdrawn", []Step{at(1, inbox("owls", nil, proto)), at(2, inbox("owls", proto, nil))}, ""},
		{"proposal accepted", []Step{at(1, inbox("owls", nil, proto)), at(2, inbox("owls", proto, nil), file(nil, heron(7, exp, "0.1.0", "=Owls")))}, "new 7 0.1.0 "},
		{"proposal accepted and kept", []Step{at(1, inbox("owls", nil, proto)), at(2, file(nil, heron(7, exp, "0.1.0", "=Owls")))}, "new 7 0.1.0 "},
		{"number of a proposal taken back", []Step{at(1, inbox("owls", nil, proto)), at(2, file(nil, heron(7, exp, "0.1.0", "=Owls"))), at(3, file(heron(7, exp, "0.1.0", "=Owls"), nil))}, "proposed 0  Birds."},
		{"fast track", []Step{at(1, inbox("owls", nil, proto), file(nil, heron(7, stable, "1.0", "=Owls")))}, "new 7 1.0 "},
		{"stable", []Step{at(1, file(v1, heron(1, stable, "1.0.0:Vote", "0.1.0")))}, "stable 1 1.0.0 Vote"},
		{"stable before its version", []Step{at(1, file(v1, heron(1, stable, "0.1.0"))), at(2, file(heron(1, stable, "0.1.0"), heron(1, stable, "1.0.0:Vote", "0.1.0")))}, "stable 1 1.0.0 Vote"},
		{"stable taken back", []Step{at(1, file(v1, heron(1, stable, "0.1.0"))), at(2, file(heron(1, stable, "0.1.0"), v1))}, ""},
		{"active", []Step{at(1, file(v1, heron(1, "Active", "1.0:Vote", "0.1.0")))}, "updated 1 1.0 Vote; XEP-0001 (Heron 1) is Active"},
		{"deferred", []Step{at(1, file(v1, heron(1, "Deferred", "0.1.0")))}, "deferred 1 0.1.0 "},
		{"deferred and back", []Step{at(1, file(v1, heron(1, "Deferred", "0.1.0"))), at(9, file(heron(1, "Deferred", "0.1.0"), v2))}, "deferred 1 0.1.0 ; updated 1 0.2.0 Mend"},
		{"obsolete", []Step{at(1, file(v1, heron(1, "Obsolete", "0.1.0")))}, "deprecated 1 0.1.0 "},
		{"rejected", []Step{at(1, file(v1, heron(1, "Rejected", "0.1.0")))}, "rejected 1 0.1.0 "},
		{"retracted", []Step{at(1, file(v1, heron(1, "Retracted", "0.1.0")))}, "XEP-0001 (Heron 1) is Retracted"},
		{"last call", []Step{at(1, file(v1, heron(1, "Proposed", "0.1.0", "!2026-11-20")))}, "last-call 1  2026-11-20"},
		{"last call moved", []Step{at(1, file(heron(1, "Proposed", "0.1.0", "!2026-11-20"), heron(1, "Proposed", "0.1.0", "!2026-12-01", "!2026-11-20")))}, "last-call 1  2026-12-01"},
		{"retitled", []Step{at(1, file(v1, v2)), at(2, file(v2, heron(1, exp, "0.2.0:Mend", "0.1.0", "=Egrets")))}, "updated 1 0.2.0 Mend (Egrets)"},
		{"many alike", []Step{at(1, lots...)}, "bulk 6 Tidy up"},
		{"nearly as many", []Step{at(1, lots[:2]...)}, "updated 100 0.2 Tidy up; updated 101 0.2 Tidy up"},
		{"broken", []Step{at(1, File{Path: "xep-0001.xml", Was: v1, Err: bad}, file(nil, heron(2, exp, "0.1")))}, "new 2 0.1 ; xep-0001.xml: bad"},
		{"broken and mended", []Step{at(1, File{Path: "xep-0001.xml", Was: v1, Err: bad}), at(2, File{Path: "xep-0001.xml", WasErr: bad, Is: v2})}, "updated 1 0.2.0 Mend"},
		{"was broken", []Step{at(2, File{Path: "xep-0001.xml", WasErr: bad, Is: v2})}, "xep-0001.xml: bad"},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
			if got := told(Happened(c.steps, Window{From: from, To: from.AddDate(0, 1, 0)})); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// told is a month in words.
func told(m Month) string {
	var words []string
	say := func(kind string, e Entry) {
		w := fmt.Sprintf("%s %d %s ", kind, e.Number, e.Version)
		for _, n := range e.Notes {
			w += n.Text
		}
		if !e.Ends.IsZero() {
			w += e.Ends.Format(time.DateOnly)
		}
		if !strings.HasPrefix(e.Title, "Heron") && e.Number == 1 {
			w += " (" + e.Title + ")"
		}
		for _, s := range e.Skipped {
			w += " -" + s
		}
		words = append(words, w)
	}
	for _, e := range m.Entries {
		say(string(e.Section), e)
	}
	for _, e := range m.Editorial {
		say("editorial", e)
	}
	for _, b := range m.Bulk {
		words = append(words, fmt.Sprintf("bulk %d %s", len(b.Entries), b.Notes[0].Text))
	}
	words = append(words, m.Other...)
	for _, b := range m.Broken {
		words = append(words, fmt.Sprintf("%s: %s", b.Path, b.Err))
	}
	return strings.Join(words, "; ")
}
