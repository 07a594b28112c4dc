package lint

import "sync"

// Shared is what make works out of d, once for all who ask with the same key: several rules may need it. Keys are as in
// context.Context: values of a type that no other package has. Nobody may change the result.
func Shared[T any](d *Document, key any, make func() T) T {
	value, ok := d.shared.Load(key)
	if !ok {
		value, _ = d.shared.LoadOrStore(key, sync.OnceValue(make))
	}
	return value.(func() T)()
}
