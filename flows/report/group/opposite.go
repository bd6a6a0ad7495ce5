package group

import (
	"slices"
	"strings"
)

// opposites are wishes that exclude each other. Opinions of opposite sides share
// nearly all their words, and to merge them would be the worst of distortions.
func opposites() (all [][2][]string) {
	for _, o := range [][2]string{
		{"取消 撤销 停办 不必 没必要", "保留 恢复 坚持 继续"},
		{"太多 过多 太密 太细 过细 太杂", "太少 过少 太粗 太稀"},
		{"太严 过严", "太松 过松 宽松"},
		{"太快 过快", "太慢 过慢"},
		{"太高 过高", "太低 过低"},
		{"太长 过长", "太短 过短"},
		{"太早 过早", "太晚 过晚"},
		{"提前", "推迟 延后"},
		{"延长", "缩短"},
		{"增加", "减少"},
	} {
		all = append(all, [2][]string{strings.Fields(o[0]), strings.Fields(o[1])})
	}
	return all
}

// sides are the sides that a text takes, two numbers to each of the opposites.
// One that names both takes neither.
func sides(plain string, opposites [][2][]string) (all []int) {
	for i, o := range opposites {
		one, other := anyOf(plain, o[0]), anyOf(plain, o[1])
		switch {
		case one && !other:
			all = append(all, 2*i)
		case other && !one:
			all = append(all, 2*i+1)
		}
	}
	return all
}

func anyOf(s string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(s, word) })
}
