package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// noXEPs is the source that is none.
const noXEPs = "none"

// How long a fetched list is good, how long one that could not be fetched is not asked for again, and how long a
// fetch may take.
const (
	xepsFresh   = 7 * 24 * time.Hour
	xepsPause   = time.Hour
	xepsTimeout = 3 * time.Second
)

// xepList is the list of specifications that a run knows. It is read before the first text, and only if there is a rule
// that needs it: what is reported must not depend on which texts were looked at before.
type xepList struct {
	load    func() (lint.XEPs, error) // nil if the run is to know none
	clock   func() (time.Time, error)
	address string // the house's own

	list lint.XEPs
	err  error
	news *xepNews // nil where the source has no history
}

// newXEPList finds out where the list comes from: the flag, else the environment, else the house's own address. A mistake
// in what somebody names is one in the call; the house's own is a bonus, and that it cannot be had fails nothing.
func newXEPList(ctx context.Context, e *env, flag string, house *lint.House, inForce []*lint.Rule) (*xepList, error) {
	source, by := flag, "--xeps"
	if source == "" {
		source, by = e.get("PADPRESS_XEPS"), "PADPRESS_XEPS"
	}
	l := &xepList{clock: e.clock, address: house.Specifications.List}
	needed := slices.ContainsFunc(inForce, func(r *lint.Rule) bool { return r.Needs&lint.NeedXEPs != 0 })
	used := slices.ContainsFunc(inForce, func(r *lint.Rule) bool { return r.Uses&lint.NeedXEPs != 0 })
	switch {
	case source == noXEPs || !needed && !(used && (isFolder(source) || isXEPRepository(source))): // lists hold nothing that makes other rules say more
		return l, nil
	case source == "" && (e.web == nil || !isAddress(house.Specifications.List)):
		return l, nil
	case source == "":
		l.load = func() (lint.XEPs, error) { return fetchedXEPs(ctx, e, e.web, house.Specifications.List) }
	case isXEPRepository(source):
		l.load = func() (lint.XEPs, error) { return l.remote(ctx, e, house, source) }
	case isAddress(source):
		l.load = func() (lint.XEPs, error) { return fetchedXEPs(ctx, e, &http.Client{}, source) }
	default:
		l.load = func() (lint.XEPs, error) { return l.local(ctx, house, source) }
	}
	if l.list, l.err = l.load(); l.err != nil && isXEPRepository(source) {
		return nil, l.err
	} else if l.err != nil && source != "" {
		return nil, usagef("%s %s: %w", by, source, l.err)
	}
	return l, nil
}

// isXEPRepository reports whether source is the address of a repository rather than that of a list.
func isXEPRepository(source string) bool {
	return isAddress(source) && strings.HasSuffix(strings.TrimRight(source, "/"), ".git")
}

// remote is the published list, as far as it can be had, with the history that a server has.
func (l *xepList) remote(ctx context.Context, e *env, house *lint.House, source string) (lint.XEPs, error) {
	history, err := openXEPHistory(ctx, source)
	if err != nil {
		return lint.XEPs{}, err
	}
	list := lint.NewXEPs(source, time.Time{}, nil)
	if e.web != nil && isAddress(house.Specifications.List) {
		if fetched, err := fetchedXEPs(ctx, e, e.web, house.Specifications.List); err == nil {
			list = fetched
		}
	}
	l.news = newXEPNews(house, keepXEPHistory(history, source))
	list.Happened = l.news.happened(ctx)
	return list, nil
}

// local is what is in a file or a folder, with the history if that is a clone.
func (l *xepList) local(ctx context.Context, house *lint.House, source string) (lint.XEPs, error) {
	list, err := localXEPs(source)
	if err != nil || !isFolder(source) {
		return list, err
	}
	if line, err := gitops.OpenLine(source, "HEAD"); err == nil {
		l.news = newXEPNews(house, line)
		list.Happened = l.news.happened(ctx)
	}
	return list, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// world lets the rules of w ask for the list.
func (l *xepList) world(w *lint.World) {
	if l.load != nil && l.err == nil {
		w.XEPs = func() lint.XEPs { return l.list }
	}
}

// id is another for another list.
func (l *xepList) id() []byte {
	id := fmt.Appendf(nil, "%s %s %d", l.list.Source, l.list.Date, l.list.Len())
	if l.news != nil {
		id = fmt.Appendf(id, " %s", l.news.history.Tip())
	}
	return id
}

// failed is why not all could be known that rules asked for.
func (l *xepList) failed() error {
	if l.news == nil {
		return nil
	}
	return l.news.failed()
}

// note is what a report says of the list; "" if the run was not to know one.
func (l *xepList) note() string {
	if l.load == nil {
		return ""
	}
	if l.err != nil {
		return fmt.Sprintf("the list of specifications at %s cannot be read (%v); name a copy or a checkout with --xeps", l.address, l.err)
	}
	now, err := l.clock()
	if err != nil {
		return ""
	}
	known := fmt.Sprintf("%s known from %s, as of %s", plural(l.list.Len(), "specification is", "specifications are"), l.list.Source, age(now, l.list.Date))
	switch {
	case l.news == nil:
		return known
	case l.failed() != nil:
		return known + fmt.Sprintf("; their history cannot be read: %v", l.failed())
	case l.list.Len() == 0:
		return "of specifications their history is known, and no list"
	}
	return known + ", and their history"
}

// age is how long ago a day is, in words.
func age(now, day time.Time) string {
	switch days := int(now.Sub(day) / (24 * time.Hour)); {
	case day.IsZero():
		return "an unknown day"
	case days <= 0:
		return "today"
	default:
		return day.Format(time.DateOnly) + ", " + plural(days, "day", "days") + " ago"
	}
}

// readXEPRepo reads the documents that a repository without a work tree has on its branch; otherwise is the error for a
// folder that is none.
func readXEPRepo(dir string, otherwise error) ([]lint.XEP, error) {
	files, err := gitops.Local(dir, "HEAD")
	if err != nil {
		return nil, otherwise
	}
	return readXEPDir(files)
}

// localXEPs reads a file with a published list, a folder with the documents, or a bare repository with them.
func localXEPs(path string) (lint.XEPs, error) {
	info, err := os.Stat(path)
	if err != nil {
		return lint.XEPs{}, bareError(err)
	}
	var all []lint.XEP
	if info.IsDir() {
		all, err = readXEPDir(os.DirFS(path))
		if errors.Is(err, errNoXEPs) {
			all, err = readXEPRepo(path, err)
		}
	} else {
		var text []byte
		if text, err = readBounded(path); err == nil {
			all, err = parseXEPList(text)
		}
	}
	return lint.NewXEPs(path, newestOf(all), all), bareError(err)
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxXEPList))
}

// bareError is err without the path, which the caller names.
func bareError(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// fetchedXEPs is the list at an address: what was kept of it, if that is new, else what the server says. If it says
// nothing, an old list is better than none, and nobody asks again for an hour.
func fetchedXEPs(ctx context.Context, e *env, web *http.Client, address string) (lint.XEPs, error) {
	now, err := e.clock()
	if err != nil {
		return lint.XEPs{}, err
	}
	path := keptXEPs(address, ".txt")
	kept := readXEPCache(path)
	if err = errors.New("it could not be fetched within the last hour"); now.Sub(kept.fetched) > xepsFresh && now.Sub(kept.failed) > xepsPause {
		e.progress("fetching %s …", address)
		var all []lint.XEP
		if all, err = fetchXEPs(ctx, web, address); err == nil {
			kept = xepCache{fetched: now, all: all}
		} else {
			kept.failed = now
		}
		_ = kept.write(path) // the next run fetches it again
	}
	if len(kept.all) == 0 {
		return lint.XEPs{}, err
	}
	return lint.NewXEPs(address, kept.fetched, kept.all), nil
}

// fetchXEPs asks a server once.
func fetchXEPs(ctx context.Context, web *http.Client, address string) ([]lint.XEP, error) {
	ctx, cancel := context.WithTimeout(ctx, xepsTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("this is no address")
	}
	req.Header.Set("User-Agent", agent())
	req.Header.Set("Accept", "application/xml, text/xml, application/json")
	resp, err := web.Do(req)
	if err != nil {
		return nil, bareURL(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server answered %s", resp.Status)
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxXEPList+1))
	switch {
	case err != nil:
		return nil, bareURL(err)
	case len(text) > maxXEPList:
		return nil, fmt.Errorf("it has more than %d bytes", maxXEPList)
	}
	return parseXEPList(text)
}

// bareURL is an error of net/http without the address, which the caller names.
func bareURL(err error) error {
	var u *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no full answer within %s", xepsTimeout)
	case errors.As(err, &u):
		return u.Err
	}
	return err
}
