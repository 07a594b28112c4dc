package english

// Memory remembers the words that were found last, as a text repeats most of its words. Its zero value is empty.
type Memory struct {
	found [1024]uint64 // hashes, each at the place that its last bits name
}

// Knows is Known for word in any case; it is false for a word that holds anything but letters from a to z.
func (m *Memory) Knows(word []byte) bool {
	h := uint64(offset) ^ uint64(len(known))
	for _, c := range word {
		c |= 0x20
		if c-'a' > 'z'-'a' {
			return false
		}
		h = (h ^ uint64(c)) * prime
	}
	place := &m.found[h>>32%uint64(len(m.found))]
	if *place == h && h != 0 {
		return true
	}
	if !filter(known).holds(mixed(h)) {
		return false
	}
	*place = h
	return true
}
