package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/xsf/padpress/gitops"
)

// sshSigner signs commits as git does with gpg.format=ssh.
type sshSigner struct{ key ssh.Signer }

// Sign implements gitops.Signer.
func (s sshSigner) Sign(message io.Reader) ([]byte, error) {
	signature, err := sshsig.Sign(message, s.key, sshsig.HashSHA512, "git")
	if err != nil {
		return nil, fmt.Errorf("sign the commit: %w", err)
	}
	return sshsig.Armor(signature), nil
}

// signer reads the key that the environment holds, or names the file of; nil without one. Errors never repeat the key.
func signer(get func(string) string) (gitops.Signer, error) {
	text := get("PADPRESS_SIGNING_KEY")
	if text == "" {
		return nil, nil
	}
	pem := []byte(strings.ReplaceAll(text, `\n`, "\n") + "\n") // a secret pasted into one line
	if !strings.Contains(text, "PRIVATE KEY") {
		var err error
		if pem, err = os.ReadFile(text); err != nil {
			return nil, usagef("PADPRESS_SIGNING_KEY is neither an SSH private key nor a file that can be read")
		}
	}
	key, err := parseKey(pem, get("PADPRESS_SIGNING_PASSPHRASE"))
	if err != nil {
		return nil, usagef("PADPRESS_SIGNING_KEY: %v", err)
	}
	return sshSigner{key}, nil
}

func parseKey(pem []byte, passphrase string) (ssh.Signer, error) {
	key, err := ssh.ParsePrivateKey(pem)
	var encrypted *ssh.PassphraseMissingError
	switch {
	case err == nil:
		return key, nil
	case !errors.As(err, &encrypted):
		return nil, errors.New("this is no SSH private key")
	case passphrase == "":
		return nil, errors.New("the key is encrypted: set PADPRESS_SIGNING_PASSPHRASE")
	}
	if key, err = ssh.ParsePrivateKeyWithPassphrase(pem, []byte(passphrase)); err != nil {
		return nil, errors.New("PADPRESS_SIGNING_PASSPHRASE does not open the key")
	}
	return key, nil
}
