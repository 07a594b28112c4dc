package picture

// stripGIF copies pictures and what times them. Comments and applications' data but the number of rounds are left out.
func stripGIF(src []byte) (stripped, error) {
	s := stripped{orientation: 1}
	if len(src) < 13 {
		return s, broken("it ends too early")
	}
	at := 13 + colourTable(src[10])
	if at > len(src) {
		return s, broken("it ends too early")
	}
	s.data = append(s.data, src[:at]...)
	for frames := 0; ; {
		if at >= len(src) {
			return s, broken("it ends too early")
		}
		start, keep := at, true
		switch src[at] {
		case 0x3B: // the end
			if frames == 0 {
				return s, broken("there is no picture in it")
			}
			s.moves = frames > 1
			s.data = append(s.data, src[at])
			return s, nil
		case 0x21: // an extension
			if len(src)-at < 3 {
				return s, broken("it ends too early")
			}
			keep = src[at+1] == 0xF9 || isRounds(src[at:])
			at += 2
		case 0x2C: // a picture
			if len(src)-at < 11 {
				return s, broken("it ends too early")
			}
			frames++
			at += 10 + colourTable(src[at+9]) + 1
		default:
			return s, broken("a block is of the unknown kind %#x", src[at])
		}
		if at = blocksEnd(src, at); at < 0 {
			return s, broken("it ends too early")
		}
		if keep {
			s.data = append(s.data, src[start:at]...)
		}
	}
}

// colourTable is the length of the table that the packed byte announces.
func colourTable(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// isRounds reports whether an extension says how often an animation runs.
func isRounds(ext []byte) bool {
	if len(ext) < 14 || ext[1] != 0xFF || ext[2] != 11 {
		return false
	}
	name := string(ext[3:14])
	return name == "NETSCAPE2.0" || name == "ANIMEXTS1.0"
}

// blocksEnd is behind the row of blocks that begins at a place, or -1 if it does not end.
func blocksEnd(src []byte, at int) int {
	for at < len(src) {
		n := int(src[at])
		at += 1 + n
		if n == 0 {
			return at
		}
	}
	return -1
}
