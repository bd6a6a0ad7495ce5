package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"soundings/bot/telegramtest"
	"soundings/flows/report"
	"soundings/storage/storagetest"
)

const roundYAML = `title: 专题民主生活会
unit: 某局党组
preset: 2021-party-history
k: 5
team: { name: 局领导班子 }
members:
  - { id: wang, name: 王建国, post: 局长, principal: true }
  - { id: li, name: 李红, post: 副局长 }
`

// TestFromTicketToReport runs the whole program against the fake Bot API: eight
// people at once, each with a ticket and an opinion, then the round is closed
// and exported beside the running bot. Every receipt's opinion is in the export
// exactly once.
func TestFromTicketToReport(t *testing.T) {
	for _, way := range []string{"polling", "webhook"} {
		for _, store := range []string{"sqlite", "redis"} {
			t.Run(way+" on "+store, func(t *testing.T) {
				fake := telegramtest.New(t)
				s := startServe(t, settingsFor(t, fake, way, store))
				eightPeopleSpeak(t, fake, s)
				if code := s.Stop(); code != 0 {
					t.Errorf("serve ended with %d:\n%s", code, s.Log())
				}
			})
		}
	}
}

func settingsFor(t testing.TB, fake *telegramtest.Server, way, store string) map[string]string {
	t.Helper()
	env := map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": fake.Token(), "SOUNDINGS_TELEGRAM_API": fake.URL()}
	if store == "redis" {
		env["SOUNDINGS_STORE"] = storagetest.Redis(t)
		env["SOUNDINGS_KEY"] = serviceKey(t)
	}
	if way == "webhook" {
		address := freeAddress(t)
		env["SOUNDINGS_LISTEN"], env["SOUNDINGS_WEBHOOK_URL"] = address, "http://"+address+"/telegram"
		env["SOUNDINGS_WEBHOOK_SECRET"] = "a-secret-of-the-tests"
	}
	return env
}

func eightPeopleSpeak(t *testing.T, fake *telegramtest.Server, s *served) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML), 0o600); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(s.CLI("round", "create", "-f", file))
	tickets := ticketsOf(t, s.CLI("tickets", id, "--count", "8"))
	s.CLI("round", "open", id)

	texts, receipts := make([]string, 8), make([]string, 8)
	var all sync.WaitGroup
	for i := range 8 {
		texts[i] = fmt.Sprintf("第%d个窗口办事要跑三趟 <b>*_[", i+1)
		p := fake.Person(int64(777001000+i), telegramtest.Named("同事", fmt.Sprint(i)), telegramtest.Lang("zh-hans"))
		all.Go(func() { receipts[i] = speaks(p, "t_"+tickets[i], texts[i]) })
	}
	all.Wait()
	s.CLI("round", "close", id)

	out := filepath.Join(t.TempDir(), "result")
	s.CLI("export", id, "--out", out)
	exported := read(t, filepath.Join(out, "opinions-solicited.json"))
	if got := textsOf(exported); !slices.Equal(got, slices.Sorted(slices.Values(texts))) {
		t.Errorf("exported %q, want %q", got, texts)
	}
	if c := exported.Counts; c.Invited != 8 || c.Participants != 8 || c.Opinions != 8 {
		t.Errorf("counts %+v, want 8 each", c)
	}
	for _, r := range receipts {
		logsNothing(t, s, []string{strings.ReplaceAll(r, "-", "")})
	}
	logsNothing(t, s, slices.Concat(texts, receipts, tickets, []string{"同事", "tg:", "777001", fake.Token()}))
	for i, r := range receipts {
		p := fake.Person(int64(2000+i), telegramtest.Lang("en"))
		p.Send("/receipt")
		p.See("Please send your receipt")
		p.Send(r)
		p.Wait("the opinion", func(s telegramtest.Screen) bool { return strings.Contains(s.String(), texts[i]) })
	}
}

// opened opens a round that anybody may enter, and gives its link's payload.
func opened(t testing.TB, s interface{ CLI(args ...string) string }) (payload string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML+"admission: open\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(s.CLI("round", "create", "-f", file))
	s.CLI("round", "open", id)
	return "r_" + id
}

// logsNothing checks that the log, at debug level, holds none of these.
func logsNothing(t *testing.T, s *served, secrets []string) {
	t.Helper()
	if s.Log() == "" {
		t.Error("nothing was logged at all")
	}
	for _, secret := range secrets {
		if strings.Contains(s.Log(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, s.Log())
		}
	}
}

// speaks plays the conversation from the link to the receipt.
func speaks(p *telegramtest.Person, payload, text string) (receipt string) {
	p.Send("/start " + payload)
	p.Tap("✍️ 提意见建议")
	p.Tap("王建国 · 局长")
	p.Tap("1 感悟“两个确立”·坚定信仰")
	p.Tap("存在的问题")
	p.See("请写下来")
	p.Send(text)
	p.Tap("✅ 写完了")
	p.See("具体事例")
	p.Tap("⏭ 跳过")
	p.See("希望怎么改")
	p.Tap("⏭ 跳过")
	p.Tap("✅ 提交")
	p.See("回执码，只显示这一次")
	p.Tap("📋 复制回执码")
	return p.Clipboard()
}

func ticketsOf(t *testing.T, sheet string) []string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(sheet)).ReadAll()
	if err != nil || len(rows) != 9 || rows[0][0] != "ticket" {
		t.Fatalf("tickets %q, %v", rows, err)
	}
	var tickets []string
	for _, row := range rows[1:] {
		tickets = append(tickets, row[0])
	}
	return tickets
}

func read(t *testing.T, file string) (m report.Model) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func textsOf(m report.Model) []string {
	var texts []string
	for _, o := range m.Opinions {
		texts = append(texts, o.Text)
	}
	slices.Sort(texts)
	return texts
}
