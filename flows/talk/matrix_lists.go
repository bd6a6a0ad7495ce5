package talk

import (
	"slices"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// Gaps shows the pairs that are missing, each once, and who has not answered.
func (m Matrix) Gaps() []dialogue.Block {
	left := m.Missing()
	if len(left) == 0 {
		return append([]dialogue.Block{{Text: dialogue.Say("talk.gaps.none")}}, m.silent()...)
	}
	var told []line
	for _, t := range m.Tallies {
		of := slices.DeleteFunc(slices.Clone(left), func(s Standing) bool { return s.By != t.Member })
		if len(of) > 0 {
			told = append(told, m.gaps(of))
		}
	}
	blocks, rest := fitting(told, maxGaps)
	blocks = append([]dialogue.Block{{Text: dialogue.Say("talk.gaps.body", "left", len(left))}}, blocks...)
	return slices.Concat(blocks, more(rest), m.silent())
}

// gaps is the line of those whom one member still has to talk with.
func (m Matrix) gaps(of []Standing) line {
	var who []dialogue.Text
	units := 0
	for _, s := range of {
		who = append(who, m.Other(s.Due))
		if len(who) <= fewGaps {
			units += m.unitsOf(s.Due)
		}
	}
	name := m.Name(of[0].By)
	return line{dialogue.Say("talk.gaps.line", "name", name, "n", len(of), "who", inRow(who, fewGaps)), units + text.Len(name) + someWords}
}

// Other is the other side of a talk that is due: the head of a department with it,
// and of a branch anybody.
func (m Matrix) Other(d Due) dialogue.Text {
	if d.With == (flows.Counterpart{}) {
		by, _ := m.Round.Member(d.By)
		return dialogue.Say("talk.matrix.branch", "name", by.Branch)
	}
	if of, ok := m.Round.Department(d.With.Department); ok {
		return dialogue.Say("talk.matrix.head", "name", d.With.Name, "of", of.Name)
	}
	return dialogue.Verbatim(Name(m.Round, d.With))
}

// unitsOf is at least how long Other is in words, with what parts it from the next.
func (m Matrix) unitsOf(d Due) int {
	by, _ := m.Round.Member(d.By)
	of, _ := m.Round.Department(d.With.Department)
	if d.With == (flows.Counterpart{}) {
		return text.Len(by.Branch) + someWords
	}
	return text.Len(Name(m.Round, d.With)) + text.Len(of.Name) + len(" (), ")
}

// silent are the talks that the other side has not answered for too long.
func (m Matrix) silent() []dialogue.Block {
	var told []line
	for _, s := range m.Silences {
		t, who := s.Talk.Talk, members(s.Members)
		told = append(told, line{dialogue.Say("talk.silent.line", "date", calendar.Shown(t.Date, m.zone), "name", m.Name(t.By), "who", row(m.Round, who, fewNames)),
			text.Len(m.Name(t.By)) + someWords + m.unitsOfRow(who)})
	}
	if len(told) == 0 {
		return nil
	}
	blocks, rest := fitting(told, maxSilent)
	return slices.Concat([]dialogue.Block{{Text: dialogue.Say("talk.silent.body", "days", SilentAfter)}}, blocks, more(rest))
}

// unitsOfRow is at least how long a few of these are in a row, behind a date.
func (m Matrix) unitsOfRow(all []flows.Counterpart) int {
	n := 2 * someWords
	for _, c := range all[:min(len(all), fewNames)] {
		n += text.Len(Name(m.Round, c)) + len(", ")
	}
	return n
}

func members(ids []flows.SubjectID) []flows.Counterpart {
	var all []flows.Counterpart
	for _, id := range ids {
		all = append(all, flows.Counterpart{Member: id})
	}
	return all
}

// Echoes shows what stands word for word in the logs of several talks, and in which.
func (m Matrix) Echoes() []dialogue.Block {
	if len(m.Repeats) == 0 {
		return []dialogue.Block{{Text: dialogue.Say("talk.echoes.none")}}
	}
	var told []line
	for _, r := range m.Repeats {
		told = append(told, line{dialogue.Say("talk.echoes.line", "text", text.Cut(r.Text, maxEcho), "n", len(r.Talks)), maxEcho + someWords})
		for _, id := range r.Talks[:min(len(r.Talks), fewTalks)] {
			told = append(told, line{m.Between(id), m.unitsOfRow(m.sides(id))})
		}
		if n := len(r.Talks) - fewTalks; n > 0 {
			told = append(told, line{dialogue.Say("talk.echoes.more", "n", n), someWords})
		}
	}
	blocks, rest := fitting(told, maxListed)
	return slices.Concat([]dialogue.Block{{Text: dialogue.Say("talk.echoes.body")}}, blocks, more(rest))
}

// Between tells a talk by its sides and its day, and not who logged it.
func (m Matrix) Between(id flows.TalkID) dialogue.Text {
	return dialogue.Say("talk.echoes.talk", "who", row(m.Round, m.sides(id), fewNames), "date", calendar.Shown(m.talks[id].Date, m.zone))
}

// sides are all who had a talk.
func (m Matrix) sides(id flows.TalkID) []flows.Counterpart {
	all := slices.Concat(members([]flows.SubjectID{m.talks[id].By}), m.talks[id].With)
	slices.SortStableFunc(all, func(a, b flows.Counterpart) int { return m.order(a) - m.order(b) })
	return all
}

// order puts members by rank, and others behind them.
func (m Matrix) order(c flows.Counterpart) int {
	if i := slices.IndexFunc(m.Round.Members, func(o flows.Member) bool { return o.ID == c.Member }); i >= 0 {
		return i
	}
	return len(m.Round.Members)
}
