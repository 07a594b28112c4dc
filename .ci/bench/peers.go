package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ourselves builds padpress and what it is measured by. The first tool is the floor.
func ourselves(dir string) ([]tool, error) {
	for name, from := range map[string]string{"floor": "./.ci/bench/floor", "empty": "./.ci/bench/empty", "padpress": "./cmd/padpress"} {
		c := exec.Command("go", "build", "-o", filepath.Join(dir, name), from)
		c.Env = append(os.Environ(), "CGO_ENABLED=0")
		c.Stderr = os.Stderr
		if err := c.Run(); err != nil {
			return nil, fmt.Errorf("build %s, in the folder of the project: %w", from, err)
		}
	}
	padpress, kept := filepath.Join(dir, "padpress"), filepath.Join(dir, "findings")
	return []tool{
		{name: "parsing with goldmark, no more", call: []string{filepath.Join(dir, "floor")}},
		{name: "**padpress lint**, without a cache", call: []string{padpress, "lint", "--no-cache"}},
		{name: "**padpress lint**, the cache is empty", call: []string{padpress, "lint", "--cache", kept + "-new"}, before: func() { os.Remove(kept + "-new") }},
		{name: "**padpress lint**, all is in the cache", call: []string{padpress, "lint", "--cache", kept}},
	}, nil
}

// installed are the peers that can be had.
func installed(dir string, names []string) []tool {
	var tools []tool
	for _, name := range names {
		install, known := map[string]func(string) ([]tool, error){"rumdl": rumdl, "markdownlint-cli2": markdownlint, "vale": vale}[name]
		if !known {
			fmt.Fprintf(os.Stderr, "bench: nobody knows how to install %q\n", name)
			continue
		}
		home := filepath.Join(dir, name)
		err := os.MkdirAll(home, 0o755)
		if err == nil {
			var found []tool
			if found, err = install(home); err == nil {
				tools = append(tools, found...)
			}
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "bench: %s is left out: %v\n", name, err)
		}
	}
	return tools
}

// rumdl is measured as the bare program, which npm wraps in a script that takes longer than all of it.
func rumdl(home string) ([]tool, error) {
	if err := npm(home, "rumdl@0.2.75"); err != nil {
		return nil, err
	}
	found, _ := filepath.Glob(filepath.Join(home, "node_modules/@rumdl/cli-*/bin/rumdl*"))
	if len(found) == 0 {
		found, _ = filepath.Glob(filepath.Join(home, "node_modules/@rumdl/cli-*/rumdl*"))
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("its package has no program for this machine")
	}
	return []tool{
		{name: "rumdl 0.2.75, without a cache", dir: home, call: []string{found[0], "check", "--no-cache"}},
		{name: "rumdl 0.2.75, all is in the cache", dir: home, call: []string{found[0], "check"}},
	}, nil
}

func markdownlint(home string) ([]tool, error) {
	if err := npm(home, "markdownlint-cli2@0.22.1"); err != nil {
		return nil, err
	}
	return []tool{{name: "markdownlint-cli2 0.22.1", dir: home, call: []string{"node", filepath.Join(home, "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"), "--no-globs"}}}, nil
}

func npm(home, name string) error {
	c := exec.Command("npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", home, name)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("npm install: %w: %s", err, lastLine(out))
	}
	return nil
}

// vale looks for the words of three small rules, as it brings none itself.
func vale(home string) ([]tool, error) {
	c := exec.Command("go", "install", "github.com/vale-cli/vale/v3/cmd/vale@v3.21.0")
	c.Env = append(os.Environ(), "GOBIN="+home, "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go install: %w: %s", err, lastLine(out))
	}
	for path, text := range map[string]string{
		".vale.ini":                  "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Bench\n",
		"styles/Bench/Terms.yml":     "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nlevel: warning\nignorecase: true\nswap:\n  jabber server: XMPP server\n  informations: information\n",
		"styles/Bench/Repeated.yml":  "extends: repetition\nmessage: \"'%s' is repeated.\"\nlevel: warning\nalpha: true\ntokens:\n  - '[^\\s]+'\n",
		"styles/Bench/Existence.yml": "extends: existence\nmessage: \"'%s' is a placeholder.\"\nlevel: error\ntokens:\n  - tba\n  - xxx\n",
	} {
		path = filepath.Join(home, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return []tool{{name: "vale 3.21.0, three rules", dir: home, call: []string{filepath.Join(home, "vale"), "--config", filepath.Join(home, ".vale.ini")}}}, nil
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}
