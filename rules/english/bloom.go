package english

// filter is a Bloom filter: a set that may say yes to what it does not hold, never no to what it does. Its length is a
// power of two, which saves a division for each look.
type filter string

// probes is how many bits of a filter stand for a word: the best number where there are eleven bits for each.
const probes = 8

func (f filter) has(word []byte) bool {
	at, step := hash(word, len(f))
	for range probes {
		bit := at & (uint64(len(f))*8 - 1)
		if f[bit/8]>>(bit%8)&1 == 0 {
			return false
		}
		at += step
	}
	return true
}

// newFilter makes a filter of size bytes, a power of two, that holds words.
func newFilter(size int, words []string) filter {
	bits := make([]byte, size)
	for _, w := range words {
		at, step := hash([]byte(w), size)
		for range probes {
			bit := at & (uint64(size)*8 - 1)
			bits[bit/8] |= 1 << (bit % 8)
			at += step
		}
	}
	return filter(bits)
}

// hash is FNV-1a, and an odd number made of it. Filters of two sizes see two hashes, so that they do not err together.
// The files are made with it: with another they would hold other words.
func hash(word []byte, size int) (at, step uint64) {
	h := uint64(14695981039346656037) ^ uint64(size)
	for _, c := range word {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h = (h ^ h>>31) * 0x9e3779b97f4a7c15
	return h, h>>32 | 1
}
