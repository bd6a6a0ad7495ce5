package main

import "time"

// aTalk is the most that a whole talk may take at the page, where nobody stops to
// think: a person is to be done in two minutes, and half of them are theirs.
const aTalk = time.Minute

// logsATalk logs one of the two talks that are left on the member's chair, by taps
// and one text, and finds one left.
func (b *browser) logsATalk() {
	b.t.Helper()
	began := time.Now()
	b.sits("班子成员")
	b.see("您好，您已登记为")
	b.shot("member")
	b.tap("我的谈话")
	b.see("还有 2 人没谈")
	b.shot("due")
	b.tap("郑文")
	b.see("哪天谈的")
	b.tap("昨天")
	b.see("在哪儿谈的")
	b.tap("政务大厅")
	b.see("您谈了自己哪些不足")
	b.types("下基层少，听真话少")
	b.see("已写")
	b.tap("写完了")
	for _, next := range []string{"您给对方提了", "对方给您提了", "谈出了什么结果"} {
		b.see(next)
		b.tap("跳过")
	}
	b.see("保存后给组织者看")
	b.shot("talk")
	b.tap("保存")
	b.see("记好了")
	b.tap("我的谈话")
	b.see("还有 1 人没谈")
	b.see("我记的（3）")
	b.shot("left")
	took := time.Since(began)
	b.t.Logf("%s: a talk took %v", b.name, took.Round(100*time.Millisecond))
	if took > aTalk {
		b.t.Errorf("%s: the talk took %v", b.name, took)
	}
	b.checksATalk()
}

// checksATalk confirms one of the talks that others of the sample logged.
func (b *browser) checksATalk() {
	b.t.Helper()
	b.tap("请您核对（2）")
	b.see("这些是别人记的、和您谈的")
	b.tap("孙雅琴")
	b.see("记录人：孙雅琴")
	b.shot("theirs")
	b.tap("✅ 属实")
	b.see("已记下：您确认属实")
}
