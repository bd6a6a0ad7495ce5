package web_test

import (
	"strings"
	"testing"
)

// TestThePageShowsTheRecordThatWouldBeKept: mid-conversation, as a listing of
// its own, and back again with nothing lost.
func TestThePageShowsTheRecordThatWouldBeKept(t *testing.T) {
	c := newTown(t)
	p := toText(t, c.serve())
	p.say("窗口办事要跑三趟")
	p.say("/privacy")
	m, want := p.last(), "{\n  \"subject\": \"wang\",\n  \"aspect\": \"a1\",\n  \"kind\": \"problem\",\n  \"text\": \"窗口办事要跑三趟\",\n  \"case\": \"\",\n  \"remedy\": \"\"\n}"
	shown := ""
	for _, s := range m.Spans {
		if s.Kind == "listing" {
			shown = string([]rune(m.Text)[s.At : s.At+s.Len])
		}
	}
	if shown != want || !strings.Contains(m.Text, "不保存：账号") || !strings.Contains(m.Text, "防不住的") {
		t.Errorf("the page lists\n%s\nin\n%s", shown, m.Text)
	}
	p.tap("返回")
	if !strings.Contains(p.last().Text, "已写 8/2000 字") {
		t.Errorf("back from it the page shows\n%s", p.last().Text)
	}
}
