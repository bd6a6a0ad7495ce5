package main

import (
	"strings"
	"testing"

	"soundings/bot/telegramtest"
)

// TestAnOrganizerSendsARoundInTheChat: by polling and by webhook, with a network
// that fails on the way; and somebody else's file is never fetched.
func TestAnOrganizerSendsARoundInTheChat(t *testing.T) {
	for _, way := range []string{"polling", "webhook"} {
		t.Run(way, func(t *testing.T) {
			fake := telegramtest.New(t)
			s := startServe(t, settingsFor(t, fake, way, "sqlite"))
			p := fake.Person(777001000, telegramtest.Lang("zh-hans"))
			p.Send("/start")
			p.See("您还没有进入哪一轮")
			p.SendDocument("名单.yaml", []byte(roundYAML), "")
			p.See("文件和视频没有收下")
			if fake.Count("getFile") != 0 {
				t.Error("the file of nobody in particular was fetched")
			}
			_, link, _ := strings.Cut(s.CLI("links"), "start=")
			p.Send("/start " + strings.Fields(link)[0])
			p.See("把写好的 round.yaml 发给我")
			p.SendDocument("名单.yaml", []byte("title: 题\n  unit: 局\n"), "")
			p.See("round.yaml 第")
			fake.Inject(telegramtest.Fault{Method: "getFile", Kind: telegramtest.BadGateway})
			fake.Inject(telegramtest.Fault{Method: "file", Kind: telegramtest.CutAfter})
			sent := p.SendDocument("名单.yaml", []byte(roundYAML), "")
			p.See("“专题民主生活会”的草稿建好了")
			fake.Redeliver(sent.Update)
			p.ForwardDocument("名单.yaml", []byte(roundYAML), "同事")
			p.Settle()
			if list := s.CLI("round", "list"); strings.Count(list, "专题民主生活会") != 1 {
				t.Errorf("there are the rounds\n%s", list)
			}
			logsNothing(t, s, []string{"名单", "王建国", "titel", "file-", "777001", fake.Token()})
		})
	}
}
