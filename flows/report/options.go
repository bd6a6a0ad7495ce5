package report

import (
	"fmt"
	"io"
	"time"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// Options are what documents say or look like beyond the Model. The zero
// Options are good ones: a document whose date is left open.
type Options struct {
	// Date is the day the document is issued, in the zone it carries. Zero
	// leaves a visible blank to fill in.
	Date time.Time

	// To is who the report is handed to (主送机关, GB/T 9704-2012, 7.3.2). Empty:
	// left visibly open in a report; in a 反馈单 the members, where it is the team's,
	// and else no such line.
	To string

	// Fonts of Word and Excel; an empty name stands for the customary one.
	Fonts docx.Fonts

	// Hints are proposals that the workbook of a whole Model shows beside originals;
	// they are not read back.
	Hints map[OpinionID]Hint

	// OwnKey says that only the organizer can open what is in the workbook: 说明 leads
	// to the command line alone, and not through a chat.
	OwnKey bool

	// Progress, if not nil, hears how far the writing of Word or Excel has come:
	// after each point and each original, or each talk. It is called often and
	// must be quick.
	Progress func(done, total int)
}

// A Hint proposes what may become of an original: to go where another one is, and
// an aspect, where its writer left that open. Either may be empty.
type Hint struct {
	Into   OpinionID
	Aspect flows.AspectID
	Stock  bool // it is a phrase that fits everybody, and says nothing concrete
}

// Render writes a Model in a format. A Model that does not pass Check is
// refused before anything is written. Errors of w are wrapped. The same Model
// and Options give the same bytes.
func (o Options) Render(m Model, f Format, w io.Writer) error {
	if err := m.Check(); err != nil {
		return err
	}
	switch f {
	case JSON:
		return writeJSON(m, w)
	case Markdown:
		return o.writeMarkdown(m, w)
	case CSV:
		return writeCSV(m, w)
	case Word:
		return o.writeWord(m, w)
	case Excel:
		return o.writeExcel(m, w)
	}
	return fmt.Errorf("rendering: no format %q", string(f))
}

// RenderTalks writes the talks, in Word or Excel. The same TalkBook and Options
// give the same bytes.
func (o Options) RenderTalks(b TalkBook, f Format, w io.Writer) error {
	switch f {
	case Word:
		return o.writeTalksWord(b, w)
	case Excel:
		return o.writeTalksExcel(b, w)
	}
	return fmt.Errorf("rendering talks: no format %q", string(f))
}

// issued is the date below the report: all digits Arabic, no leading zeroes
// (GB/T 9704-2012, 7.3.5.4).
func (o Options) issued() string {
	if o.Date.IsZero() {
		return "　　年　月　日"
	}
	return date(o.Date)
}

// counter tells Options.Progress.
type counter struct {
	done, total int
	tell        func(done, total int)
}

func (o Options) counter(m Model) *counter {
	return &counter{total: len(m.Points) + len(m.Opinions), tell: o.Progress}
}

func (c *counter) step() {
	if c.done++; c.tell != nil {
		c.tell(c.done, c.total)
	}
}
