package gitops

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/capability"
)

const (
	anID    = ID("1111111111111111111111111111111111111111")
	otherID = ID("2222222222222222222222222222222222222222")
)

// TestAdvertisement: what go-git writes is read as it was meant.
func TestAdvertisement(t *testing.T) {
	for name, want := range map[string]heads{
		"nothing":    {},
		"one branch": {"refs/heads/main": anID},
		"several":    {"refs/heads/main": anID, "refs/heads/a/b": otherID, "refs/tags/v1": otherID, "refs/pull/1/head": anID},
	} {
		t.Run(name, func(t *testing.T) {
			adv := packp.NewAdvRefs()
			adv.Prefix = [][]byte{[]byte("# service=git-receive-pack"), pktline.Flush}
			adv.Capabilities.Set(capability.ReportStatus)
			for ref, id := range want {
				adv.References[ref] = id.hash()
			}
			if name == "several" {
				adv.Peeled["refs/tags/v1"] = anID.hash()
				adv.Shallows = []plumbing.Hash{anID.hash()}
			}
			var b bytes.Buffer
			if err := adv.Encode(&b); err != nil {
				t.Fatal(err)
			}
			got, err := readAdvertisement(&b)
			if err != nil || !maps.Equal(got, want) {
				t.Errorf("got %v, %v, want %v", got, err, want)
			}
		})
	}
}

func TestAdvertisementRefused(t *testing.T) {
	for name, text := range map[string]string{
		"nothing at all":  "",
		"cut short":       packet("# service=git-upload-pack\n") + "0000" + packet(string(anID)+" refs/heads/main\x00caps\n"),
		"a page":          "<!doctype html>",
		"no name":         packet(string(anID)+"\n") + "0000",
		"two names":       packet(string(anID)+" a b\n") + "0000",
		"no id":           packet("refs/heads/main refs/heads/main\n") + "0000",
		"an error":        packet("ERR access denied\n"),
		"nothing but who": packet("# service=git-upload-pack\n") + "0000",
	} {
		if got, err := readAdvertisement(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// packet is text with its length in front.
func packet(text string) string {
	var b bytes.Buffer
	pktline.NewEncoder(&b).EncodeString(text)
	return b.String()
}

// TestReport: what go-git writes is read as it was meant.
func TestReport(t *testing.T) {
	var b bytes.Buffer
	said := packp.ReportStatus{UnpackStatus: "ok", CommandStatuses: []*packp.CommandStatus{
		{ReferenceName: "refs/heads/a", Status: "ok"}, {ReferenceName: "refs/heads/b", Status: "fetch first, please"}}}
	if err := said.Encode(&b); err != nil {
		t.Fatal(err)
	}
	got, err := readReport(&b)
	want := map[string]string{"refs/heads/a": "ok", "refs/heads/b": "fetch first, please"}
	if err != nil || got.unpacked != "ok" || !maps.Equal(got.references, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	for name, text := range map[string]string{
		"nothing":         "",
		"an end":          "0000",
		"no end":          packet("unpack ok\n"),
		"no word on it":   packet("ok refs/heads/a\n") + "0000",
		"no name":         packet("unpack ok\n") + packet("ok\n") + "0000",
		"no reason":       packet("unpack ok\n") + packet("ng refs/heads/a\n") + "0000",
		"something else":  packet("unpack ok\n") + packet("hello\n") + "0000",
		"unpacked twice":  packet("unpack ok\n") + packet("unpack ok\n") + "0000",
		"a page in place": "<html></html>",
	} {
		if got, err := readReport(strings.NewReader(text)); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
