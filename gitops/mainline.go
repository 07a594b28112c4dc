package gitops

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Step is what one commit of a branch's main line changed: what readers of the branch met at that moment, whatever happened
// on other branches before.
type Step struct {
	Commit  ID
	When    time.Time // committed: merges and rebases count on the day they reached the branch
	Subject string    // the first line of the message, without control characters
	Files   []StepFile
}

// StepFile is a file that a step changed. Was is "" for a new one, Is for one that went.
type StepFile struct {
	Path    string
	Was, Is ID
}

// Line is a stretch of a branch's main line.
type Line struct {
	Tip   ID     // of the branch
	Steps []Step // the oldest first
	Cut   bool   // the history that is at hand begins after the time that was asked for
}

// trunks are what main branches are called.
var trunks = []string{"master", "main", "dev", "develop", "trunk"}

// lineage is what a line is read from: a repository on this machine, or what was fetched of one.
type lineage interface {
	commit(ID) (*commit, error)
	tree(ID) ([]Entry, error)
}

// mainline is the commits of the main line from tip back to the first that is older than since, that one included; the
// newest first. whole is false if the history ends before.
func mainline(l lineage, tip ID, since time.Time) (line []*commit, whole bool) {
	for id := tip; ; {
		c, err := l.commit(id)
		if err != nil {
			return line, false
		}
		line = append(line, c)
		if c.when.Before(since) || len(c.parents) == 0 {
			return line, true
		}
		id = c.onward()
	}
}

// onward is the parent on the main line. That is the first, unless the branch was drawn into another one, which then took
// its place: "Merge branch 'master' into feature".
func (c *commit) onward() ID {
	if len(c.parents) != 2 {
		return c.parents[0]
	}
	rest, ok := strings.CutPrefix(c.subject(), "Merge branch '")
	if !ok {
		rest, ok = strings.CutPrefix(c.subject(), "Merge remote-tracking branch '")
	}
	name, rest, quoted := strings.Cut(rest, "'")
	_, target, _ := strings.Cut(rest, " into ")
	if ok && quoted && slices.Contains(trunks, strings.TrimPrefix(name, "origin/")) && target != "" && !slices.Contains(trunks, strings.Trim(target, "'")) {
		return c.parents[1]
	}
	return c.parents[0]
}

// steps compares each commit of line, the newest first, with the one behind it, and returns those not before since, the
// oldest first. Only paths that wanted likes count; it is asked for folders, too, with a slash at their end.
func steps(l lineage, line []*commit, since time.Time, wanted func(path string) bool) ([]Step, error) {
	var all []Step
	for i, c := range line {
		if c.when.Before(since) {
			break
		}
		var before ID
		switch {
		case i+1 < len(line):
			before = line[i+1].tree
		case len(c.parents) > 0:
			continue // what came before is not at hand
		}
		s := Step{Commit: c.id, When: c.when, Subject: c.subject()}
		if err := s.compare(l, "", before, c.tree, wanted); err != nil {
			return nil, err
		}
		if len(s.Files) > 0 {
			all = append(all, s)
		}
	}
	slices.Reverse(all)
	return all, nil
}

// compare adds the files that differ between two trees, of which one may be "".
func (s *Step) compare(l lineage, dir string, before, after ID, wanted func(path string) bool) error {
	if before == after {
		return nil
	}
	was, err := byName(l, before)
	if err != nil {
		return err
	}
	is, err := byName(l, after)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(union(was, is))) {
		a, b := was[name], is[name]
		if a.ID == b.ID && a.Mode == b.Mode {
			continue
		}
		path := dir + name
		if (a.Mode.IsDir() || b.Mode.IsDir()) && wanted(path+"/") {
			if err := s.compare(l, path+"/", a.folder(), b.folder(), wanted); err != nil {
				return err
			}
		}
		if f := (StepFile{path, a.file(), b.file()}); f.Was != f.Is && wanted(path) {
			s.Files = append(s.Files, f)
		}
	}
	return nil
}

func (e Entry) folder() ID {
	if e.Mode.IsDir() {
		return e.ID
	}
	return ""
}

func (e Entry) file() ID {
	if e.ID != "" && e.Mode.IsRegular() {
		return e.ID
	}
	return ""
}

func union(a, b map[string]Entry) map[string]Entry {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func byName(l lineage, tree ID) (map[string]Entry, error) {
	found := map[string]Entry{}
	if tree == "" {
		return found, nil
	}
	entries, err := l.tree(tree)
	for _, e := range entries {
		found[e.Name] = e
	}
	return found, err
}
