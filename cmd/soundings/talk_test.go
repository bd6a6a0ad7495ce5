package main

import (
	"encoding/csv"
	"strings"
	"testing"

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
