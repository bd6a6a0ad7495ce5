package organize

import (
	"fmt"
	"image"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quietZone is the white border that ISO/IEC 18004 asks for, in modules: without
// it cameras do not find the code.
const quietZone = 4

// A code is a QR code as one SVG path: it stays crisp at any size, and printers
// leave no seams between the modules of one path.
type code struct {
	Side int // modules, the quiet zone included
	Path string
}

// newCode encodes a text with error correction M: a crease or a stain of 15 %
// does no harm.
func newCode(text string) (code, error) {
	dots, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return code{}, err
	}
	size := dots.Bounds().Size()
	var path strings.Builder
	for y := range size.Y {
		for x := 0; x < size.X; {
			n := run(dots, x, y)
			if n > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, n, n)
			}
			x += n + 1
		}
	}
	return code{Side: size.X + 2*quietZone, Path: path.String()}, nil
}

// run is how many dark modules follow one another from x on.
func run(dots image.Image, x, y int) (n int) {
	for x+n < dots.Bounds().Dx() && dark(dots.At(x+n, y)) {
		n++
	}
	return n
}

func dark(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r == 0
}
