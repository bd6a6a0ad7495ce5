package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAWorkbookThatNobodyEditedChangesNothing(t *testing.T) {
	for name, m := range map[string]Model{
		"odd texts": assembled(t, oddInput()), "talks": assembled(t, oddTalks()), "merged": sample(t), "all channels": manyWays(t),
		"nobody said anything": assembled(t, Input{Round: aRound(), Participants: 5, NoOpinion: 5}),
	} {
		t.Run(name, func(t *testing.T) {
			same, c, err := sentBack(m, []byte(rendered(t, m, Excel)))
			if err != nil {
				t.Fatal(inWords(err))
			}
			if diff := cmp.Diff(m, same); diff != "" || !c.None() {
				t.Errorf("%+v %s", c, diff)
			}
		})
	}
}

func TestEditing(t *testing.T) {
	const bowls = "下基层少👩‍💻👍🏽，听得少"
	for _, c := range []struct {
		name  string
		edit  func(d desk)
		want  Changes
		check func(t *testing.T, m Model)
	}{
		{"merging", func(d desk) {
			d.number("建议开展“点题式”学习。", d.of("理论学习抓得不够紧"))
		}, Changes{Merged: 1, Regrouped: 1}, func(t *testing.T, m Model) {
			if all := points(m); len(all) != 9 || all["理论学习抓得不够紧"] != 2 {
				t.Error(all)
			}
		}},
		{"merging and wording anew", func(d desk) {
			d.write(pointsSheet, d.point("理论学习抓得不够紧"), pointColumn, " 理论学习不够紧、\r\n不够活 ")
			d.number("建议开展“点题式”学习。", d.of("理论学习抓得不够紧"))
		}, Changes{Merged: 1, Regrouped: 1, Reworded: 1}, func(t *testing.T, m Model) {
			if points(m)["理论学习不够紧、\n不够活"] != 2 {
				t.Error(points(m))
			}
		}},
		{"moving to another subject and aspect, by name and by id", func(d desk) {
			d.write(pointsSheet, d.point(bowls), subjectColumn, "李红同志（副局长）")
			d.write(pointsSheet, d.point(bowls), aspectColumn, "a1")
		}, Changes{Moved: 1}, func(t *testing.T, m Model) {
			if m.Counts.BySubject["li"] != 1 || m.Counts.ByAspect["a1"] != 3 || m.Counts.ByAspect["a2"] != 2 {
				t.Errorf("%+v", m.Counts)
			}
		}},
		{"who has to see to it", func(d desk) {
			d.write(pointsSheet, d.point(bowls), leaderColumn, "李红")
			d.write(pointsSheet, d.point(bowls), departmentColumn, "办公室、\n人事处")
		}, Changes{Assigned: 1}, nil},
		{"figures", func(d desk) {
			d.write(othersSheet, 2, intoColumn, "６０")
			d.write(othersSheet, 3, intoColumn, "48.0")
			d.write(othersSheet, 4, intoColumn, 2)
		}, Changes{Figures: 3}, func(t *testing.T, m Model) {
			if diff := cmp.Diff(Figures{FormsIssued: 60, FormsReturned: 48, Seminars: 2}, m.Figures); diff != "" {
				t.Error(diff)
			}
		}},
		{"entering what came by other channels", func(d desk) {
			d.enter(map[string]any{channelColumn: "座谈会", subjectColumn: "王建国", aspectColumn: "工作作风", kindColumn: "问题", textColumn: "批得慢"})
			d.enter(map[string]any{channelColumn: "意见箱", subjectColumn: "局领导班子", textColumn: "少开会", intoColumn: d.of("会议多、文件长，能不能少开一些？")})
		}, Changes{Added: 2, Across: 1}, func(t *testing.T, m Model) {
			const want = "共征求到意见建议12条（网上匿名10条、座谈会1条、意见箱1条），其中对局领导班子5条、对班子成员6条、其他1条，梳理归并为11条。"
			if got := m.Sentence(); !strings.Contains(got, want) {
				t.Error(got)
			}
		}},
		{"splitting off one by a number of its own", func(d desk) {
			d.number("建议开展“点题式”学习。", 99)
			d.number("会议多、文件长，能不能少开一些？", 99)
			d.write(pointsSheet, 30, numberColumn, 99)
			d.write(pointsSheet, 30, subjectColumn, "team")
			d.write(pointsSheet, 30, pointColumn, "少开会，多学习")
		}, Changes{Merged: 2, Split: 1, Regrouped: 2}, func(t *testing.T, m Model) {
			if points(m)["少开会，多学习"] != 2 {
				t.Error(points(m))
			}
		}},
		{"a number of its own for one that has a point of its own", func(d desk) {
			d.number("建议开展“点题式”学习。", 99)
			d.write(pointsSheet, 3, leaderColumn, "李红")
		}, Changes{Assigned: 1}, nil},
		{"deleting the row of a point that is gone into another, and empty ones", func(d desk) {
			row := d.point("建议开展“点题式”学习。")
			d.number("建议开展“点题式”学习。", d.of("理论学习抓得不够紧"))
			d.f.RemoveRow(pointsSheet, row)
			d.f.InsertRows(pointsSheet, 5, 3)
		}, Changes{Merged: 1, Regrouped: 1}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := assembled(t, oddInput())
			d := opened(t, m)
			c.edit(d)
			next, got := d.accepted()
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if next.Edition == m.Edition || next.Edits != 1 {
				t.Errorf("edition %s, %d edits", next.Edition, next.Edits)
			}
			if c.check != nil {
				c.check(t, next)
			}
			again, none := opened(t, next).accepted()
			if diff := cmp.Diff(next, again); diff != "" || !none.None() {
				t.Errorf("exported and sent back: %+v %s", none, diff)
			}
		})
	}
}
