package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/xsf/padpress/gitops/githubtest"
)

// The volunteer of the stories, and her tokens: a classic one, a fine-grained one for her own repositories, and the one
// that GitHub gives to a workflow in her fork.
const (
	alice       = "alice"
	aliceToken  = "token-of-alice"
	narrowToken = "token-for-alices-own"
	forkToken   = "token-of-alices-workflow"
)

// scriptFork is the command fork of the stories:
//
//	fork make                        alice forks the site
//	fork commit BRANCH PATH FILE     commit a file there, as somebody with a browser
//	fork follow FILE                 alice opens the address that is the only one in the file, and clicks
//	fork pull BRANCH TITLE           alice opens a pull request by hand
//	fork log|file ARG…               print what stands there; with ! it must not be there
//	fork delete BRANCH               delete a branch there
//	fork rename BRANCH PATH PATH     rename a file there
//	fork merge BRANCH                merge the site's master into a branch there, as GitHub's button does
//	fork restrict                    the workflow's token may only read there, as is the default of new repositories
func scriptFork(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	name := alice + "/site"
	fork := ts.Value("fork").(**githubtest.Repository)
	ask := func(args ...string) string {
		out, err := s.forge.Git().Run(context.Background(), name, args...)
		if neg != (err != nil) {
			ts.Fatalf("git %s: %v", args, err)
		}
		return strings.TrimSpace(string(out))
	}
	git := func(args ...string) { fmt.Fprintln(ts.Stdout(), ask(args...)) }
	switch args[0] {
	case "make":
		made, err := s.site.Fork(alice)
		ts.Check(err)
		made.Allow("github-actions[bot]", githubtest.Write)
		*fork = made
	case "commit":
		_, err := (*fork).Commit(args[1], map[string][]byte{args[2]: []byte(ts.ReadFile(args[3]))}, "Alice <alice@example.org>", "Edit by hand")
		ts.Check(err)
	case "follow":
		link, err := onlyLink(ts.ReadFile(args[1]))
		ts.Check(err)
		base, head, _ := strings.Cut(strings.TrimPrefix(link.Path, "/"+sampleRepo+"/compare/"), "...")
		q := link.Query()
		_, err = s.site.OpenPull(alice, githubtest.Spec{Head: head, Base: base, Title: q.Get("title"), Body: q.Get("body"), Editable: true})
		ts.Check(err)
	case "pull":
		_, err := s.site.OpenPull(alice, githubtest.Spec{Head: alice + ":" + args[1], Base: "master", Title: args[2], Body: "Written by hand.\r\n", Editable: true})
		ts.Check(err)
	case "log":
		git(append([]string{"log", "--format=%an: %s"}, args[1:]...)...)
	case "file":
		git("show", args[1]+":"+args[2])
	case "restrict":
		(*fork).Allow("github-actions[bot]", githubtest.Read)
	case "rename":
		_, err := (*fork).Commit(args[1], map[string][]byte{args[2]: nil, args[3]: []byte(ask("show", args[1]+":"+args[2]) + "\n")}, "Alice <alice@example.org>", "Rename by hand")
		ts.Check(err)
	case "merge":
		ask("fetch", "--quiet", s.forge.URL+"/"+sampleRepo+".git", "master")
		tree := ask("merge-tree", "--write-tree", args[1], "FETCH_HEAD")
		merged := ask("-c", "user.name=Alice", "-c", "user.email=alice@example.org", "commit-tree", "-p", args[1], "-p", "FETCH_HEAD", "-m", "Merge branch 'master' into "+args[1], tree)
		ask("update-ref", "refs/heads/"+args[1], merged)
	case "delete":
		git("update-ref", "-d", "refs/heads/"+args[1])
	default:
		ts.Fatalf("fork: what is %q?", args)
	}
}

// onlyLink is the address of a comparison in a text, which must be there once, in a line of its own.
func onlyLink(text string) (*url.URL, error) {
	var found []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, "/compare/") {
			found = append(found, strings.TrimSuffix(line, "\n"))
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d links: %q", len(found), found)
	}
	return url.Parse(found[0])
}

// setForkStage adds the volunteer to a stage.
func setForkStage(e *testscript.Env, s *stage) {
	s.forge.AddUser(alice, aliceToken, githubtest.Person)
	s.forge.AddUser(alice, narrowToken, githubtest.Person)
	s.forge.Only(narrowToken, alice)
	s.forge.AddUser("github-actions[bot]", forkToken, githubtest.Installation)
	s.site.Allow(alice, githubtest.Visitor)
	e.Values["fork"] = new(*githubtest.Repository)
}
