package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xsf/padpress/lint"
)

// textsOf names the texts that the arguments of lint mean: of a folder all issues below it, in the order of their paths.
func textsOf(house *lint.House, args []string) ([]string, error) {
	var texts []string
	for _, arg := range args {
		if arg == "-" || isAddress(arg) || strings.HasSuffix(arg, ".md") {
			texts = append(texts, arg)
			continue
		}
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			texts = append(texts, arg)
			continue
		}
		found, err := issuesBelow(house, arg)
		if err != nil {
			return nil, err
		}
		texts = append(texts, found...)
	}
	return texts, nil
}

// issuesBelow are the issues in a folder and those below it that are not hidden, and their translations.
func issuesBelow(house *lint.House, folder string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && path != folder && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case !e.IsDir() && house.NamesIssue(e.Name()):
			found = append(found, path)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = usagef("%s holds no issue; the name of one is like that of %s", folder, house.Issues)
	}
	return found, err
}
