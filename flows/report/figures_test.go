package report

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"soundings/flows"
)

func TestTheSentenceSaysOnlyWhatWasEntered(t *testing.T) {
	const head, tail = "发放参与码20个，12人参与，", "共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条。参与人员中，2人表示暂无意见建议。"
	for _, c := range []struct {
		name, want string
		figures    Figures
	}{
		{"nothing", "", Figures{}},
		{"everything", "发放征求意见表60份、收回48份，召开座谈会2场、15人参加，个别访谈6人次，设置意见箱3个，",
			Figures{60, 48, 2, 15, 6, 3}},
		{"forms that were not counted when they were handed out", "收回征求意见表48份，", Figures{FormsReturned: 48}},
		{"forms that did not come back yet", "发放征求意见表60份，", Figures{FormsIssued: 60}},
		{"a seminar whose people were not counted", "召开座谈会1场，", Figures{Seminars: 1}},
		{"boxes alone", "设置意见箱3个，", Figures{Boxes: 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := withFigures(assembled(t, oddInput()), c.figures)
			if err := m.Check(); err != nil {
				t.Error(flows.ArgsOf(err))
			}
			if got := m.Sentence(); got != head+c.want+tail {
				t.Errorf("\n got %s\nwant %s", got, head+c.want+tail)
			}
		})
	}
}

// withFigures enters figures as Edit does.
func withFigures(m Model, f Figures) Model {
	m.Figures = f
	m.Counts.ByChannel = m.used()
	m.Counts = m.tally()
	return m
}

func TestFiguresThatCannotBe(t *testing.T) {
	for where, f := range map[string]Figures{
		"figures.forms_returned": {FormsIssued: 10, FormsReturned: 11},
		"figures.seminars":       {SeminarPeople: 3},
		"figures.boxes":          {Boxes: -1},
		"figures.interviews":     {Interviews: maxFigure + 1},
	} {
		if err := withFigures(assembled(t, oddInput()), f).Check(); flows.ArgsOf(err)["where"] != where {
			t.Errorf("%+v: %v", f, flows.ArgsOf(err))
		}
	}
	m := assembled(t, oddInput())
	m.Figures.Boxes = 1
	if err := m.Check(); flows.ArgsOf(err)["where"] != "counts.by_channel" {
		t.Errorf("a channel that is not counted: %v", flows.ArgsOf(err))
	}
}

// TestMergedIsSaidOnceAWorkbookCameBack, also where everything stayed a point of its
// own; and not where there is nothing to merge.
func TestMergedIsSaidOnceAWorkbookCameBack(t *testing.T) {
	m, quiet := assembled(t, oddInput()), assembled(t, Input{Round: aRound(), Participants: 5})
	m.Edits, quiet.Edits = 1, 1
	if !strings.Contains(m.Sentence(), "梳理归并为10条") || strings.Contains(quiet.Sentence(), "归并") {
		t.Error(m.Sentence(), quiet.Sentence())
	}
}

func TestFiguresAreLeftOutOfTheJSONWhereNoneWereEntered(t *testing.T) {
	for want, f := range map[string]Figures{`"figures"`: {Boxes: 3}, `"boxes":3`: {Boxes: 3}} {
		data, err := json.Marshal(withFigures(assembled(t, oddInput()), f))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%v: no %s in %s", err, want, data)
		}
	}
	if data, _ := json.Marshal(assembled(t, oddInput())); strings.Contains(string(data), "figures") {
		t.Errorf("%s", data)
	}
}

// manyWays is a Model to which opinions of all channels were added.
func manyWays(t *testing.T) Model {
	m := assembled(t, oddTalks())
	ids := seeded(9)
	for i, c := range entered() {
		o := Opinion{Subject: "wang", Aspect: "a1", Text: strings.Repeat("会", i+5), Channel: c}
		if err := m.add(&o, ids); err != nil {
			t.Fatal(err)
		}
	}
	m.sort()
	return withFigures(m, Figures{60, 48, 2, 15, 6, 3})
}

// add puts an opinion into a Model, as a point of its own.
func (m *Model) add(o *Opinion, ids io.Reader) error {
	id, err := freshID(ids)
	o.ID = OpinionID(id)
	m.Opinions = append(m.Opinions, *o)
	point, _ := freshID(ids)
	m.Points = append(m.Points, Point{ID: PointID(point), Subject: o.Subject, Aspect: o.Aspect, Text: o.Text, Opinions: []OpinionID{o.ID}})
	return err
}

func TestTheReportTellsAllChannels(t *testing.T) {
	m := manyWays(t)
	if err := m.Check(); err != nil {
		t.Fatal(flows.ArgsOf(err))
	}
	want := "共征求到意见建议17条（网上匿名10条、征求意见表1条、座谈会1条、个别访谈1条、意见箱1条、谈心谈话3条），其中"
	for _, f := range []Format{Markdown, Word, Excel} {
		if text := strings.Join(plainText(t, m, f), ""); !strings.Contains(text, want) {
			t.Errorf("%s does not say %s", f, want)
		}
	}
	if all := m.background(); !strings.Contains(all[0], "采取网上匿名、征求意见表、座谈会、个别访谈、意见箱、谈心谈话方式") {
		t.Errorf("%q", all[0])
	}
}

// TestNoSubjectIsToldByWhichWay something came: an interview has one person, a
// seminar a few.
func TestNoSubjectIsToldByWhichWay(t *testing.T) {
	part := only(t, manyWays(t), "wang")
	want := map[Format]string{
		Markdown: "采取多种方式征求意见建议。发放参与码20个，12人参与，征求到对王建国同志的意见建议8条（各渠道7条、谈心谈话1条）。",
		JSON:     `"gathered": 7`,
		CSV:      "各渠道",
		Excel:    "各渠道",
		Word:     "征求到对王建国同志的意见建议8条（各渠道7条、谈心谈话1条）",
	}
	for _, f := range Formats() {
		text := contents(t, f, rendered(t, part, f))
		if !strings.Contains(text, want[f]) && !strings.Contains(strings.Join(plainText(t, part, f), ""), want[f]) {
			t.Errorf("%s does not say %s", f, want[f])
		}
		for _, told := range []string{"座谈会", "个别访谈", "意见箱", "征求意见表", "网上匿名", `"seminar"`, `"chat"`} {
			if strings.Contains(text, told) {
				t.Errorf("%s tells of %s", f, told)
			}
		}
	}
	if err := part.Check(); err != nil {
		t.Error(flows.ArgsOf(err))
	}
}
