package gitops_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/gitops"
)

// keygen signs with OpenSSH, as git does with gpg.format=ssh.
type keygen struct{ key string }

func (k keygen) Sign(message io.Reader) ([]byte, error) {
	cmd := exec.Command("ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", k.key)
	cmd.Stdin = message
	return cmd.Output()
}

func TestSignedCommitsAreGoodForGit(t *testing.T) {
	s := newSite(t)
	key := filepath.Join(t.TempDir(), "key")
	if out, err := exec.CommandContext(t.Context(), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key).CombinedOutput(); err != nil {
		t.Skipf("needs ssh-keygen: %v %s", err, out)
	}
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(key+".allowed", append([]byte("padpress@example.org "), public...), 0o600); err != nil {
		t.Fatal(err)
	}
	r := s.open(gitops.Options{Signer: keygen{key}})
	for _, text := range []string{"one", "two"} {
		if _, err := r.EnsureBranch(t.Context(), s.fetch(r), change(text)); err != nil {
			t.Fatal(err)
		}
		s.review(branch, map[string]string{"static/" + text: text}, "a picture")
		got := s.git("-c", "gpg.ssh.allowedSignersFile="+key+".allowed", "log", "--format=%G? %P", branch)
		if lines := strings.Split(got, "\n"); !strings.HasPrefix(lines[1], "G ") {
			t.Errorf("after %q git says\n%s", text, got)
		}
	}
	s.must(change("two"), gitops.Unchanged)
}
