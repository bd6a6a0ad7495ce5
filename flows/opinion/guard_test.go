package opinion

import "testing"

func TestTheGuardPointsOutWhatGivesAWriterAway(t *testing.T) {
	for _, c := range []struct{ name, in, why, marked string }{
		{"mobile", "有事打13800138000找我", "phone", "13800138000"},
		{"mobile with spaces", "电话 138 0013 8000", "phone", "138 0013 8000"},
		{"mobile with prefix", "+86 13800138000", "phone", "+86 13800138000"},
		{"landline", "打0571-87654321", "phone", "0571-87654321"},
		{"id number", "身份证11010519491231002X", "id", "11010519491231002X"},
		{"mail", "发到wang.xm@example.com", "email", "wang.xm@example.com"},
		{"handle", "问 @xiaoming_w 就知道", "handle", "@xiaoming_w"},
		{"link", "见 https://example.com/a?b=1，", "link", "https://example.com/a?b=1"},
		{"telegram link", "t.me/xiaoming", "link", "t.me/xiaoming"},
		{"staff number", "工号：A1024", "code", "A1024"},
		{"staff-like code", "找AB10245办的", "code", "AB10245"},
		{"own section", "我科室去年报过", "own", "我科室"},
		{"own charge", "我分管的工作", "own", "我分管"},
		{"own role", "作为一名出纳，经常加班", "own", "作为一名出纳"},
		{"own name", "王小明多次反映", "name", "王小明"},
	} {
		t.Run(c.name, func(t *testing.T) {
			marks := NewGuard().Marks(c.in, []string{"王小明", "W"})
			if len(marks) != 1 || marks[0].Why != c.why || c.in[marks[0].From:marks[0].To] != c.marked {
				t.Errorf("Marks(%q) = %+v, want %s at %q", c.in, marks, c.why, c.marked)
			}
		})
	}
}

func TestTheGuardDoesNotCryWolf(t *testing.T) {
	for _, in := range []string{
		"2021年至2025年", "按〔2021〕3号文件办", "涉及资金1380013800元", "拨打12345热线没人接", "我们窗口排队太长", "我觉得会议太多",
		"预算12,000,000.00元", "2026-11-20前完成", "第110条第3款", "GB/T 9704-2012", "邮箱常年没人看", "110报警", "身份证号110105194912310021不对",
		"W先生", "2021123120211231", "",
	} {
		if marks := NewGuard().Marks(in, []string{"王小明", "W"}); len(marks) != 0 {
			t.Errorf("Marks(%q) = %+v, want none", in, marks)
		}
	}
}

func TestMarksAreShownInPlace(t *testing.T) {
	const in = "打13800138000，或发a@b.cn"
	if got, want := marked(in, NewGuard().Marks(in, nil)), "打【13800138000】，或发【a@b.cn】"; got != want {
		t.Errorf("marked %q, want %q", got, want)
	}
}

func TestStockPhrasesAreMetWithOneRequest(t *testing.T) {
	for in, want := range map[string]bool{
		"理论学习不够深入": true, "工作思路不清": true, "调研走马观花": true, "存在形式主义、官僚主义": true,
		"调研走马观花，听汇报多、进车间少": false, "窗口办事要跑三趟": false, "食堂下午一点就没饭了": false,
		"理论学习不够深入，比如三季度四次集中学习都改成了念文件，没有讨论": false,
	} {
		if got := NewGuard().Stock(in); got != want {
			t.Errorf("Stock(%q) = %v", in, got)
		}
	}
}

func TestTheGuardComesUpOnceForEachWording(t *testing.T) {
	w := toText(t)
	w.Type("理论学习不够深入")
	w.Tap("engine.button.done")
	w.At("text-guard")
	w.Tap("opinion.guard.edit")
	w.At(text)
	w.Tap("engine.button.done")
	w.At("text-guard")
	w.Tap("opinion.guard.keep")
	w.At(example)
	w.Tap("engine.button.back")
	w.At(text)
	w.Tap("engine.button.done")
	w.At(example)
	w.Tap("engine.button.back")
	w.Type("担当不足")
	w.Tap("engine.button.done")
	w.At("text-guard")
}
