package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
)

// isAddress reports whether an argument names a pad and no file.
func isAddress(path string) bool {
	return strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://")
}

// readText reads a file, standard input for -, or a pad.
func readText(ctx context.Context, e *env, path string, r padReading) ([]byte, error) {
	return readTextInto(new(bytes.Buffer), ctx, e, path, r)
}

// readTextInto is readText with the text in the buffer, where it is from a file: it stays there until the next one is read.
func readTextInto(b *bytes.Buffer, ctx context.Context, e *env, path string, r padReading) ([]byte, error) {
	if isAddress(path) {
		return readPad(ctx, e, path, r)
	}
	if r.at != "" {
		return nil, usagef("--pad-at is for pads, and %s is none", path)
	}
	if path == "-" {
		text, err := io.ReadAll(e.in)
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return text, nil
	}
	text, err := readFile(b, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("%s does not exist", path)
	case err != nil:
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return nil, usagef("%s is a folder; name the files in it", path)
		}
		return nil, fmt.Errorf("read: %w", err)
	case bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text):
		return nil, fmt.Errorf("%s is not UTF-8 text", path)
	}
	return text, nil
}

func readFile(b *bytes.Buffer, path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b.Reset()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		b.Grow(int(min(info.Size(), largestGrown)) + bytes.MinRead)
	}
	_, err = b.ReadFrom(f)
	return slices.Clip(b.Bytes()), err
}

// largestGrown bounds what is taken in advance for a file that says how large it is.
const largestGrown = 1 << 24

func readPad(ctx context.Context, e *env, address string, r padReading) ([]byte, error) {
	source, err := e.openPad(address, r, &http.Client{Timeout: requestTimeout})
	if err != nil {
		return nil, err
	}
	snapshot, err := e.fetchPad(ctx, source)
	if err != nil {
		return nil, err
	}
	return snapshot.Text, nil
}

// issueOf is the path of the issue that a pad's text is to become, by the month it names; "" if it names none.
func issueOf(house *lint.House, text []byte) string {
	covers, ok := pad.Covers(lint.Parse("", text), house)
	if !ok {
		return ""
	}
	release, err := releaseOf("", covers)
	if err != nil {
		return ""
	}
	return house.IssuePath(release)
}

// replaceFile writes text beside the file and moves it there, so that nothing is ever half-written. A link stays one,
// and a file that may not be written is not. What is no file, such as /dev/stdout, is written to and stays what it is.
func replaceFile(path string, text []byte) error {
	mode := fs.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return fmt.Errorf("write: %w", err)
		}
		if !info.Mode().IsRegular() {
			_, err := f.Write(text)
			return errors.Join(err, f.Close())
		}
		f.Close()
	}
	t, err := os.CreateTemp(filepath.Dir(path), ".padpress-*")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("write %s: the folder does not exist", path)
	case err != nil:
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(t.Name())
	_, err = t.Write(text)
	if err = errors.Join(err, t.Chmod(mode), t.Close()); err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// someText asks for at least one text to read.
func someText(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("name a file, the address of a pad, or - for standard input")
	}
	return nil
}
