package docx

import "fmt"

// Orientation is how a section's pages lie.
type Orientation int

// The orientations.
const (
	Portrait Orientation = iota
	Landscape
)

// section is its sectPr (ECMA-376 17.6.17): A4 with the margins of GB/T
// 9704-2012, 5.2.1, and the page number's dash 7 mm below the text (7.5). A
// landscape page is the portrait one turned: its top is the binding side.
func (o Orientation) section() string {
	size, margin := [2]int{210, 297}, [4]int{37, 26, 35, 28} // top, right, bottom, left
	turn, foot := "", 25
	if o == Landscape {
		size, margin = [2]int{297, 210}, [4]int{28, 37, 26, 35}
		turn, foot = ` w:orient="landscape"`, 16
	}
	return `<w:sectPr><w:footerReference w:type="default" r:id="rOdd"/><w:footerReference w:type="even" r:id="rEven"/>` +
		`<w:type w:val="nextPage"/>` +
		fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/>`, mm(size[0]), mm(size[1]), turn) +
		fmt.Sprintf(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`,
			mm(margin[0]), mm(margin[1]), mm(margin[2]), mm(margin[3]), mm(foot)) + `</w:sectPr>`
}

// mm is millimetres in twentieths of a point.
func mm(n int) int { return (n*14400 + 127) / 254 }
