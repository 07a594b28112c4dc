package gitops_test

import (
	"errors"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// The branch of an original comes along with that of its translation, and costs no request.
func TestBeside(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		s := newSite(t)
		q := november
		q.Beside, q.ReadOnly = "the-original", readOnly
		fetch := func() (*gitops.State, int) {
			t.Helper()
			s.ResetStats()
			state, err := s.open(gitops.Options{Token: token}).Fetch(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			return state, s.Stats().Total().Requests
		}
		state, without := fetch()
		if state.Beside != nil {
			t.Error("a branch that is not there came along")
		}
		s.git("branch", q.Beside, "master")
		s.review(q.Beside, map[string]string{"content/blog/newsletter/2026-12-06-newsletter.md": "original"}, "begun")
		state, with := fetch()
		if state.Beside == nil || string(state.Beside.Commit) != s.tip(q.Beside) || with != without {
			t.Fatalf("%+v after %d requests, without it %d", state.Beside, with, without)
		}
		if _, ok := state.Beside.Blob("content/blog/newsletter/2026-12-06-newsletter.md"); !ok {
			t.Error("its file is not known")
		}
		s.must(change("one"), gitops.Created)
		q.Beside = ""
		_, without = fetch()
		q.Beside = "the-original"
		if state, with = fetch(); state.Beside == nil || state.Import == nil || with != without {
			t.Errorf("beside an import: %+v after %d requests, without it %d", state.Beside, with, without)
		}
	}
	q := november
	q.Beside = "a..b"
	if _, err := newSite(t).open(gitops.Options{Token: token}).Fetch(t.Context(), q); err == nil {
		t.Error("no branch is called so")
	}
}

// About says what Fetch says, for another path.
func TestAbout(t *testing.T) {
	s := newSite(t)
	const other = "content/blog/newsletter/2026-12-07-newsletter.md"
	r := s.open(gitops.Options{Token: token})
	q := november
	compare := func(name string) {
		t.Helper()
		state := s.fetch(r)
		s.ResetStats()
		q.Path = other
		told, err := r.About(t.Context(), state, q)
		if err != nil {
			t.Fatal(err)
		}
		if n := s.Stats().Total().Requests; n != 0 && !state.Foreign() {
			t.Errorf("%s: %d requests", name, n)
		}
		asked, err := s.open(gitops.Options{Token: token}).Fetch(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if told.Path != asked.Path || told.Moved != asked.Moved || (told.Import == nil) != (asked.Import == nil) || told.Foreign() != asked.Foreign() {
			t.Errorf("%s: it says %q, %q, %v, and Fetch %q, %q, %v", name, told.Path, told.Moved, told.Import, asked.Path, asked.Moved, asked.Import)
		}
		if told.Import != nil && told.Import.File != asked.Import.File {
			t.Errorf("%s: the imports differ", name)
		}
		c := change("new " + name)
		c.Path, c.Files = other, map[string][]byte{other: []byte("new " + name)}
		if _, err := r.Read(t.Context(), told.Wanted()...); err != nil {
			t.Fatal(err)
		}
		if _, err := s.open(gitops.Options{Token: token}).Read(t.Context(), asked.Wanted()...); err != nil {
			t.Fatal(err)
		}
		would, err := told.Preview(c)
		must, mustErr := asked.Preview(c)
		if would.Outcome != must.Outcome || would.Path != must.Path || !errors.Is(err, mustErr) && (err == nil) != (mustErr == nil) {
			t.Errorf("%s: it would be %v at %q (%v), and is %v at %q (%v)", name, would.Outcome, would.Path, err, must.Outcome, must.Path, mustErr)
		}
	}
	compare("no branch")
	s.must(change("one"), gitops.Created)
	compare("an import")
	s.review(branch, map[string]string{other: "people's"}, "another file")
	compare("a file of people")
	q.Path = "../x"
	if _, err := r.About(t.Context(), s.fetch(r), q); err == nil {
		t.Error("no path is called so")
	}
	elsewhere := november
	elsewhere.Branch = "another"
	if state, err := r.About(t.Context(), s.fetch(r), elsewhere); err != nil || state.Head != nil {
		t.Errorf("another branch: %+v, %v", state, err)
	}
}
