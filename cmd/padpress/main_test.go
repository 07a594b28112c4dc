package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/pad/padtest"
)

// TestMain lets the test binary be the command. It never waits, what is tried again is tried at once, and it asks no
// server that nobody named, nor any outside this machine for pictures.
func TestMain(m *testing.M) {
	command := func() {
		e := systemEnv()
		e.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
		e.web, e.public = nil, false
		os.Exit(run(e))
	}
	if os.Getenv(asCommand) != "" {
		command()
	}
	testscript.Main(m, map[string]func(){"padpress": command})
}

// asCommand is set where a test starts its own binary as the command.
const asCommand = "PADPRESS_TEST_AS_COMMAND"

// TestScript runs the stories in testdata/script, each on a stage of its own. Beside testscript's commands they know:
//
//	exits STATUS COMMAND…             run a command, which must end with this status
//	pad text FILE|sample|late|next    put a text on the pad; $PAD is its address
//	pad private|missing|login|html|truncated|empty|huge|busy   have the pad answer so
//	pad replace OLD NEW               change words in the pad
//	pad below FILE                    put the file's text below the pad's front matter
//	pads …                            other kinds of pads, and the time on the first one; see scriptPads
//	picture pad|other NAME KIND       put a picture of a kind of pictureKinds among the uploads of the pad, or of $OTHER, or none
//	asked pad|other N                 it was asked N times for uploads since the last time
//	person replace BRANCH PATH OLD NEW   change words of a file on a branch
//	person commit BRANCH PATH FILE    commit a file to a branch, as somebody with a browser
//	person configure BRANCH LINE…     commit the configuration to a branch
//	person pull BRANCH                open a pull request from a branch
//	person comment N FILE             write in the conversation of a pull request
//	person rename BRANCH PATH PATH    rename a file on a branch
//	person close|merge N              end a pull request
//	person close-issue|reopen-issue N   close or open an issue
//	person title N TITLE              change the title of a pull request
//	person body N OLD NEW             change words of its body in the browser, which sends CRLF; \n is a line end
//	person draft|ready N              change its draft state
//	person delete|squash BRANCH       delete a branch, or make one commit of its own ones, with all their messages
//	requests MOST [writes N]          at most so many requests were made of REST and GraphQL since the last count; prints how many
//	writes N                          N requests since the last count asked the forge for a change, pushes included
//	show signature BRANCH FILE   what git says of the signatures, given the file of those that are allowed
//	web answers|shows|asked …          what servers outside say of links; see scriptWeb
//	event FILE LOGIN NUMBER BODY […]  write what GitHub tells of a comment; see scriptEvent
//	show issues                       print the issues that are no pull requests
//	show pulls|body|comments|summary|file|log   print what stands on the forge, for stdout to match
//	fork make|commit|follow|log|file|delete   what happens in a volunteer's fork; see scriptFork
//	forge …                           what the forge does beside its rules, and what it was asked; see scriptForge
//	specs commit|asked|down|up         the repository of the specifications; see scriptSpecs
//	reviewer reply|resolve|…          what people do to comments; see scriptReviewer
//	state FILE                        write down all that stands on the forge: refs, pull requests, comments, labels, milestones
func TestScript(t *testing.T) {
	if err := new(githubtest.GitServer).Available(); err != nil {
		t.Skip(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			m := &moods{}
			s, err := newWorldBehind(t, m.middleware)
			if err != nil {
				return err
			}
			e.Defer(s.close)
			e.Values["moods"] = m
			e.Values["stage"] = s
			for name, value := range s.environment() {
				e.Setenv(name, value)
			}
			e.Setenv("PAD", s.padURL())
			e.Setenv("PADPRESS_XEPS", noXEPs)                                            // tests ask no server of the internet
			bare, err := s.forge.AddRepository("community/bare", sampleSite(), "master") // without milestones
			if err != nil {
				return err
			}
			bare.Allow("newsletter-bot", githubtest.Write)
			s.forge.AddUser("reader", "token-that-only-reads", githubtest.Person)
			s.site.Allow("reader", githubtest.Read)
			s.forge.AddUser("newsletter-app[bot]", "token-of-an-app", githubtest.Installation)
			s.site.Allow("newsletter-app[bot]", githubtest.Write)
			setForkStage(e, s)
			setPads(e)
			setPictureStage(e)
			setWeb(e)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": scriptExits, "pad": scriptPad, "person": scriptPerson, "writes": scriptWrites, "show": scriptShow, "state": scriptState, "fork": scriptFork, "forge": scriptForge, "requests": scriptRequests, "event": scriptEvent,
			"pads":    scriptPads,
			"picture": scriptPicture, "asked": scriptAsked,
			"reviewer": scriptReviewer,
			"specs":    scriptSpecs,
			"web":      scriptWeb,
		},
	})
}

func stageOf(ts *testscript.TestScript) *stage { return ts.Value("stage").(*stage) }

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	status := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if status != want {
		ts.Fatalf("the status is %d, not %d", status, want)
	}
}

func scriptPad(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	note := s.pad.Note(samplePad)
	switch strings.Join(args[:1], "") {
	case "text":
		text := sampleText("pad.md")
		switch args[1] {
		case "sample":
		case "late":
			text = lateNews(text)
		case "next":
			text = sampleText("next.md")
		default:
			text = ts.ReadFile(args[1])
		}
		s.pad.Set(samplePad, text).Answer(padtest.Readable)
	case "replace":
		before := note.Text()
		if !strings.Contains(before, args[1]) {
			ts.Fatalf("the pad does not say %q", args[1])
		}
		s.pad.Set(samplePad, strings.ReplaceAll(before, args[1], strings.ReplaceAll(args[2], `\n`, "\n")))
	case "below":
		front, rest, _ := strings.Cut(strings.TrimPrefix(note.Text(), "---\n"), "---\n")
		s.pad.Set(samplePad, "---\n"+front+"---\n\n"+ts.ReadFile(args[1])+"\n"+rest)
	case "private", "missing", "login", "html", "truncated":
		note.Answer(map[string]padtest.Mode{
			"private": padtest.Private, "missing": padtest.Missing, "login": padtest.Login, "html": padtest.HTML, "truncated": padtest.Truncated,
		}[args[0]])
	case "empty":
		s.pad.Set(samplePad, "").Answer(padtest.Readable)
	case "huge":
		s.pad.Set(samplePad, strings.Repeat("This issue covers the month of November 2026.\n\n", 6<<20/48)).Answer(padtest.Readable)
	case "busy":
		note.Answer(padtest.Readable)
		note.Busy(2)
	default:
		ts.Fatalf("pad: what is %q?", args)
	}
}

func scriptPerson(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	s.forge.AddUser("somebody", "token-of-somebody", githubtest.Person)
	s.site.Allow("somebody", githubtest.Write)
	switch args[0] {
	case "commit":
		_, err := s.site.Commit(args[1], map[string][]byte{args[2]: []byte(ts.ReadFile(args[3]))}, "Somebody <somebody@example.org>", "Edit by hand")
		ts.Check(err)
	case "configure":
		_, err := s.site.Commit(args[1], map[string][]byte{configFile: []byte(strings.Join(args[2:], "\n"))}, "Somebody <somebody@example.org>", "Configure")
		ts.Check(err)
	case "replace":
		text, err := s.forge.Git().Run(context.Background(), sampleRepo, "show", args[1]+":"+args[2])
		ts.Check(err)
		old := strings.ReplaceAll(args[3], `\n`, "\n")
		if !strings.Contains(string(text), old) {
			ts.Fatalf("%s does not say %q", args[2], old)
		}
		edited := strings.ReplaceAll(string(text), old, strings.ReplaceAll(args[4], `\n`, "\n"))
		_, err = s.site.Commit(args[1], map[string][]byte{args[2]: []byte(edited)}, "Somebody <somebody@example.org>", "Edit by hand")
		ts.Check(err)
	case "pull":
		_, err := s.site.OpenPull("somebody", githubtest.Spec{Title: "A pull request by hand", Head: args[1], Base: "master"})
		ts.Check(err)
	case "comment":
		_, err := s.site.Comment(number(ts, args[1]), "somebody", ts.ReadFile(args[2]))
		ts.Check(err)
	case "close":
		ts.Check(s.site.Close(number(ts, args[1])))
	case "title":
		ts.Check(s.site.Retitle(number(ts, args[1]), args[2]))
	case "body":
		n := number(ts, args[1])
		body, old := s.site.Pulls()[n-1].Body, strings.ReplaceAll(args[2], `\n`, "\n")
		body = strings.ReplaceAll(body, "\r\n", "\n")
		if !strings.Contains(body, old) {
			ts.Fatalf("the body does not say %q:\n%s", old, body)
		}
		ts.Check(s.site.Rewrite(n, strings.ReplaceAll(body, old, strings.ReplaceAll(args[3], `\n`, "\n"))))
	case "draft", "ready":
		ts.Check(s.site.SetDraft(number(ts, args[1]), args[0] == "draft"))
	case "delete":
		_, err := s.forge.Git().Run(context.Background(), sampleRepo, "update-ref", "-d", "refs/heads/"+args[1])
		ts.Check(err)
	case "squash":
		git := func(args ...string) string {
			out, err := s.forge.Git().Run(context.Background(), sampleRepo, args...)
			ts.Check(err)
			return strings.TrimSpace(string(out))
		}
		message := git("log", "--reverse", "--format=%B", "master.."+args[1])
		squashed := git("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org",
			"commit-tree", "-p", "master", "-m", message, args[1]+"^{tree}")
		git("update-ref", "refs/heads/"+args[1], squashed)
	case "rename":
		text, err := s.forge.Git().Run(context.Background(), sampleRepo, "show", args[1]+":"+args[2])
		ts.Check(err)
		_, err = s.site.Commit(args[1], map[string][]byte{args[2]: nil, args[3]: text}, "Somebody <somebody@example.org>", "Rename by hand")
		ts.Check(err)
	case "merge":
		ts.Check(s.site.Merge(number(ts, args[1])))
	case "close-issue":
		ts.Check(s.site.SetIssue(number(ts, args[1]), "closed"))
	case "reopen-issue":
		ts.Check(s.site.SetIssue(number(ts, args[1]), "open"))
	default:
		ts.Fatalf("person: what is %q?", args)
	}
}

func scriptState(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	refs, err := s.forge.Git().Run(context.Background(), sampleRepo, "show-ref")
	ts.Check(err)
	var b strings.Builder
	fmt.Fprintf(&b, "%s%+v\n%+v\n%+v\n", refs, s.site.Labels(), s.site.Milestones(), s.site.Issues())
	for _, p := range s.site.Pulls() {
		lines, err := s.site.Comments(p.Number)
		ts.Check(err)
		comments, err := s.site.IssueComments(p.Number)
		ts.Check(err)
		fmt.Fprintf(&b, "%+v\n%+v\n%+v\n", p, lines, comments)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

func number(ts *testscript.TestScript, s string) int {
	n, err := strconv.Atoi(s)
	ts.Check(err)
	return n
}

func scriptWrites(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	if got, want := s.forge.Writes(), number(ts, args[0]); got != want {
		logRequests(ts, s.forge.Requests())
		ts.Fatalf("the forge was asked for %d changes, not %d", got, want)
	}
	s.forge.ResetRequests()
}

func scriptRequests(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	all, most := s.forge.API(), number(ts, args[0])
	ts.Logf("%d requests to GitHub, %d are allowed; %d changes asked for, pushes included", len(all), most, s.forge.Writes())
	if len(all) > most {
		logRequests(ts, all)
		ts.Fatalf("the forge got %d requests, not at most %d", len(all), most)
	}
	if len(args) == 3 && args[1] == "writes" {
		scriptWrites(ts, neg, args[2:])
	}
	s.forge.ResetRequests()
}

func logRequests(ts *testscript.TestScript, all []githubtest.Request) {
	for _, r := range all {
		ts.Logf("%s %s %s %s: %d", r.Kind, r.Method, r.Path, r.Operation, r.Status)
	}
}

func scriptShow(ts *testscript.TestScript, neg bool, args []string) {
	s := stageOf(ts)
	pulls := s.site.Pulls()
	w := ts.Stdout()
	switch {
	case args[0] == "log":
		out, err := s.forge.Git().Run(context.Background(), sampleRepo, append([]string{"log", "--format=%h %an: %s%n%(trailers)"}, args[1:]...)...)
		ts.Check(err)
		fmt.Fprintf(w, "%s", out)
	case args[0] == "signature":
		out, err := s.forge.Git().Run(context.Background(), sampleRepo, "-c", "gpg.ssh.allowedSignersFile="+ts.MkAbs(args[2]),
			"log", "--format=%G? %GS, committed by %cn", args[1])
		ts.Check(err)
		fmt.Fprintf(w, "%s", out)
	case args[0] == "file":
		out, err := s.forge.Git().Run(context.Background(), sampleRepo, "show", args[1]+":"+args[2])
		ts.Check(err)
		fmt.Fprintf(w, "%s", out)
	case args[0] == "issues":
		for _, i := range s.site.Issues() {
			fmt.Fprintf(w, "#%d %s by %s, %s\n%s\n", i.Number, i.Title, i.Author, i.State, i.Body)
		}
	case args[0] == "pulls":
		for _, p := range pulls {
			fmt.Fprintf(w, "#%d %s draft=%t state=%s milestone=%d labels=%q head=%s base=%s\n", p.Number, p.Title, p.Draft, p.State, p.Milestone, p.Labels, p.Head, p.Base)
		}
	case len(pulls) == 0:
		ts.Fatalf("there is no pull request")
	case args[0] == "body":
		fmt.Fprintln(w, pulls[len(pulls)-1].Body)
	case args[0] == "comments":
		comments, err := s.site.Comments(pulls[len(pulls)-1].Number)
		ts.Check(err)
		fmt.Fprintf(w, "%d comments\n", len(comments))
		slices.SortFunc(comments, func(a, b githubtest.LineComment) int { return a.Line - b.Line })
		for _, c := range comments {
			fmt.Fprintf(w, "line %d: %s\n", c.Line, c.Body)
		}
	case args[0] == "summary":
		comments, err := s.site.IssueComments(pulls[len(pulls)-1].Number)
		ts.Check(err)
		for _, c := range comments {
			fmt.Fprintln(w, c.Body)
		}
	default:
		ts.Fatalf("show: what is %q?", args)
	}
}
