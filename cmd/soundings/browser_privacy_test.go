package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"soundings/flows"
)

// readsTheRecord looks, while writing, at what would be kept now, and goes back
// to writing.
func (b *browser) readsTheRecord() {
	b.t.Helper()
	b.types("/privacy")
	b.see("如果现在提交")
	b.do(chromedp.ScrollIntoView(`(//div[@role="log"]//pre)[last()]`, chromedp.BySearch))
	b.shot("record")
	var shown string
	b.do(chromedp.Text(`(//div[@role="log"]//pre)[last()]`, &shown, chromedp.BySearch))
	var o flows.Opinion
	if err := json.Unmarshal([]byte(shown), &o); err != nil || o.Text != "窗口办事要跑三趟，有事打13800138000" || o.Kind != flows.Problem {
		b.t.Errorf("%s: the record is %s (%v)", b.name, shown, err)
	}
	b.backToWriting()
}

func (b *browser) backToWriting() {
	b.t.Helper()
	b.tap("返回")
	b.do(chromedp.WaitNotPresent("#log pre", chromedp.ByQuery))
	b.see("可以接着发")
}

// TestALongRecordOnAPhone: a long one wraps within the page, on a screen of its
// own, and nothing is wider than the window.
func TestALongRecordOnAPhone(t *testing.T) {
	b := openPage(t, startTry(t), "phone-long", 360, 740)
	b.see("我们保证")
	for _, label := range []string{"提意见建议", "陈志远", "担当落实", "存在的问题"} {
		b.tap(label)
	}
	b.see("请写下来")
	b.types(strings.Repeat("窗口办事要跑三趟，材料说不清楚。", 100) + strings.Repeat("w", 60))
	b.see("已写")
	b.types("/privacy")
	b.see("不保存：账号")
	b.do(chromedp.ScrollIntoView(`//button[contains(., "做不到什么")]`, chromedp.BySearch))
	b.shot("long-record")
	b.tap("做不到什么")
	b.see("防不住的，也说清楚")
	b.shot("limits")
	b.backToWriting()
	b.wasQuiet()
}
