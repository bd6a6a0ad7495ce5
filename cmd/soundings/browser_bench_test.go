package main

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// BenchmarkPage is what a newcomer waits for: the page until its first button
// can be tapped, and a tap until the card has changed, as the browser sees it.
func BenchmarkPage(b *testing.B) {
	page := openPage(b, startTry(b), "bench", 360, 740)
	page.see("我们保证")
	var opened, size float64
	page.do(chromedp.Evaluate(`performance.now()`, &opened),
		chromedp.Evaluate(`performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize || 0), 0)`, &size))
	var all float64
	for b.Loop() {
		for _, button := range []string{"匿名说明", "返回"} {
			var took float64
			page.do(chromedp.Evaluate(tapTimed(button), &took, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
			all += took
		}
		time.Sleep(time.Second) // a person's pace: the page limits how fast one may tap
	}
	b.ReportMetric(opened, "ms-to-first-button")
	b.ReportMetric(size/1000, "kB")
	b.ReportMetric(all/float64(2*b.N), "ms/tap")
}

// tapTimed taps and measures until the conversation has changed.
func tapTimed(button string) string {
	return `new Promise(done => {
		const began = performance.now();
		const log = document.querySelector("#log");
		new MutationObserver((_, o) => { if (!log.innerText.includes("…")) { o.disconnect(); done(performance.now() - began); } })
			.observe(log, {childList: true, subtree: true, characterData: true});
		[...log.querySelectorAll("button")].filter(e => e.textContent.includes(` + quote(button) + `)).at(-1).click();
	})`
}
