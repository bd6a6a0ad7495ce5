package main

import (
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// sendsARound makes a new round by its file: first one with a slip in it, then the
// right one. A file may be sent where one is taken, and nowhere else.
func (b *browser) sendsARound() {
	b.t.Helper()
	b.tap("各轮 · 新建")
	b.see("把写好的 round.yaml 发给我")
	b.offersToSend(true)
	b.shot("shelf")
	b.gives("titel: 写错了\n")
	b.see("round.yaml 第 1 行第 1 个字：不认识“titel”")
	b.gives(roundYAML)
	b.see("“专题民主生活会”的草稿建好了")
	b.offersToSend(false)
	b.shot("drafted")
	b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
	b.tap("各轮 · 新建")
	b.offersToSend(true)
	b.shot("shelf-dark")
	b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}))
}

// offersToSend waits until the button for files is there, or is not.
func (b *browser) offersToSend(yes bool) {
	b.t.Helper()
	if yes {
		b.do(chromedp.WaitVisible("#attach", chromedp.ByQuery))
		return
	}
	b.do(chromedp.WaitNotVisible("#attach", chromedp.ByQuery))
}

// gives chooses a round.yaml that says this.
func (b *browser) gives(data string) {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles("#file", []string{file}, chromedp.ByQuery))
}
