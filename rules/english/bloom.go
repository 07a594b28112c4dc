package english

// filter is a Bloom filter: a set that may say yes to what it does not hold, never no to what it does. Its length is a
// power of two, which saves a division for each look.
type filter string

// probes is how many bits of a filter stand for a word: the best number where there are eleven bits for each.
const probes = 8

func (f filter) has(word []byte) bool {
	return f.holds(hash(word, len(f)))
}

// holds is has for the hash of a word.
func (f filter) holds(at, step uint64) bool {
	for range probes {
		bit := at & (uint64(len(f))*8 - 1)
		if f[bit/8]>>(bit%8)&1 == 0 {
			return false
		}
		at += step
	}
	return true
}

// The numbers of FNV-1a.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// hash is FNV-1a, and an odd number made of it. Filters of two sizes see two hashes, so that they do not err together.
// The files are made with it: with another they would hold other words.
func hash(word []byte, size int) (at, step uint64) {
	h := uint64(offset) ^ uint64(size)
	for _, c := range word {
		h = (h ^ uint64(c)) * prime
	}
	return mixed(h)
}

func mixed(h uint64) (at, step uint64) {
	h = (h ^ h>>31) * 0x9e3779b97f4a7c15
	return h, h>>32 | 1
}
