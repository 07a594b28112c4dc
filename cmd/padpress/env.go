package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/mattn/go-isatty"

	"github.com/xsf/padpress/lint/report"
)

// env is what the command knows of its surroundings; tests make their own.
type env struct {
	in       io.Reader
	out, err io.Writer
	terminal bool                // whether err is one: progress is shown there
	shown    bool                // whether out is one
	color    bool                // whether out is one that shows colours
	timing   bool                // whether each step says how long it took
	get      func(string) string // environment variables
	now      func() time.Time
	wait     func(context.Context, time.Duration) error // ends early with the context

	cacheDir func() (string, error) // the user's folder for what can be made again
	web      *http.Client           // for what nobody named, such as the list of specifications; nil asks nobody

	public bool // whether pictures and links in texts may lead to the public web; else they lead to this machine alone

	configPath string // of --config, "" for the site's own
}

func systemEnv() *env {
	return &env{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		terminal: isatty.IsTerminal(os.Stderr.Fd()),
		shown:    isatty.IsTerminal(os.Stdout.Fd()),
		color:    mayColor(isatty.IsTerminal(os.Stdout.Fd()), os.Getenv),
		get:      os.Getenv,
		now:      time.Now,
		wait:     wait,
		cacheDir: os.UserCacheDir,
		web:      &http.Client{},
		public:   true,
	}
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// clock is the time of the run: PADPRESS_NOW sets it for tests and for runs made later.
func (e *env) clock() (time.Time, error) {
	s := e.get("PADPRESS_NOW")
	if s == "" {
		return e.now().UTC(), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, usagef("PADPRESS_NOW is %q; write a time such as 2026-11-30T12:00:00Z", s)
	}
	return t.UTC(), nil
}

// progress writes a line for a person who waits.
func (e *env) progress(format string, args ...any) {
	if e.terminal {
		fmt.Fprintln(e.err, e.paint(faint, report.Printable(fmt.Sprintf(format, args...))))
	}
}

// built is the name of the folder that action.yml builds: a commit, or a tag. The linker sets it.
var built string

// version is what was built: the module's version, or the commit of a build from a clone or as an action.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "devel" && len(s.Value) >= 12 {
			v = "devel-" + s.Value[:12]
		}
	}
	if v == "devel" {
		return first(builtVersion(built), v)
	}
	return v
}

// builtVersion is the version that a folder's name tells; "" if it tells none.
func builtVersion(folder string) string {
	switch release := strings.TrimPrefix(folder, "v"); {
	case len(folder) == 40 && strings.Trim(folder, "0123456789abcdef") == "":
		return "devel-" + folder[:12]
	case release != folder && release != "" && strings.Trim(release, "0123456789.") == "":
		return folder
	}
	return ""
}
