package lint

import (
	"bytes"
	"io"
	"io/fs"
)

// Read gives the first bytes of the files at paths, at most limit of each and in their order. It is nil for a file that
// is hidden or not there, and where the site knows names alone: a rule that learns nothing has nothing to say.
func (s *Site) Read(limit int, paths ...string) [][]byte {
	texts := make([][]byte, len(paths))
	for i, p := range paths {
		if s.hide(p) {
			continue
		}
		if text, err := readStart(s.files, p, limit); err == nil {
			texts[i] = text
		}
	}
	return texts
}

func readStart(files fs.FS, path string, limit int) ([]byte, error) {
	f, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(min(limit, 4<<10) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(f, int64(limit)))
	return b.Bytes(), err
}
