package pad

// UploadHost is the host, with its port, of a pad at that address, which is where the pad keeps what people upload into
// it; "" for a file, for standard input, and for a raw file on a web server, which may belong to everybody.
func UploadHost(address, kind string) string {
	t, err := parseTarget(address)
	if err != nil || t.web == nil || kind == "url" || kind == "" && isRawFile(t) {
		return ""
	}
	return t.web.Host
}
