package report

const (
	maxEntered = 5_000 // opinions of other channels
	spare      = 30    // empty rows for those that the organizer may enter
)

// others is the sheet 其他渠道: the figures of the other channels, and a row for
// each opinion that came by them and that the organizer entered.
func (x excel) others() error {
	columns := []gridColumn{{channelColumn, 24, true, edited}, {intoColumn, 10, true, edited}, {subjectColumn, 12, true, edited},
		{aspectColumn, 20, false, edited}, {kindColumn, 8, true, edited}, {textColumn, 56, false, edited}, {caseColumn, 24, false, edited},
		{remedyColumn, 20, false, edited}, {idColumn, 38, true, hidden}}
	g, err := x.grid(othersSheet, x.m.workbookTitle()+"（其他渠道）", columns, x.figures()...)
	if err != nil {
		return err
	}
	for _, l := range x.m.numbered() {
		for _, o := range filtered(l.originals, func(o original) bool { return o.Channel.entered() }) {
			if err := g.add(channelName(o.Channel), l.n, x.subjects.written[o.Subject], x.aspects.written[o.Aspect], kindShort(o.Kind),
				o.Text, o.Case, o.Remedy, string(o.ID)); err != nil {
				return err
			}
			x.counter.step()
		}
	}
	for range spare {
		if err := g.add("", "", "", "", "", "", "", "", ""); err != nil {
			return err
		}
	}
	return inTurn(func() error { return x.choices(othersSheet, g, maxEntered) }, func() error { return x.area(othersSheet, g) },
		func() error { return g.end("Others") })
}

// figures are the lines above the table; what was not entered is left empty.
func (x excel) figures() [][]any {
	var all [][]any
	for _, f := range x.m.Figures.entries() {
		var value any
		if *f.value > 0 {
			value = *f.value
		}
		all = append(all, []any{f.label, value})
	}
	return all
}
