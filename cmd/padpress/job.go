package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// job is one run of submit: what was asked for, and the ways to the pad, the repository and the forge.
type job struct {
	*env
	submitOptions
	config         // in force
	initial config // before the site's own configuration was read
	house   *lint.House
	month   pad.Month
	source  pad.Source
	site    *gitops.Repository // what the site is built from; read only
	git     *gitops.Repository // what the branch goes to: the same, or a fork
	forge   *github.Client     // of the site's repository
	fork    *fork              // nil while the branch goes to the site's repository
	inside  *inside            // nil unless the run belongs to a fork
	client  *http.Client
	gallery *pad.Gallery // of the issue's pictures
	asker   *linkAsker   // nil until links are asked
	specs   *specs       // nil until the history of the specifications is looked for
	start   time.Time    // of the run, as PADPRESS_NOW may have it
	lap     time.Time    // when the last step ended
	record  record       // for GitHub Actions

	elsewhere *original // found in somebody's pull request

	standing *github.Pull          // the month's pull request as it was found, nil before anybody looked
	theirs   map[string]*theirFile // files of other people's pull requests, by the head's commit and the path
	worst    lint.Severity         // of what was found, 0 for nothing
	imported string                // digest of the text that this run has imported, "" for none yet
	held     bool                  // nothing was committed, since it is the editorial closing
}

// requestTimeout bounds one request with its answer.
const requestTimeout = 2 * time.Minute

// newJob reads flags and environment. It asks no server.
func newJob(e *env, o submitOptions) (*job, error) {
	j := &job{env: e, submitOptions: o, client: &http.Client{Timeout: requestTimeout}, lap: time.Now()}
	if o.dryRun && o.outDir != "" {
		return nil, usagef("--dry-run writes nothing, and --out writes files; choose one")
	}
	if o.phase != "" && !slices.Contains(phases(), o.phase) {
		return nil, usagef("--phase is %q; write draft, review or closing", o.phase)
	}
	if err := j.checkTranslation(); err != nil {
		return nil, err
	}
	if err := o.checkPreview(); err != nil {
		return nil, err
	}
	now, err := e.clock()
	if err != nil {
		return nil, err
	}
	j.start = now
	if j.month.Covers, err = o.covered(now); err != nil {
		return nil, err
	}
	if j.month.Release, err = releaseOf(o.release, j.month.Covers); err != nil {
		return nil, err
	}
	if j.initial, err = localConfig(e, ""); err != nil {
		return nil, err
	}
	if err := j.use(j.initial); err != nil {
		return nil, err
	}
	if err := began(j.month.Covers, j.monthName(), now); err != nil {
		return nil, err
	}
	j.gallery = j.newGallery()
	return j, j.connect(e.get("GITHUB_TOKEN"))
}

// use puts a configuration in force, below what flags and the environment say.
func (j *job) use(c config) error {
	before := j.Pad
	j.config = c.translated(j.lang).given(j.submitOptions.pad, j.repo, j.get("GITHUB_REPOSITORY")).forked(j.submitOptions, j.inside)
	j.house = speaking(j.House.House, j.lang)
	if j.Pad == "" { // of a translation for which none is configured
		j.source = nil
		return nil
	}
	if j.source != nil && j.Pad == before {
		return nil // standard input can be read only once
	}
	source, err := j.openPad(j.Pad, j.reading, j.client)
	j.source = source
	return err
}

// connect prepares the ways to git and to the forge.
func (j *job) connect(token string) (err error) {
	if token == "" && !j.readOnly() {
		return usagef("GITHUB_TOKEN is not set: a token that may push to %s and open pull requests is needed (or look first with --dry-run)", j.Repo)
	}
	if owner, name, ok := strings.Cut(j.Repo, "/"); !ok || owner == "" || name == "" || strings.Contains(name, "/") {
		return usagef("--repo is %q; write owner/name, such as xsf/xmpp.org", j.Repo)
	}
	if j.site, err = j.openGit(j.Repo, token); err != nil {
		return err
	}
	j.git = j.site
	j.forge, err = j.openForge(j.Repo, token)
	return err
}

func (j *job) server() string {
	return strings.TrimSuffix(first(j.get("GITHUB_SERVER_URL"), "https://github.com"), "/")
}

func (j *job) openGit(repo, token string) (*gitops.Repository, error) {
	options := gitops.Options{Token: token, HTTP: j.client, Agent: agent()}
	var err error
	if options.Signer, err = signer(j.get); err != nil {
		return nil, err
	}
	r, err := gitops.Open(j.server()+"/"+repo+".git", options)
	if err != nil {
		return nil, usageError{err}
	}
	return r, nil
}

func (j *job) openForge(repo, token string) (*github.Client, error) {
	c, err := github.New(repo, github.Options{
		APIURL: j.get("GITHUB_API_URL"), GraphQLURL: j.get("GITHUB_GRAPHQL_URL"), Token: token, HTTP: j.client, Agent: agent(), Wait: j.wait,
	})
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

func agent() string { return "padpress/" + version() + " (+https://github.com/xsf/xmpp.org)" }

// first is the first of values that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// path is where the issue stands in the repository.
func (j *job) path() string {
	if j.translates() {
		return lint.TranslationPath(j.house.IssuePath(j.month.Release), j.lang)
	}
	return j.house.IssuePath(j.month.Release)
}

// branchName is the issue's branch.
func (j *job) branchName() string { return j.branchFor(j.month.Covers) }

// issueTitle is the issue's title as its month has it.
func (j *job) issueTitle() string {
	return j.titled(j.house.Title.With(j.monthName()))
}

func (j *job) monthName() string {
	return j.house.Languages[j.house.Original].Format(j.month.Covers)
}

// step writes what a step of the line did. Texts of servers and pads may be in it.
func (j *job) step(name, format string, args ...any) {
	text := report.Printable(fmt.Sprintf(format, args...))
	j.record.step(name, text)
	if j.timing {
		text += fmt.Sprintf("  [%d ms]", time.Since(j.lap).Milliseconds())
	}
	j.lap = time.Now()
	fmt.Fprintf(j.out, "%s %s\n", j.paint(bold, fmt.Sprintf("%-8s", name)), text)
}

func (j *job) fetchPad(ctx context.Context) (pad.Snapshot, error) {
	if j.source == nil {
		return pad.Snapshot{}, j.noPad()
	}
	text, err := j.env.fetchPad(ctx, j.source)
	if err != nil {
		return text, err
	}
	words := ""
	if j.reading.at != "" {
		words = ", as of " + text.Changed.UTC().Format("2006-01-02 15:04 UTC")
	}
	j.step("pad", "%d bytes from %s%s", len(text.Text), text.URL, words)
	return text, nil
}
