// Package gitops reads and writes a site's repository over smart HTTP, without a clone, a work tree or a disk.
//
// A Repository fetches the trees of a few commits into memory (Fetch), file contents where they are wanted (Read), and
// makes sure that a branch holds an import of the pad (EnsureBranch). It pushes exactly the new objects and moves the
// branch only from the commit it has seen: nothing is ever forced.
//
// Local shows the files of a repository on this machine, in any of its revisions.
//
// The package alone knows go-git, and only its plumbing: the root package and plumbing/object would link in OpenPGP and
// a diff library, which every start of the command would pay for.
package gitops

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// ID is the name of a git object: 40 hexadecimal digits, or "" for none.
type ID string

// Short is the beginning of the id, for people.
func (id ID) Short() string { return string(id[:min(len(id), 7)]) }

// zeroID stands in git's protocols for a branch that does not exist.
const zeroID = ID("0000000000000000000000000000000000000000")

// Options say how a Repository talks to its server. The zero value reads public repositories.
type Options struct {
	Token   string       // sent as a password to the repository's own origin only
	HTTP    *http.Client // nil is http.DefaultClient; a request without a Timeout of the client ends after two minutes
	Agent   string       // product and version for the User-Agent, such as "padpress/1.2.0"
	MaxPack int64        // largest answer in bytes; 0 is 64 MiB
	Signer  Signer       // signs commits; nil leaves them unsigned
}

// Signer signs the text of a commit and returns the armoured signature, by PGP or SSH. It has the shape of go-git's.
type Signer interface {
	Sign(message io.Reader) ([]byte, error)
}

// Traffic is what a Repository has exchanged with its server so far.
type Traffic struct {
	Requests int
	Down, Up int64 // bytes of the bodies, from and to the server
}

// Repository is a repository on a git server. It is not for use by several goroutines at once.
type Repository struct {
	url      string // without a slash at its end; follows the server's redirects
	name     string // "owner/name", for people
	token    string
	agent    string
	client   *http.Client
	maxPack  int64
	signer   Signer
	store    store
	traffic  Traffic
	noFilter bool // the server said that it cannot leave objects out of a pack
}

// Open prepares access to the repository at an http or https address such as https://github.com/xsf/xmpp.org.git.
// It makes no request. An address with a user or a password in it is refused: they would end up in logs.
func Open(address string, o Options) (*Repository, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("open repository: its address is not a URL") // the cause would repeat a password in it
	}
	if u.User != nil {
		return nil, fmt.Errorf("open repository %s: the address holds credentials; set GITHUB_TOKEN instead", clean(u.Host+u.Path, ""))
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("open repository %s: want an address like https://github.com/owner/name.git", clean(u.Redacted(), ""))
	}
	r := &Repository{
		url:     strings.TrimRight(address, "/"),
		name:    strings.TrimSuffix(strings.Trim(u.Path, "/"), ".git"),
		token:   o.Token,
		agent:   o.Agent,
		maxPack: o.MaxPack,
		signer:  o.Signer,
		store:   store{},
	}
	if r.agent == "" {
		r.agent = "padpress"
	}
	if r.maxPack <= 0 {
		r.maxPack = 64 << 20
	}
	r.client = &http.Client{}
	if o.HTTP != nil {
		*r.client = *o.HTTP
	}
	if r.client.Timeout == 0 {
		r.client.Timeout = 2 * time.Minute
	}
	r.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return r, nil
}

// URL is the repository's address. It differs from the one given to Open once the server said that the repository moved.
func (r *Repository) URL() string { return r.url }

// Traffic is what the Repository has exchanged with its server since Open.
func (r *Repository) Traffic() Traffic { return r.traffic }
