package rules_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAddARule follows CONTRIBUTING to the letter: the file it shows, a page and a line of the list make a rule that
// works. They are laid over the package, which stays as it is.
func TestAddARule(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the package again")
	}
	guide, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, code, found := strings.Cut(string(guide), "   ```go\n")
	code, _, closed := strings.Cut(code, "   ```\n")
	if !found || !closed {
		t.Fatal("CONTRIBUTING does not show the file of a rule")
	}
	list, err := os.ReadFile("rules.go")
	if err != nil {
		t.Fatal(err)
	}
	page := "# my-rule\n\nA slip of the fingers that every reader sees at once.\n\n## Bad\n\n```markdown\nIn teh house.\n```\n\n## Good\n\n```markdown\nIn the house, `teh`.\n```\n"
	dir, over := t.TempDir(), map[string]string{}
	for name, text := range map[string]string{
		"my-rule.go": strings.ReplaceAll(code, "\n   ", "\n")[len("   "):],
		"my-rule.md": page,
		"rules.go":   strings.Replace(string(list), "\tlongEntry,\n", "\tlongEntry,\n\tmyRule,\n", 1),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		here, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		over[here] = path
	}
	overlay, err := json.Marshal(map[string]any{"Replace": over})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-overlay", file, "-run", "^TestPages$/^my-rule$", "-v", ".").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestPages/my-rule") {
		t.Errorf("%v\n%s", err, out)
	}
}
