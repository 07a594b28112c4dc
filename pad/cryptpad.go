package pad

import "strings"

// CryptPad encrypts in the browser. The key stands behind the # of the address, which is never sent: no server can hand
// the text out, and a tool would have to be the browser.
func fitsCryptPad(t target) fit {
	if t.web == nil {
		return unfit
	}
	version, rest, _ := strings.Cut(strings.TrimPrefix(t.web.Fragment, "/"), "/")
	keyed := strings.HasPrefix(t.web.Fragment, "/") && len(version) == 1 && version >= "1" && version <= "9" && strings.Contains(rest, "/")
	named := strings.HasPrefix(t.web.Hostname(), "cryptpad.") || strings.Contains(t.web.Hostname(), ".cryptpad.")
	return surely(keyed || named)
}

func openCryptPad(target, Options) (Source, error) {
	return nil, problem(ErrEncrypted, "%s", cryptPadWay)
}

const cryptPadWay = "CryptPad's server holds nothing that it could read; in the pad choose File, then Export, and give the saved file, " +
	"or pipe the copied text to --pad -"
