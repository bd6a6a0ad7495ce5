package opinion

import (
	"regexp"
	"strings"
)

// posts are those of writers; members of the team have others.
const posts = `科长|股长|组长|班长|司机|会计|出纳|文书|秘书|内勤|科员|办事员|辅警|协管员|合同工|临时工|聘用人员|窗口(?:工作)?人员|选调生|转业干部|新人`

// postRules know writers who say what their post is. 作为一把手 and 作为分管副局长
// are mostly said of the member whom the opinion is about, and pass, unless 我
// comes right after them.
func postRules() []rule {
	return []rule{
		own(`我(?:曾经?|以前|原来|原先|刚)?(?:[当任]|做过|干过)[过了着上]?[^，。；！？\s面然]{0,6}?(?:[科处股局厅所站队组班室校院部镇乡村]长|主任|书记|主席|委员|干事|老师|医生|护士|兵|(?:管理|驾驶|安全|联络|档案|网格|技术|讲解|报账)员|`+posts+`)`, ""),
		{"own", regexp.MustCompile(`作为[^，。；！？\s]{2,12}[，,]?(?:我|本人)`), asMyself},
		{"own", regexp.MustCompile(`作为[^，。；！？\s]{0,6}?(?:` + posts + `)`), func(p place) bool {
			return p.opens() && !begins(p.after, "的 们 考核 选拔 培训 管理 岗 提拔 候选 人选 队伍")
		}},
		{"own", regexp.MustCompile(`作为(?:一[名个位])[^，。；！？\s]{0,8}(?:主任|处长|站长|所长|工作人员|退休\p{Han}{0,4}|老同志|女同志|女干部|服务对象|` + posts + `)`), nil},
		{"own", regexp.MustCompile(`(?i)\bas (?:an?|the) [a-z][a-z -]{2,30}, i\b`), asMyself},
	}
}

// anybody is in the words for what very many are, and in turns of speech.
const anybody = "群众 市民 居民 百姓 公民 纳税人 普通 一般 名党员 个党员 位党员 为党员 职工 下属 下级 部下 同事 旁观 " +
	"result rule matter consequence member colleague citizen resident reader whole"

// asMyself: the writer, as something that not everybody is.
func asMyself(p place) bool {
	said := strings.ToLower(p.match)
	for _, all := range strings.Fields(anybody) {
		if strings.Contains(said, all) {
			return false
		}
	}
	return p.opens() && !begins(p.after, units)
}
