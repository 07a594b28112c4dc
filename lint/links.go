package lint

// LinkState is what is certain about a link to the web after it was asked. The zero value is that of a link that lives,
// and of one about which nothing is certain.
type LinkState struct {
	Dead   string // why nothing is there, a clause; "" if something may be
	Moved  string // the address to which its server sends everybody for good
	Anchor string // the fragment, if the page has no such place
}
