package rules

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/xsf/padpress/lint"
)

//go:embed address-form.md
var addressFormDoc string

var addressForm = &lint.Rule{
	Name: "address-form", Doc: addressFormDoc, Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for s := range destinations(p.Document) {
			address := p.Text(s)
			if rest, ok := strings.CutPrefix(address, "xmpp:"); ok {
				to, slashes := strings.CutPrefix(rest, "//")
				switch {
				case isChatAddress(rest):
				case slashes && isChatAddress(to):
					cut := lint.Span{Start: s.Start + len("xmpp:"), End: s.Start + len("xmpp://")}
					p.Report(lint.Finding{Span: s, Message: fmt.Sprintf("%s names an account to write from, and nobody to write to", quote(address)), Fix: lint.Replace("remove //", cut, "")})
				default:
					p.Reportf(s, "%s is no address of XMPP: it has the form xmpp:room@host?join", quote(address))
				}
			}
			if rest, ok := strings.CutPrefix(address, "mailto:"); ok && !isMailAddress(rest) {
				p.Reportf(s, "%s is no address of mail: it has the form mailto:name@host", quote(address))
			}
		}
	},
}

// isChatAddress reports whether text is what may stand behind xmpp: (RFC 5122) to name somebody: name@host/resource?query,
// of which the host is needed.
func isChatAddress(text string) bool {
	if authority, ok := strings.CutPrefix(text, "//"); ok {
		account, to, both := strings.Cut(authority, "/")
		return both && isChatAddress(account) && isChatAddress(to)
	}
	text, _, _ = strings.Cut(text, "#")
	address, query, asks := strings.Cut(text, "?")
	if action, _, _ := strings.Cut(query, ";"); asks && (action == "" || strings.ContainsFunc(action, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' })) {
		return false
	}
	address, _, _ = strings.Cut(address, "/")
	name, host, named := strings.Cut(address, "@")
	if !named {
		name, host = "", address
	}
	return (!named || isLocal(name, "\"&'/:<>@ ;,")) && isHost(host)
}

// isMailAddress reports whether text is what may stand behind mailto: (RFC 6068): addresses with commas between, and then
// what the letter is to hold. Without an address that has to name one.
func isMailAddress(text string) bool {
	addresses, query, _ := strings.Cut(text, "?")
	if addresses == "" {
		return strings.HasPrefix(query, "to=") || strings.Contains(query, "&to=")
	}
	for a := range strings.SplitSeq(addresses, ",") {
		i := strings.LastIndexByte(a, '@')
		if i < 0 || !isLocal(a[:i], "\"()<>[]:;@\\, ") || !isHost(a[i+1:]) {
			return false
		}
	}
	return true
}

// isLocal reports whether name, without what is escaped, is one of which no sign is refused.
func isLocal(name, refused string) bool {
	plain, err := url.PathUnescape(name)
	return err == nil && plain != "" && !strings.ContainsAny(name, refused) && strings.TrimSpace(plain) == plain
}

// isHost reports whether text is a name of a host: labels of letters, digits and hyphens, also of other scripts.
func isHost(text string) bool {
	plain, err := url.PathUnescape(text)
	if err != nil || len(plain) > 253 || plain == "" {
		return false
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(plain, "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' ||
			strings.ContainsFunc(label, func(r rune) bool { return r < 0x80 && !isLetter(byte(r)) && !isDigit(byte(r)) && r != '-' }) {
			return false
		}
	}
	return true
}
