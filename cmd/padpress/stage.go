package main

import (
	"errors"
	"net/http"
	"time"

	"github.com/yuin/goldmark"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint/extension"
	"github.com/xsf/padpress/pad/padtest"
)

// stage is where the sample plays: an embedded pad, and a stand-in for GitHub with real git, all on loopback. The demo
// shows it, and the stories of the tests run on it.
type stage struct {
	pad   *padtest.Server
	forge *githubtest.Server
	site  *githubtest.Repository
	specs string // folder of the repository of specifications, "" for none
	ended func() // called before all is thrown away; nil for nothing
}

// newStage sets the scene: the sample's site with milestone and label, its text on the pad, and the worker's account.
// The middleware stands before the forge; nil for none.
func newStage(middleware func(http.Handler) http.Handler) (*stage, error) {
	now, err := time.Parse(time.RFC3339, sampleTime)
	if err != nil {
		return nil, err
	}
	clock := func() time.Time { return now }
	forge, err := githubtest.New(githubtest.Options{Middleware: middleware, Now: clock, Markdown: gitHubMarkdown()})
	if err != nil {
		return nil, err
	}
	s := &stage{forge: forge}
	if s.site, err = forge.AddRepository(sampleRepo, sampleSite(), "master"); err != nil {
		return nil, errors.Join(err, forge.Close())
	}
	for _, title := range []string{"Website", "Events", "Newsletter"} {
		s.site.AddMilestone(title, false) // the newsletter's is number 3
	}
	s.site.AddLabel("Newsletter :email:")
	forge.AddUser("newsletter-bot", sampleToken, githubtest.Person)
	s.site.Allow("newsletter-bot", githubtest.Write)
	if s.pad, err = padtest.Start("127.0.0.1:0", padtest.Clock(clock)); err != nil {
		return nil, errors.Join(err, forge.Close())
	}
	s.pad.Set(samplePad, sampleText("pad.md"))
	return s, nil
}

// grown has the sample's site know padpress for a while, so that the first month's bound on comments is no longer in force.
func (s *stage) grown() error {
	_, err := s.site.Commit("master", map[string][]byte{configFile: []byte("comments-first-month: 20\n")}, "Sample <sample@example.org>", "Show all comments")
	return err
}

// gitHubMarkdown shows what GitHub has beyond CommonMark. It writes no style, which policies of pages forbid.
func gitHubMarkdown() goldmark.Markdown {
	tables := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))
	return goldmark.New(goldmark.WithExtensions(extension.Linkify, tables, extension.Strikethrough, extension.TaskList))
}

func (s *stage) close() {
	if s.ended != nil {
		s.ended()
	}
	s.pad.Close()
	s.forge.Close()
}

// padURL is the address of the sample's note.
func (s *stage) padURL() string { return s.pad.URL + "/" + samplePad }

// environment tells the command to use the stage instead of the internet.
func (s *stage) environment() map[string]string {
	return map[string]string{
		"PADPRESS_XEPS":      first(s.specs, noXEPs),
		"GITHUB_TOKEN":       sampleToken,
		"GITHUB_SERVER_URL":  s.forge.URL,
		"GITHUB_API_URL":     s.forge.APIURL,
		"GITHUB_GRAPHQL_URL": s.forge.GraphQLURL,
		"GITHUB_REPOSITORY":  sampleRepo,
		"PADPRESS_NOW":       sampleTime,
	}
}
