package picture

import "encoding/binary"

const orientationTag = 0x0112

// orientation finds the orientation in EXIF data, which is a TIFF file without pictures; otherwise is what it is if there
// is none.
func orientation(tiff []byte, otherwise int) int {
	if len(tiff) < 8 {
		return otherwise
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return otherwise
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return otherwise
	}
	count := uint64(order.Uint16(tiff[at:]))
	for n := range count {
		entry := at + 2 + 12*n
		if entry+12 > uint64(len(tiff)) {
			return otherwise
		}
		if order.Uint16(tiff[entry:]) != orientationTag || order.Uint16(tiff[entry+2:]) != 3 {
			continue
		}
		if v := int(order.Uint16(tiff[entry+8:])); v >= 1 && v <= 8 {
			return v
		}
	}
	return otherwise
}

// orientationOnly is EXIF data that tells the orientation and nothing else.
func orientationOnly(v int) []byte {
	return []byte{
		'M', 'M', 0, '*', 0, 0, 0, 8, // the directory begins at 8
		0, 1, // of one entry
		orientationTag >> 8, orientationTag & 0xFF, 0, 3, 0, 0, 0, 1, 0, byte(v), 0, 0, // one short number
		0, 0, 0, 0, // and no other directory
	}
}
