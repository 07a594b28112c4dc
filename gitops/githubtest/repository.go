package githubtest

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// Repository is a repository of the stand-in. Its methods act as a person in the browser would, or look at what is.
type Repository struct {
	Name string // owner/name

	server      *Server
	id          int64
	private     bool
	branch      string // the default branch
	created     time.Time
	parent      *Repository // what it is a fork of
	unborn      int         // requests that do not find it yet
	permissions map[string]Permission
	noAppPulls  bool
	noResolve   bool
	noIssues    bool
	noAppIssues bool
	number      int // last number of an issue or pull request
	pulls       []*pull
	issues      []*issue
	labels      []*Label
	milestones  []*Milestone
	shifts      map[string][]hunk // changes of one file between two commits, see shift
}

// Label is a label of a repository.
type Label struct {
	ID                int64
	Name, Description string
	Color             string // six hexadecimal digits
}

// Milestone is a milestone of a repository.
type Milestone struct {
	ID      int64
	Number  int
	Title   string
	Closed  bool
	created time.Time
}

// AddRepository makes a public repository with one commit that holds the files on its default branch.
func (s *Server) AddRepository(name string, files fs.FS, branch string) (*Repository, error) {
	if _, err := s.git.Init(context.Background(), name, branch, files, "Initial commit"); err != nil {
		return nil, err
	}
	return s.register(&Repository{Name: name, branch: branch}), nil
}

func (s *Server) register(r *Repository) *Repository {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.enter(r)
}

// enter makes a repository known; the caller holds the lock.
func (s *Server) enter(r *Repository) *Repository {
	r.server, r.id, r.created = s, s.nextID(), s.now()
	r.permissions, r.shifts = map[string]Permission{}, map[string][]hunk{}
	s.repos[strings.ToLower(r.Name)] = r
	return r
}

// run asks git in the bare repository and returns its answer without the final newline.
func (r *Repository) run(ctx context.Context, args ...string) (string, error) {
	out, err := r.server.git.Run(ctx, r.Name, args...)
	return strings.TrimSuffix(string(out), "\n"), err
}

// tip is the commit of a branch, "" if there is no such branch.
func (r *Repository) tip(ctx context.Context, branch string) string {
	sha, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "refs/heads/"+branch+"^{commit}")
	if err != nil {
		return ""
	}
	return sha
}

func (r *Repository) owner() string {
	owner, _, _ := strings.Cut(r.Name, "/")
	return owner
}

// MakePrivate hides the repository from all who have no permission in it.
func (r *Repository) MakePrivate() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.private = true
}

// ForbidAppPulls is the setting by which workflows may not open pull requests.
func (r *Repository) ForbidAppPulls() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.noAppPulls = true
}

// ForbidAppResolve keeps installation tokens from resolving threads, as GitHub does where they may not write contents.
func (r *Repository) ForbidAppResolve() {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	r.noResolve = true
}

// AddLabel makes a label.
func (r *Repository) AddLabel(name string) {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	if r.labelNamed(name) == nil {
		r.addLabel(name, "ededed", "")
	}
}

func (r *Repository) addLabel(name, color, description string) *Label {
	l := &Label{ID: r.server.nextID(), Name: name, Color: color, Description: description}
	r.labels = append(r.labels, l)
	return l
}

// labelNamed finds a label; upper and lower case are the same to GitHub.
func (r *Repository) labelNamed(name string) *Label {
	for _, l := range r.labels {
		if strings.EqualFold(l.Name, name) {
			return l
		}
	}
	return nil
}

// Labels are the repository's labels.
func (r *Repository) Labels() []Label {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	var all []Label
	for _, l := range r.labels {
		all = append(all, *l)
	}
	return all
}

// AddMilestone makes a milestone, open or closed, and returns its number.
func (r *Repository) AddMilestone(title string, closed bool) int {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return r.addMilestone(title, closed).Number
}

func (r *Repository) addMilestone(title string, closed bool) *Milestone {
	m := &Milestone{ID: r.server.nextID(), Number: len(r.milestones) + 1, Title: title, Closed: closed, created: r.server.now()}
	r.milestones = append(r.milestones, m)
	return m
}

// milestone finds a milestone by number, nil if there is none.
func (r *Repository) milestone(number int) *Milestone {
	if number < 1 || number > len(r.milestones) {
		return nil
	}
	return r.milestones[number-1]
}

// Milestones are the repository's milestones, by number.
func (r *Repository) Milestones() []Milestone {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	var all []Milestone
	for _, m := range r.milestones {
		all = append(all, *m)
	}
	return all
}

// Commit puts files on top of a branch as a person would, making the branch from the default branch if need be. Nil content
// removes a file; the author is "Name <mail>".
func (r *Repository) Commit(branch string, files map[string][]byte, author, message string) (string, error) {
	ctx := context.Background()
	if r.tip(ctx, branch) == "" {
		if _, err := r.run(ctx, "update-ref", "refs/heads/"+branch, "refs/heads/"+r.branch); err != nil {
			return "", fmt.Errorf("make branch %s: %w", branch, err)
		}
	}
	return r.server.git.Commit(ctx, r.Name, branch, files, author, message)
}
