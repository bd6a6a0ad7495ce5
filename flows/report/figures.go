package report

import (
	"fmt"
	"strings"
)

// Figures are what the organizer enters of the other channels. Zero: not entered.
type Figures struct {
	FormsIssued   int `json:"forms_issued,omitempty"`
	FormsReturned int `json:"forms_returned,omitempty"`
	Seminars      int `json:"seminars,omitempty"`
	SeminarPeople int `json:"seminar_people,omitempty"`
	Interviews    int `json:"interviews,omitempty"` // 人次
	Boxes         int `json:"boxes,omitempty"`
}

// maxFigure bounds what may be entered: more is a slip of the hand.
const maxFigure = 1_000_000

// told are the figures as parts of the counting sentence: those that were entered.
func (f Figures) told() []string {
	returned := "收回%d份"
	if f.FormsIssued == 0 {
		returned = "收回征求意见表%d份"
	}
	return filtered([]string{
		counted(number{"发放征求意见表%d份", f.FormsIssued}, number{returned, f.FormsReturned}),
		counted(number{"召开座谈会%d场", f.Seminars}, number{"%d人参加", f.SeminarPeople}),
		counted(number{"个别访谈%d人次", f.Interviews}),
		counted(number{"设置意见箱%d个", f.Boxes}),
	}, func(part string) bool { return part != "" })
}

type number struct {
	words string
	n     int
}

func counted(numbers ...number) string {
	var parts []string
	for _, one := range numbers {
		if one.n > 0 {
			parts = append(parts, fmt.Sprintf(one.words, one.n))
		}
	}
	return strings.Join(parts, "、")
}

// channels are those that something was entered of.
func (f Figures) channels() []Channel {
	used := map[Channel]bool{Form: f.FormsIssued+f.FormsReturned > 0, Seminar: f.Seminars > 0,
		Interview: f.Interviews > 0, Box: f.Boxes > 0}
	return filtered(entered(), func(c Channel) bool { return used[c] })
}

// amiss names a figure that cannot be, if any: more forms returned than were
// issued, or people at no seminar.
func (f Figures) amiss() string {
	for _, n := range f.entries() {
		if *n.value < 0 || *n.value > maxFigure {
			return n.name
		}
	}
	switch {
	case f.FormsIssued > 0 && f.FormsReturned > f.FormsIssued:
		return "forms_returned"
	case f.SeminarPeople > 0 && f.Seminars == 0:
		return "seminars"
	}
	return ""
}

// A figure is one of the Figures, by its name in the JSON and its line in the
// workbook.
type figure struct {
	name, label string
	value       *int
}

func (f *Figures) entries() []figure {
	return []figure{{"forms_issued", "发放征求意见表（份）", &f.FormsIssued}, {"forms_returned", "收回征求意见表（份）", &f.FormsReturned},
		{"seminars", "召开座谈会（场）", &f.Seminars}, {"seminar_people", "参加座谈会（人）", &f.SeminarPeople},
		{"interviews", "个别访谈（人次）", &f.Interviews}, {"boxes", "设置意见箱（个）", &f.Boxes}}
}

// checkFigures wants the figures to be possible, and their channels to be counted.
func (m Model) checkFigures() string {
	if name := m.Figures.amiss(); name != "" {
		return "figures." + name
	}
	for _, c := range m.Figures.channels() {
		if _, ok := m.Counts.ByChannel[c]; !ok {
			return "counts.by_channel"
		}
	}
	return ""
}
