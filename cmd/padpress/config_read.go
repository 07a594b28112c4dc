package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
)

// maxConfig bounds a configuration file, in bytes.
const maxConfig = 64 << 10

// with is c with what a file says. Unknown keys, wrong types and values that cannot work are a *configError.
func (c config) with(file string, text []byte) (config, error) {
	d := &decoder{file: file, lines: strings.Split(string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))), "\n")}
	if len(text) > maxConfig {
		return c, d.at(1, 1, "the file has %d bytes; a configuration has at most %d", len(text), maxConfig)
	}
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		return c, d.syntax(err)
	}
	if len(tree.Docs) > 1 && tree.Docs[1].Body != nil {
		return c, d.mistake(tree.Docs[1].Body, "a second document begins; write one")
	}
	d.from = maps.Clone(c.from)
	if d.from == nil {
		d.from = origins{}
	}
	c.from = d.from
	if len(tree.Docs) > 0 && tree.Docs[0].Body != nil {
		if err := d.decode(tree.Docs[0].Body, &c); err != nil {
			return c, err
		}
	}
	if p := c.problem(); p != nil {
		at := d.from.nearest(p.path)
		return c, d.at(at.line, at.column, "%s %s", p.path, p.text)
	}
	return c, nil
}

// nearest is the origin of a path, or of what it lies in.
func (o origins) nearest(path string) origin {
	for {
		if at, ok := o[path]; ok && at.line > 0 {
			return at
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			return origin{line: 1, column: 1}
		}
		path = path[:i]
	}
}

// syntax is the error of a text that is no YAML.
func (d *decoder) syntax(err error) error {
	var syntax yaml.Error
	if !errors.As(err, &syntax) || syntax.GetToken() == nil || syntax.GetToken().Position == nil {
		return d.at(1, 1, "this is no YAML")
	}
	p := syntax.GetToken().Position
	message, _, _ := strings.Cut(syntax.GetMessage(), "\n")
	if secretive(message) {
		message = "this is no YAML"
	}
	return d.at(p.Line, p.Column, "%s", message)
}

// withFile is c with a file of this machine.
func (c config) withFile(path string) (config, error) {
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c, usagef("--config %s does not exist; padpress config --init prints a file to begin with", path)
	case err != nil:
		return c, usagef("read the configuration: %w", err)
	}
	return c.with(filepath.ToSlash(path), text)
}

// localConfig is the configuration for verbs that ask no server: that of --config, or that in the folder of the site,
// which is "" where there is none.
func localConfig(e *env, site string) (config, error) {
	c, err := defaultConfig()
	if err != nil {
		return c, err
	}
	if e.configPath != "" {
		return c.withFile(e.configPath)
	}
	if site == "" {
		return c, nil
	}
	text, found, err := siteConfig(os.DirFS(site))
	if err != nil || !found {
		return c, err
	}
	return c.with(filepath.ToSlash(filepath.Join(site, configFile)), text)
}

// siteConfig reads the configuration from the files of a site, if it is there.
func siteConfig(site fs.FS) (text []byte, found bool, err error) {
	info, err := fs.Stat(site, configFile)
	if err != nil {
		if _, err := fs.Stat(site, ".padpress.yml"); err == nil {
			return nil, false, usagef(".padpress.yml is not read; call it %s", configFile)
		}
		return nil, false, nil
	}
	if !info.Mode().IsRegular() {
		return nil, false, usagef("%s is no regular file", configFile)
	}
	if text, err = fs.ReadFile(site, configFile); err != nil {
		return nil, false, fmt.Errorf("read the configuration: %w", err)
	}
	return text, true, nil
}
