package stock

import "testing"

func TestStockPhrasesAreKnownFromWhatIsConcrete(t *testing.T) {
	for in, want := range map[string]bool{
		"理论学习不够深入": true, "工作思路不清": true, "调研走马观花": true, "存在形式主义、官僚主义": true,
		"调研走马观花，听汇报多、进车间少": false, "窗口办事要跑三趟": false, "食堂下午一点就没饭了": false, "": false,
		"理论学习不够深入，比如三季度四次集中学习都改成了念文件，没有讨论": false,
	} {
		if got := Phrase(in); got != want {
			t.Errorf("Phrase(%q) = %v", in, got)
		}
	}
}
