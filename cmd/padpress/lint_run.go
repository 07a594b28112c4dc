package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/cache"
	"github.com/xsf/padpress/lint/report"
)

// linting is one run of lint.
type linting struct {
	*env
	lintOptions
	house *lint.House
	base  *base       // nil if all findings count
	files *cache.Site // of the site; nil if not known
	memo  *memo       // nil for a run without a cache
	past  pasts

	library *lint.Library // of issues that several texts ask for; nil if there is one text, and no site
	buffer  *bytes.Buffer // for the text at hand, if one is looked at after the other; nil if each needs memory of its own

	useOneCore func() // called before a text is parsed: where all is in the cache, it would cost more than it saves; nil for several cores

	errors int // findings of severity error
	made   int // fixes
	left   int // fixes that were not made
}

// linted is what became of one text.
type linted struct {
	file    report.File
	skipped []lint.Skip
	err     error
}

// run lints all texts, several at a time, and writes what is found in their order. No more than a few are in memory.
// What cannot be read does not hide what is found elsewhere.
func (l *linting) run(ctx context.Context, out report.Writer) error {
	if len(l.paths) > manyTexts || l.files != nil {
		defer debug.SetGCPercent(debug.SetGCPercent(manyTextsGC))
	}
	workers := l.workers()
	if workers == 1 && len(l.paths) > manyTexts {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
		l.useOneCore = sync.OnceFunc(func() { runtime.GOMAXPROCS(1) }) // else the collector takes the others
	}
	if workers == 1 && l.files == nil { // the issues of a site stay in memory for the next text
		l.buffer = new(bytes.Buffer)
	}
	var skipped []lint.Skip
	var failed []error
	read := 0
	for r := range inOrder(l.paths, workers, func(path string) linted { return l.text(ctx, path) }) {
		if ctx.Err() != nil {
			return errors.Join(append(failed, ctx.Err())...)
		}
		if r.err != nil {
			failed = append(failed, r.err)
			continue
		}
		read++
		l.errors += report.Count([]report.File{r.file})[lint.Error]
		skipped = mergeSkips(skipped, r.skipped)
		if !l.diff {
			failed = append(failed, out.File(r.file))
		}
	}
	if read > 0 && !l.diff {
		failed = append(failed, out.End(skipped))
	}
	return errors.Join(failed...)
}

// workers is how many texts are looked at at a time. What is written must not change while others look at it, and a
// base reads one repository for all. A few hundred texts take the blink of an eye on one core, and a seventh less of it.
func (l *linting) workers() int {
	if l.fix != noFixes || l.base != nil || l.files == nil && len(l.paths) < oneCoreTexts {
		return 1
	}
	return runtime.GOMAXPROCS(0)
}

// Where there are many texts the collector would take an eighth of the time for a few megabytes.
const (
	manyTexts   = 8
	manyTextsGC = 200
)

// oneCoreTexts is from how many texts on a second core is worth what it costs.
const oneCoreTexts = 512

// text reads one text and runs the rules on it.
func (l *linting) text(ctx context.Context, path string) linted {
	b := l.buffer
	if b == nil {
		b = new(bytes.Buffer)
	}
	text, err := readTextInto(b, ctx, l.env, path, l.pad)
	if err != nil {
		return linted{err: err}
	}
	name := l.as
	if name == "" && isAddress(path) {
		name = issueOf(l.house, text)
	}
	if name == "" {
		name = filepath.ToSlash(path)
	}
	w := &lint.World{House: l.house}
	var trace *cache.Trace
	if l.files != nil {
		if l.fix != noFixes {
			l.files = cache.NewSite(os.DirFS(l.site)) // the last text may have changed
		}
		trace = l.files.Trace()
		w = worldWith(l.library, l.house, trace, name)
	}
	l.known.world(w)
	o := l.lintOptions
	var tree fs.FS
	if trace != nil {
		tree = trace
	}
	from, err := originalOfText(ctx, l.env, l.house, o.from, path, name, tree)
	if err != nil {
		return linted{err: err}
	}
	from = l.past.of(ctx, l.house, o, path, name, text, from)
	from.world(w, l.library)
	if isAddress(path) && !lint.Parse(name, text).Front.Exists() {
		o.rules = slices.DeleteFunc(slices.Clone(o.rules), func(r *lint.Rule) bool { return r.Name == "front-matter" }) // submit adds it
	}
	r := linted{skipped: lint.Skipped(&lint.Document{Path: name}, w, o.rules)}
	if l.fix != noFixes {
		r.file, r.err = l.mended(lint.Parse(name, text), w, o, path)
		return r
	}
	r.file = l.memo.report(name, text, w, from, o.rules, trace, l.parse)
	if l.base != nil {
		r.file.Findings, r.err = l.base.news(r.file.Document, r.file.Findings, path, o, w)
	}
	return r
}

// parse reads a text of which nothing is known yet.
func (l *linting) parse(name string, text []byte) *lint.Document {
	if l.useOneCore != nil {
		l.useOneCore()
	}
	if l.buffer != nil {
		return l.library.ParseOnce(name, text)
	}
	return l.library.Parse(name, text)
}

// inOrder yields what work makes of the items, in their order. Up to so many workers are at it at a time; few results
// wait for their turn.
func inOrder[T, R any](items []T, workers int, work func(T) R) iter.Seq[R] {
	if workers < 2 || len(items) < 2 {
		return func(yield func(R) bool) {
			for _, item := range items {
				if !yield(work(item)) {
					return
				}
			}
		}
	}
	type job struct {
		item T
		done chan R
	}
	return func(yield func(R) bool) {
		stop := make(chan struct{})
		defer close(stop)
		jobs, turns := make(chan job), make(chan chan R, workers)
		go func() {
			defer close(turns)
			defer close(jobs)
			for _, item := range items {
				j := job{item, make(chan R, 1)}
				select {
				case turns <- j.done:
				case <-stop:
					return
				}
				select {
				case jobs <- j:
				case <-stop:
					return
				}
			}
		}()
		for range min(workers, len(items)) {
			go func() {
				for j := range jobs {
					j.done <- work(j.item)
				}
			}()
		}
		for done := range turns {
			if !yield(<-done) {
				return
			}
		}
	}
}

func mergeSkips(a, b []lint.Skip) []lint.Skip {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
