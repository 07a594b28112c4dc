package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/xsf/padpress/lint/report"
)

type configOptions struct {
	schema, initial bool
	site, repo      string
}

func newConfig(e *env) *cobra.Command {
	var o configOptions
	c := &cobra.Command{
		Use:   "config",
		Short: "Print the configuration that is in force, and where each value comes from",
		Long: "Print the configuration that is in force, with where each value comes from. It is read from " + configFile + " in the site's\n" +
			"repository, on the branch that the site is built from; --config names a file instead, and --site a folder with the site.\n" +
			"A flag goes before the environment, the environment before the file, and the file before the defaults. What is\n" +
			"printed can be read again; no secret is in it.",
		Example: "  padpress config --init\n  padpress config --config " + configFile,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return runConfig(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.BoolVar(&o.initial, "init", false, "print a file with all defaults and their explanations, to begin with")
	f.BoolVar(&o.schema, "schema", false, "print the JSON Schema of the file, for editors")
	f.StringVar(&o.site, "site", "", "folder of the site's repository, instead of asking a server")
	f.StringVar(&o.repo, "repo", "", "repository of the site, owner/name (default: GITHUB_REPOSITORY, or the configured one)")
	return c
}

func runConfig(ctx context.Context, e *env, o configOptions) error {
	switch {
	case o.schema && o.initial:
		return usagef("--schema and --init print different files; take one of them")
	case o.schema:
		_, err := fmt.Fprint(e.out, configSchema)
		return err
	case o.initial:
		text, err := initialConfig()
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(e.out, text)
		return err
	case o.site != "" || e.configPath != "":
		c, err := localConfig(e, o.site)
		if err != nil {
			return err
		}
		return showConfig(e, c.given("", o.repo, e.get("GITHUB_REPOSITORY")))
	}
	return remoteConfig(ctx, e, o)
}

// remoteConfig shows the configuration of the repository, and of what it could not read what is known without it.
func remoteConfig(ctx context.Context, e *env, o configOptions) error {
	quiet := *e
	quiet.out = io.Discard
	j, err := newJob(&quiet, submitOptions{repo: o.repo, dryRun: true})
	if err != nil {
		return err
	}
	if _, err = j.recognise(ctx); err == nil {
		_, err = j.settle(ctx, true)
	}
	if wrong := new(configError); errors.As(err, &wrong) {
		return err
	}
	if shown := showConfig(e, j.config); shown != nil || err == nil {
		return shown
	}
	return fmt.Errorf("%s of %s could not be read, so the values above may not be those in force: %w", configFile, j.Repo, err)
}

func showConfig(e *env, c config) error {
	_, err := fmt.Fprint(e.out, report.PrintableLines(c.String()))
	return err
}
