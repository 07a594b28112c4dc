package rules

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/xsf/padpress/lint"
)

// homePicture is what a picture of the translation that is fetched from elsewhere is in the original.
type homePicture struct {
	address string // of the site's own picture
	fix     *lint.Fix
}

// comparePictures finds the pictures of the original that the translation does not show, and for those that it fetches
// from another host which of the original's each is, by the offset of its address.
func (t *parallel) comparePictures() (lost []lostPiece, home map[int]homePicture) {
	home = map[int]homePicture{}
	theirs, ours, news := pictures(t.original.Document), pictures(t.Document), drifted(t.Pass)
	shown := map[string]bool{} // addresses that the translation shows, and names of files of the site
	var remote []picture
	for _, x := range ours {
		shown[t.address(x.address)] = true
		if t.isRemote(x) {
			remote = append(remote, x)
		} else {
			shown[pictureFile(x)] = true
		}
	}
	for _, x := range theirs {
		if shown[pictureFile(x)] || shown[t.address(x.address)] {
			continue
		}
		i := -1
		if !t.isRemote(x) {
			i = t.likest(x, remote)
		}
		if i < 0 {
			if !news.addedLink(x.address, blockAt(t.original.Document, x.span.Start)) {
				lost = append(lost, t.pieceOf(x))
			}
			continue
		}
		home[remote[i].span.Start] = homePicture{x.address, t.bringHome(x, remote[i])}
		remote = append(remote[:i:i], remote[i+1:]...)
	}
	return lost, home
}

// isRemote reports whether x is fetched from another host than the site's.
func (t *parallel) isRemote(x picture) bool {
	_, own := t.World.House.Site.Own(x.address)
	return !own && (isWeb(x.address) || strings.HasPrefix(x.address, "//"))
}

func pictureFile(x picture) string { return strings.ToLower(path.Base(x.file())) }

// likest is the index of the picture among remote that is x, by its place, its file and its caption; -1 if none is.
func (t *parallel) likest(x picture, remote []picture) int {
	found, best := -1, 0
	at := blockAt(t.original.Document, x.span.Start)
	for i, r := range remote {
		likeness := 0
		if pictureFile(r) == pictureFile(x) {
			likeness += 2
		}
		if x.caption != "" && strings.EqualFold(r.caption, x.caption) {
			likeness += 2
		}
		if k, ok := t.block[at]; ok && at >= 0 && k == blockAt(t.Document, r.span.Start) {
			likeness++
		}
		if likeness > best {
			found, best = i, likeness
		}
	}
	return found
}

// bringHome shows x of the original in place of r: as the original writes it, with the translation's own caption.
func (t *parallel) bringHome(x, r picture) *lint.Fix {
	if !r.plain {
		return nil
	}
	whole := shortcodeAt(t.original.Document, x.span.Start)
	if r.name != "" || whole == nil {
		return lint.Replace("show "+x.address, r.span, x.address)
	}
	for n := range lint.Each[*ast.Image](t.Document) {
		src, ok := t.Link(n)
		if !ok || src.Destination != r.span {
			continue
		}
		caption, _ := whole.Arg("caption")
		if captionIn, plain := inner(caption); plain && r.caption != "" && captionIn != caption.Span && !strings.ContainsAny(r.caption, "\"`\\\n") {
			text := t.original.Text(lint.Span{Start: whole.Span.Start, End: captionIn.Start}) + r.caption + t.original.Text(lint.Span{Start: captionIn.End, End: whole.Span.End})
			return lint.Replace("write the figure of the original, with this caption", src.All, text)
		}
		return lint.Replace("write the figure of the original", src.All, t.original.Text(whole.Span))
	}
	return lint.Replace("show "+x.address, r.span, x.address)
}

// pieceOf is x as the original writes it.
func (t *parallel) pieceOf(x picture) lostPiece {
	l := lostPiece{what: "picture " + shortened(x.address), at: x.span, text: "![" + x.caption + "](" + x.address + ")", address: x.address}
	if s := shortcodeAt(t.original.Document, x.span.Start); s != nil {
		l.at, l.text = s.Span, t.original.Text(s.Span)
	}
	for n := range lint.Each[*ast.Image](t.original.Document) {
		if src, ok := t.original.Link(n); ok && src.Destination == x.span {
			l.at, l.text = src.All, t.original.Text(src.All)
		}
	}
	return l
}

// shortcodeAt is the shortcode of d that holds the byte at offset, nil if none does.
func shortcodeAt(d *lint.Document, offset int) *lint.Shortcode {
	for _, s := range d.Shortcodes {
		if s.Span.Contains(offset) {
			return s
		}
	}
	return nil
}
