package opinion

import (
	"regexp"
	"strings"
)

// ownRules know how writers speak of themselves: their section, charge, past,
// family. An opinion (我觉得) tells nothing about who holds it. 我们, and 我 with
// the whole unit (我局, 我市, 我党, 我单位), is everybody the round asks; 我 or 我们
// with a part of it (我科, 我们处) is a handful of people, and is pointed out.
func ownRules() []rule {
	return []rule{
		own(`[我咱俺]们?的?(?:科室|处室|股室|部门|办公室|党?支部|班组|大队|中队|工位|岗位|科长|处长|股长|组长|师傅)`, ""),
		own(`[我咱俺]们?[科处股]`, "学 技 研 普 目 理 于 在 境 置 罚 处 份"),
		own(`[我咱俺]们?[组班部]`, "织 子 分 署 成 级"),
		own(`[我咱俺]们?[室岗队]`, "伍"),
		own(`[我俺]窗口`, ""),
		own(`[我咱俺]们?中心`, "组 工作 任务 城 镇 校 小学 广场 思想 议题 环节"),
		own(`我所`, "知 了 见 说 有 谓 能 想 做 言 认 提 理 接 看 听 述 指 闻 长 需 关 反"),
		own(`[我咱俺]们所`, "知 了 见 说 有 谓 能 想 做 言 认 提 理 接 看 听 述 指 闻 长 需 关 反 在 处 面 期 盼 希 追 求 拥 具 生 经 熟 学 用 从 倡 承 担 付 犯 作 要 应"),
		own(`我(?:所在|所?负责|所?分管|主管|主抓|牵头|任职|担任|值班|经办|承办|主持|起草|包联|包村|驻村|坐班|借调|挂职|兼任|兼职)`, "任"),
		own(`我(?:当时|今年|去年|前年|明年|上次|上周|上个?月|昨天|前天|前几天|那天|那次|那时|曾|多次|[几两三四五六七八九十]次)`, ""),
		own(`我[^，。；！？\s]{0,6}(?:反映|提|找|问|打|送|去|办|投诉|申请|汇报|请示|打电话|参加|经历|遇到|碰到)过`, ""),
		own(`我(?:刚[来到调入毕]|入职|参加工作|退休|退下来|来自|毕业|出生|调[来到入]|[来到][^，。；！？\s]{1,6}[0-9一二三四五六七八九十两几多]+年|姓|名叫|叫[^停好他她人不做到苦]|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|[0-9]{2}岁|[0-9]{4}年)`, ""),
		own(`我(?:住|从(?:部队|乡镇|基层|企业|学校|外地|机关)|是(?:去年|前年|今年|[0-9]{4}年)|[干当待呆做]了)`, "一下 个"),
		own(`我的?(?:爱人|妻子|丈夫|老公|老婆|孩子|儿子|女儿|父亲|母亲|父母|爸|妈|家)`, ""),
		own(`我的(?:直接|分管|顶头)?(?:领导|上级|主任|同事|徒弟|工资|职称|工龄|年龄|病|名字|生日|学历|专业|老家|分管|职责)`, ""),
		own(`我在[^，。；！？\s]{0,8}?(?:窗口|科|处|室|股|所|站|队|组|岗|大厅|基层|乡镇|镇上|村|街道|一线|食堂|办公|值班|上班|任职|挂职|借调|工作(?:了|过|多|[0-9一二三四五六七八九十两几]))`, "理 学 织 有 谓"),
		own(`我(?:作为|身为)[^，。；！？\s]{0,10}|我是(?:一[名个位]|个|新|老|[^，。；！？\s]{0,8}(?:[科室处股]的|窗口|干部|党员|人员|职工|员工|司机|会计|出纳|入职|调来))`, ""),
		{"own", regexp.MustCompile(`本(?:科室|处室|股室)|笔者|鄙人`), nil},
		{"own", regexp.MustCompile(`本人`), speaker},
		{"own", regexp.MustCompile(`(?i)\b(?:my (?:department|section|office|team|desk|boss|manager|job|position|husband|wife)|i (?:work|worked|am in charge|joined|was told))\b`), nil},
	}
}

// own is a rule about 我: what is said of whom else when one of not follows.
func own(form, not string) rule {
	return rule{"own", regexp.MustCompile(form), func(p place) bool { return self(p) && !begins(p.after, not) && !begins(p.match, opinions) }}
}

// opinions begin like a place and are none.
const opinions = "我在这 我在此 我在想 我在考虑 我在网 我是一个建议"

// self says that 我 is the writer: not the one in 自我批评, 忘我, 敌我, 你我, nor
// one who is quoted.
func self(p place) bool {
	return !strings.ContainsRune("自忘无唯敌你大小舍超“‘「『\"", p.prev()) || p.before == ""
}

// speaker says that 本人 is the writer, who begins a clause with it: 领导本人 and
// 须本人到场 are others.
func speaker(p place) bool {
	return (p.opens() || strings.ContainsRune("因据但而且我让对给向与和", p.prev())) && !begins(p.after, "到场 亲自 亲笔 签字 不到 持 携 身份证 意愿 或")
}
