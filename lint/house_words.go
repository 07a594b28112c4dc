package lint

// WordStyle is how words and names are written. Each list is one text with a blank between its words: such a text is
// read faster than a list of YAML.
type WordStyle struct {
	Names    string `yaml:"names"`    // names whose capitals people miss, as they are written
	Rewrites string `yaml:"rewrites"` // "wrong > right; wrong > right": small letters on the left stand for any case
	Jargon   string `yaml:"jargon"`   // words of the trade, in small letters, that are in no dictionary
	Foreign  string `yaml:"foreign"`  // short words by which a title in another language is known
	An       string `yaml:"an"`       // names and abbreviations that are spoken as if they began with a vowel
	A        string `yaml:"a"`        // and those that are not, though they are written with one
}
