package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// TestWhatIsRefused, where, and why. Nothing of such a workbook is taken.
func TestWhatIsRefused(t *testing.T) {
	const study, topics, files = "理论学习抓得不够紧", "建议开展“点题式”学习。", "＋1＋1 全角公式；"
	for _, c := range []struct {
		name string
		edit func(d desk)
		want []string
	}{
		{"originals of two subjects in one point", func(d desk) { d.number(files, d.of(study)) }, []string{"other_subject 原始意见 11A"}},
		{"an original's words", func(d desk) { d.write(originalsSheet, 3, textColumn, study+"。") }, []string{"original_changed 原始意见 3E"}},
		{"an example's words", func(d desk) { d.write(originalsSheet, 3, caseColumn, "") }, []string{"original_changed 原始意见 3F"}},
		{"a row deleted", func(d desk) { d.f.RemoveRow(originalsSheet, 5) }, []string{"missing 原始意见"}},
		{"a row twice", func(d desk) { d.f.DuplicateRow(originalsSheet, 3) }, []string{"id_twice 原始意见 4I"}},
		{"an id of nobody", func(d desk) { d.write(originalsSheet, 3, idColumn, "7") },
			[]string{"missing 原始意见", "unknown_id 原始意见 3I"}},
		{"an original in no point", func(d desk) { d.number(topics, "") }, []string{"blank 原始意见 4A"}},
		{"a row of a point deleted", func(d desk) { d.f.RemoveRow(pointsSheet, d.point(study)) }, []string{"no_point 原始意见 3A"}},
		{"two split off without a wording", func(d desk) { d.number(study, 50); d.number(topics, 50) },
			[]string{"no_point 原始意见 3A", "no_point 原始意见 4A"}},
		{"a point that nobody said", func(d desk) {
			d.write(pointsSheet, 20, numberColumn, 50)
			d.write(pointsSheet, 20, subjectColumn, "李红")
			d.write(pointsSheet, 20, pointColumn, "我自己的意见")
		}, []string{"no_originals 归并意见 20A"}},
		{"a point reworded and emptied", func(d desk) {
			d.write(pointsSheet, 4, pointColumn, "改过")
			d.number(topics, d.of(study))
		}, []string{"no_originals 归并意见 4A"}},
		{"a number twice", func(d desk) { d.write(pointsSheet, 4, numberColumn, 1) }, []string{"number_twice 归并意见 4A", "no_point 原始意见 4A"}},
		{"numbers that are none", func(d desk) { d.number(study, "一"); d.number(topics, 2.5) },
			[]string{"not_number 原始意见 3A", "not_number 原始意见 4A"}},
		{"a number that became a date", func(d desk) { d.number(study, 46000) },
			[]string{"number_high 原始意见 3A"}},
		{"a wording that became a date", func(d desk) { d.write(pointsSheet, 3, pointColumn, 46000) }, []string{"not_text 归并意见 3F"}},
		{"a wording that is a formula", func(d desk) { d.f.SetCellFormula(pointsSheet, d.cell(pointsSheet, 3, pointColumn), "F4") },
			[]string{"formula 归并意见 3F"}},
		{"a number whose formula came to nothing", func(d desk) { d.number(study, nil); d.f.SetCellFormula(originalsSheet, "A3", "1/0") },
			[]string{"formula 原始意见 3A"}},
		{"an empty wording", func(d desk) { d.write(pointsSheet, 3, pointColumn, " ") }, []string{"blank 归并意见 3F"}},
		{"a wording without end", func(d desk) { d.write(pointsSheet, 3, pointColumn, strings.Repeat("长", flows.MaxText+1)) },
			[]string{"long 归并意见 3F"}},
		{"names that nobody has", func(d desk) {
			d.write(pointsSheet, 3, subjectColumn, "孙悟空")
			d.write(pointsSheet, 4, aspectColumn, "取经")
			d.write(pointsSheet, 5, subjectColumn, "")
		}, []string{"no_such 归并意见 3B", "no_such 归并意见 4D", "blank 归并意见 5B"}},
		{"merged cells", func(d desk) { d.f.MergeCell(pointsSheet, "B3", "B4") }, []string{"merged 归并意见 3B"}},
		{"a sheet deleted", func(d desk) { d.f.DeleteSheet(othersSheet) }, []string{"no_sheet 其他渠道"}},
		{"a sheet renamed", func(d desk) { d.f.SetSheetName(pointsSheet, "汇总") }, []string{"no_sheet 归并意见"}},
		{"columns deleted", func(d desk) {
			d.f.RemoveCol(pointsSheet, d.column(pointsSheet, leaderColumn))
			d.f.RemoveCol(othersSheet, d.column(othersSheet, idColumn))
		}, []string{"no_column 归并意见", "no_column 其他渠道"}},
		{"a title rewritten", func(d desk) { d.write(originalsSheet, 2, idColumn, "ID") }, []string{"no_column 原始意见"}},
		{"a line of figures deleted", func(d desk) { d.f.RemoveRow(othersSheet, 3) }, []string{"no_line 其他渠道"}},
		{"figures that cannot be", func(d desk) {
			d.write(othersSheet, 2, intoColumn, 10)
			d.write(othersSheet, 3, intoColumn, 11)
			d.write(othersSheet, 7, intoColumn, -1)
		}, []string{"more_returned 其他渠道 3B", "not_number 其他渠道 7B"}},
		{"people at no seminar", func(d desk) { d.write(othersSheet, 5, intoColumn, 11) }, []string{"no_seminars 其他渠道 4B"}},
		{"an opinion of a channel that is none", func(d desk) {
			d.enter(map[string]any{channelColumn: "网上匿名", subjectColumn: "李红", textColumn: "冒充匿名"})
		}, []string{"no_such 其他渠道 9A"}},
		{"an opinion that says nothing", func(d desk) { d.enter(map[string]any{channelColumn: "座谈会"}) },
			[]string{"blank 其他渠道 9C", "blank 其他渠道 9F"}},
		{"an opinion in a point about another subject", func(d desk) {
			d.enter(map[string]any{channelColumn: "座谈会", subjectColumn: "李红", textColumn: "批得慢", intoColumn: d.of(study)})
		}, []string{"other_subject 其他渠道 9B"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := opened(t, assembled(t, oddInput()))
			c.edit(d)
			_, _, err := d.back()
			if got := inWords(err); flows.CodeOf(err) != flows.Invalid || !cmp.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatWasSaidInATalkIsNotMergedWithWhatWasWritten(t *testing.T) {
	d := opened(t, assembled(t, oddTalks()))
	d.number("=开会太多", d.of("理论学习抓得不够紧"))
	if _, _, err := d.back(); !slices.Equal(inWords(err), []string{"talk_mixed 原始意见 7A"}) {
		t.Error(inWords(err))
	}
}

// TestTheFirstTenFaultsAreTold, and how many more there are.
func TestTheFirstTenFaultsAreTold(t *testing.T) {
	d := opened(t, sample(t))
	for row := 3; row < 25; row++ {
		d.write(pointsSheet, row, aspectColumn, "没有这个方面")
	}
	_, _, err := d.back()
	if args := flows.ArgsOf(err); len(inWords(err)) != 10 || args["count"] != 22 || args["more"] != 12 {
		t.Errorf("%q %v %v", inWords(err), args["count"], args["more"])
	}
}

func TestAWorkbookOfAnotherRoundOrEditionIsRefused(t *testing.T) {
	m := assembled(t, oddInput())
	d := opened(t, m)
	d.number("建议开展“点题式”学习。", d.of("理论学习抓得不够紧"))
	next, _ := d.accepted()
	if _, _, err := sentBack(next, d.saved()); flows.KeyOf(err) != "import.old_edition" {
		t.Errorf("the same again: %v", err)
	}
	if _, _, err := sentBack(sample(t), d.saved()); flows.KeyOf(err) != "import.other_round" {
		t.Errorf("to another round: %v", err)
	}
	part, _ := m.Only("wang")
	if _, err := ReadWorkbook([]byte(rendered(t, part, Excel))); flows.KeyOf(err) != "import.unsigned" {
		t.Errorf("a part: %v", err)
	}
}
