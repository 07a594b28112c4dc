package pad

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"
)

// isRawFile knows the addresses at which web servers give a file as it is, and those of forges that lead there.
func isRawFile(t target) bool {
	if t.web == nil {
		return false
	}
	if isForgePage(t) {
		return true
	}
	switch strings.ToLower(path.Ext(t.web.Path)) {
	case ".md", ".markdown", ".txt":
		return true
	}
	return false
}

func isForgePage(t target) bool {
	raw, err := rawAddress(t)
	return raw != "" || err != nil
}

// rawAddress is where the file lies whose page on a forge the address is; "" if it is none.
func rawAddress(t target) (string, error) {
	elems := t.elems()
	switch host := strings.TrimPrefix(t.web.Hostname(), "www."); {
	case host == "github.com":
		if len(elems) > 4 && isFileView(elems[2]) {
			return "https://raw.githubusercontent.com/" + strings.Join(slices.Delete(slices.Clone(elems), 2, 3), "/"), nil
		}
	case host == "gist.github.com":
		return gist(t.web, elems)
	}
	for i := 2; i+2 < len(elems); i++ {
		switch {
		case elems[i] == "-" && isFileView(elems[i+1]): // GitLab
			return t.below(slices.Replace(slices.Clone(elems), i+1, i+2, "raw")...), nil
		case elems[i] == "src" && slices.Contains([]string{"branch", "tag", "commit"}, elems[i+1]): // Forgejo, Gitea
			return t.below(slices.Replace(slices.Clone(elems), i, i+1, "raw")...), nil
		}
	}
	return "", nil
}

// gist is where GitHub gives the first file of a gist, as it was in a revision if the address names one.
func gist(u *url.URL, elems []string) (string, error) {
	if strings.HasPrefix(u.Fragment, "file-") {
		return "", errors.New("the address names one file of a gist; press its button Raw and give the address that opens")
	}
	switch {
	case len(elems) == 2:
		return "https://gist.githubusercontent.com/" + strings.Join(elems, "/") + "/raw", nil
	case len(elems) == 3 && elems[2] != "raw":
		return "https://gist.githubusercontent.com/" + elems[0] + "/" + elems[1] + "/raw/" + elems[2], nil
	}
	return "", nil
}

// isFileView knows the views that GitHub and GitLab have of a file.
func isFileView(s string) bool {
	switch s {
	case "blob", "blame", "edit", "raw":
		return true
	}
	return false
}
