package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"soundings/flows"
)

// asOrganizer makes the person an organizer by a one-time link.
func (c *town) asOrganizer() (token string) {
	c.t.Helper()
	token, err := c.organizers.Invite(c.t.Context(), "")
	c.must(err)
	c.say("/start o_" + token)
	return token
}

func TestAnOrganizerClosesAndTakesOutTheDocuments(t *testing.T) {
	c := newTown(t)
	c.asOrganizer()
	c.shows("满 5 人后才显示")
	for i := range 12 {
		c.must(c.tickets.Enter(t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
	c.tap("看最新情况")
	c.shows("不少于 10 人")
	c.tap("现在截止")
	c.shows("不能再打开")
	c.tap("先不截止")
	c.tap("现在截止")
	c.tap("截止，不再打开")
	c.shows("已截止")
	c.exports("tg:1")
	c.shows("上面的文件")
	if len(c.net.files) != 5 || c.net.files[0].Name != "征求意见情况报告.docx" || len(c.net.files[0].Data) == 0 {
		t.Errorf("%d files handed over", len(c.net.files))
	}
}

func TestTheDeskSaysHowLongARoundIsKept(t *testing.T) {
	c := newTown(t)
	c.bot.Days = 30
	c.asOrganizer()
	for i := range 5 {
		c.must(c.tickets.Enter(t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
	for _, label := range []string{"现在截止", "截止，不再打开", "导出文件", "就在这里做"} {
		if strings.Contains(c.net.last("tg:1").Text, "自动销毁") {
			t.Error("said before it is true")
		}
		c.tap(label)
	}
	c.shows("保留到 2026年12月2日（含当天），之后自动销毁") // thirty days after the day of 2 November
}

func TestAnOrganizerWhoTakesPartKeepsTheDeskAtTheClose(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	c.tap("提交")
	c.asOrganizer()
	c.tap("现在截止")
	c.tap("截止，不再打开")
	c.shows("已截止")
	c.tap("看最新情况")
	c.shows("永远不公开")
	if data := c.raw(); data.Round != "" || strings.Contains(string(data.Common), "receipts") || strings.Contains(string(data.Common), "given") {
		t.Errorf("of taking part is left: %s", data.Common)
	}
}

func TestBelowKNothingIsHandedOver(t *testing.T) {
	c := newTown(t)
	c.asOrganizer()
	c.tap("现在截止")
	c.tap("截止，不再打开")
	c.shows("永远不公开")
	if _, data := c.net.find("tg:1", "导出文件"); data != "" {
		t.Error("documents are offered")
	}
}

func TestOnlyOrganizersSeeTheDesk(t *testing.T) {
	c := newTown(t)
	c.say("/status")
	c.shows("没有这个命令")
	token := c.asOrganizer()
	c.say("/start o_" + token) // coming back spends nothing
	c.shows("您已登记为组织者")
	other := c.says("tg:2", "/start o_"+token)
	c.do(other)
	if got := c.net.last("tg:2").Text; !strings.Contains(got, "链接不对") {
		t.Errorf("a spent link says:\n%s", got)
	}
}

func TestAnOrganizerIsStillOneAfterTheirSession(t *testing.T) {
	c := newTown(t)
	c.asOrganizer()
	c.now = c.now.AddDate(0, 0, 3)
	c.say("/status")
	c.shows("现在截止")
}

// TestTheDeskSaysOfADestroyedRoundThatItIs, and not that too few took part: nobody
// knows any more.
func TestTheDeskSaysOfADestroyedRoundThatItIs(t *testing.T) {
	c := toDesk(t)
	c.exports("tg:1")
	_, err := c.office.Destroy(t.Context(), c.round.ID)
	c.must(err)
	c.must(c.rounds.Refresh(t.Context()))
	c.say("/status")
	c.shows("内容已经销毁")
	for _, wrong := range []string{"不满", "参加人数", "导出"} {
		c.hides(wrong)
	}
}
