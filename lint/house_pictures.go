package lint

import (
	"path"
	"slices"
	"strings"
	"time"
)

// IssueFolder is the address, without a slash at the end, of the folder for the pictures of the issue released on day;
// "" where the house has none.
func (s PictureStyle) IssueFolder(day time.Time) string {
	return strings.TrimSuffix(strings.ReplaceAll(s.Issue, "{date}", day.Format(time.DateOnly)), "/")
}

// IssueOf is the part of an address below the folder that holds the folders of all issues: the name of one of them, "" for
// a file beside them. It is false for pictures that lie elsewhere.
func (s PictureStyle) IssueOf(address string) (folder string, ok bool) {
	root, _, dated := strings.Cut(s.Issue, "{date}")
	rest, below := strings.CutPrefix(path.Clean(address), root)
	if !dated || !below {
		return "", false
	}
	folder, _, inside := strings.Cut(rest, "/")
	if !inside {
		folder = ""
	}
	return folder, true
}

// IsShared reports whether every issue may show the picture at address.
func (s PictureStyle) IsShared(address string) bool { return slices.Contains(s.Shared, address) }

// WantsIssueFolder reports whether the pictures of an issue released on day lie in a folder with that day.
func (s PictureStyle) WantsIssueFolder(day time.Time) bool {
	return s.Issue != "" && notBefore(day, s.IssueSince)
}

// HasBanner reports whether the text of an issue released on day begins with the banner.
func (s PictureStyle) HasBanner(day time.Time) bool {
	return s.Banner != "" && notBefore(day, s.BannerSince)
}
