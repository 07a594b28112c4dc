package lint_test

import (
	"os"
	"path/filepath"
	"testing"
)

// corpus gives the texts of past issues and their drafts by path; the test is skipped where they are not beside the project.
func corpus(t *testing.T) map[string][]byte {
	t.Helper()
	texts := map[string][]byte{}
	for _, pattern := range []string{"issues/*.md", "drafts/*/*.md"} {
		files, _ := filepath.Glob(filepath.Join("../../shared/corpus", pattern))
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.ToSlash(file)] = src
		}
	}
	if len(texts) == 0 {
		t.Skip("the corpus of past issues is not beside the project")
	}
	return texts
}
