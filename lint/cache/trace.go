package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"sync"
)

// Site is a site's files, which answers each question but once in a run.
type Site struct {
	files fs.FS

	mu      sync.Mutex
	answers map[question]uint64
}

// NewSite asks files.
func NewSite(files fs.FS) *Site { return &Site{files: files, answers: map[question]uint64{}} }

// question is what a rule can ask of a site.
type question struct {
	about about
	path  string
}

type about int

const (
	whether about = iota // there is a file or folder
	names                // of what is in a folder
	content              // of a file
)

// answer is a digest of what the site says: equal digests, equal answers.
func (s *Site) answer(q question) uint64 {
	s.mu.Lock()
	a, known := s.answers[q]
	s.mu.Unlock()
	if known {
		return a
	}
	switch q.about {
	case whether:
		info, err := fs.Stat(s.files, q.path)
		a = answerOfStat(info, err)
	case names:
		entries, err := fs.ReadDir(s.files, q.path)
		a = answerOfDir(entries, err)
	case content:
		text, err := fs.ReadFile(s.files, q.path)
		a = answerOfFile(text, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[q] = a
	return a
}

func answerOfStat(info fs.FileInfo, err error) uint64 {
	switch {
	case err != nil:
		return 0
	case info.IsDir():
		return 1
	}
	return 2
}

func answerOfDir(entries []fs.DirEntry, err error) uint64 {
	if err != nil {
		return 0
	}
	h := sha256.New()
	for _, e := range entries {
		h.Write([]byte(e.Name()))
		kind := byte('f')
		if e.IsDir() {
			kind = 'd'
		}
		h.Write([]byte{0, kind})
	}
	return binary.LittleEndian.Uint64(h.Sum(nil))
}

func answerOfFile(text []byte, err error) uint64 {
	if err != nil {
		return 0
	}
	sum := sha256.Sum256(text)
	return binary.LittleEndian.Uint64(sum[:])
}

// Trace is the same files to the rules that look at one text, and remembers what they ask. Its methods may be called
// from several goroutines.
type Trace struct {
	site *Site

	mu    sync.Mutex
	asked []question
	seen  map[question]uint64
}

// Trace begins one.
func (s *Site) Trace() *Trace { return &Trace{site: s, seen: map[question]uint64{}} }

func (t *Trace) note(q question, answer uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, again := t.seen[q]; !again {
		t.asked = append(t.asked, q)
		t.seen[q] = answer
	}
}

// Open implements fs.FS. Whoever opens a file or a folder may read all of it.
func (t *Trace) Open(name string) (fs.File, error) {
	if info, err := t.Stat(name); err == nil && info.IsDir() {
		t.ReadDir(name)
	} else {
		t.ReadFile(name)
	}
	return t.site.files.Open(name)
}

// Stat implements fs.StatFS.
func (t *Trace) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(t.site.files, name)
	t.note(question{whether, name}, answerOfStat(info, err))
	return info, err
}

// ReadDir implements fs.ReadDirFS.
func (t *Trace) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.site.files, name)
	t.note(question{names, name}, answerOfDir(entries, err))
	return entries, err
}

// ReadFile implements fs.ReadFileFS.
func (t *Trace) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(t.site.files, name)
	t.note(question{content, name}, answerOfFile(text, err))
	return text, err
}

// append writes the questions and their answers. A nil trace has none.
func (t *Trace) append(b []byte) []byte {
	if t == nil {
		return appendNumber(b, 0)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	b = appendNumber(b, len(t.asked))
	for _, q := range t.asked {
		b = appendWord(appendNumber(b, int(q.about)), q.path)
		b = binary.LittleEndian.AppendUint64(b, t.seen[q])
	}
	return b
}

// unchanged reads the questions, and reports whether site answers them as before.
func (r *reader) unchanged(site *Site) bool {
	for range r.number(len(r.text)) {
		q := question{about(r.number(int(content))), r.word()}
		if r.bad || len(r.text) < 8 || site == nil {
			return false
		}
		answer := binary.LittleEndian.Uint64(r.text)
		r.text = r.text[8:]
		if site.answer(q) != answer {
			return false
		}
	}
	return !r.bad
}
