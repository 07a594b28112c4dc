package rules

import (
	"strings"

	"github.com/xsf/padpress/lint"
)

// What is new in the original since a translation was made is translation-drift's to say. The other rules that hold the two
// side by side leave it out by asking these methods, which say no where nothing changed or nobody knows.

// addedLink reports whether the original links to, or shows, address only now, in a block that is new or for which the
// translation has one.
func (d *drift) addedLink(address string, block int) bool {
	if d == nil || d.wasLinks[address] {
		return false
	}
	_, stood := d.partner[block]
	return !stood || d.blockOf(block) >= 0
}

// changedBlock reports whether the block of the original at offset is new or has changed.
func (d *drift) changedBlock(offset int) bool {
	if d == nil || d.tooMuch {
		return false
	}
	i := blockAt(d.original.Document, offset)
	for _, pair := range d.pairs {
		if pair.Translation >= 0 && d.is[pair.Translation].block == i && i >= 0 {
			return pair.Original < 0 || d.was[pair.Original].key != d.is[pair.Translation].key
		}
	}
	return false
}

// addedHeading reports whether the original has heading i only now.
func (d *drift) addedHeading(i int) bool {
	if d == nil {
		return false
	}
	for _, pair := range d.pairs {
		if pair.Original < 0 && d.is[pair.Translation].heading == i {
			return true
		}
	}
	return false
}

// addedName reports whether the original names somebody only now.
func (d *drift) addedName(name string) bool {
	return d != nil && !strings.Contains(spokenName(string(d.then.original.Src)), spokenName(name))
}

// changedDate reports whether the date of the original changed, and the translation has the one that it was.
func (d *drift) changedDate() bool {
	if d == nil {
		return false
	}
	was, ok := day(d.then.original.Front)
	here, dated := day(d.Front)
	return ok && dated && here.Equal(was)
}

// addedShortcode reports whether the original has more of the shortcodes called name than it had.
func (d *drift) addedShortcode(name string) bool {
	if d == nil {
		return false
	}
	count := func(p *lint.Pass) (n int) {
		for _, s := range p.Shortcodes {
			if s.Name == name {
				n++
			}
		}
		return n
	}
	return count(d.original) > count(d.then.original)
}

// addedKey reports whether the original has a key in its front matter only now.
func (d *drift) addedKey(name string) bool {
	if d == nil {
		return false
	}
	_, had := d.then.original.Front.Key(name)
	return !had
}
