package main

import (
	"strings"

	"github.com/chromedp/chromedp"
)

// sweeps clears the chat twice: first all but the receipt's message goes from
// the page, then that as well. What is gone does not come back with the page.
func (b *browser) sweeps(receipt string) {
	b.t.Helper()
	b.tap("清理聊天记录")
	b.see("写着回执码的那条还留着")
	b.shot("swept")
	if all := b.messages(); len(all) != 2 || !strings.Contains(all[0], receipt) {
		b.t.Errorf("%s: after the sweep the page shows %q", b.name, all)
	}
	b.tap("回执码那条也删掉")
	b.do(chromedp.WaitNotPresent("#log code", chromedp.ByQuery), chromedp.Reload())
	b.see("清理聊天记录")
	b.shot("swept-all")
	if all := b.messages(); len(all) != 1 || strings.Contains(all[0], receipt) {
		b.t.Errorf("%s: after the second sweep the page shows %q", b.name, all)
	}
	b.tap("完成")
	b.see("我们保证")
}

// messages are the texts of the conversation's messages.
func (b *browser) messages() (all []string) {
	b.t.Helper()
	b.do(chromedp.Evaluate(`[...document.querySelectorAll("#log .message")].map(e => e.innerText)`, &all))
	return all
}
