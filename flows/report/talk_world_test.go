package report

import (
	"fmt"
	"testing"

	"soundings/flows"
)

// talkRound is the sample's round with everything that talks need.
func talkRound() flows.Round {
	r := sampleRound()
	r.Departments = []flows.Department{{ID: "bgs", Name: "办公室", Head: "周正"}, {ID: "rsc", Name: "人事处", Head: "赵敏"},
		{ID: "fgc", Name: "法规与行政审批处", Head: "吴建华"}}
	r.Members[0].Charge, r.Members[0].Branch = []flows.DepartmentID{"bgs"}, "第一党支部"
	r.Members[1].Charge, r.Members[1].Branch = []flows.DepartmentID{"rsc", "fgc"}, "第二党支部"
	r.Members[2].Branch = "第二党支部"
	r.TalkRules = []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}
	return r
}

func with(ids ...flows.SubjectID) []flows.Counterpart {
	var all []flows.Counterpart
	for _, id := range ids {
		all = append(all, flows.Counterpart{Member: id})
	}
	return all
}

// aTalk is a talk with its first texts, in the order of Talk.Said.
func aTalk(by flows.SubjectID, kind flows.TalkKind, date string, with []flows.Counterpart, said ...string) flows.TalkRecord {
	said = append(said, "", "", "", "")
	return flows.TalkRecord{Logged: date, Talk: flows.Talk{By: by, With: with, Kind: kind, Date: date, At: "三楼小会议室",
		Own: said[0], Given: said[1], Received: said[2], Agreed: said[3]}}
}

func answered(r flows.TalkRecord, all ...flows.TalkAnswer) flows.TalkRecord {
	r.Answers = all
	return r
}

func says(by flows.SubjectID, v flows.TalkVerdict, text string, corrections ...flows.TalkCorrection) flows.TalkAnswer {
	return flows.TalkAnswer{By: by, Verdict: v, Text: text, Corrections: corrections}
}

// talkInput is the sample with a talk of every sort.
func talkInput() Input {
	in := sampleInput()
	in.Round = talkRound()
	head := []flows.Counterpart{{Department: "bgs", Name: "周正"}}
	in.Talks.Records = []flows.TalkRecord{
		answered(aTalk("wang", flows.PrincipalTalk, "2021-12-07", with("li"), "抓落实有时前紧后松，对分管领域过问细节偏多",
			"信息化项目验收后使用率不高，建议盯紧整改", "希望布置任务时给基层多留些时间", "每月碰一次头，项目整改列出清单"),
			says("li", flows.TalkCorrected, "谈得坦诚，意见我接受。", flows.TalkCorrection{Field: flows.DateField, Was: "2021-12-07", Says: "2021-12-08"},
				flows.TalkCorrection{Field: flows.GivenField, Was: "信息化项目验收后使用率不高，建议盯紧整改", Says: "信息化项目两个子系统使用率不高，建议年底前完成整改"})),
		aTalk("wang", flows.PrincipalTalk, "2021-12-09", with("zhang"), "", "碰到历史遗留问题不要绕着走"),
		answered(aTalk("li", flows.MemberTalk, "2021-12-09", with("zhang"), "与各处沟通不够", "批评下属注意方式", "分工交叉的事多商量", "建立会商制度"),
			says("zhang", flows.TalkObjected, "第二条不是我的原话。")),
		aTalk("zhang", flows.MemberTalk, "2021-12-09", with("li"), "批评下属比较直接", "", "注意方式"), // the same talk
		aTalk("wang", flows.DepartmentTalk, "2021-12-10", head, "到办公室了解情况少", "公文运转再快一些", "督办任务分解到人", "修订督办办法"),
		aTalk("li", flows.BranchTalk, "2021-12-13", []flows.Counterpart{{Name: "钱进"}}, "", "", "希望多到一线听意见"),
		answered(aTalk("chen", flows.RequestedTalk, "2021-12-14", append(with("li", "wang"), flows.Counterpart{Name: "孙雅琴"}),
			"监督重点与业务风险点结合不紧", "会议再少一些", "日常监督再靠前", "每季度通报一次"), says("wang", flows.TalkConfirmed, "")),
	}
	in.Talks.Asked, in.Talks.Since = []flows.SubjectID{"wang", "li", "zhang"}, "2021-12-14"
	in.Talks.Opinions = []flows.TalkOpinion{
		{Subject: "wang", Aspect: "a2", Text: "希望布置任务时给基层多留些时间", Speaker: "李红"},
		{Subject: "li", Aspect: "a3", Kind: flows.Proposal, Text: "希望多到一线听意见"},
		{Subject: "team", Aspect: "a5", Kind: flows.Problem, Text: "会议再少一些"},
		{Subject: "wang", Text: "对办公室的工作要求再明确些"},
	}
	return in
}

// oddTalks is the small round with a talk, of which three opinions were carried
// over: with a name, without a kind, and of a subject that has no others.
func oddTalks() Input {
	in := oddInput()
	in.Round.TalkRules = []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther}
	in.Talks.Records = []flows.TalkRecord{aTalk("li", flows.MemberTalk, "2026-11-05", with("zhao"), "=1+1", "*少开会*")}
	in.Talks.Opinions = []flows.TalkOpinion{
		{Subject: "wang", Aspect: "a2", Kind: flows.Proposal, Text: "多下去\n走走", Speaker: "李红"},
		{Subject: "team", Text: "=开会太多"},
		{Subject: "li", Aspect: "a1", Kind: flows.Problem, Text: "学得浅", Speaker: "@赵敏"},
	}
	return in
}

// manyTalks is a year of talks: groups of twenty, the longest texts and names,
// and short ones.
func manyTalks(n int) Input {
	in := talkInput()
	var group []flows.Counterpart
	for i := range flows.MaxTalkWith {
		group = append(group, flows.Counterpart{Name: string([]rune("买买提江阿卜杜热西提艾合买提江")[:2+i%14]) + string(rune('甲'+i))})
	}
	for i := range n {
		r := aTalk("zhang", flows.RequestedTalk, fmt.Sprintf("2021-%02d-%02d", 1+i%12, 1+i%28), group[i%20:i%20+1], "短", "", fmt.Sprintf("第%d次", i))
		switch i % 50 {
		case 7:
			r.Talk.With = group
		case 9:
			r.Talk.Own, r.Talk.Given, r.Talk.Received, r.Talk.Agreed = longest(), longest(), longest(), longest()
		}
		in.Talks.Records = append(in.Talks.Records, r)
	}
	return in
}

func talkBook(t testing.TB, in Input) TalkBook {
	t.Helper()
	b, err := AssembleTalks(in)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
