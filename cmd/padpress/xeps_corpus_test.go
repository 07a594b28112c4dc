package main

import (
	"archive/tar"
	"errors"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint/xep"
)

// realXEPs unpacks the history of the specifications below a folder, and returns the folder of the repository.
func realXEPs(t *testing.T, below string) string {
	t.Helper()
	f, err := os.Open("../../../shared/xeps/xeps-2020-2024.git.tar")
	if err != nil {
		t.Skip("needs the history of the specifications: ", err)
	}
	defer f.Close()
	for r := tar.NewReader(f); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return filepath.Join(below, "xeps-dev")
		}
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(below, filepath.FromSlash(h.Name))
		if h.FileInfo().IsDir() {
			err = os.MkdirAll(path, 0o755)
		} else if err = os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
			var text []byte
			if text, err = io.ReadAll(r); err == nil {
				err = os.WriteFile(path, text, 0o644)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestXEPsScore holds the months of three years to what was published, by a script that is not ours.
func TestXEPsScore(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command a hundred times")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	repo := realXEPs(t, dir)
	command := filepath.Join(dir, "padpress")
	if out, err := exec.Command("go", "build", "-o", command, ".").CombinedOutput(); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	score := exec.Command(python, "../../../shared/corpus/score_xeps.py", command, "--xeps", repo, "--missed")
	out, err := score.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	t.Logf("%s", out)
	for name, least := range map[string]float64{"recall": 97, "precision": 90} {
		m := regexp.MustCompile(name + ` \d+/\d+ = ([\d.]+)%`).FindSubmatch(out)
		if m == nil {
			t.Fatalf("no %s in %s", name, out)
		}
		if share, _ := strconv.ParseFloat(string(m[1]), 64); share < least {
			t.Errorf("%s is %.1f %%, want %.0f", name, share, least)
		}
	}
}

// servedXEPs is the folder of a clone with the history of the specifications, and the address of a server that has it.
func servedXEPs(t *testing.T) (clone, address string) {
	t.Helper()
	g := &githubtest.GitServer{Root: t.TempDir()}
	if err := g.Available(); err != nil {
		t.Skip(err)
	}
	clone = filepath.Join(g.Root, "xsf", "xeps.git")
	if err := os.Rename(realXEPs(t, filepath.Dir(clone)), clone); err != nil {
		t.Fatal(err)
	}
	for _, setting := range []string{"uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"} {
		if out, err := exec.Command("git", "-C", clone, "config", setting, "true").CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
	}
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	return clone, server.URL + "/xsf/xeps.git"
}

// TestXEPsLean reads months from a server, and wants what the clone says, for few requests and bytes.
func TestXEPsLean(t *testing.T) {
	if testing.Short() {
		t.Skip("reads months of a large repository")
	}
	clone, address := servedXEPs(t)
	local, err := openXEPHistory(t.Context(), clone)
	if err != nil {
		t.Fatal(err)
	}
	for _, month := range []string{"2021-03", "2022-02", "2022-12", "2023-07", "2023-09", "2023-12", "2024-03", "2024-08", "2024-09", "2024-12"} {
		from, err := time.Parse("2006-01", month)
		if err != nil {
			t.Fatal(err)
		}
		w := xep.Window{From: from, To: from.AddDate(0, 1, 0), Editorial: true}
		want, err := happened(t.Context(), local, w)
		if err != nil {
			t.Fatal(err)
		}
		r, err := gitops.Open(address, gitops.Options{})
		if err != nil {
			t.Fatal(err)
		}
		line, err := r.Line(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, err := happened(t.Context(), line, w)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(plainMonth(got), plainMonth(want)) {
			t.Errorf("%s: the server says %+v\nthe clone %+v", month, got, want)
		}
		used := r.Traffic()
		t.Logf("%s: %d entries, %d requests, %d bytes", month, len(got.Entries), used.Requests, used.Down)
		if used.Requests > 10 || used.Down > 3e6 {
			t.Errorf("%s took %d requests and %d bytes, want at most 10 and 3 MB", month, used.Requests, used.Down)
		}
	}
}

// plainMonth is m with errors as text.
func plainMonth(m xep.Month) xep.Month {
	for i, b := range m.Broken {
		m.Broken[i].Err = errors.New(b.Err.Error())
	}
	return m
}
