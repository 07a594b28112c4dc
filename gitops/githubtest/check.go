package githubtest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// Check has git look through all repositories by its strictest rules, and returns what it finds wrong with any of them.
func (g *GitServer) Check(ctx context.Context) error {
	dirs, err := filepath.Glob(filepath.Join(g.Root, "*", "*.git"))
	for _, dir := range dirs {
		owner, name := filepath.Base(filepath.Dir(dir)), strings.TrimSuffix(filepath.Base(dir), ".git")
		if out, bad := g.Run(ctx, owner+"/"+name, "fsck", "--full", "--strict", "--no-dangling"); bad != nil {
			err = errors.Join(err, fmt.Errorf("%w: %s", bad, out))
		}
	}
	return err
}
