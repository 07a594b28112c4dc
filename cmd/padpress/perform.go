package main

import (
	"context"
	"fmt"
	"time"
)

// performance is what one run of the line on the stage came to.
type performance struct {
	err    error // how it ended
	asked  int   // requests to GitHub's interfaces
	git    int   // requests to git's
	writes int   // those of both that ask for a change
	reads  int   // requests to the pad
	took   time.Duration
}

// perform runs the line as a user of the command would, with the steps told on e.
func (s *stage) perform(ctx context.Context, e *env, on failOn) performance {
	s.pad.Reset()
	s.forge.ResetRequests()
	start := time.Now()
	err := submit(ctx, s.env(e), submitOptions{pad: s.padURL(), failOn: on})
	asked := len(s.forge.API())
	return performance{err, asked, len(s.forge.Requests()) - asked, s.forge.Writes(), len(s.pad.Requests()), time.Since(start)}
}

// env is a surrounding in which the stage stands for the internet, and the sample plays by the defaults.
func (s *stage) env(e *env) *env {
	inner := *e
	inner.timing, inner.public, inner.configPath, inner.web = true, false, "", nil
	inner.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() } // these servers need no pauses
	vars := s.environment()
	inner.get = func(name string) string { return vars[name] }
	return &inner
}

func (p performance) String() string {
	return fmt.Sprintf("%s asked of GitHub and %d of git, %d of them to write; %d of the pad; %d ms",
		plural(p.asked, "request", "requests"), p.git, p.writes, p.reads, p.took.Milliseconds())
}
