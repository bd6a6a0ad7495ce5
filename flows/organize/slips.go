package organize

import (
	_ "embed"
	"html/template"
	"io"
	"slices"

	"soundings/flows"
)

//go:embed slips.html
var slipsHTML string

// A Slip is a ticket as it is printed, or, without one, whose personal link it is;
// and the link that its QR code holds.
type Slip struct {
	Ticket flows.Ticket
	To     string // empty: for whoever draws it
	Link   string
}

// SlipWords are the words of a sheet of slips, all in one language.
type SlipWords struct {
	Lang  string // BCP 47
	Name  string // of the page
	Tasks string // what the organizer does with the sheet; not printed

	Head  string   // what the slip is for
	Scan  string   // the one way in
	Send  string   // the other: the ticket as a message, or where to ask
	Once  string   // it is good for once
	Until string   // empty: no closing date is set
	Foot  []string // lines on what is kept, and of whom
}

// slipsInRow slips lie side by side on A4. Rows are blocks of their own, as
// every browser keeps those whole where a page ends.
const slipsInRow = 2

// A printed is a slip as the page needs it.
type printed struct {
	Ticket string // empty: none
	To     string
	code
}

// WriteSlips writes a sheet of slips, to be printed, cut, and drawn from a box or
// handed over: a page that holds no script and asks nothing of any other place.
func WriteSlips(w io.Writer, r flows.Round, slips []Slip, words SlipWords) error {
	var all []printed
	for _, s := range slips {
		c, err := newCode(s.Link)
		if err != nil {
			return err
		}
		all = append(all, printed{Ticket: s.Ticket.Grouped(), To: s.To, code: c})
	}
	page, err := template.New("slips").Parse(slipsHTML)
	if err != nil {
		return err
	}
	return page.Execute(w, struct {
		Round flows.Round
		Words SlipWords
		Rows  [][]printed
	}{r, words, slices.Collect(slices.Chunk(all, slipsInRow))})
}
