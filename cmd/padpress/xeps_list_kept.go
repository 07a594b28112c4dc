package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
)

// xepCache is a list that was fetched, as it is kept between runs.
type xepCache struct {
	fetched time.Time // zero if it never was
	failed  time.Time // when it last could not be; zero if the last time went well
	all     []lint.XEP
}

const xepCacheHead = "padpress: specifications, 1"

// keptXEPs is the file in which what was read of an address is kept; "" where this user has no place for such files.
func keptXEPs(address, extension string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	digest := sha256.Sum256([]byte(address))
	return filepath.Join(dir, "padpress", fmt.Sprintf("xeps-%x%s", digest[:8], extension))
}

// readXEPCache reads what was kept. What cannot be read was not kept.
func readXEPCache(path string) xepCache {
	f, err := os.Open(path)
	if path == "" || err != nil {
		return xepCache{}
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxXEPList))
	if err != nil {
		return xepCache{}
	}
	return parseXEPCache(string(text))
}

// parseXEPCache reads the head, the two times and a line for each specification.
func parseXEPCache(text string) xepCache {
	var c xepCache
	lines := strings.Split(text, "\n")
	if len(lines) < 3 || lines[0] != xepCacheHead {
		return c
	}
	c.fetched, c.failed = cacheTime(lines[1], "fetched "), cacheTime(lines[2], "failed ")
	for _, line := range lines[3:] {
		parts := strings.SplitN(line, "\t", 5)
		if len(parts) < 5 || specNumber(parts[0]) == 0 {
			continue
		}
		c.all = append(c.all, lint.XEP{Number: specNumber(parts[0]), Version: parts[1], Status: parts[2], Date: isoDay(parts[3]), Title: parts[4]})
	}
	if len(c.all) == 0 {
		c.fetched = time.Time{}
	}
	return c
}

func cacheTime(line, name string) time.Time {
	text, _ := strings.CutPrefix(line, name)
	t, _ := time.Parse(time.RFC3339, text)
	return t
}

// write keeps c at path. That it could not be kept costs the next run a request, and nobody anything else.
func (c xepCache) write(path string) error {
	if path == "" {
		return errors.New("there is no folder for it")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return replaceFile(path, []byte(c.String()))
}

func (c xepCache) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nfetched %s\nfailed %s\n", xepCacheHead, c.fetched.Format(time.RFC3339), c.failed.Format(time.RFC3339))
	field := strings.NewReplacer("\t", " ", "\n", " ")
	for _, x := range c.all {
		day := ""
		if !x.Date.IsZero() {
			day = x.Date.Format(time.DateOnly)
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\n", x.Number, field.Replace(x.Version), field.Replace(x.Status), day, field.Replace(x.Title))
	}
	return b.String()
}
