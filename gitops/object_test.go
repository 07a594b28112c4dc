package gitops

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var aDate = time.Date(2026, 12, 1, 8, 0, 0, 0, time.FixedZone("", 3600))

func TestCommitIsReadAsItIsWritten(t *testing.T) {
	want := commit{tree: idFor("tree"), parents: []ID{idFor("a"), idFor("b")}, author: Signature{"A B", "a@example.org"},
		committer: Signature{"C", "c@example.org"}, when: aDate.UTC(), message: "subject\n\nbody\n\nmore\n"}
	for _, signer := range []Signer{nil, signature("-----BEGIN\n\nPad-File: x\n-----END\n")} {
		data, err := want.encode(signer)
		if err != nil {
			t.Fatal(err)
		}
		s := store{}
		id := object{commitKind, data}.id()
		s[id] = object{commitKind, data}
		got, err := s.commit(id)
		if err != nil {
			t.Fatal(err)
		}
		if got.message != want.message || got.tree != want.tree || !slices.Equal(got.parents, want.parents) || got.author != want.author || got.committer != want.committer || !got.when.Equal(want.when) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
	}
}

// idFor is some object id.
func idFor(s string) ID { return object{blobKind, []byte(s)}.id() }

type signature string

func (s signature) Sign(io.Reader) ([]byte, error) { return []byte(s), nil }

func TestTree(t *testing.T) {
	file, s := idFor("file"), store{}
	s[file] = object{blobKind, []byte("file")}
	put := func(entries ...Entry) ID {
		data := encodeTree(entries)
		return s.put(treeKind, data)
	}
	below := put(Entry{"issue.md", file, 0o644}, Entry{"old.md", file, 0o664}, Entry{"run.sh", file, 0o755})
	root := put(Entry{"a", below, fs.ModeDir}, Entry{"a.b", file, 0o644}, Entry{"a0", file, 0o644}, Entry{"link", file, fs.ModeSymlink}, Entry{"sub", file, fs.ModeIrregular})
	tree := &Tree{root: root, dirs: directories{}}
	if err := s.decode(root, tree.dirs, 0); err != nil {
		t.Fatal(err)
	}

	var names []string
	for _, e := range tree.List(".") {
		names = append(names, e.Name)
	}
	if got := strings.Join(names, " "); got != "a.b a a0 link sub" { // "a" sorts as "a/"
		t.Errorf("order %s", got)
	}
	for path, want := range map[string]fs.FileMode{"a": fs.ModeDir, "a/issue.md": 0o644, "a/old.md": 0o664, "a/run.sh": 0o755, "link": fs.ModeSymlink, "sub": fs.ModeIrregular, ".": fs.ModeDir} {
		if e, ok := tree.Lookup(path); !ok || e.Mode != want {
			t.Errorf("%s: %v, %v", path, e.Mode, ok)
		}
		if _, ok := tree.Blob(path); ok != want.IsRegular() {
			t.Errorf("%s is a file: %v", path, ok)
		}
	}
	for _, path := range []string{"b", "a/b", "a/issue.md/c", "sub/x", "", "a/", "/a"} {
		if e, ok := tree.Lookup(path); ok {
			t.Errorf("%q: %v", path, e)
		}
	}
	if tree.List("a.b") != nil || tree.List("b") != nil || len(tree.List("a")) != 3 {
		t.Error("lists of a file, of nothing, of a directory")
	}
	delete(s, below)
	if s.decode(root, directories{}, 0) == nil {
		t.Error("a missing directory was not noticed")
	}
}

func TestReplaceKeepsTheRest(t *testing.T) {
	s := store{}
	file := idFor("file")
	below := s.put(treeKind, encodeTree([]Entry{{"old.md", file, 0o664}, {"run.sh", file, 0o755}}))
	root := s.put(treeKind, encodeTree([]Entry{{"a", below, fs.ModeDir}, {"link", file, fs.ModeSymlink}, {"sub", file, fs.ModeIrregular}}))
	d := &draft{known: s, seen: map[ID]bool{}}
	got, err := d.replace(root, map[string][]byte{"a/run.sh": []byte("new"), "b/c/d": []byte("d")}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.adds) != 6 { // two blobs, and the trees a, b/c, b and the root
		t.Errorf("%d objects", len(d.adds))
	}
	for _, a := range d.adds {
		s.put(a.kind, a.data)
	}
	tree := &Tree{root: got, dirs: directories{}}
	if err := s.decode(got, tree.dirs, 0); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]Entry{
		"a/old.md": {"old.md", file, 0o664}, "a/run.sh": {"run.sh", idFor("new"), 0o755}, "b/c/d": {"d", idFor("d"), 0o644},
		"link": {"link", file, fs.ModeSymlink}, "sub": {"sub", file, fs.ModeIrregular},
	} {
		if e, _ := tree.Lookup(path); e != want {
			t.Errorf("%s: %v, want %v", path, e, want)
		}
	}
	if _, err := d.replace(root, map[string][]byte{"link": []byte("x")}, ""); err == nil {
		t.Error("a symbolic link was overwritten")
	}
	if _, err := d.replace(root, map[string][]byte{"sub/x": []byte("x")}, ""); err == nil {
		t.Error("a file was put into a submodule")
	}
}

// gitRepository is an empty bare repository and a way to run git in it.
func gitRepository(t *testing.T) func(stdin []byte, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "r.git")
	if err := exec.CommandContext(t.Context(), "git", "init", "--quiet", "--bare", dir).Run(); err != nil {
		t.Skip("needs git: ", err)
	}
	return func(stdin []byte, args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"--git-dir", dir}, args...)...)
		cmd.Stdin = bytes.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("git %s: %v", args[0], err)
		}
		return string(out)
	}
}

func TestPackIsReadByGitAndByUs(t *testing.T) {
	git := gitRepository(t)
	long := bytes.Repeat([]byte("a line of some length\n"), 5000)
	changed := append(bytes.Clone(long), "and one more\n"...)
	s := store{}
	base := s.put(blobKind, long)
	adds := []addition{{object{blobKind, changed}, base}, {object{blobKind, []byte("")}, ""}, {object{blobKind, []byte("fifteen bytes..")}, ""}, {object{blobKind, bytes.Repeat([]byte("x"), 16)}, ""}, {object{blobKind, long[:2047]}, ""}, {object{blobKind, long[:2048]}, ""}}
	pack := s.thinPack(adds)
	if len(pack) > 1000 {
		t.Errorf("a thin pack of %d bytes", len(pack))
	}
	if got := strings.TrimSpace(git(long, "hash-object", "-w", "--stdin")); got != string(base) {
		t.Fatalf("git names the base %s, we %s", got, base)
	}
	git(pack, "unpack-objects", "--strict", "-q")
	for _, a := range adds {
		if got := git(nil, "cat-file", "blob", string(a.id())); got != string(a.data) {
			t.Errorf("git reads %d bytes of %s, want %d", len(got), a.id(), len(a.data))
		}
	}
	again := store{base: s[base]} // our own reader knows thin packs as far as it has the base
	if err := again.readPack(bytes.NewReader(pack), 1<<20, 0); err != nil {
		t.Fatal(err)
	}
	for _, a := range adds {
		if !bytes.Equal(again[a.id()].data, a.data) {
			t.Errorf("%s differs", a.id())
		}
	}
	if err := (store{}).readPack(bytes.NewReader(pack), 1<<20, 0); err == nil {
		t.Error("a delta without its base was taken")
	}
	// Git's own pack, with deltas by offset and by name.
	for _, args := range [][]string{{"pack-objects", "--stdout", "--all-progress-implied", "-q"}, {"pack-objects", "--stdout", "--delta-base-offset", "-q"}} {
		var names bytes.Buffer
		for _, id := range slices.Sorted(maps.Keys(again)) {
			names.WriteString(string(id) + "\n")
		}
		pack := git(names.Bytes(), args...)
		small := store{} // what is a difference to what was passed over is passed over, too
		if err := small.readPack(strings.NewReader(pack), 1<<20, 64); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		for id, o := range small {
			if len(o.data) > 64 && o.kind == blobKind || !bytes.Equal(o.data, again[id].data) {
				t.Errorf("%v: %s has %d bytes", args, id, len(o.data))
			}
		}
		got := store{}
		if err := got.readPack(strings.NewReader(pack), 1<<20, 0); err != nil || len(got) != len(again) {
			t.Errorf("%v: %d objects, want %d, %v", args, len(got), len(again), err)
		}
	}
}

func FuzzReadPack(f *testing.F) {
	s := store{}
	base := s.put(blobKind, bytes.Repeat([]byte("abc"), 100))
	f.Add(s.thinPack([]addition{{object{blobKind, bytes.Repeat([]byte("abc"), 101)}, base}, {object{treeKind, nil}, ""}}))
	f.Add(s.thinPack([]addition{{object{commitKind, []byte("tree x\n\n")}, ""}}))
	f.Fuzz(func(t *testing.T, pack []byte) {
		s := store{base: s[base]}
		if err := s.readPack(bytes.NewReader(pack), 1<<10, 0); err != nil {
			return
		}
		total := 0
		for id, o := range s {
			if o.id() != id {
				t.Errorf("%s is stored as %s", o.id(), id)
			}
			total += len(o.data)
			s.commit(id)
			s.tree(id)
		}
		if total > 300+inflation<<10 {
			t.Errorf("unfolded to %d bytes", total)
		}
	})
}
