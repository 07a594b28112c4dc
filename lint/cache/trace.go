package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"io/fs"
	"slices"
	"sync"
)

// Site is a site's files, each of which is asked but once in a run.
type Site struct {
	files fs.FS
	known sync.Map // by question
}

// NewSite asks files, which must not change meanwhile.
func NewSite(files fs.FS) *Site { return &Site{files: files} }

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
	start                // the first keptStart bytes of a file
)

// said is what the site says, and a digest of it: equal digests, equal answers.
type said[T any] struct {
	value  T
	err    error
	answer uint64
}

// once is what the site says to q, which ask asks.
func once[T any](s *Site, q question, ask func() said[T]) said[T] {
	if known, ok := s.known.Load(q); ok {
		return known.(said[T])
	}
	answer := ask()
	s.known.Store(q, answer)
	return answer
}

func (s *Site) stat(path string) said[fs.FileInfo] {
	return once(s, question{whether, path}, func() said[fs.FileInfo] {
		info, err := fs.Stat(s.files, path)
		return said[fs.FileInfo]{info, err, answerOfStat(info, err)}
	})
}

func (s *Site) readDir(path string) said[[]fs.DirEntry] {
	return once(s, question{names, path}, func() said[[]fs.DirEntry] {
		entries, err := fs.ReadDir(s.files, path)
		return said[[]fs.DirEntry]{entries, err, answerOfDir(entries, err)}
	})
}

// digest is the answer about a file's content, which is not kept. text and err are what was read of it.
func (s *Site) digest(path string, text []byte, err error) uint64 {
	return once(s, question{content, path}, func() said[struct{}] {
		return said[struct{}]{answer: answerOfFile(text, err)}
	}).answer
}

// keptStart is how much is kept of files of which only the beginning is asked.
const keptStart = 4 << 10

func (s *Site) readStart(path string) said[[]byte] {
	return once(s, question{start, path}, func() said[[]byte] {
		text, err := readStart(s.files, path)
		return said[[]byte]{text, err, answerOfFile(text, err)}
	})
}

func readStart(files fs.FS, path string) ([]byte, error) {
	f, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := make([]byte, keptStart)
	n, err := io.ReadFull(f, text)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return text[:n:n], err
}

// answer is what the site says to q, as a digest.
func (s *Site) answer(q question) uint64 {
	switch q.about {
	case whether:
		return s.stat(q.path).answer
	case names:
		return s.readDir(q.path).answer
	case start:
		return s.readStart(q.path).answer
	}
	if known, ok := s.known.Load(q); ok {
		return known.(said[struct{}]).answer
	}
	text, err := fs.ReadFile(s.files, q.path)
	return s.digest(q.path, text, err)
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
	s := t.site.stat(name)
	t.note(question{whether, name}, s.answer)
	return s.value, s.err
}

// ReadDir implements fs.ReadDirFS.
func (t *Trace) ReadDir(name string) ([]fs.DirEntry, error) {
	s := t.site.readDir(name)
	t.note(question{names, name}, s.answer)
	return slices.Clone(s.value), s.err
}

// ReadFile implements fs.ReadFileFS.
func (t *Trace) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(t.site.files, name)
	t.note(question{content, name}, t.site.digest(name, text, err))
	return text, err
}

// ReadStart gives the first bytes of a file, at most limit. Nobody may change them.
func (t *Trace) ReadStart(name string, limit int) ([]byte, error) {
	if limit > keptStart {
		text, err := t.ReadFile(name)
		return text[:min(len(text), limit)], err
	}
	s := t.site.readStart(name)
	t.note(question{start, name}, s.answer)
	return s.value[:min(len(s.value), limit)], s.err
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
		q := question{about(r.number(int(start))), r.word()}
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
