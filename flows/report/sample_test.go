package report

import (
	"strings"
	"testing"
	"time"

	"soundings/flows"
)

// sampleDay is the day the sample's documents are issued.
var sampleDay = time.Date(2021, 12, 28, 9, 30, 0, 0, shanghai)

// sampleRound is a round as a bureau would hold it, with the wording of its
// year's notice.
func sampleRound() flows.Round {
	return flows.Round{
		ID: "0c7f1a52-3f0e-4a55-9d1e-7b8f1c2d3e4f", Title: "2021年度党史学习教育专题民主生活会", Unit: "中共某市某局党组",
		Theme: "大力弘扬伟大建党精神，坚持和发展党的百年奋斗历史经验，坚定历史自信，践行时代使命，厚植为民情怀，勇于担当作为，团结带领人民群众走好新的赶考之路",
		Aspects: []flows.Aspect{
			{ID: "a1", Label: "感悟“两个确立”·坚定信仰"}, {ID: "a2", Label: "心怀“国之大者”·担当落实"},
			{ID: "a3", Label: "以人民为中心·为民办实事"}, {ID: "a4", Label: "增强忧患意识·敢于斗争"}, {ID: "a5", Label: "从严治党·纠“四风”"}},
		Team: flows.Team{Name: "局领导班子"},
		Members: []flows.Member{{ID: "wang", Name: "王建国", Post: "党组书记、局长", Principal: true},
			{ID: "li", Name: "李红", Post: "党组成员、副局长"}, {ID: "zhang", Name: "张志强", Post: "党组成员、副局长"},
			{ID: "chen", Name: "陈晓梅", Post: "党组成员、派驻纪检监察组组长"}},
		Opens:  time.Date(2021, 12, 6, 0, 0, 0, 0, shanghai),
		Closes: time.Date(2021, 12, 18, 0, 0, 0, 0, shanghai),
		K:      5, Admission: flows.ByTicket, State: flows.Closed,
	}
}

// longest has exactly as many characters as an opinion may have.
func longest() string {
	const one = "窗口排队时间长，群众反映同一件事要跑几个科室，材料重复提交，办理进度也查不到；"
	text := strings.Repeat(one, flows.MaxText/len([]rune(one))+1)
	return string([]rune(text)[:flows.MaxText-1]) + "。"
}

func sampleInput() Input {
	told := func(o flows.Opinion, example, remedy string) flows.Opinion {
		o.Case, o.Remedy = example, remedy
		return o
	}
	return Input{Round: sampleRound(), Invited: 60, Participants: 43, NoOpinion: 6, Opinions: []flows.Opinion{
		told(problem("team", "a1", "中心组学习多是念稿子，联系本局工作实际的研讨偏少"), "三季度两次集中学习都安排在周五下午，临时改成传阅文件。", "每季度确定一个与业务直接相关的题目，提前发资料。"),
		proposal("team", "a1", "建议把党史学习教育中的红色档案资源用起来，请老同志给年轻干部讲局史。"),
		problem("team", "a2", "重点项目推进会开得多，会后跟踪督办不够，有的事项年初定、年底还在研究"),
		told(problem("team", "a2", "部门之间职责交叉的事，常常要推到局长办公会才定得下来"), "老旧小区加装电梯的备案，两个科室来回转了近一个月。", ""),
		proposal("team", "a2", "建议对跨科室事项明确一个牵头单位和一个办结时限，逾期亮灯。"),
		told(problem("team", "a3", longest()), "12月初我陪家人来办事，先后到了三个窗口，\n填了三份内容差不多的表，\n最后还是被告知要补一个复印件。", "同一事项只收一套材料。"),
		problem("team", "a3", "调研走“示范点”多，到条件差的基层单位少"),
		problem("team", "a4", "应急预案多年没有演练过，值班电话夜间有时无人接听"),
		told(problem("team", "a5", "向基层要数据、要报表仍然偏多，同一组数字不同科室重复要"), "11月份街道一周接到同类报表4份，口径还不一样。", "建一个共享的台账，一次填报、多方使用。"),
		problem("team", "a5", "同一组数据几个科室分头要，基层填表负担没有真正减下来"),
		problem("team", "", "食堂、停车等后勤保障职工意见较多，答复慢"),
		problem("wang", "a1", "抓班子理论学习要求严，但个别谈心交流偏少，对年轻干部思想状况了解不够"),
		told(problem("wang", "a2", "工作标准高、节奏快，有时布置任务急，留给基层准备的时间不足"), "10月的迎检通知周四下午发、周五上午就要材料。", "除突发情况外，提前三个工作日通知。"),
		problem("wang", "a3", "到窗口一线体验办事流程的次数不多"),
		proposal("wang", "a5", "会议能合并的尽量合并，讲话稿再短一些 <b>——</b> 30分钟以内 & 有会必有“办”。"),
		problem("li", "a2", "分管的信息化项目验收后使用率不高，问题整改盯得不紧"),
		told(problem("li", "a3", "分管领域回应群众诉求还不够及时"), "政务热线转办件有超期未答复的情况。", "每周看一次超期清单。"),
		proposal("li", "a4", "=SUM(1,2) 这类表格公式请培训一下，很多同志不会用；\n+ 另请讲讲数据安全"),
		problem("zhang", "a2", "碰到历史遗留问题有畏难情绪，倾向于先放一放"),
		problem("zhang", "a4", "分管领域风险排查以书面汇报为主，现场检查少"),
		problem("zhang", "a5", "批评下属比较直接，有时不太讲方式方法🙂"),
		proposal("chen", "a5", "日常监督再靠前一些，多开展谈话提醒，少等问题出来再处理"),
		problem("chen", "", "与业务科室沟通不够，监督重点有时与业务风险点结合不紧"),
		proposal("other", "a3", "@各位领导 希望把单位门口的无障碍坡道修好，轮椅👩‍🦽上不去。"),
		proposal("other", "", "-建议工会多组织健康体检和文体活动"),
	}}
}

// sample is the sample as an organizer would hand it up: two points merged.
func sample(t testing.TB) Model {
	m := assembled(t, sampleInput())
	ids := map[string]OpinionID{}
	for _, o := range m.Opinions {
		ids[string([]rune(o.Text)[:5])] = o.ID
	}
	return joined(m, "同一组数据、报表多头重复要，基层填报负担重", ids["向基层要数"], ids["同一组数据"])
}

// joined merges the points of the second opinion into that of the first.
func joined(m Model, text string, first, second OpinionID) Model {
	var points []Point
	for _, p := range m.Points {
		switch p.Opinions[0] {
		case first:
			p.Text, p.Opinions = text, []OpinionID{first, second}
		case second:
			continue
		}
		points = append(points, p)
	}
	m.Points = points
	m.Counts = m.tally()
	return m
}
