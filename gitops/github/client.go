// Package github brings a pull request, its milestone and label, and the comments of a review into the state that is
// wanted. Every function reads what is there and writes only what is missing, so a second run writes nothing.
// No type of the client library is in its interface.
package github

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	gh "github.com/google/go-github/v60/github"
	"golang.org/x/oauth2"
)

// Options say how to reach GitHub.
type Options struct {
	APIURL     string       // "" is https://api.github.com
	GraphQLURL string       // "" follows from APIURL
	Token      string       // "" reads public repositories only
	HTTP       *http.Client // proxy, TLS and timeout are taken from it; nil is a client with a timeout of a minute
	Agent      string       // User-Agent; "" is padpress

	// Wait pauses between requests that create something, of which GitHub wants one a second, and where it asks for a
	// pause. Nil waits for real.
	Wait func(context.Context, time.Duration) error
}

// Client works on one repository. It is meant for one run and one goroutine: it remembers what it read.
type Client struct {
	owner, name string
	graphQL     string
	token       bool
	gh          *gh.Client

	viewer       string // whose the token is, as GraphQL says also of an app's; "" if it was not asked
	self         account
	whose        *Account                   // what Whose was told
	rights       *Rights                    // what Rights was told
	milestone    map[string]int             // numbers of milestones that were found, by what was asked for
	conversation map[int][]*gh.IssueComment // by pull request, what was read for SyncReview and serves SyncSummary
}

// New returns a client for the repository "owner/name". Nothing is sent yet.
func New(repo string, o Options) (*Client, error) {
	owner, name, ok := strings.Cut(repo, "/")
	if !ok || owner == "" || name == "" || strings.ContainsAny(repo, " ?#%\\") || strings.Contains(name, "/") {
		return nil, fmt.Errorf("repository %q: want owner/name", plain(repo))
	}
	if o.APIURL == "" {
		o.APIURL = "https://api.github.com"
	}
	api, err := endpoint(o.APIURL, o.Token)
	if err != nil {
		return nil, fmt.Errorf("GITHUB_API_URL: %w", err)
	}
	if o.GraphQLURL == "" {
		o.GraphQLURL = strings.TrimSuffix(strings.TrimRight(o.APIURL, "/"), "/v3") + "/graphql"
	}
	graph, err := endpoint(o.GraphQLURL, o.Token)
	if err != nil {
		return nil, fmt.Errorf("GITHUB_GRAPHQL_URL: %w", err)
	}
	c := &Client{owner: owner, name: name, graphQL: graph.String(), token: o.Token != "", conversation: map[int][]*gh.IssueComment{}, milestone: map[string]int{}}
	c.gh = gh.NewClient(httpClient(o, api, graph))
	api.Path = strings.TrimRight(api.Path, "/") + "/"
	c.gh.BaseURL = api
	if o.Agent == "" {
		o.Agent = "padpress"
	}
	c.gh.UserAgent = o.Agent
	return c, nil
}

// endpoint checks an address before a token is sent to it.
func endpoint(address, token string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("want an address such as https://api.github.com, without a user")
	}
	if u.Scheme == "http" && token != "" && !loopback(u.Hostname()) {
		return nil, fmt.Errorf("the token would travel unencrypted to %s: use https", plain(u.Host))
	}
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// httpClient adds the token to the caller's client and keeps both on the hosts they are meant for.
func httpClient(o Options, allowed ...*url.URL) *http.Client {
	c := http.Client{Timeout: time.Minute}
	if o.HTTP != nil {
		c = *o.HTTP
	}
	if o.Token != "" {
		source := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: o.Token})
		c.Transport = &oauth2.Transport{Source: source, Base: c.Transport}
	}
	p := &paced{base: &confined{base: c.Transport, allowed: allowed}, limit: c.Timeout, wait: o.Wait, now: time.Now}
	c.Timeout = 0
	if p.wait == nil {
		p.wait = pause
	}
	c.Transport = p
	c.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if len(via) >= 5 {
			return errors.New("too many redirects")
		}
		if req.Method != via[0].Method {
			return errors.New("the repository has moved: use its present name")
		}
		return nil
	}
	return &c
}

// confined refuses to send anything to a host that is not ours to talk to, whatever a redirect says.
// It stands before the transport that adds the token.
type confined struct {
	base    http.RoundTripper
	allowed []*url.URL
}

func (t *confined) RoundTrip(req *http.Request) (*http.Response, error) {
	for _, u := range t.allowed {
		if req.URL.Scheme == u.Scheme && req.URL.Host == u.Host {
			if t.base == nil {
				return http.DefaultTransport.RoundTrip(req)
			}
			return t.base.RoundTrip(req)
		}
	}
	if req.Body != nil {
		req.Body.Close()
	}
	return nil, fmt.Errorf("not sent to %s: it is not the server that was set", plain(req.URL.Host))
}

func (c *Client) repo() string { return c.owner + "/" + c.name }
