package main

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

// memberLinks are the start payloads of the members' links, by member.
func memberLinks(t testing.TB, sheet string) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(sheet, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	links := map[string]string{}
	for _, row := range rows[1:] {
		_, links[row[0]], _ = strings.Cut(row[2], "?start=")
	}
	return links
}

// logsATalk has a member come by their link and log a talk with the principal.
func logsATalk(p *telegramtest.Person, link, said string) {
	p.Send("/start " + link)
	p.See("您已登记为")
	p.Send("/talk")
	p.See("谈话对象")
	p.Tap("王建国 · 局长")
	p.See("类型")
	p.Tap("✅ 主要负责同志与班子成员")
	p.See("哪天谈的")
	p.Tap("昨天")
	p.See("地点")
	p.Tap("⏭ 跳过")
	p.See("您谈了自己哪些不足")
	p.Send(said)
	p.Tap("✅ 写完了")
	for _, next := range []string{"您给对方提了", "对方给您提了", "共识"} {
		p.See(next)
		p.Tap("⏭ 跳过")
	}
	p.Tap("✅ 保存")
	p.See("记好了")
}

// TestAMemberLogsATalkFromTheirLink runs the whole program: links for the team, a
// member who comes by theirs and logs a talk, and the one it was with, for whom it
// is done; the log tells nobody.
func TestAMemberLogsATalkFromTheirLink(t *testing.T) {
	fake := telegramtest.New(t)
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	_, id, _ := strings.Cut(opened(t, s), "_")
	links := memberLinks(t, s.CLI("links", id))
	li, wang := fake.Person(777001001, telegramtest.Named("红", "李")), fake.Person(777001002, telegramtest.Named("建国", "王"))
	const said = "下基层少，听真话少"
	logsATalk(li, links["li"], said)
	wang.Send("/start " + links["wang"])
	wang.See("王建国，您好")
	wang.Send("/talks")
	wang.See("应谈 1 人，都谈过了")
	stranger := fake.Person(777001003)
	stranger.Send("/start " + links["li"])
	stranger.See("已经有人用过了")
	logsNothing(t, s, []string{said, "777001", links["li"], links["li"][2:], "李红"})
	if code := s.Stop(); code != 0 {
		t.Errorf("serve ended with %d:\n%s", code, s.Log())
	}
}

// objects has the other side of a talk come from a letter and say that it was not so.
func objects(p *telegramtest.Person, why string) {
	p.Tap("📋 我的谈话")
	p.See("我的谈话")
	p.Tap("📨 请您核对（1）")
	p.See("这些是别人记的")
	p.Tap(p.Last().Buttons[0][0].Label)
	p.See("记录人：李红")
	p.Tap("✋ 不是这样")
	p.See("有什么想说的")
	p.Send(why)
	p.Tap("✅ 写完了")
	p.See("的谈话记录：有异议")
	p.Tap("✅ 提交")
	p.See("您的回应已经保存")
}

// TestTwoBotsAskTheOtherSideOfATalkOnce: one letter to whom a talk was with, one to
// who logged it as it was otherwise, by day; the log tells nobody.
func TestTwoBotsAskTheOtherSideOfATalkOnce(t *testing.T) {
	fake, clock := telegramtest.New(t), &calendar{}
	bots, _ := twoBots(t, fake, clock.now)
	_, id, _ := strings.Cut(opened(t, bots[0]), "_")
	links := memberLinks(t, bots[0].CLI("links", id))
	li, wang := fake.Person(777001001, telegramtest.Named("红", "李")), fake.Person(777001002, telegramtest.Named("建国", "王"))
	wang.Send("/start " + links["wang"])
	wang.See("王建国，您好")
	const said, why = "下基层少，听真话少", "那天我出差了，没有谈"
	logsATalk(li, links["li"], said)
	y, m, d := time.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60)).AddDate(0, 0, 1).Date()
	morning := time.Date(y, m, d, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*60*60))
	clock.comes(morning)
	wang.See("有 1 条谈话记录请您看一看")
	objects(wang, why)
	clock.comes(morning.Add(5 * time.Minute))
	li.See("有 1 条谈话记录请您看一看")
	clock.comes(morning.Add(10 * time.Minute))
	for _, p := range []*telegramtest.Person{li, wang} {
		p.Send("/talks")
		p.See("我的谈话")
	}
	if got := strings.Count(li.Messages().String(), "请您看一看") + strings.Count(wang.Messages().String(), "请您看一看"); got != 1 {
		t.Errorf("%d letters stand in the chats, want that to who logged the talk:\n%s\n%s", got, li.Messages(), wang.Messages())
	}
	logsNothing(t, bots[0], []string{said, why, "777001", "李红", "王建国"})
	logsNothing(t, bots[1], []string{said, why, "777001", "李红", "王建国"})
}
