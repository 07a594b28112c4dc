package main

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/linkcheck"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// album is what an issue has of pictures.
type album struct {
	pictures []pad.Picture     // all that lie, or lay, outside the site
	files    map[string][]byte // those that this run brings, by their path
	anew     bool              // they come to a text of the pad that is imported already
}

// withPictures are the files of an import: the issue at its path, and its new pictures.
func (i *issue) withPictures(at string) map[string][]byte {
	files := map[string][]byte{at: i.document.Src}
	maps.Copy(files, i.files)
	return files
}

// remembered is what the import's commit says of the pictures.
func (a album) remembered() []string {
	var lines []string
	for _, p := range a.pictures {
		lines = append(lines, p.String())
	}
	return lines
}

// newGallery makes the one client that asks for what anybody wrote into the pad.
func (j *job) newGallery() *pad.Gallery {
	g := &pad.Gallery{
		HTTP:  linkcheck.Client(linkcheck.Options{Agent: agent(), Loopback: !j.public}),
		Agent: agent(), Wait: j.wait,
		Asking: func(source string) { j.progress("asking for %s …", report.Printable(source)) },
	}
	if j.unattended() {
		g.May = j.approves
	}
	return g
}

// approves reports whether pictures of an address may come in a run that nobody started.
func (j *job) approves(u *url.URL) bool {
	host := strings.ToLower(u.Host)
	return host != "" && host == strings.ToLower(pad.UploadHost(j.Pad, j.reading.kind)) ||
		slices.Contains(j.PictureHosts, host) || slices.Contains(j.PictureHosts, strings.ToLower(u.Hostname()))
}

// bringPictures has the issue's pictures come into the site. Of a text that is known it asks only for those that may come
// now and could not before.
func (j *job) bringPictures(ctx context.Context, s *site, i *issue) error {
	i.pictures = s.pictures()
	if s.known && s.previous != nil {
		i.document = s.previous // with its figures
		if i.renewed != nil {
			i.document, i.anew = i.renewed, true
		}
	}
	closed, gallery := j.closes(s), j.gallery
	if s.known && (closed || !slices.ContainsFunc(i.pictures, j.mayCome)) {
		return nil
	}
	if closed { // what came before is written as the branch has it, so that the two can be compared; nothing is asked for
		gallery = &pad.Gallery{May: func(*url.URL) bool { return false }}
	}
	a, err := gallery.Bring(ctx, i.document, pad.PictureWish{
		Pad: i.snapshot.URL, House: j.house, Day: j.pictureDay(s), Known: j.knownPictures(s, i), Settled: s.known, Holds: s.holds,
	})
	if err != nil {
		return err
	}
	if s.known && len(a.Files) == 0 {
		return nil // the commit keeps what it says of the others
	}
	i.document = lint.Parse(j.path(), pad.Normalise(a.Text))
	if closed {
		return nil
	}
	i.album = album{pictures: a.Pictures, files: a.Files, anew: s.known}
	s.brought = slices.Sorted(maps.Keys(a.Files))
	for _, p := range a.Pictures {
		switch {
		case p.OfOriginal():
			j.step("picture", "%s: the original's, for %s", p.Path, p.Source)
		case p.New:
			j.step("picture", "%s: %s, from %s", p.Path, bytesOf(p.Size), p.Source)
		case p.Path == "":
			j.step("picture", "stays at %s: %s", p.Source, p.Why)
		}
	}
	return nil
}

// knownPictures are those that the last import decided about, and those of a translation that its original has.
func (j *job) knownPictures(s *site, i *issue) []pad.Picture {
	o := s.original.document()
	if o == nil {
		return i.pictures
	}
	return slices.Concat(i.pictures, pad.OfOriginal(i.document, o, j.house, i.snapshot.URL, i.pictures))
}

// mayCome reports whether a picture that was left may come in this run.
func (j *job) mayCome(p pad.Picture) bool {
	if p.Left == pad.Held {
		u, err := url.Parse(p.Source)
		return err == nil && (j.gallery.May == nil || j.approves(u))
	}
	return p.Left == pad.Later
}

// pictureDay names the folder of the issue's pictures. It stays when the release slips.
func (j *job) pictureDay(s *site) time.Time {
	begun := s.Path
	if s.Import != nil {
		begun = s.Import.Path
	}
	if day, ok := (&lint.Document{Path: begun}).Date(); ok {
		return day
	}
	return j.month.Release
}

// pictures are those that the newest import remembers; new are those that the one before it has not.
func (s *site) pictures() []pad.Picture {
	var lines, before []string
	switch {
	case s.Trace != nil:
		lines = s.Trace.Pictures
	case s.Import != nil && s.Import.Previous != nil:
		before = s.Import.Previous.Pictures
		fallthrough
	case s.Import != nil:
		lines = s.Import.Pictures
	}
	var found []pad.Picture
	for _, line := range lines {
		if p, ok := pad.ParsePicture(line); ok {
			p.New = p.Path != "" && !p.OfOriginal() && !slices.ContainsFunc(before, func(l string) bool { return strings.HasPrefix(l, p.Path+" ") })
			found = append(found, p)
		}
	}
	return found
}

// holds reports what lies at a path, on the site's branch, on the issue's and in the newest import.
func (s *site) holds(at string, content []byte) (there, same bool) {
	trees := []*gitops.Tree{s.Base, s.Head}
	if s.Import != nil {
		trees = append(trees, s.Import.Tree)
	}
	same = true
	for _, t := range trees {
		if t == nil {
			continue
		}
		if e, ok := t.Lookup(at); ok {
			there, same = true, same && e.Mode.IsRegular() && e.ID == gitops.Blob(content)
		}
	}
	return there, there && same
}
