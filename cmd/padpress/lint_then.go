package main

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
)

// pasts knows what originals were, in the repositories that their translations lie in. Its zero value has read none. It may
// be asked by several goroutines.
type pasts struct {
	mu    sync.Mutex
	repos map[string]*originals // by root
}

// of is the original with what it was when the translation was made, which is read from source and called name. What nobody
// can know, or no rule wants to, is left out. An original that has another name now is found, too: then there was none.
func (p *pasts) of(ctx context.Context, house *lint.House, o lintOptions, source, name string, translation []byte, from *originalText) *originalText {
	lang := (&lint.Document{Path: name}).Language()
	wanted := slices.ContainsFunc(o.rules, func(r *lint.Rule) bool { return (r.Needs|r.Uses)&lint.NeedHistory != 0 })
	if !wanted || lang == "" || lang == house.Original {
		return from
	}
	repo, inRepo := p.repository(house, o, source, name)
	if from == nil {
		from = repo.movedOriginal(ctx, house, inRepo, name)
	}
	if from == nil {
		return nil
	}
	now, err := from.read()
	if err != nil {
		return from
	}
	then, err := repo.base(ctx, inRepo, translation, now)
	if err != nil {
		return from // the report says that it is not known
	}
	known := *from
	known.then = &then
	return &known
}

// repository is that in which the text lies, or where it would lie on the site, and its name there.
func (p *pasts) repository(house *lint.House, o lintOptions, source, name string) (*originals, string) {
	file := placeOf(house, o, source, name)
	root, err := gitops.Root(filepath.Dir(file))
	if file == "" || err != nil {
		return newOriginals(""), name
	}
	inRepo, err := relative(root, file)
	if err != nil {
		return newOriginals(""), name
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.repos == nil {
		p.repos = map[string]*originals{}
	}
	if p.repos[root] == nil {
		p.repos[root] = newOriginals(root)
	}
	return p.repos[root], inRepo
}

// placeOf is the file that a text is, or stands for on the site; "" if that is not known.
func placeOf(house *lint.House, o lintOptions, source, name string) string {
	isFile := o.as == "" && source != "-" && !isAddress(source)
	if isFile && o.site != "" {
		_, err := relative(o.site, source)
		isFile = err == nil
	}
	switch day, dated := (&lint.Document{Path: name}).Date(); {
	case isFile:
		return source
	case o.site == "":
		return ""
	case dated && path.Dir(name) == ".":
		name = path.Join(path.Dir(house.IssuePath(day)), name)
	}
	return filepath.Join(o.site, filepath.FromSlash(name))
}
