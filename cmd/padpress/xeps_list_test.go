package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// publishedList has the form that the specifications' own tools give to xeplist.xml.
const publishedList = `<?xml version='1.0'?>
<xep-infos><!-- <xep><number>7</number> -->
<xep accepted="true"><number>45</number><title>Multi-User
  Chat</title><abstract>Rooms.</abstract><status>Stable</status>
<last-revision><date>2025-09-30</date><version>1.35.2</version><remark>More &amp; more</remark></last-revision></xep>
<xep accepted="true"><number>4</number><title>Forms &amp; Fields</title><status>Final</status></xep>
<xep accepted="false"><number>xxxx</number><title>Herons</title><status>ProtoXEP</status></xep>
</xep-infos>`

func TestParseXEPList(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"XML", publishedList, "45 Multi-User Chat|Stable|1.35.2|2025-09-30; 4 Forms & Fields|Final||0001-01-01"},
		{"JSON", ` [{"number": 45, "title": "Multi-User  Chat", "status": "Stable", "last_revision_version": "1.35.2", "last_revision_date": "2025-09-30", "tags": []},
			{"number": 0, "title": "none"}, {"number": 5, "title": null}]`, "45 Multi-User Chat|Stable|1.35.2|2025-09-30"},
		{"a page", "<!DOCTYPE html><html><title>Not found</title></html>", "this is no list of specifications"},
		{"an empty list", "<xep-infos/>", "this is no list of specifications"},
		{"other JSON", `[1, 2]`, "this is no list of specifications"},
		{"nothing", "", "this is no list of specifications"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all, err := parseXEPList([]byte(c.text))
			got := listed(all)
			if err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func listed(all []lint.XEP) string {
	var words []string
	for _, x := range all {
		words = append(words, fmt.Sprintf("%d %s|%s|%s|%s", x.Number, x.Title, x.Status, x.Version, x.Date.Format(time.DateOnly)))
	}
	return strings.Join(words, "; ")
}

func TestReadXEPDir(t *testing.T) {
	head := `<?xml version='1.0'?>
<!DOCTYPE xep SYSTEM 'xep.dtd' [
  <!ENTITY heron "&lt;heron/&gt;">
  <!ENTITY % ents SYSTEM 'xep.ent'>
%ents;
]>
<?xml-stylesheet type='text/xsl' href='xep.xsl'?>
<xep><header><title>Herons</title><abstract>A <title>no title</title></abstract>&LEGALNOTICE;<number>0999</number><status>Experimental</status>
<revision><version>0.2.0</version><date>2026-10-01</date><remark><p>See <version>9</version></p></remark></revision>
<revision><version>0.1.0</version><date>2026-01-01</date></revision></header>
<section1><revision><version>7</version></revision></section1></xep>`
	files := fstest.MapFS{
		"xep-0999.xml": {Data: []byte(head)}, "xep-0001.xml": {Data: []byte("<xep><header><title>cut off")}, "xep-0000.xml": {Data: []byte(head)},
		"xep-template.xml": {Data: []byte(head)}, "xep-0002.xml": {Data: nil}, "inbox/xep-0003.xml": {Data: []byte(head)},
	}
	all, err := readXEPDir(files)
	if err != nil || listed(all) != "1 cut off|||0001-01-01; 999 Herons|Experimental|0.2.0|2026-10-01" {
		t.Errorf("got %s, %v", listed(all), err)
	}
	if r := strings.Join(all[1].Revisions, " "); r != "0.2.0 9 0.1.0" { // a tag is a tag, wherever it stands
		t.Errorf("revisions are %s", r)
	}
	if _, err := readXEPDir(fstest.MapFS{"README": {}}); err == nil {
		t.Error("a folder without documents is read")
	}
}

// FuzzXEPs: no text makes a reader fail other than by saying so, and what is kept is read again as it was.
func FuzzXEPs(f *testing.F) {
	for _, s := range []string{publishedList, "<!DOCTYPE a [<!ENTITY b '>'>", "<!--", "<![CDATA[<a>]]><xep-infos><xep>", `[{"number":1,"title":"a\tb"}]`, xepCacheHead + "\n\n\n1\t\t\t\t\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parseHead([]byte(text))
		all, err := parseXEPList([]byte(text))
		if err != nil {
			all = parseXEPCache(text).all
		}
		kept := parseXEPCache(xepCache{all: all}.String())
		if again := parseXEPCache(kept.String()); kept.String() != again.String() || len(kept.all) != len(all) {
			t.Errorf("%d were kept as %q, and then %d as %q", len(all), kept, len(again.all), again)
		}
	})
}

// TestFetchedXEPs: the list is asked for once a week; a failure is not repeated within an hour, and an old list stays.
func TestFetchedXEPs(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	asked, status, agents := 0, http.StatusOK, ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		agents = r.UserAgent()
		w.WriteHeader(status)
		fmt.Fprint(w, publishedList)
	}))
	defer server.Close()
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	e := &env{get: func(string) string { return "" }, now: func() time.Time { return now }}
	for _, step := range []struct {
		name   string
		later  time.Duration
		status int
		asked  int
		known  int
	}{
		{"server ails", 0, 500, 1, 0},
		{"remembers", 59 * time.Minute, 200, 1, 0},
		{"asks again", time.Hour, 200, 2, 2},
		{"keeps", 6 * 24 * time.Hour, 200, 2, 2},
		{"old list stays", 2 * 24 * time.Hour, 404, 3, 2},
		{"and is not asked for", time.Minute, 200, 3, 2},
		{"until it works", 2 * time.Hour, 200, 4, 2},
	} {
		now, status = now.Add(step.later), step.status
		list, err := fetchedXEPs(context.Background(), e, server.Client(), server.URL+"/xeplist.xml")
		if asked != step.asked || list.Len() != step.known || (err == nil) != (step.known > 0) {
			t.Errorf("%s: asked %d times, knows %d: %v", step.name, asked, list.Len(), err)
		}
	}
	if !strings.HasPrefix(agents, "padpress/") {
		t.Errorf("the server was asked by %q", agents)
	}
}

func TestFetchXEPsRefuses(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			fmt.Fprint(w, "<html>")
		case "/long":
			fmt.Fprint(w, strings.Repeat(" ", maxXEPList+1))
		case "/cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "<xep-infos>")
		}
	}))
	defer server.Close()
	for path, want := range map[string]string{"/page": "no list", "/long": "more than", "/cut": "unexpected EOF"} {
		if _, err := fetchXEPs(context.Background(), server.Client(), server.URL+path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	gone := server.URL
	server.Close()
	if _, err := fetchXEPs(context.Background(), http.DefaultClient, gone); err == nil || strings.Contains(err.Error(), gone) {
		t.Errorf("without a server: %v", err)
	}
}

// TestXEPListOfTheHouse: nobody asks for the list where no rule needs it, and that it cannot be had fails nothing.
func TestXEPListOfTheHouse(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	house := &lint.House{Specifications: lint.Specifications{List: "http://127.0.0.1:1/xeplist.xml"}}
	e := &env{get: func(string) string { return "" }, now: time.Now}
	if l, err := newXEPList(context.Background(), e, "", house, rules.All); err != nil || l.note() != "" {
		t.Errorf("without leave to ask, a list is asked for: %v, %s", err, l.note())
	}
	e.web = &http.Client{}
	if l, err := newXEPList(context.Background(), e, "", house, nil); err != nil || l.note() != "" {
		t.Errorf("without a rule that needs it, a list is asked for: %v, %s", err, l.note())
	}
	l, err := newXEPList(context.Background(), e, "", house, rules.All)
	if err != nil {
		t.Fatal(err)
	}
	w := &lint.World{House: house}
	if l.world(w); w.Has() != 0 || !strings.Contains(l.note(), "--xeps") {
		t.Errorf("when it cannot be had, the world has %q and the report says %q", w.Has(), l.note())
	}
}

// TestRealXEPs reads the specifications themselves, where a checkout stands beside the project.
func TestRealXEPs(t *testing.T) {
	tars, _ := filepath.Glob("../../../shared/xeps/*.tar")
	if len(tars) == 0 {
		t.Skip("the specifications are not beside the project")
	}
	repo, documents := checkout(t, tars[0])
	list, err := localXEPs(documents)
	if err != nil || list.Len() < 480 {
		t.Fatalf("%d specifications are known: %v", list.Len(), err)
	}
	bare, err := localXEPs(repo)
	if diff := cmp.Diff(list.All(), bare.All(), cmp.Transformer("notes", func(notes func(string) []string) bool { return notes != nil })); err != nil || diff != "" {
		t.Errorf("from the repository itself: %v\n%s", err, diff)
	}
	for _, x := range list.All() {
		if x.Title == "" || x.Status == "" || x.Version == "" || len(x.Revisions) == 0 || x.Date.IsZero() {
			t.Errorf("of %d only this is known: %+v", x.Number, x)
		}
		same, _ := bare.Find(x.Number)
		if diff := cmp.Diff(x.Noted(x.Version), same.Noted(x.Version)); diff != "" {
			t.Errorf("what changed in %d: %s", x.Number, diff)
		}
	}
	x, ok := list.Find(384)
	if had, known := x.Has("0.8.2"); !ok || x.Title != "OMEMO Encryption" || !had || !known {
		t.Errorf("384 is %+v", x)
	}
}

// checkout unpacks the repository in a tar, which is bare, and its newest documents.
func checkout(t *testing.T, tar string) (repo, documents string) {
	t.Helper()
	dir := t.TempDir()
	tar, err := filepath.Abs(tar)
	if err != nil {
		t.Fatal(err)
	}
	runs(t, dir, "tar", "xf", tar)
	repos, _ := filepath.Glob(filepath.Join(dir, "*"))
	documents = filepath.Join(dir, "documents")
	if err := os.Mkdir(documents, 0o755); err != nil || len(repos) != 1 {
		t.Fatal(err, repos)
	}
	runs(t, dir, "git", "--git-dir", repos[0], "--work-tree", documents, "checkout", "-q", "dev", "--", "*.xml")
	return repos[0], documents
}

func runs(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
