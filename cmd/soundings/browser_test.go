package main

import (
	"context"
	_ "embed"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/accessible.js
var accessibleJS string

// TestANewcomerInTheBrowser drives a real browser through the newcomer's whole
// walk, on a phone and on a desk: an opinion, its receipt, the member's chair and a
// talk, the organizer's chair, the documents. Nothing may be asked of another host, nothing logged as
// an error, and every screen must be usable without eyes or mouse.
func TestANewcomerInTheBrowser(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height int64
	}{{"phone", 360, 740}, {"desk", 1280, 800}} {
		t.Run(c.name, func(t *testing.T) {
			b := openPage(t, startTry(t), c.name, c.width, c.height)
			receipt := b.givesAnOpinion()
			b.readsBack(receipt)
			b.sweeps(receipt)
			b.logsATalk()
			b.organizes()
			b.merges()
			b.sendsARound()
			b.speaksEnglish()
			b.wasQuiet()
		})
	}
}

// startTry runs “soundings try” and gives its address.
func startTry(t testing.TB) string {
	t.Helper()
	out := &lockedBuffer{}
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	env := environ(map[string]string{"HOME": t.TempDir(), "LANG": "zh_CN.UTF-8"})
	go func() {
		code <- run(ctx, []string{"try", "--listen", "127.0.0.1:0"}, env, nil, out, io.Discard, time.Now)
	}()
	t.Cleanup(func() {
		cancel()
		if got := <-code; got != 0 {
			t.Errorf("try ended with %d", got)
		}
	})
	for {
		grown := out.grown()
		if address := regexp.MustCompile(`http://\S+`).FindString(out.String()); address != "" {
			return address
		}
		select {
		case <-grown:
		case <-time.After(20 * time.Second):
			t.Fatalf("never serves: %s", out)
		}
	}
}

// A browser is a page open in Debian's chromium.
type browser struct {
	t       testing.TB
	ctx     context.Context
	name    string
	address string
	shots   string
	n       int

	mu      sync.Mutex
	trouble []string
}

func openPage(t testing.TB, address, name string, width, height int64) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("SOUNDINGS_REQUIRE_BROWSER") != "" {
			t.Fatal("there is no chromium here")
		}
		t.Skip("there is no chromium here")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(cancel)
	t.Cleanup(func() { _ = chromedp.Cancel(ctx) }) // waits until it writes nothing more into its directory
	b := &browser{t: t, ctx: ctx, name: name, address: address, shots: shotsDir(t)}
	chromedp.ListenTarget(ctx, b.watch)
	// A page that still scrolls has its buttons elsewhere by the time of a click.
	still := emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}})
	b.do(network.Enable(), log.Enable(), runtime.Enable(), still, chromedp.EmulateViewport(width, height), chromedp.Navigate(address))
	return b
}

// shotsDir is where pictures are kept: SOUNDINGS_SHOTS, else with the test's
// artifacts.
func shotsDir(t testing.TB) string {
	if dir := os.Getenv("SOUNDINGS_SHOTS"); dir != "" {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	return t.ArtifactDir()
}

// watch notes requests to other hosts and whatever the console calls an error.
func (b *browser) watch(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Scheme != "data" && "http://"+u.Host != b.address {
			b.note("a request to " + e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		b.note("an exception: " + e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			b.note("the console: " + string(e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError {
			b.note("the log: " + e.Entry.Text + " " + e.Entry.URL)
		}
	}
}

func (b *browser) note(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trouble = append(b.trouble, s)
}

func (b *browser) wasQuiet() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.trouble {
		b.t.Error(s)
	}
}

func (b *browser) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.shot("failed")
		b.t.Fatalf("%s: %v", b.name, err)
	}
}

// tap clicks the newest button with these words.
func (b *browser) tap(words string) {
	b.t.Helper()
	b.do(chromedp.Click(`(//div[@role="log"]//button[contains(., "`+words+`")])[last()]`, chromedp.BySearch, chromedp.NodeVisible))
}

// see waits for these words in the conversation.
func (b *browser) see(words string) {
	b.t.Helper()
	b.do(chromedp.Poll(`document.querySelector("#log").innerText.includes(`+quote(words)+`)`, nil, chromedp.WithPollingTimeout(15*time.Second)))
	b.accessible()
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

func (b *browser) types(words string) {
	b.t.Helper()
	b.do(chromedp.SendKeys("#text", words, chromedp.ByQuery), chromedp.Click("#send", chromedp.ByQuery))
}

func (b *browser) givesAnOpinion() (receipt string) {
	b.see("我们保证")
	b.shot("welcome")
	b.tap("提意见建议")
	b.see("意见建议是提给谁的")
	b.tap("陈志远")
	b.see("属于哪个方面")
	b.shot("aspects")
	b.tap("担当落实")
	b.see("是指出问题")
	b.tap("存在的问题")
	b.see("请写下来")
	b.types("窗口办事要跑三趟，有事打13800138000")
	b.see("已写")
	b.readsTheRecord()
	b.tap("写完了")
	b.see("【13800138000】")
	b.shot("guard")
	b.tap("仍然这样写")
	b.see("具体事例")
	b.tap("跳过")
	b.see("希望怎么改")
	b.tap("跳过")
	b.see("一字不改")
	b.shot("confirm")
	b.tap("提交")
	b.see("这是您的回执码")
	b.shot("receipt")
	b.do(chromedp.Text(`(//div[@role="log"]//code)[last()]`, &receipt, chromedp.BySearch))
	return strings.TrimSpace(receipt)
}

func (b *browser) readsBack(receipt string) {
	b.types("/receipt")
	b.see("请把回执码发过来")
	b.types(strings.ToLower(receipt))
	b.see("您提的意见建议")
}

// sits changes to another chair.
func (b *browser) sits(chair string) {
	b.t.Helper()
	b.do(chromedp.Click(`//*[@id="chairs"]//button[contains(., "`+chair+`")]`, chromedp.BySearch))
}

func (b *browser) organizes() {
	b.sits("组织者")
	b.see("不少于 10 人")
	b.shot("desk")
	b.tap("现在截止")
	b.see("不能再打开")
	b.tap("截止，不再打开")
	b.see("导出文件")
	b.tap("导出文件")
	b.see("文件要经过聊天平台")
	b.shot("passes")
	b.tap("就在这里做")
	b.see("就是上面的文件")
	b.shot("documents")
	for _, kind := range []string{"情况报告.docx", "汇总表.xlsx", "谈话记录表.docx", "统计表.xlsx", "整改台账.xlsx", "反馈单.zip"} {
		b.see(kind)
		var size int
		b.do(chromedp.Evaluate(`fetch([...document.querySelectorAll("#log a")].find(a => a.textContent.includes("`+kind+`")).href).then(r => r.ok ? r.blob() : {size: 0}).then(b => b.size)`,
			&size, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		if size < 4000 {
			b.t.Errorf("%s has %d bytes", kind, size)
		}
	}
}

func (b *browser) speaksEnglish() {
	b.do(chromedp.Click(`//*[@id="languages"]//button[contains(., "English")]`, chromedp.BySearch))
	b.see("The organizer's desk")
	b.shot("english")
	b.sits("A member")
	b.see("You have not joined a round yet")
}

// accessible checks the present screen: names on every control, contrast by
// computed styles, nothing wider than the window.
func (b *browser) accessible() {
	b.t.Helper()
	var found []string
	b.do(chromedp.Evaluate(accessibleJS, &found))
	for _, f := range found {
		b.t.Errorf("%s: %s", b.name, f)
	}
}

func (b *browser) shot(of string) {
	var png []byte
	b.n++
	if err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot(&png)); err != nil {
		b.t.Logf("no picture: %v", err)
		return
	}
	file := filepath.Join(b.shots, b.name+"-"+string(rune('a'+b.n-1))+"-"+of+".png")
	if err := os.WriteFile(file, png, 0o644); err != nil {
		b.t.Error(err)
	}
}
