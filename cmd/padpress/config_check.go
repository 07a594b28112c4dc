package main

import (
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// problem is a value that cannot work.
type problem struct{ path, text string }

// mostComments bounds the keys about comments: a wall of comments is read by nobody.
const mostComments = 30

// problem is the first value of c that cannot work, nil if all can.
func (c config) problem() *problem {
	for _, p := range []*problem{
		padProblem(c.Pad),
		repositoryProblem(c.Repo),
		forkProblem(c.Fork),
		branchProblem("base", c.Base),
		gapProblem("branch", c.Branch, "{month}", "{year}"),
		branchProblem("branch", strings.NewReplacer("{month}", "may", "{year}", "2026").Replace(c.Branch)),
		gapProblem("title", c.Title, "{title}"),
		pathProblem("template", c.Template),
		milestoneProblem(string(c.Milestone)),
		lineProblem("label", c.Label),
		reviewersProblem(c.Reviewers),
		authorProblem("author", c.Author),
		authorProblem("committer", c.Committer),
		hostsProblem(c.PictureHosts),
		xepsProblem(c.XEPs),
		commentsProblem("comments", c.Comments),
		commentsProblem("comments-first-month", c.CommentsFirstMonth),
		operatorsProblem(c.Operators),
		translationsProblem(c.Translations, c.House.House),
		rulesProblem(c.Rules),
		houseProblem(c.House.House),
	} {
		if p != nil {
			return p
		}
	}
	return nil
}

// padProblem refuses files: a repository must not be able to have those of the machine published that works on it.
func padProblem(address string) *problem {
	if !isAddress(address) {
		return &problem{"pad", "must be a web address such as https://pad.example.org/note; a file is for --pad"}
	}
	if _, err := pad.Open(address, pad.Options{}); err != nil {
		return &problem{"pad", "cannot be used: " + err.Error()}
	}
	return nil
}

// xepsProblem refuses folders: see padProblem.
func xepsProblem(address string) *problem {
	if address == "" || address == noXEPs || isAddress(address) {
		return nil
	}
	return &problem{"xeps", "must be the web address of a git repository, or none; a folder is for PADPRESS_XEPS"}
}

func repositoryProblem(name string) *problem {
	if owner, rest, ok := strings.Cut(name, "/"); !ok || owner == "" || rest == "" || strings.ContainsAny(rest, "/ ") {
		return &problem{"repository", "must be owner/name, such as xsf/xmpp.org"}
	}
	return nil
}

// forkProblem wants an owner, or owner/name.
func forkProblem(fork string) *problem {
	for part := range strings.SplitSeq(fork, "/") {
		if fork != "" && fork != ownFork && !isRepositoryWord(part) || strings.Count(fork, "/") > 1 {
			return &problem{"fork", "must be an owner, owner/name, or " + ownFork + " for the token's own account"}
		}
	}
	return nil
}

// isRepositoryWord reports whether GitHub takes a word for an owner or a repository.
func isRepositoryWord(word string) bool {
	plain := func(r rune) bool {
		return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune("._-", r)
	}
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !plain(r) })
}

// reviewersProblem wants accounts and teams.
func reviewersProblem(names []string) *problem {
	for n, name := range names {
		org, team, isTeam := strings.Cut(name, "/")
		if !isRepositoryWord(org) || isTeam && !isRepositoryWord(team) {
			return &problem{fmt.Sprintf("reviewers[%d]", n), "must be an account, or organisation/team"}
		}
	}
	return nil
}

// branchProblem holds a name to git's rules, as far as people meet them.
func branchProblem(path, name string) *problem {
	switch {
	case name == "":
		return &problem{path, "must not be empty"}
	case strings.ContainsAny(name, ` ~^:?*[\`) || strings.ContainsFunc(name, unicode.IsControl),
		strings.Contains(name, "..") || strings.Contains(name, "//") || strings.Contains(name, "@{") || strings.Contains(name, "/."),
		strings.HasPrefix(name, "-") || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "."),
		strings.HasSuffix(name, "/") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, ".lock"):
		return &problem{path, "is not a name that git allows for a branch"}
	}
	return nil
}

// gapProblem wants each gap in a text, and no other.
func gapProblem(path, text string, wanted ...string) *problem {
	rest := text
	for _, gap := range wanted {
		if !strings.Contains(text, gap) {
			return &problem{path, "must contain " + gap}
		}
		rest = strings.ReplaceAll(rest, gap, "")
	}
	if strings.ContainsAny(rest, "{}") {
		return &problem{path, "may have no braces but those of " + strings.Join(wanted, " and ")}
	}
	return lineProblem(path, text)
}

// lineProblem wants one line of text.
func lineProblem(path, text string) *problem {
	switch {
	case strings.TrimSpace(text) == "":
		return &problem{path, "must not be empty"}
	case strings.ContainsFunc(text, unicode.IsControl):
		return &problem{path, "must be one line without control characters"}
	}
	return nil
}

// pathProblem wants a path that a repository can hold.
func pathProblem(path, name string) *problem {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." || strings.ContainsRune(part, '\\') || strings.ContainsFunc(part, unicode.IsControl) {
			return &problem{path, "must be a path inside the repository, with slashes and without .."}
		}
	}
	return nil
}

func milestoneProblem(m string) *problem {
	if n, err := strconv.Atoi(m); err == nil && n < 1 {
		return &problem{"milestone", `is not the number of a milestone, which begin with 1; write "" for none`}
	}
	if m == "" {
		return nil
	}
	return lineProblem("milestone", m)
}

func authorProblem(key string, a author) *problem {
	if p := lineProblem(key+".name", a.Name); p != nil {
		return p
	}
	if strings.ContainsAny(a.Name, "<>") {
		return &problem{key + ".name", "must be a name without < and >"}
	}
	// The brackets of GitHub's robots are not in the standard for addresses.
	plain := strings.NewReplacer("[", "", "]", "").Replace(a.Email)
	if m, err := mail.ParseAddress(plain); err != nil || m.Address != plain {
		return &problem{key + ".email", "must be an address such as newsletter@example.org"}
	}
	return nil
}

// hostsProblem wants names of hosts, with a port or without.
func hostsProblem(hosts []string) *problem {
	for i, host := range hosts {
		u, err := url.Parse("https://" + host + "/")
		if err != nil || u.Host != host || u.Hostname() == "" || host != strings.ToLower(host) || strings.ContainsAny(host, " *") {
			return &problem{fmt.Sprintf("picture-hosts[%d]", i), "must be the name of a host in small letters, such as pictures.example.org"}
		}
	}
	return nil
}

func commentsProblem(key string, n int) *problem {
	if n < 1 || n > mostComments {
		return &problem{key, fmt.Sprintf("must be from 1 to %d", mostComments)}
	}
	return nil
}

// operatorsProblem wants names of accounts, as GitHub writes them without an @.
func operatorsProblem(names []string) *problem {
	for i, name := range names {
		if !isRepositoryWord(name) {
			return &problem{fmt.Sprintf("operators[%d]", i), "must be the name of an account, such as alice"}
		}
	}
	return nil
}

// translationsProblem wants languages that the house's issues are translated into.
func translationsProblem(all map[string]translated, house *lint.House) *problem {
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		at, own := join("translations", lang), all[lang]
		if !slices.Contains(translationsOf(house), lang) {
			return &problem{at, "is not a language that issues are translated into; choose one of " + strings.Join(translationsOf(house), ", ")}
		}
		for _, p := range []*problem{padProblem(own.Pad), reviewersProblem(own.Reviewers)} {
			if p != nil && (p.path != "pad" || own.Pad != "") {
				return &problem{join(at, p.path), p.text}
			}
		}
	}
	return nil
}

// translationsOf are the codes of the languages that a house's issues are translated into.
func translationsOf(h *lint.House) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(h.Languages)), func(code string) bool { return code == h.Original })
}

func rulesProblem(severity map[string]string) *problem {
	for _, name := range slices.Sorted(maps.Keys(severity)) {
		if rules.Find(name) == nil {
			return &problem{join("rules", name), "is not the name of a rule; " + meantOrListed(name)}
		}
		if word := severity[name]; word != off && severityOf(word) == 0 {
			return &problem{join("rules", name), "must be " + eitherOf(append(slices.Clone(severities), off))}
		}
	}
	return nil
}

func dayProblem(path, day string) *problem {
	if _, err := time.Parse(time.DateOnly, day); err != nil && day != "" {
		return &problem{path, "must be a day such as 2026-12-05"}
	}
	return nil
}

// bannerProblem is about a line that could end before its end.
func bannerProblem(banner string) *problem {
	if banner == "" {
		return nil
	}
	return lineProblem("house.pictures.banner", banner)
}

// houseProblem is about what a file can have broken in a style.
func houseProblem(h *lint.House) *problem {
	found := []*problem{
		lineProblem("house.name", h.Name),
		gapProblem("house.issues", h.Issues, "{date}"),
		pathProblem("house.issues", h.Issues),
		gapProblem("house.title.text", h.Title.Text, "{months}"),
	}
	found = append(found,
		dayProblem("house.title.since", h.Title.Since),
		dayProblem("house.outline.since", h.Outline.Since),
		dayProblem("house.outline.top-since", h.Outline.TopSince))
	found = append(found,
		dayProblem("house.site.relative-since", h.Site.RelativeSince),
		dayProblem("house.pictures.issue-since", h.Pictures.IssueSince),
		dayProblem("house.pictures.banner-since", h.Pictures.BannerSince),
		dayProblem("house.news.summary.since", h.News.Summary.Since),
		bannerProblem(h.Pictures.Banner))
	for i, form := range h.IntroForms {
		found = append(found, gapProblem(fmt.Sprintf("house.intro[%d]", i), form, "{months}"))
	}
	for i, line := range h.Outline.Lines {
		if _, err := lint.ReadSections([]string{line}); err != nil {
			found = append(found, &problem{fmt.Sprintf("house.outline.sections[%d]", i), "cannot be read: " + err.Error()})
		}
	}
	for _, code := range slices.Sorted(maps.Keys(h.Languages)) {
		if n := len(h.Languages[code].Months); n != 12 && (n > 0 || code == h.Original) {
			found = append(found, &problem{join("house.languages", code) + ".months", "must have twelve names, January first"})
		}
	}
	if _, ok := h.Languages[h.Original]; !ok {
		found = append(found, &problem{"house.original", "is none of the style's languages"})
	}
	found = slices.DeleteFunc(found, func(p *problem) bool { return p == nil })
	if len(found) == 0 {
		return nil
	}
	return found[0]
}
