package gitops

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// The trailers that mark a commit as an import. What they mean must not change: past commits carry them.
const (
	sourceKey  = "Pad-Source"       // where the pad is
	digestKey  = "Pad-Digest"       // SHA-256 of the pad's raw text, hexadecimal
	fileKey    = "Pad-File"         // blob id of the file in this import
	versionKey = "Padpress-Version" // what made the import

	pictureKey = "Pad-Picture" // what became of a picture outside the site; any number of them, or none
	draftedKey = "Pad-Drafted" // a section that nobody wrote and the import drafted; any number of them, or none
)

var trailerKeys = []string{sourceKey, digestKey, fileKey, versionKey}

// trailers are the values of an import's trailers.
type trailers struct {
	source, digest string
	file           ID
	version        string
	pictures       string // a line for each
	drafted        string // a line for each
}

// Blob is the id of a file with that content.
func Blob(content []byte) ID { return object{blobKind, content}.id() }

// Digest is the value of Pad-Digest for the raw text of a pad.
func Digest(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// importMessage is the message of an import: a subject, and the trailers as the last paragraph.
func importMessage(subject string, t trailers) string {
	var more strings.Builder
	for line := range strings.Lines(t.pictures) {
		fmt.Fprintf(&more, "%s: %s", pictureKey, line)
	}
	for line := range strings.Lines(t.drafted) {
		fmt.Fprintf(&more, "%s: %s", draftedKey, line)
	}
	return fmt.Sprintf("%s\n\n%s: %s\n%s: %s\n%s: %s\n%s%s: %s\n", subjectLine(subject),
		sourceKey, t.source, digestKey, t.digest, fileKey, t.file, &more, versionKey, t.version)
}

// plainLines are those that a message can hold.
func plainLines(lines []string) []string {
	var found []string
	for _, line := range lines {
		if line = clean(line, ""); line != "" {
			found = append(found, line)
		}
	}
	return found
}

// lineText is the lines as trailers keeps them, where they can be compared.
func lineText(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// lineList takes that apart.
func lineList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// subjectLine is a subject without what git would take for the end of the message.
func subjectLine(s string) string { return strings.TrimLeft(clean(s, ""), "- ") }

// sourceLine is a pad's address without credentials.
func sourceLine(s string) string {
	s = clean(s, "")
	if u, err := url.Parse(s); err == nil && u.User != nil {
		u.User = nil
		return u.String()
	}
	return s
}

// parseTrailers reads the trailers of an import from a commit's message. They are in the last paragraph, which is not the
// first and holds nothing but trailers, each of ours once. Trailers of others may stand beside them: `git commit
// --signoff` adds one. Whether the commit counts as an import is not said by its message alone.
func parseTrailers(message string) (trailers, bool) {
	message = strings.TrimRight(message, "\n ")
	i := strings.LastIndex(message, "\n\n")
	if i < 0 {
		return trailers{}, false
	}
	values, pictures, drafted := map[string]string{}, "", ""
	for line := range strings.SplitSeq(message[i+2:], "\n") {
		key, value, ok := strings.Cut(line, ": ")
		if !ok || !isToken(key) {
			return trailers{}, false
		}
		switch key {
		case pictureKey:
			pictures += strings.TrimSpace(value) + "\n"
			continue
		case draftedKey:
			drafted += strings.TrimSpace(value) + "\n"
			continue
		}
		if _, twice := values[key]; twice && slices.Contains(trailerKeys, key) {
			return trailers{}, false
		}
		values[key] = strings.TrimSpace(value)
	}
	t := trailers{values[sourceKey], values[digestKey], ID(values[fileKey]), values[versionKey], pictures, drafted}
	ok := t.source != "" && len(t.digest) == 64 && isHex(t.digest) && t.file.valid() && t.version != ""
	return t, ok
}

// isToken reports whether s can be the key of a trailer.
func isToken(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
