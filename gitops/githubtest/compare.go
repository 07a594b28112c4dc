package githubtest

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// compareCommits says how far two branches are apart, each "branch" or "owner:branch" of the network. Neither commits nor
// files are listed.
func compareCommits(c *call) error {
	base, head, ok := strings.Cut(c.PathValue("basehead"), "...")
	if !ok {
		return notFound
	}
	a, b := c.repo.resolve(c.Context(), base), c.repo.resolve(c.Context(), head)
	if a == "" || b == "" {
		return notFound
	}
	common, err := c.repo.run(c.Context(), "merge-base", a, b)
	if err != nil {
		return &problem{status: http.StatusNotFound, Message: "No common ancestor between " + base + " and " + head + "."}
	}
	ahead, behind := c.repo.count(c.Context(), a, b), c.repo.count(c.Context(), b, a)
	url := c.s.api("/repos/%s/compare/%s...%s", c.repo.Name, base, head)
	html := fmt.Sprintf("%s/%s/compare/%s...%s", c.s.URL, c.repo.Name, base, head)
	return c.write(http.StatusOK, object{
		"url": url, "html_url": html, "permalink_url": html, "diff_url": html + ".diff", "patch_url": html + ".patch",
		"base_commit": c.s.commitJSON(c.Context(), c.repo, a), "merge_base_commit": c.s.commitJSON(c.Context(), c.repo, common),
		"status": apart(ahead, behind), "ahead_by": ahead, "behind_by": behind, "total_commits": ahead, "commits": []any{},
	})
}

// apart is GitHub's word for the head as seen from the base.
func apart(ahead, behind int) string {
	switch {
	case ahead > 0 && behind > 0:
		return "diverged"
	case ahead > 0:
		return "ahead"
	case behind > 0:
		return "behind"
	}
	return "identical"
}

// resolve is the tip of "branch" or "owner:branch", whose objects are then here, or a commit that is here; "" if there is
// none.
func (r *Repository) resolve(ctx context.Context, name string) string {
	if len(name) == 40 && strings.Trim(name, "0123456789abcdef") == "" {
		sha, _ := r.run(ctx, "rev-parse", "--verify", "--quiet", name+"^{commit}")
		return sha
	}
	owner, branch, elsewhere := strings.Cut(name, ":")
	if !elsewhere || strings.EqualFold(owner, r.owner()) {
		return r.tip(ctx, name[strings.IndexByte(name, ':')+1:])
	}
	for _, other := range r.server.repos {
		if other.root() == r.root() && strings.EqualFold(other.owner(), owner) && other.tip(ctx, branch) != "" {
			sha, err := r.bring(ctx, other, branch)
			if err != nil {
				return ""
			}
			return sha
		}
	}
	return ""
}

// count is how many commits to has and from has not.
func (r *Repository) count(ctx context.Context, from, to string) int {
	out, err := r.run(ctx, "rev-list", "--count", from+".."+to)
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(out)
	return n
}

// commitJSON is a commit without its files.
func (s *Server) commitJSON(ctx context.Context, r *Repository, sha string) object {
	tree, _ := r.run(ctx, "rev-parse", sha+"^{tree}")
	message, _ := r.run(ctx, "show", "--no-patch", "--format=%B", sha)
	url, html := s.api("/repos/%s/commits/%s", r.Name, sha), fmt.Sprintf("%s/%s/commit/%s", s.URL, r.Name, sha)
	return object{
		"sha": sha, "node_id": "C_" + sha, "url": url, "html_url": html, "comments_url": url + "/comments",
		"author": nil, "committer": nil, "parents": []any{},
		"commit": object{
			"url": s.api("/repos/%s/git/commits/%s", r.Name, sha), "author": nil, "committer": nil, "message": message, "comment_count": 0,
			"tree": object{"sha": tree, "url": s.api("/repos/%s/git/trees/%s", r.Name, tree)},
		},
	}
}
