package opinion

import (
	"regexp"
	"strings"
)

// loneRules know writers who say that they are the only one, or one of a few:
// nothing gives away more. What is the only way, or not only theirs, is calm.
func loneRules() []rule {
	const few = `(?:[0-9一二两三四五六七八九十几]{1,3}[个名位口]?(?:人|同事|同志|兄弟|姐妹|女|男|正式|在编|编制)|俩)`
	return []rule{
		own(`我(?:就|也)?是[^，。；！？\s觉认想说看]{0,8}?唯一(?:的|一[个名位])?`, things),
		{"own", regexp.MustCompile(`唯一[^，。；！？\s]{0,8}是我`), func(p place) bool { return !begins(p.after, units) }},
		{"own", regexp.MustCompile(`(?:只有|就|只剩|就剩|仅有|只)[我俺咱]们?(?:自己)?(?:一个人?|一人|1个人?|1人|俩|[两二三几][个人])`), lone},
		{"own", regexp.MustCompile(`(?:只有|只剩|就剩)[我俺]`), lone},
		own(`[我咱俺]们(?:窗口|所|中心|站|队|班|组|办)里?(?:一共|总共|拢共|现在|目前|连我|加上我|只|就|才|仅|剩|共|有)*`+few, ""),
		own(`[我咱俺]们(?:[两二三四五几]个?人|俩|仨)`, ""),
		own(`[我咱俺]们(?:窗口|所|站|队|班)里`, ""),
		{"own", regexp.MustCompile(`(?i)\b(?:i am|i'm|i was|as) the (?:only|sole)\b`), func(p place) bool { return !begins(strings.ToLower(strings.TrimSpace(p.after)), englishThings) }},
	}
}

// things are what can be the only one and is nobody.
const (
	things        = "办法 方法 途径 出路 标准 依据 指标 目标 问题 不足 缺点 希望 建议 意见 想法 要求 选择 理由 原因 不满"
	englishThings = "way option means measure criterion standard basis reason goal choice solution source thing one to agree"
)

// units follow 我 where it is everybody.
const units = "们 国 党 局 市 县 区 省 镇 乡 院 校 厅 委 军 方 单位 司"

// lone: 只有我觉得, 不只我一个人 and 就我一个人的看法 single nobody out.
func lone(p place) bool {
	for _, not := range strings.Fields("不 不是 并非 绝非 难道 难道就 岂 莫非 是不是") {
		if strings.HasSuffix(p.before, not) {
			return false
		}
	}
	return !begins(p.after, units+" 觉得 认为 感觉 以为 觉着 这么想 这样想 而言 来说 来看 看来 的看法 的感受 的意见 的理解 的想法 个人")
}
