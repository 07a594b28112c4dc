package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/cache"
	"github.com/xsf/padpress/lint/report"
)

// memo remembers from run to run what was found in a text. A nil one remembers nothing.
type memo struct {
	*cache.Cache
	common cache.Key   // what decides about findings beside the text, the rules and the site: the program, the configuration, the options, the specifications
	site   *cache.Site // nil if not known
}

// newMemo opens the cache that the options mean; nil if there is to be none, or can be none.
func newMemo(e *env, o lintOptions, c config, site *cache.Site) *memo {
	path := o.cache
	if o.noCache || o.fix != noFixes || path == "" && e.cacheDir == nil {
		return nil
	}
	if path == "" {
		dir, err := e.cacheDir()
		if err != nil {
			return nil
		}
		path = filepath.Join(dir, "padpress", "findings")
	}
	program, err := programID()
	if err != nil {
		return nil
	}
	var configured []byte
	if len(c.from) > 0 { // else it is the program's own
		if configured, err = json.Marshal(c); err != nil {
			return nil
		}
	}
	return &memo{Cache: cache.Open(path), common: cache.NewKey(program, configured, []byte(o.least), o.known.id()), site: site}
}

// save keeps what was learned. That it cannot be kept where nobody asked for it is not worth a word.
func (m *memo) save(e *env, o lintOptions) {
	if m == nil {
		return
	}
	if err := m.Save(); err != nil && o.cache != "" {
		fmt.Fprintln(e.err, "padpress: --cache:", oneLine(err))
	}
}

// report is what rules find in text, which stands for the file called name. It is looked up if all that w knows goes
// through the trace, or is in the key; what else rules may know is in neither. Otherwise it is parsed.
func (m *memo) report(name string, text []byte, w *lint.World, from *originalText, rules []*lint.Rule, trace *cache.Trace, parse func(name string, text []byte) *lint.Document) report.File {
	if m == nil || w.Has()&^(lint.NeedSite|lint.NeedEarlier|lint.NeedOriginal|lint.NeedHistory|lint.NeedXEPs) != 0 {
		d := parse(name, text)
		return report.File{Document: d, Findings: lint.Run(d, w, rules)}
	}
	var names []byte
	for _, r := range rules {
		names = append(append(names, r.Name...), 0)
	}
	key := cache.NewKey(m.common[:], names, []byte(w.Has().String()), []byte(name), text, from.key())
	if findings, ok := m.Find(key, len(text), m.site); ok {
		return report.File{Document: lint.Unparsed(name, text), Findings: findings}
	}
	d := parse(name, text)
	f := report.File{Document: d, Findings: lint.Run(d, w, rules)}
	m.Add(key, f.Findings, trace)
	return f
}
