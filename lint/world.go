package lint

import "io/fs"

// World is what a rule may know beside the text. Everything in it is fetched only if a rule asks.
type World struct {
	House    *House             // never nil: how this newsletter is written
	Site     *Site              // nil if the site's tree is not known
	Earlier  func() []*Document // issues before this one, newest first, at most three; nil if not known
	Original func() *Document   // the original of a translation, the same each time; nil if not known
	Then     func() *Document   // the original as it was when the translation was made, the same each time; nil if not known
	XEPs     func() XEPs        // what is known of the specifications; nil if nothing is

	// Links tells what is known of an address of the web, as a browser would ask for it; nil if none was asked.
	Links func(address string) LinkState
}

// Has is the set of what w knows.
func (w *World) Has() Need {
	var n Need
	if w.Site != nil {
		n |= NeedSite
	}
	if w.Earlier != nil {
		n |= NeedEarlier
	}
	if w.Original != nil {
		n |= NeedOriginal
	}
	if w.Then != nil {
		n |= NeedHistory
	}
	if w.XEPs != nil {
		n |= NeedXEPs
	}
	if w.Links != nil {
		n |= NeedLinks
	}
	return n
}

// Site is the tree of the site as a rule may see it: without the answer. The document's own file, its translations
// and all later issues are hidden.
type Site struct {
	files fs.FS
	hide  func(path string) bool
}

// NewSite shows files, a site's repository, to the rules that look at the issue at path.
func NewSite(files fs.FS, path string) *Site {
	return &Site{files: files, hide: LaterThan(path)}
}

// Exists reports whether the site has a file or folder at path.
func (s *Site) Exists(path string) bool {
	if s.hide(path) {
		return false
	}
	_, err := fs.Stat(s.files, path)
	return err == nil
}

// Earlier reads the originals among the issues beside the one at path that are dated before it, newest first, at
// most n. They are read once, and only when asked for.
func Earlier(files fs.FS, path string, n int) func() []*Document {
	return new(Library).Earlier(files, path, n)
}
