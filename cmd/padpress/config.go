package main

import (
	"fmt"
	"maps"
	"strings"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// configFile is where a site's repository holds its configuration, on the branch that the site is built from.
const configFile = ".padpress.yaml"

// config is what differs between communities. The defaults are those of the XMPP Newsletter; a file changes what it
// names. Secrets are no part of it. The comments below are what schema.json and config --init say of a key.
type config struct {
	// The web address of the pad that the newsletter is written in. Files and standard input are for --pad only.
	Pad string `yaml:"pad"`
	// The site's repository, as owner/name. It counts only in a file that --config names: a file in a repository does
	// not say where it lies, since forks copy it.
	Repo string `yaml:"repository"`
	// The account whose fork of the repository gets the branch, or owner/name of the fork, or @me for that of the token;
	// empty for the repository itself.
	Fork string `yaml:"fork"`
	// Whether the fork is made where it is missing.
	CreateFork bool `yaml:"create-fork"`
	// The branch that the site is built from.
	Base string `yaml:"base"`
	// The branch of an issue. {month} becomes the month's English name in small letters, {year} its year.
	Branch string `yaml:"branch"`
	// The title of a new pull request. {title} becomes the title.
	Title string `yaml:"title"`
	// The path, in the site's repository, of the template that the body of a new pull request is made from.
	Template string `yaml:"template"`
	// The milestone of a pull request, by its number or its title; empty for none.
	Milestone milestone `yaml:"milestone"`
	// The label of a pull request.
	Label string `yaml:"label"`
	// The accounts, or teams as organisation/team, that are asked to review a pull request when it is opened.
	Reviewers []string `yaml:"reviewers"`
	// Who is named as the author of what is imported from the pad.
	Author author `yaml:"author"`
	// Who is named as the committer. GitHub shows a signed commit as verified if this is an address of the account that
	// has the key.
	Committer author `yaml:"committer"`
	// Hosts whose pictures are brought into the site by runs that nobody watches, such as those of a schedule. Those of
	// the pad's own host are, and runs that somebody starts ask every host.
	PictureHosts []string `yaml:"picture-hosts"`
	// The address of the git repository with the history of the specifications, from which submit drafts the parts of
	// their section that nobody wrote, and holds the others against; none for no such thing, empty for that of the house.
	XEPs string `yaml:"xeps"`
	// The most line comments that are open on a pull request at a time; the rest of the findings go to its summary.
	Comments int `yaml:"comments"`
	// The same while no pull request of padpress for an earlier month is merged or closed: people get to know it first.
	CommentsFirstMonth int `yaml:"comments-first-month"`
	// The accounts whose comments on the month's pull request are commands, see padpress answer --help. What a
	// pull request changes here does not count before it is merged.
	Operators []string `yaml:"operators"`
	// What is different about translations, by the code of the language: {fr: {pad: "https://pad.example.org/french"}}.
	Translations map[string]translated `yaml:"translations"`
	// What is different about rules, by their names: the severity of all their findings, which is error, warning or note,
	// or off for a rule that is not to run.
	Rules map[string]string `yaml:"rules"`
	// How the newsletter is written: the name of a style that comes with padpress, or a mapping that changes parts of
	// one. Mappings are merged, where null takes an entry out; lists and single values replace what the style has.
	House style `yaml:"house"`

	from origins
}

// milestone is the number of a milestone or its title.
type milestone string

// author is a name and an address as git has them.
type author struct {
	// The name.
	Name string `yaml:"name"`
	// The address of electronic mail. That of the default is the one GitHub shows as the Actions bot.
	Email string `yaml:"email"`
}

// translated is what is different about the translations into one language.
type translated struct {
	// The web address of the pad that they are written in.
	Pad string `yaml:"pad"`
	// The accounts, or teams as organisation/team, that are asked to review them, in place of those of the newsletter.
	Reviewers []string `yaml:"reviewers"`
}

// actionsBot is whom GitHub shows with the picture and the name of Actions.
var actionsBot = author{Name: "github-actions[bot]", Email: "41898282+github-actions[bot]@users.noreply.github.com"}

// style is a house style. In a file it is a name, or a mapping of what differs from Base.
type style struct {
	// The name of the style that the other keys change.
	Base string `yaml:"base"`
	*lint.House
}

// defaultHouse is the house style of the XMPP Newsletter.
const defaultHouse = "xmpp.org"

func defaultConfig() (config, error) {
	house, err := rules.House(defaultHouse)
	return config{
		Pad:          "https://pad.nixnet.services/oHnY_ZvLT8SoFyCqIC2ung",
		Repo:         "xsf/xmpp.org",
		Base:         "master",
		Branch:       "newsletter-{month}-{year}",
		Title:        "Draft: {title}",
		Template:     ".github/PULL_REQUEST_TEMPLATE/newsletter.md",
		Milestone:    "3",
		Label:        "Newsletter :email:",
		Reviewers:    []string{},
		Author:       actionsBot,
		Committer:    actionsBot,
		PictureHosts: []string{},
		Comments:     20,

		CommentsFirstMonth: 10,

		Operators: []string{},

		Translations: map[string]translated{},

		Rules: map[string]string{},
		House: style{Base: defaultHouse, House: house},
	}, err
}

// origins say where values come from, by their path such as "house.title.text". What is not there is a default.
type origins map[string]origin

// origin is a place in a file, or the flag or the variable that a value was given with.
type origin struct {
	name         string // "" for a default
	line, column int    // from 1; 0 outside files
	key          string // the last part of the path in a file; it may hold any character
}

func (o origin) String() string {
	switch {
	case o.name == "":
		return "default"
	case o.line > 0:
		return fmt.Sprintf("%s:%d", o.name, o.line)
	}
	return o.name
}

// given is c with what flags and the environment say. A flag goes before the environment, and both before a file.
func (c config) given(padFlag, repoFlag, repoEnv string) config {
	c.from = maps.Clone(c.from)
	if c.from == nil {
		c.from = origins{}
	}
	set := func(path string, field *string, value, by string) {
		if value != "" {
			*field, c.from[path] = value, origin{name: by}
		}
	}
	set("pad", &c.Pad, padFlag, "--pad")
	set("repository", &c.Repo, repoEnv, "GITHUB_REPOSITORY")
	set("repository", &c.Repo, repoFlag, "--repo")
	return c
}

// translated is c for the translations into a language, "" for the newsletter itself: these have no pad but their own.
func (c config) translated(lang string) config {
	if lang == "" {
		return c
	}
	own := c.Translations[lang]
	c.Pad, c.from = own.Pad, maps.Clone(c.from)
	delete(c.from, "pad")
	if at, ok := c.from[join("translations", lang)+".pad"]; ok {
		c.from["pad"] = at
	}
	if len(own.Reviewers) > 0 {
		c.Reviewers = own.Reviewers
	}
	return c
}

// readIn is c for the repository that c was read in, whatever c itself calls it.
func (c config) readIn(outer config) config {
	c.Repo = outer.Repo
	delete(c.from, "repository")
	if by, ok := outer.from["repository"]; ok {
		c.from["repository"] = by
	}
	return c
}

// branch is the name of the branch for an issue; one of several months is named after the last.
func (c config) branch(m lint.Months) string {
	return strings.NewReplacer("{month}", strings.ToLower(m.Last.Month().String()), "{year}", fmt.Sprint(m.Last.Year())).Replace(c.Branch)
}

// pullTitle is the title under which the pull request of an issue is opened.
func (c config) pullTitle(title string) string {
	return strings.ReplaceAll(c.Title, "{title}", title)
}
