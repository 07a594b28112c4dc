package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"
)

// programID tells this build of the program from every other: the build ID that Go writes near the beginning of an
// executable, or, where there is none, a digest of all of it. The version would not do, as it stays while one works on
// a rule.
func programID() ([]byte, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 8<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	if id := buildID(head[:n]); len(id) > 0 {
		return id, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// buildID finds the build ID in the head of an executable: in a note of ELF, of type 4 and called Go, or, in other
// formats, where the code begins.
func buildID(head []byte) []byte {
	if i := bytes.Index(head, []byte("\x04\x00\x00\x00Go\x00\x00")); i >= 4 {
		id := head[i+8:]
		return id[:min(len(id), int(binary.LittleEndian.Uint32(head[i-4:])))]
	}
	_, id, _ := bytes.Cut(head, []byte("\xff Go build ID: \""))
	id, _, whole := bytes.Cut(id, []byte("\"\n \xff"))
	if !whole {
		return nil
	}
	return id
}
