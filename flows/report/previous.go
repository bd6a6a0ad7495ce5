package report

import (
	"fmt"
	"strings"

	"soundings/flows"
	"soundings/flows/report/docx"
	"soundings/flows/text"
)

// Previous is what became of the points of the round before, as its ledger says
// (previous: in round.yaml).
type Previous struct {
	Round   flows.RoundID             `json:"round"`
	Title   string                    `json:"title"`
	On      string                    `json:"on"` // the day on which the ledger was taken in, 2006-01-02
	Points  int                       `json:"points"`
	ByState map[flows.LedgerState]int `json:"by_state"` // every state
	Pending []PreviousPoint           `json:"pending"`  // those not done, in the order of the ledger
}

// A PreviousPoint is a point of the round before for which something is still to be
// done.
type PreviousPoint struct {
	Source string            `json:"source"`
	Aspect string            `json:"aspect"`
	Text   string            `json:"text"`
	Leader string            `json:"leader,omitempty"`
	Due    string            `json:"due,omitempty"`
	State  flows.LedgerState `json:"state"`
}

// Digest is what the next round's report tells of a ledger that was taken in on a
// day, 2006-01-02.
func (l Ledger) Digest(on string) Previous {
	p := Previous{l.Round.ID, l.Round.Title, on, len(l.Rows), map[flows.LedgerState]int{}, []PreviousPoint{}}
	for _, s := range flows.LedgerStates() {
		p.ByState[s] = 0
	}
	for _, r := range l.Rows {
		p.ByState[r.State]++
		if r.State.Pending() {
			p.Pending = append(p.Pending, PreviousPoint{r.Source, r.Aspect, r.Text, r.Leader, r.Due, r.State})
		}
	}
	return p
}

// checkPrevious wants the numbers to add up, and a part to tell nothing of it: it is
// of all subjects.
func (m Model) checkPrevious() string {
	p := m.Previous
	if p == nil {
		return ""
	}
	sum := 0
	for _, s := range flows.LedgerStates() {
		sum += p.ByState[s]
	}
	switch {
	case m.restricted():
		return "previous"
	case len(p.ByState) != len(flows.LedgerStates()) || sum != p.Points:
		return "previous.by_state"
	case len(p.Pending) != p.ByState[flows.ToDo]+p.ByState[flows.Underway]:
		return "previous.pending"
	}
	return ""
}

const previousTitle = "上次征求意见整改落实情况"

// chapter is the number of a chapter of the report: what became of the last round's
// points stands before the rest.
func (m Model) chapter(i int, title string) string {
	if m.Previous != nil {
		i++
	}
	return numeral(i) + "、" + title
}

// told is the paragraph with the numbers: what is 0 is not told.
func (p Previous) told() string {
	s := fmt.Sprintf("%s征求到的意见建议，列入整改台账%d条", Round{Title: p.Title}.occasion(), p.Points)
	if p.Points == 0 {
		return s + "。"
	}
	var parts []string
	for _, state := range []flows.LedgerState{flows.Done, flows.Lasting, flows.Underway, flows.ToDo} {
		if n := p.ByState[state]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d条", stateName(state), n))
		}
	}
	if on := spelledDay(p.On); on != "" {
		s += "。截至" + on
	}
	s += "，" + strings.Join(parts, "、") + "。"
	if n := len(p.Pending); n > 0 {
		s += fmt.Sprintf("尚未完成的%d条是：", n)
	}
	return s
}

// maxPending is how much of a point is told, in UTF-16 units: the report before had
// it in full.
const maxPending = 200

// lines are those that are not done, as a list.
func (p Previous) lines() []string {
	var all []string
	for i, one := range p.Pending {
		mark := "；"
		if i == len(p.Pending)-1 {
			mark = "。"
		}
		all = append(all, tag(one.Aspect, stateName(one.State))+bareEnd(text.Cut(flat(one.Text), maxPending))+"（"+one.note()+"）"+mark)
	}
	return all
}

// note says where it came from, and who sees to it by when, as far as that was
// filled in.
func (p PreviousPoint) note() string {
	parts := []string{p.Source}
	if p.Leader != "" {
		parts = append(parts, "责任领导："+fold(p.Leader))
	}
	if p.Due != "" {
		parts = append(parts, "完成时限："+fold(p.Due))
	}
	return strings.Join(parts, "；")
}

func (d word) previous() {
	p := d.m.Previous
	if p == nil {
		return
	}
	d.Add(docx.Heading1, "一、"+previousTitle)
	d.Add(docx.Body, p.told())
	for i, line := range p.lines() {
		if i == 0 {
			d.KeepLast()
		}
		d.Add(docx.Body, fmt.Sprintf("%d.%s", i+1, fold(line)))
	}
}

func (d markdown) previous(m Model) {
	if m.Previous == nil {
		return
	}
	d.heading(2, "一、"+previousTitle)
	d.paragraph(m.Previous.told())
	if len(m.Previous.Pending) > 0 {
		fmt.Fprintln(d.w)
	}
	for i, line := range m.Previous.lines() {
		fmt.Fprintf(d.w, "%d. %s\n", i+1, oneLine(fold(line)))
	}
}
