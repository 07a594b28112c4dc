package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint/xep"
)

// xepServer is a server with a repository of specifications, to which documents are added.
type xepServer struct {
	*testing.T
	*githubtest.GitServer
	work, address string
}

func newXEPServer(t *testing.T) *xepServer {
	t.Helper()
	s := &xepServer{T: t, GitServer: &githubtest.GitServer{Root: t.TempDir()}, work: filepath.Join(t.TempDir(), "work")}
	if err := s.Available(); err != nil {
		t.Skip(err)
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	server := httptest.NewServer(s.GitServer)
	t.Cleanup(server.Close)
	s.address = server.URL + "/xsf/xeps.git"
	bare := filepath.Join(s.Root, "xsf", "xeps.git")
	s.git("init", "-q", "--bare", "-b", "main", bare)
	s.git("-C", bare, "config", "uploadpack.allowFilter", "true")
	s.git("-C", bare, "config", "uploadpack.allowAnySHA1InWant", "true")
	s.git("init", "-q", "-b", "main", s.work)
	return s
}

func (s *xepServer) git(args ...string) {
	s.Helper()
	c := exec.Command("git", args...)
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	if out, err := c.CombinedOutput(); err != nil {
		s.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// add publishes documents on a day of November 2026, each by number, version and title.
func (s *xepServer) add(day int, documents ...string) {
	s.Helper()
	for _, d := range documents {
		parts := strings.SplitN(d, " ", 3)
		text := fmt.Sprintf("<xep><header><title>%s</title><number>%s</number><status>Experimental</status><revision><version>%s</version><date>2026-11-01</date><initials>ab</initials><remark>Note of &lt;a%s/&gt; things.</remark></revision></header>%s</xep>",
			parts[2], parts[0], parts[1], parts[1], strings.Repeat("body ", 1000))
		if err := os.WriteFile(filepath.Join(s.work, "xep-"+parts[0]+".xml"), []byte(text), 0o644); err != nil {
			s.Fatal(err)
		}
	}
	s.Setenv("GIT_COMMITTER_DATE", fmt.Sprintf("2026-11-%02dT12:00:00Z", day))
	s.git("-C", s.work, "add", ".")
	s.git("-C", s.work, "commit", "-qm", "documents")
	s.git("-C", s.work, "push", "-q", filepath.Join(s.Root, "xsf", "xeps.git"), "main")
}

// lint lints an issue of November with the specifications of the server, and returns what is said and how many requests it took.
func (s *xepServer) lint(status int, text string) (string, int) {
	s.Helper()
	path := filepath.Join(s.Root, "2026-12-05-newsletter.md")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
	var out bytes.Buffer
	e := &env{in: strings.NewReader(""), out: &out, err: &out, get: func(string) string { return "" }, now: func() time.Time { return time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC) }}
	before := s.Stats().UploadPack.Requests
	if got := execute(s.Context(), []string{"lint", "--rules", "xep-missing,xep-title,xep-number,xep-gap", "--xeps", s.address, path}, e); got != status {
		s.Errorf("it ends with %d, want %d:\n%s", got, status, &out)
	}
	return out.String(), s.Stats().UploadPack.Requests - before
}

const novemberXEPs = "---\ntitle: The XMPP Newsletter November 2026\n---\n\n## Extensions and specifications\n\n### New\n\n- No new XEPs this month.\n\n" +
	"### Updated\n\n- Version 0.2.1 of [XEP-0901](/extensions/xep-0901.html) (Heron)\n" +
	"- Version 0.1.0 of [XEP-0902](/extensions/xep-0902.html) (Egrets)\n  - Note of  things. (ab)\n"

// TestLintFromRepository: lint reads the history of a repository elsewhere, keeps it, and asks again for what is new.
func TestLintFromRepository(t *testing.T) {
	s := newXEPServer(t)
	s.add(1, "0900 0.1.0 Storks")
	s.git("-C", s.work, "commit", "-q", "--allow-empty", "-m", "nothing")
	s.add(2, "0901 0.1.0 Herons")
	s.add(10, "0901 0.2.0 Herons", "0902 0.1.0 Egrets")

	first, requests := s.lint(exitFine, novemberXEPs)
	for _, want := range []string{"“New” lacks XEP-0900 0.1.0, XEP-0901 0.1.0, by", "the note in XEP-0902 also says “<a0.1.0/>”", "XEP-0901 never had the version “0.2.1”; 0.2.0 is new", "XEP-0901 is called “Herons”, not “Heron”"} {
		if !strings.Contains(first, want) {
			t.Errorf("it does not say %s:\n%s", want, first)
		}
	}
	if requests > 6 {
		t.Errorf("the first run made %d requests", requests)
	}
	if again, requests := s.lint(exitFine, novemberXEPs); again != first || requests != 1 {
		t.Errorf("the second run made %d requests and says\n%s\nwant 1 and\n%s", requests, again, first)
	}

	kept, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "padpress", "xeps-*.json.gz"))
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	for name, text := range map[string]string{"cut": "", "other": "nothing of ours", "half": "\x1f\x8b\x08"} {
		whole, err := os.ReadFile(kept[0])
		if err != nil {
			t.Fatal(err)
		}
		if name == "cut" {
			text = string(whole[:len(whole)/2])
		}
		if err := os.WriteFile(kept[0], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if again, requests := s.lint(exitFine, novemberXEPs); again != first || requests < 2 {
			t.Errorf("%s: with a damaged file it made %d requests and says\n%s", name, requests, again)
		}
	}

	s.add(20, "0903 0.1.0 Bitterns")
	if later, _ := s.lint(exitFine, novemberXEPs); !strings.Contains(later, "XEP-0901 0.1.0, XEP-0903 0.1.0") {
		t.Errorf("what came later is not said:\n%s", later)
	}
	if plain, requests := s.lint(exitFine, "Nothing about specifications.\n"); requests != 1 || !strings.Contains(plain, "no findings") {
		t.Errorf("a text without such a section made %d requests:\n%s", requests, plain)
	}
	s.SetFault(func(w http.ResponseWriter, _ *http.Request) bool { http.NotFound(w, nil); return true })
	if gone, _ := s.lint(exitFailure, novemberXEPs); !strings.Contains(gone, "xsf/xeps") {
		t.Errorf("of a repository that is gone it says\n%s", gone)
	}
}

// TestLargeDocument: of a document of 50 MB is said what is wrong, and the others are told; from the server and from what was
// kept, which remembers.
func TestLargeDocument(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a document of 50 MB")
	}
	s := newXEPServer(t)
	s.add(1, "0900 0.1.0 Storks")
	large := "<xep><header><title>Bomb</title><number>0901</number></header>" + strings.Repeat("all the same ", 50<<20/13) + "</xep>"
	if err := os.WriteFile(filepath.Join(s.work, "xep-0901.xml"), []byte(large), 0o644); err != nil {
		t.Fatal(err)
	}
	s.add(10, "0900 0.2.0 Storks", "0902 0.1.0 Egrets")
	history, err := openXEPHistory(t.Context(), s.address)
	if err != nil {
		t.Fatal(err)
	}
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	for _, kept := range []string{"nothing", "what the last run read"} {
		h := keepXEPHistory(history, s.address)
		m, err := happened(t.Context(), h, xep.Window{From: day(5), To: day(30), Editorial: true})
		if err != nil || len(m.Entries) != 2 || len(m.Broken) != 1 {
			t.Fatalf("with %s kept: %d entries, broken are %v: %v", kept, len(m.Entries), m.Broken, err)
		}
		if b := m.Broken[0]; b.Path != "xep-0901.xml" || !strings.Contains(b.Err.Error(), "more than 4194304 bytes") {
			t.Errorf("with %s kept: of %s it says %v", kept, b.Path, b.Err)
		}
	}
}
