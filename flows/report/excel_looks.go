package report

import (
	"cmp"
	"math"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"soundings/flows/report/docx"
)

// cellLooks are the styles of cells, by their numbers in the workbook. Words
// and literals have one for each of the sizes.
type cellLooks struct {
	fonts                              docx.Fonts
	title, sentence, head, centre, num int
	day, openHead, open                int
	words, literals                    [len(sizes)]int
}

// sizes of words, in points. A row is at most 409 points high, so that a long
// text has to be smaller or would be cut off.
var sizes = [...]float64{11, 9, 7}

type cellLook struct {
	id    *int
	style excelize.Style
}

func newCellLooks(f *excelize.File, fonts docx.Fonts) (cellLooks, error) {
	d := docx.DefaultFonts()
	l := cellLooks{fonts: docx.Fonts{Title: cmp.Or(fonts.Title, d.Title), Heading: cmp.Or(fonts.Heading, d.Heading),
		Body: cmp.Or(fonts.Body, d.Body)}}
	for _, s := range l.all() {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return l, err
		}
		*s.id = id
	}
	return l, nil
}

func (l *cellLooks) all() []cellLook {
	font := func(name string, size float64) *excelize.Font { return &excelize.Font{Family: name, Size: size} }
	left, middle := aligned("left"), aligned("center")
	body, grey := font(l.fonts.Body, sizes[0]), excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"D9E2F3"}}
	all := []cellLook{
		{&l.title, excelize.Style{Font: font(l.fonts.Title, 18), Alignment: middle}},
		{&l.sentence, excelize.Style{Font: body, Alignment: left}},
		{&l.head, excelize.Style{Font: font(l.fonts.Heading, sizes[0]), Alignment: middle, Border: frame(), Fill: grey}},
		{&l.centre, excelize.Style{Font: body, Alignment: middle, Border: frame()}},
		{&l.num, excelize.Style{Font: body, Alignment: middle, Border: frame(), NumFmt: 1}},
	}
	// What may be edited is unlocked, and its column's title of another colour.
	yellow, unlocked := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFE699"}}, &excelize.Protection{Locked: false}
	all = append(all,
		cellLook{&l.openHead, excelize.Style{Font: font(l.fonts.Heading, sizes[0]), Alignment: middle, Border: frame(), Fill: yellow}},
		cellLook{&l.open, excelize.Style{Font: body, Alignment: middle, Border: frame(), NumFmt: 1, Protection: unlocked}})
	dated := `yyyy"年"m"月"d"日"`
	all = append(all, cellLook{&l.day, excelize.Style{Font: body, Alignment: middle, Border: frame(), CustomNumFmt: &dated}})
	const asText = 49 // “@”: stays text also when somebody edits the cell
	for i, size := range sizes {
		all = append(all,
			cellLook{&l.words[i], excelize.Style{Font: font(l.fonts.Body, size), Alignment: left, Border: frame()}},
			cellLook{&l.literals[i], excelize.Style{Font: font(l.fonts.Body, size), Alignment: left, Border: frame(), NumFmt: asText}})
	}
	return all
}

func aligned(h string) *excelize.Alignment {
	return &excelize.Alignment{Horizontal: h, Vertical: "center", WrapText: true}
}

func frame() []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return all
}

// cell gives a value its look. Words are string cells, so that = + - @ before
// them make no formula; those that begin so get the text format besides.
func (l cellLooks) cell(value any, c gridColumn) excelize.Cell {
	s, ok := value.(string)
	if _, dated := value.(time.Time); dated {
		return excelize.Cell{StyleID: l.day, Value: value}
	}
	if !ok && c.use == edited {
		return excelize.Cell{StyleID: l.open, Value: value}
	}
	if !ok {
		return excelize.Cell{StyleID: l.num, Value: value}
	}
	size := sizeFor(s, c.width)
	switch {
	case guard(s) != s, c.use == typed:
		return excelize.Cell{StyleID: l.literals[size], Value: printable(s)}
	case c.centred:
		return excelize.Cell{StyleID: l.centre, Value: printable(s)}
	}
	return excelize.Cell{StyleID: l.words[size], Value: printable(s)}
}

// sizeFor is the largest size in which a text can be seen whole.
func sizeFor(s string, columns float64) int {
	for i, size := range sizes {
		if heightIn(s, columns, size) <= maxHeight {
			return i
		}
	}
	return len(sizes) - 1
}

const maxHeight = 409 // points: what Excel gives a row at most

// height is how high a text is in a column so many digits wide. Excel reckons
// heights only of what it edits itself; who opens a file wants them there.
func height(s string, columns float64) float64 {
	return heightIn(s, columns, sizes[sizeFor(s, columns)])
}

// heightIn is an estimate on the safe side. A digit of the standard font is 5.3
// points wide; a line is 1.3 times as high as its letters, and 2 points are air.
func heightIn(s string, columns, size float64) float64 {
	room, rows := math.Floor(columns*5.3/size-0.5), 0.0
	for line := range strings.SplitSeq(s, "\n") {
		rows += max(1, math.Ceil(width(line)/room))
	}
	return 4 + rows*size*1.3
}

// printable is a text without what XML cannot hold; line breaks are LF.
func printable(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}
