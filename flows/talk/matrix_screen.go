package talk

import (
	"fmt"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// Board shows the whole matrix: all together, by rule, then by member.
func (m Matrix) Board() []dialogue.Block {
	t := m.Total
	blocks := []dialogue.Block{{Text: dialogue.Say("talk.matrix.all", "due", t.Due, "done", t.Done, "left", t.Due-t.Done, "times", t.Times())}}
	for _, kind := range flows.TalkKinds() {
		if r := rateOf(m.Of(kind)); r.Due > 0 {
			blocks = append(blocks, dialogue.Block{Kind: dialogue.Item,
				Text: dialogue.Say("talk.matrix.rule", "label", KindLabel(kind), "due", r.Due, "done", r.Done)})
		}
	}
	if len(m.Tallies) == 0 {
		return blocks
	}
	rows, rest := m.rows()
	blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.matrix.legend", "columns", inRow(m.columnNames(), maxNames))},
		dialogue.Block{Kind: dialogue.Listing, Text: dialogue.Verbatim(strings.Join(rows, "\n"))})
	return append(blocks, more(rest)...)
}

// columns are the kinds of which a talk is required of somebody.
func (m Matrix) columns() []flows.TalkKind {
	required := map[flows.TalkKind]bool{}
	for _, t := range m.Tallies {
		for kind := range m.Rates(t.Member) {
			required[kind] = true
		}
	}
	return slices.DeleteFunc(flows.TalkKinds(), func(k flows.TalkKind) bool { return !required[k] })
}

func (m Matrix) columnNames() []dialogue.Text {
	all := []dialogue.Text{dialogue.Say("talk.column.all")}
	for _, kind := range m.columns() {
		all = append(all, dialogue.Say("talk.column."+string(kind)))
	}
	return append(all, dialogue.Say("talk.column.name"))
}

// rows are the members' lines, as many as fit, and how many do not. Numbers go
// first: whatever width a phone's font gives to Chinese, they stand in columns, and
// a line that breaks breaks in a name.
func (m Matrix) rows() (rows []string, rest int) {
	columns, widest := m.columns(), 0
	var cells [][]string
	for _, t := range m.Tallies {
		rates := m.Rates(t.Member)
		row := []string{Rate{t.Due, t.Done}.String()}
		for _, kind := range columns {
			row = append(row, rates[kind].String())
		}
		for _, cell := range row {
			widest = max(widest, len(cell))
		}
		cells = append(cells, row)
	}
	room := maxListed
	for i, t := range m.Tallies {
		line := m.marked(t.Member)
		for _, cell := range slices.Backward(cells[i]) {
			line = fmt.Sprintf("%-*s %s", widest, cell, line)
		}
		if room -= text.Len(line) + 1; room < 0 {
			return rows, len(m.Tallies) - i
		}
		rows = append(rows, line)
	}
	return rows, 0
}

// String is a rate as tables have it: done of due.
func (r Rate) String() string {
	if r.Due == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", r.Done, r.Due)
}

// marked is a member's name, with a mark where they have not claimed their place.
func (m Matrix) marked(id flows.SubjectID) string {
	if m.Has(id) {
		return m.Name(id)
	}
	return m.Name(id) + " *"
}

// Name is what a member is called.
func (m Matrix) Name(id flows.SubjectID) string {
	return Name(m.Round, flows.Counterpart{Member: id})
}
