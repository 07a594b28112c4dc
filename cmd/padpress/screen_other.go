//go:build !unix

package main

// columns is the width of the terminal at a file descriptor, 0 if it does not say.
func columns(uintptr) int { return 0 }
