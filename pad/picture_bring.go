package pad

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad/picture"
)

// What one run brings at most.
const (
	MostPictures = 12
	MostBytes    = 8 << 20 // of one picture as it comes, and of all together as they are written
)

// Gallery fetches pictures. It keeps what it has fetched, for a run that has to start over.
type Gallery struct {
	// HTTP asks for addresses that anybody wrote: it must be a guarded client, such as linkcheck.Client.
	HTTP *http.Client

	// May says whether pictures of an address may be fetched, also after a redirect; nil allows all. The others are
	// Held.
	May func(*url.URL) bool

	Agent string                                           // the User-Agent
	Wait  func(ctx context.Context, d time.Duration) error // as in Options

	Asking func(source string) // is told what is asked for; nil for nobody

	kept map[string]brought
	down map[string]string // hosts that do not answer, and what became of the last request
}

// PictureWish is what an issue wants of its pictures.
type PictureWish struct {
	Pad   string // the pad's address, from which those of its uploads may begin; another text for a pad without
	House *lint.House
	Day   time.Time // names the issue's folder
	Known []Picture // what the previous import remembers

	// Settled says that the text is the previous import's: only what was held or put off is asked for.
	Settled bool

	// Holds reports whether something lies at a path of the repository, and whether it has this very content.
	Holds func(path string, content []byte) (there, same bool)
}

// Album is an issue with its pictures.
type Album struct {
	Text     []byte            // the issue, its pictures from the site's own folder
	Files    map[string][]byte // those that this run brought, by their path in the repository
	Pictures []Picture         // all that lie, or lay, elsewhere, in the order of the text
}

// Bring fetches the pictures of d that lie elsewhere and writes them as figures of the site. What a previous import
// brought is not fetched again, whatever it is called by now. What cannot be brought stays as it is, and says why.
// Bring fails only with its context.
func (g *Gallery) Bring(ctx context.Context, d *lint.Document, w PictureWish) (*Album, error) {
	r := &bringing{gallery: g, PictureWish: w, known: map[string]Picture{}, album: Album{Text: d.Src, Files: map[string][]byte{}}, same: map[[32]byte]string{}}
	for _, p := range w.Known {
		if p.Path == "" || strings.HasPrefix(p.Path, w.House.Pictures.Folder+"/") {
			r.known[p.Key] = p
		}
	}
	if g.kept == nil {
		g.kept, g.down = map[string]brought{}, map[string]string{}
	}
	base, err := url.Parse(w.Pad)
	if err != nil || base.Host == "" {
		base = nil
	}
	var fixes []*lint.Fix
	for _, p := range places(d, w.House, base) {
		q, err := r.bring(ctx, p)
		if err != nil {
			return nil, err
		}
		if q.Path == "" || p.lost != "" {
			continue
		}
		src := path.Join("/", q.Path[len(w.House.Pictures.Folder):])
		text := p.shortcode(src)
		if p.only {
			text = `"` + src + `"`
		}
		fixes = append(fixes, lint.Replace("", p.span, text))
	}
	if text, err := lint.Apply(d.Src, fixes...); err == nil { // places do not overlap
		r.album.Text = text
	}
	return &r.album, nil
}

// bringing is one call of Bring.
type bringing struct {
	gallery *Gallery
	PictureWish
	known map[string]Picture
	album Album
	asked int
	bytes int
	same  map[[32]byte]string // paths by the digest of what lies there
}

// bring decides about one picture, once.
func (r *bringing) bring(ctx context.Context, p place) (Picture, error) {
	key := keyOf(p.source)
	for _, q := range r.album.Pictures {
		if q.Key == key {
			return q, nil
		}
	}
	q := Picture{Key: key, Source: sourceOf(p.source)}
	before, known := r.known[key]
	switch {
	case known && before.Path != "":
		q.Path, q.Size = before.Path, before.Size
	case r.Settled && !known:
		return q, nil
	case r.Settled && before.Left == Refused:
		q.Left, q.Why = before.Left, before.Why
	case p.lost != "":
		q.Left, q.Why = Refused, p.lost
	default:
		r.fetch(ctx, p, &q)
		if err := ctx.Err(); err != nil {
			return q, err
		}
	}
	r.album.Pictures = append(r.album.Pictures, q)
	return q, nil
}

// fetch gets a picture and gives it a place.
func (r *bringing) fetch(ctx context.Context, p place, q *Picture) {
	if may := r.gallery.May; may != nil && !may(p.source) {
		q.Left, q.Why = Held, "its host is not approved"
		return
	}
	if len(r.album.Files) >= MostPictures {
		q.Left, q.Why = Later, fmt.Sprintf("one run brings %d pictures", MostPictures)
		return
	}
	if r.asked++; r.asked > 2*MostPictures {
		q.Left, q.Why = Later, fmt.Sprintf("one run asks for %d pictures", 2*MostPictures)
		return
	}
	b := r.gallery.fetch(ctx, p.source)
	switch {
	case b.left != "":
		q.Left, q.Why = b.left, b.why
	case !r.takes(b.picture.Kind):
		q.Left, q.Why = Refused, fmt.Sprintf("the site takes no pictures that end in .%s", b.picture.Kind)
	case r.bytes+len(b.picture.Data) > MostBytes:
		q.Left, q.Why = Later, fmt.Sprintf("one run brings %d MB", MostBytes>>20)
		r.gallery.forget(p.source) // its bytes are not needed in this run
	default:
		q.Path, q.Size, q.New = r.place(p, b.picture), len(b.picture.Data), true
	}
}

func (r *bringing) takes(k picture.Kind) bool {
	for _, e := range r.House.Pictures.Extensions {
		if e == string(k) || e == "jpeg" && k == picture.JPEG {
			return true
		}
	}
	return false
}

// place finds a path for a picture, where nothing else lies. Two that are the same get one.
func (r *bringing) place(p place, c *picture.Picture) string {
	sum := sha256.Sum256(c.Data)
	if at, ok := r.same[sum]; ok {
		return at
	}
	folder := path.Join(r.House.Pictures.Folder, r.House.Pictures.IssueFolder(r.Day))
	name := p.fileName()
	at := path.Join(folder, name+"."+string(c.Kind))
	for n := 2; r.taken(at, c.Data); n++ {
		at = path.Join(folder, fmt.Sprintf("%s-%d.%s", name, n, c.Kind))
	}
	r.album.Files[at], r.same[sum] = c.Data, at
	r.bytes += len(c.Data)
	return at
}

// taken reports whether another file lies at a path, or is to.
func (r *bringing) taken(at string, content []byte) bool {
	if _, ours := r.album.Files[at]; ours {
		return true
	}
	for _, k := range r.Known { // people may have removed it: the name is still its
		if k.Path == at {
			return true
		}
	}
	there, same := r.Holds(at, content)
	return there && !same
}
