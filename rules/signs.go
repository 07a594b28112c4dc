package rules

// isBlank reports whether c parts words on a line.
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isSpace reports whether c parts words or lines.
func isSpace(c byte) bool { return isBlank(c) || c == '\n' || c == '\r' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSmall(c byte) bool { return 'a' <= c && c <= 'z' }

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

// isWordByte reports whether c is part of a word, be it of a letter beyond ASCII.
func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) || c >= 0x80 }
