package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
)

// TestWhatAReceiptCanDo plays what an author does with a receipt through the
// whole program: read back, withdraw, and learn what became of what stayed.
func TestWhatAReceiptCanDo(t *testing.T) {
	fake := telegramtest.New(t)
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	id := openRound(t, s)
	people, texts, receipts := fiveSpeak(fake, id)
	stays, goes := people[0], people[1]
	looksUp(goes, receipts[1], texts[1], "可以点下面的“🗑 撤回一条”")
	withdraws(goes, receipts[1])
	goes.Send(receipts[1])
	goes.See("之前已经撤回了")

	s.CLI("round", "close", id)
	stays.Send("/receipt")
	stays.Tap("🗑 撤回一条")
	stays.See("发过来就撤回")
	stays.Send(receipts[0])
	stays.See("已经截止，不能再撤回了")
	looksUp(stays, receipts[0], texts[0], "还没有汇总交出去")

	out := filepath.Join(t.TempDir(), "result")
	s.CLI("export", id, "--out", out)
	want := slices.Delete(slices.Clone(texts), 1, 2)
	if got := read(t, filepath.Join(out, "opinions-solicited.json")); !slices.Equal(textsOf(got), want) || got.Counts.Opinions != 4 {
		t.Errorf("exported %q, counts %+v; want %q", textsOf(got), got.Counts, want)
	}
	logsNothing(t, s, slices.Concat(texts, receipts))
	s.Stop() // a new process knows at once what the command line did
	s = startServe(t, s.Env)
	looksUp(stays, receipts[0], texts[0], "归在“王建国 · 局长”部分")
	goes.Send("/start")
	goes.See("现在没有正在征求意见的")
	goes.Tap("🔑 凭回执码查询")
	goes.See("请把回执码发过来")
	goes.Send(receipts[1])
	goes.See("之前已经撤回了")
	logsNothing(t, s, slices.Concat(texts, receipts))
}

// fiveSpeak has five people give an opinion each.
func fiveSpeak(fake *telegramtest.Server, id string) (people []*telegramtest.Person, texts, receipts []string) {
	for i := range 5 {
		p := fake.Person(int64(1000+i), telegramtest.Lang("zh-hans"))
		texts = append(texts, fmt.Sprintf("第%d个窗口办事要跑三趟", i+1))
		people, receipts = append(people, p), append(receipts, speaks(p, "r_"+id, texts[i]))
	}
	return people, texts, receipts
}

// withdraws goes on from looksUp.
func withdraws(p *telegramtest.Person, receipt string) {
	p.Tap("🗑 撤回一条")
	p.See("发过来就撤回")
	p.Send(strings.ToLower(receipt))
	p.See("已经撤回")
	p.Settle()
}

// A round that stays below k says so to its authors, and that it is never released.
func TestBelowKTheAuthorIsToldThatItIsNeverReleased(t *testing.T) {
	fake := telegramtest.New(t)
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	id := openRound(t, s)
	p := fake.Person(1000, telegramtest.Lang("zh-hans"))
	r := speaks(p, "r_"+id, "窗口办事要跑三趟")
	s.CLI("round", "close", id)
	s.Stop()
	startServe(t, s.Env)
	looksUp(p, r, "窗口办事要跑三趟", "您写的永远不公开")
}

// looksUp sends a receipt and waits for a message with the opinion and its fate.
func looksUp(p *telegramtest.Person, receipt, text, fate string) {
	p.Send("/receipt")
	p.See("请把回执码发过来")
	p.Send(receipt)
	p.Wait("the opinion: "+fate, func(s telegramtest.Screen) bool {
		return slices.ContainsFunc(s, func(m telegramtest.Message) bool {
			return strings.Contains(m.Text, text) && strings.Contains(m.Text, fate)
		})
	})
	p.Settle()
}
