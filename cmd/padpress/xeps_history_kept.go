package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/xsf/padpress/gitops"
)

// Bounds of what is kept of a history between runs: stretches of it, bytes of a document, and bytes of all.
const (
	maxKeptLines    = 24
	maxKeptDocument = 640 << 10 // more than a header may have
	maxKept         = 32 << 20
)

// keptHistory is a history elsewhere of which what was read is kept for the next run: as long as the branch stands where
// it stood, nothing is asked for again.
type keptHistory struct {
	xepHistory
	path string // of the file; "" where this user has no place for such files
	kept keptLines
}

// keptLines is what was read while the branch stood at Tip. Documents are cut behind their header.
type keptLines struct {
	Version int
	Tip     gitops.ID
	Lines   []keptLine // those asked for last come first
	Texts   map[gitops.ID][]byte
	Refused []gitops.ID // files that are too large
	Files   map[string][]byte
}

type keptLine struct {
	Since time.Time
	Line  *gitops.Line
}

// keptVersion is another where another program would read something else.
const keptVersion = 1

// keepXEPHistory is h with what was kept of it, source being where it is.
func keepXEPHistory(h xepHistory, source string) *keptHistory {
	k := &keptHistory{xepHistory: h, path: keptXEPs(source, ".json.gz")}
	if kept := readKeptLines(k.path); kept.Version == keptVersion && kept.Tip == h.Tip() {
		k.kept = kept
	}
	k.kept.Version, k.kept.Tip = keptVersion, h.Tip()
	return k
}

// readKeptLines reads what was kept. What cannot be read was not kept.
func readKeptLines(path string) keptLines {
	f, err := os.Open(path)
	if path == "" || err != nil {
		return keptLines{}
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return keptLines{}
	}
	text, err := io.ReadAll(io.LimitReader(unzipped, 2*maxKept)) // base64 needs a third more
	var k keptLines
	if err != nil || json.Unmarshal(text, &k) != nil || slices.ContainsFunc(k.Lines, func(l keptLine) bool { return l.Line == nil }) {
		return keptLines{}
	}
	return k
}

// Since is as of the history itself.
func (k *keptHistory) Since(ctx context.Context, since time.Time, wanted func(path string) bool) (*gitops.Line, error) {
	i := slices.IndexFunc(k.kept.Lines, func(l keptLine) bool { return l.Since.Equal(since) })
	if i < 0 {
		line, err := k.xepHistory.Since(ctx, since, wanted)
		if err != nil {
			return nil, err
		}
		k.kept.Lines = slices.Insert(k.kept.Lines, 0, keptLine{since.UTC(), copyLine(line)})
		return line, nil
	}
	return copyLine(k.kept.Lines[i].Line), nil
}

// copyLine is a line whose steps its owner may drop.
func copyLine(l *gitops.Line) *gitops.Line {
	same := *l
	same.Steps = slices.Clone(l.Steps)
	return &same
}

// Read is as of the history itself, but for what stands behind the header of a document.
func (k *keptHistory) Read(ctx context.Context, limit int64, ids ...gitops.ID) (map[gitops.ID][]byte, error) {
	found := map[gitops.ID][]byte{}
	var absent []gitops.ID
	for _, id := range ids {
		if text, ok := k.kept.Texts[id]; ok {
			found[id] = text
		} else if !slices.Contains(k.kept.Refused, id) {
			absent = append(absent, id)
		}
	}
	if len(absent) == 0 {
		return found, nil
	}
	texts, err := k.xepHistory.Read(ctx, limit, absent...)
	if err != nil {
		return nil, err
	}
	if k.kept.Texts == nil {
		k.kept.Texts = map[gitops.ID][]byte{}
	}
	for _, id := range absent {
		text, ok := texts[id]
		if !ok {
			k.kept.Refused = append(k.kept.Refused, id)
			continue
		}
		found[id], k.kept.Texts[id] = text, headText(text)
	}
	k.save()
	return found, nil
}

// headText is a document up to the end of its header.
func headText(text []byte) []byte {
	end := []byte("</header>")
	if i := bytes.Index(text, end); i >= 0 {
		text = text[:i+len(end)]
	}
	return text[:min(len(text), maxKeptDocument)]
}

// File is as of the history itself.
func (k *keptHistory) File(ctx context.Context, path string) ([]byte, bool) {
	if text, ok := k.kept.Files[path]; ok {
		return text, true
	}
	text, ok := k.xepHistory.File(ctx, path)
	if !ok {
		return nil, false // it may only be out of reach now
	}
	if k.kept.Files == nil {
		k.kept.Files = map[string][]byte{}
	}
	k.kept.Files[path] = text
	k.save()
	return text, true
}

// save keeps what was read. That it could not be kept costs the next run some requests, and nobody anything else.
func (k *keptHistory) save() {
	if k.path == "" {
		return
	}
	k.kept.Lines = k.kept.Lines[:min(len(k.kept.Lines), maxKeptLines)]
	size := 0
	for _, text := range k.kept.Texts {
		size += len(text)
	}
	if size > maxKept {
		return
	}
	text, err := json.Marshal(k.kept)
	if err != nil {
		return
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write(text); err != nil || w.Close() != nil || os.MkdirAll(filepath.Dir(k.path), 0o700) != nil {
		return
	}
	_ = replaceFile(k.path, zipped.Bytes())
}
