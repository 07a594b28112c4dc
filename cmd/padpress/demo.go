package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/gitops/githubtest"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

func newDemo(e *env) *cobra.Command {
	var serve bool
	var on failOn
	c := &cobra.Command{
		Use:   "demo",
		Short: "Show the whole line on this machine, without the internet",
		Long: "Run the line four times against an embedded pad and a stand-in for GitHub with real git, all on loopback:\n" +
			"first import, nothing new, a late entry, and next month's template, which is refused. Only git is needed.\n" +
			"--serve runs it once, and serves a page to go on from there: change the pad, run it again, answer the comments.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return demo(c.Context(), e, serve, on)
		},
	}
	failFlag(c.Flags(), &on)
	c.Flags().BoolVar(&serve, "serve", false, "serve a page with the pad and the pull request, until interrupted")
	return c
}

// scene is one run of the demo.
type scene struct {
	title string
	pad   string // what the pad holds from now on
	want  error  // how the run ends
}

// demoScenes are the runs of the demo, in order.
func demoScenes() []scene {
	text := unwritten(sampleText("pad.md"))
	return []scene{
		{title: "The month ends: the pad becomes a pull request", pad: text},
		{title: "Nothing changed: nothing is written", pad: text},
		{title: "Somebody adds an entry to the pad", pad: lateNews(text)},
		{title: "The pad becomes next month's template: it is refused", pad: sampleText("next.md"), want: pad.ErrMonth},
	}
}

func demo(ctx context.Context, e *env, serve bool, on failOn) error {
	s, err := newStage(nil)
	if err != nil {
		return fmt.Errorf("set the scene: %w", err)
	}
	defer s.close()
	if err := errors.Join(s.grown(), s.specified()); err != nil {
		return fmt.Errorf("set the scene: %w", err)
	}
	scenes := demoScenes()
	if serve {
		scenes = scenes[:1] // the others are the visitor's
	}
	found := false
	for n, scene := range scenes {
		err := play(ctx, e, s, n+1, scene, on)
		if found = found || errors.Is(err, errFindings); err != nil && !errors.Is(err, errFindings) {
			return err
		}
		if n == 0 {
			showPull(e, s)
		}
	}
	if serve {
		return serveDesk(ctx, e, s)
	}
	if found {
		return errFindings
	}
	return nil
}

// play runs the line once and counts what was asked of the forge.
func play(ctx context.Context, e *env, s *stage, n int, scene scene, on failOn) error {
	fmt.Fprintf(e.out, "\n%d. %s\n\n", n, scene.title)
	s.pad.Set(samplePad, scene.pad)
	p := s.perform(ctx, e, on)
	found := errors.Is(p.err, errFindings)
	if found {
		p.err = nil
	}
	if p.err != nil && scene.want != nil && errors.Is(p.err, scene.want) {
		fmt.Fprintf(e.out, "refused  %s\n", report.Printable(p.err.Error()))
	} else if p.err != nil {
		return p.err
	} else if scene.want != nil {
		return fmt.Errorf("the run was to end with: %w", scene.want)
	}
	fmt.Fprintf(e.out, "\n         %s\n", p)
	if found {
		return errFindings
	}
	return nil
}

// showPull prints the pull request as the stand-in holds it, not as the run believes it to be.
func showPull(e *env, s *stage) {
	for _, p := range s.site.Pulls() {
		fmt.Fprintf(e.out, "\n   #%d %s\n", p.Number, report.Printable(p.Title))
		fmt.Fprintf(e.out, "   %s, milestone %d %q, label %q, from %s to %s\n", draftWord(p.Draft), p.Milestone, milestoneTitle(s.site, p.Milestone), strings.Join(p.Labels, ", "), p.Head, p.Base)
		comments, err := s.site.Comments(p.Number)
		if err != nil {
			continue
		}
		for _, c := range comments {
			fmt.Fprintf(e.out, "\n   line %d\n", c.Line)
			_, body, _ := strings.Cut(c.Body, "\n") // the first line is the marker
			for _, line := range strings.Split(strings.TrimSpace(body), "\n") {
				fmt.Fprintf(e.out, "     %s\n", report.Printable(line))
			}
		}
	}
}

func draftWord(draft bool) string {
	if draft {
		return "draft"
	}
	return "open"
}

func milestoneTitle(r *githubtest.Repository, number int) string {
	for _, m := range r.Milestones() {
		if m.Number == number {
			return m.Title
		}
	}
	return ""
}
