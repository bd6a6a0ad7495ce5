package opinion

import (
	"strings"
	"testing"
)

// mine are the names of the writer in these tests.
func mine() []string { return []string{"王小明", "W", "Zhang San", "xiaoming_w88"} }

// pointedOut are the marks in a text, as “why:what”.
func pointedOut(in string) string {
	var all []string
	for _, m := range NewGuard().Marks(in, mine()) {
		all = append(all, m.Why+":"+in[m.From:m.To])
	}
	return strings.Join(all, " ")
}

// A table is what must be pointed out in each text, see pointedOut.
type table map[string]string

// hold holds the guard to a table. broken is a guard that keeps no promise:
// were the table content with it, it could not fail.
func (all table) hold(t *testing.T, broken func(string) string) {
	t.Helper()
	for in, got := range all.wrong(pointedOut) {
		t.Errorf("%s: %q, want %q", in, got, all[in])
	}
	if len(all.wrong(broken)) == 0 {
		t.Error("a broken guard passes: this table cannot fail")
	}
}

func (all table) wrong(guard func(string) string) map[string]string {
	wrong := map[string]string{}
	for in, want := range all {
		if got := guard(in); got != want {
			wrong[in] = got
		}
	}
	return wrong
}

func blind(string) string { return "" }

func jumpy(in string) string { return "own:" + in }

func TestTheGuardPointsOutNumbers(t *testing.T) {
	table{
		"有事打13800138000找我":          "phone:13800138000",
		"电话 138 0013 8000":          "phone:138 0013 8000",
		"电话138-0013-8000。":          "phone:138-0013-8000",
		"1 3 8 0 0 1 3 8 0 0 0":     "phone:1 3 8 0 0 1 3 8 0 0 0",
		"手机１３８００１３８０００":             "phone:１３８００１３８０００",
		"+86 13800138000":           "phone:+86 13800138000",
		"8613800138000":             "phone:8613800138000",
		"2015 13812345678":          "phone:13812345678",
		"13812345678 13912345678":   "phone:13812345678 phone:13912345678",
		"13812345678、13912345678":   "phone:13812345678 phone:13912345678",
		"打0571-87654321":            "phone:0571-87654321",
		"打（010）65432100":            "phone:（010）65432100",
		"办公电话87654321没人接":           "phone:87654321",
		"我的短号是661234":               "phone:661234",
		"请打分机8012":                  "phone:8012",
		"身份证11010519491231002X":     "id:11010519491231002X",
		"身份证号：110105 19491231 002x": "id:110105 19491231 002x",
		"身份证１１０１０５１９４９１２３１００２Ｘ": "id:１１０１０５１９４９１２３１００２Ｘ",
		"工号：A1024":             "code:A1024",
		"工号 A10234":            "code:A10234",
		"我的工号是0032":            "code:0032",
		"警号012345":             "code:012345",
		"执法证号 33010012":        "code:33010012",
		"工单编号2021004512":       "code:2021004512",
		"受理号：SL20210045，至今没回音": "code:SL20210045",
		"找AB10245办的":           "code:AB10245",
	}.hold(t, blind)
}

func TestTheGuardPointsOutAccounts(t *testing.T) {
	table{
		"发到wang.xm@example.com":        "email:wang.xm@example.com",
		"邮箱ａ＠ｂ.cn":                     "email:ａ＠ｂ.cn",
		"a@b.cn，或者c_d@e.com.cn":        "email:a@b.cn email:c_d@e.com.cn",
		"问 @xiaoming_w 就知道":            "handle:@xiaoming_w",
		"@zhangsan":                    "handle:@zhangsan",
		"问＠张三就知道":                      "handle:＠张三就知",
		"微信号 abc123456":                "handle:abc123456",
		"加微信：abc_123456":               "handle:abc_123456",
		"VX abc123456":                 "handle:abc123456",
		"QQ 123456789":                 "handle:123456789",
		"qq号是123456789":                "handle:123456789",
		"wxid_8k2j3h4g5f":              "handle:wxid_8k2j3h4g5f",
		"抖音号xiaoming2021发过":            "handle:xiaoming2021",
		"见 https://example.com/a?b=1，": "link:https://example.com/a?b=1",
		"t.me/xiaoming":                "link:t.me/xiaoming",
		"weibo.com/u/12345上有人说":        "link:weibo.com/u/12345上有人说",
		"WWW.EXAMPLE.COM":              "link:WWW.EXAMPLE.COM",
	}.hold(t, blind)
}

func TestTheGuardPointsOutTheWritersName(t *testing.T) {
	table{
		"王小明多次反映":           "name:王小明",
		"王 小 明":             "name:王 小 明",
		"王·小明":              "name:王·小明",
		"我zhangsan说的":       "name:zhangsan",
		"ZHANG  SAN":        "name:ZHANG  SAN",
		"Ｚｈａｎｇ Ｓａｎ来过":       "name:Ｚｈａｎｇ Ｓａｎ",
		"XiaoMing_W88在群里说过": "name:XiaoMing_W88",
		"zhangsanfeng":      "",
		"W先生":               "",
		"小王和小明":             "",
	}.hold(t, blind)
	for _, name := range []string{"王小明🌸", "局办-王小明", "【王小明】", "王 小明"} {
		if marks := NewGuard().Marks("这是王小明说的", []string{name}); len(marks) != 1 {
			t.Errorf("%s: %v", name, marks)
		}
	}
}

func TestTheGuardPointsOutWhoIsSpeaking(t *testing.T) {
	table{
		"我科室去年报过":                    "own:我科室",
		"我分管的工作":                     "own:我分管",
		"我处人手一直不够":                   "own:我处",
		"我们处只有三个人":                   "own:我们处",
		"我们科室经常加班":                   "own:我们科室",
		"咱科里没人管":                     "own:咱科",
		"我所警力不足":                     "own:我所",
		"我所在的科室":                     "own:我所在",
		"我组三个人":                      "own:我组",
		"我部门的报告压了半年":                 "own:我部门",
		"我在窗口十年了":                    "own:我在窗口",
		"我在办公室工作了五年":                 "own:我在办公",
		"我在派出所值班时":                   "own:我在派出所",
		"我在信访岗位上看得很清楚":               "own:我在信访岗",
		"我今年刚来":                      "own:我今年",
		"我去年申请的到现在没批":                "own:我去年",
		"我多次反映没有回音":                  "own:我多次",
		"我跟他当面提过":                    "own:我跟他当面提过",
		"我向办公室反映过三次":                 "own:我向办公室反映过",
		"我负责的项目":                     "own:我负责",
		"我牵头起草的方案":                   "own:我牵头",
		"我驻村两年":                      "own:我驻村",
		"我刚调来":                       "own:我刚调",
		"我入职三年":                      "own:我入职",
		"我来局里十二年":                    "own:我来局里十二年",
		"我姓赵":                        "own:我姓",
		"我给李局长打过三次电话":                "own:我给李局长打过",
		"我住在3号楼":                     "own:我住",
		"我从部队转业":                     "own:我从部队",
		"我是去年考上来的":                   "own:我是去年",
		"我干了二十年会计":                   "own:我干了",
		"我52岁":                       "own:我52岁",
		"我2015年考进来":                  "own:我2015年",
		"我爱人也在系统内":                   "own:我爱人",
		"我的孩子上学":                     "own:我的孩子",
		"我的直接领导是他":                   "own:我的直接领导",
		"我是窗口的":                      "own:我是窗口",
		"我是一名会计":                     "own:我是一名",
		"我作为党小组长":                    "own:我作为党小组长",
		"作为一名出纳，经常加班":                "own:作为一名出纳",
		"作为一名退休干部":                   "own:作为一名退休干部",
		"本人在局里多年":                    "own:本人",
		"建议如下：本人认为应当公开":              "own:本人",
		"因本人身体原因":                    "own:本人",
		"本科室没有复印机":                   "own:本科室",
		"笔者认为":                       "own:笔者",
		"My section has no car":      "own:My section",
		"I worked at the front desk": "own:I worked",
	}.hold(t, blind)
}

func TestTheGuardPointsOutWhoIsOneOfAFew(t *testing.T) {
	table{
		"我是局里唯一的博士":                                "own:我是局里唯一的",
		"我是唯一一个没有评上的":                              "own:我是唯一一个",
		"唯一没去过的就是我":                                "own:唯一没去过的就是我",
		"全局只有我一个学统计的":                              "own:只有我一个",
		"这事只有我知道":                                  "own:只有我",
		"台账就我一个人管":                                 "own:就我一个人",
		"我就是唯一的女驾驶员":                               "own:我就是唯一的",
		"我们三个人的窗口":                                 "own:我们三个人",
		"就我们俩值夜班":                                  "own:就我们俩",
		"我们窗口三个人":                                  "own:我们窗口三个人",
		"我们窗口一共就5人":                                "own:我们窗口一共就5人",
		"我们所里只有两个人":                                "own:我们所里只有两个人",
		"我们所里意见很大":                                 "own:我们所里",
		"我们所警力不足":                                  "own:我们所",
		"我们中心经费紧张":                                 "own:我们中心",
		"As the only accountant, I see every bill": "own:As the only accountant, I",
		"Nobody asked me, as the only accountant":  "own:as the only",
		"我们窗口就俩":                                   "own:我们窗口就俩",
		"I'm the only woman here":                  "own:I'm the only",
	}.hold(t, blind)
}

func TestTheGuardPointsOutTheWritersPost(t *testing.T) {
	table{
		"我当科长那几年":                       "own:我当科长",
		"我以前当过办公室主任":                    "own:我以前当过办公室主任",
		"我当兵出身":                         "own:我当兵",
		"作为会计，天天加班":                     "own:作为会计",
		"作为财务科出纳我最清楚":                   "own:作为财务科出纳我",
		"作为分管副局长，我也有责任":                 "own:作为分管副局长，我",
		"作为一名科长":                        "own:作为一名科长",
		"As an accountant, I see bills": "own:As an accountant, I",
	}.hold(t, blind)
}

func TestTheGuardDoesNotCryWolf(t *testing.T) {
	calm := table{}
	for _, in := range []string{
		"",
		// 我 as everybody: the unit, the place, the people.
		"我们窗口排队太长", "我们觉得会议太多", "我局的公车", "我市去年排名", "我国", "我党历来重视", "我县、我镇、我省、我区、我院、我校、我单位",
		"我们单位食堂", "我们局", "我们班子", "我们部分干部", "我们处理投诉太慢", "我们组织的活动",
		// 我 who holds an opinion, or nobody.
		"我觉得会议太多", "我认为、我建议、我希望、我想、我看", "我在这里提个建议，窗口可以早开半小时", "我在想是不是可以", "我支持", "我反映一个问题",
		"我不知道", "我所了解的情况", "我所知道的", "我站在群众角度说一句", "我负责任地说", "我处处碰壁", "我叫不动", "给我的印象", "我是支持的",
		"自我批评不够", "自我革命", "自我处置", "忘我工作", "敌我不分", "你我都一样", "大我小我", "无我的境界", "超我", "自我部署", "他常说“我负责”", "我做了一下比较",
		// nobody is singled out.
		"这是唯一的办法", "以考试作为唯一标准", "我是觉得唯一的不足是慢", "我是说唯一的问题", "我是唯一的希望落空了", "我局是全市唯一没有食堂的", "唯一的先进是我局",
		"就我个人而言", "就我一个人的看法来说", "难道只有我觉得吵", "不是只有我一个人这么想", "不只我一个人有意见", "只有我觉得不合理吗", "只有我们党", "只有我局没有",
		"我们窗口有3个叫号机", "我们窗口一天接待三百人", "我们所有人都", "我们所面临的", "我们所处的环境", "我们所做的一切", "我们中心组学习走过场",
		"围绕我们中心工作", "我们站在群众一边", "我们队伍", "我当然支持", "It was used as the only criterion", "As the only way out, close it",
		// posts of others, and of everybody.
		"作为分管副局长，过问不多", "作为党组书记、局长，带头不够", "作为班子，我们希望", "作为窗口单位，我局", "作为一名群众，我认为", "作为一名党员，我觉得", "作为普通干部，我希望", "作为下级，我不好说",
		"不作为、慢作为，我们很失望", "有所作为，我很佩服", "把轮训作为科长的必修课", "As a result, I gave up", "As a member of the staff, I think so",
		// others’ 本人.
		"领导本人很少下基层", "要求必须本人到场", "王局长本人", "他本人也承认", "当事人本人或者家属", "由本人签字", "本人到场才给办",
		"作为一把手，带头不够", "作为分管领导，过问不多", "作为党员领导干部", "对本部门业务不熟", "本科学历", "本处有车位",
		// dates, documents, amounts, shares.
		"2021年至2025年", "2021-2025", "2026-11-20前完成", "20211231", "第20次党组会", "十四五规划", "24小时", "8:30-17:30",
		"按〔2021〕3号文件办", "国发〔2020〕15号", "中办发〔2019〕16号文", "第110条第3款", "GB/T 9704-2012", "GB50016-2014", "ISO27001认证",
		"3000元", "1.5亿元", "1380013800元", "15000000000元", "预算12,000,000.00元", "80%", "0.13812345678", "13812345678元",
		"文件编号2021003", "项目编号为12", "3.15", "3·15晚会", "1.2.3.4.5", "5G", "A4纸", "G107国道", "G7301次", "T3航站楼", "B2楼", "12306",
		// numbers that everybody has.
		"拨打12345热线没人接", "110报警", "打12388举报", "119、120", "12329公积金", "95598", "窗口电话没人接", "电话会议开了3次",
		"统一社会信用代码91110000600037341L", "身份证号110105194912310021不对", "110105194913310021", "110105189912310023", "11010520210230002X", "2021123120211231", "330100202113450012",
		// accounts of nobody.
		"邮箱常年没人看", "领导半夜在群里@所有人", "动不动@全体成员", "微信工作群太多", "微信群里2000人", "QQ群太多", "微信公众号2021年停更", "抖音10万粉",
		"微信点赞100000次", "@", "学习强国APP", "用OA系统", "PPT做得好看", "W先生",
	} {
		calm[in] = ""
	}
	calm.hold(t, jumpy)
}
