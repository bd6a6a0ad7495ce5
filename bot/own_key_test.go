package bot_test

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/storage"
)

// toOwnKey opens a round for an organizer's own key, in which a colleague has
// given an opinion and others have come in, and brings the organizer to its desk.
func toOwnKey(t *testing.T, others int) (c *town, key age.Identity, receipt string) {
	t.Helper()
	c = newTown(t)
	key = c.ownKey()
	c.do(c.says("tg:2", "/start r_"+string(c.round.ID)))
	for _, label := range []string{"提意见建议", "王建国", "1 理论学习", "改进建议"} {
		c.do(c.taps("tg:2", label))
	}
	c.do(c.says("tg:2", "每季度到窗口坐班一天"))
	for _, label := range []string{"写完了", "跳过", "提交"} {
		c.do(c.taps("tg:2", label))
	}
	receipt = receiptForm.FindString(c.net.last("tg:2").Text)
	for i := range others {
		c.must(c.tickets.Enter(t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
	c.asOrganizer()
	c.tap("自管密钥的一轮")
	return c, key, receipt
}

// readsBack is the message in which the receipt shows its author the opinion.
func (c *town) readsBack(receipt string) string {
	c.t.Helper()
	before := c.net.count("tg:2")
	c.do(c.says("tg:2", "/receipt"), c.says("tg:2", receipt))
	for _, m := range c.net.chats["tg:2"][before:] {
		if strings.Contains(m.Text, "每季度到窗口坐班一天") {
			return m.Text
		}
	}
	c.t.Errorf("the receipt does not read back:\n%s", c.net.last("tg:2").Text)
	return ""
}

// TestARoundWithTheOrganizersOwnKey: counted, closed and read back as any other;
// the documents are the command line's, and the desk says so and how.
func TestARoundWithTheOrganizersOwnKey(t *testing.T) {
	c, key, receipt := toOwnKey(t, 11)
	c.shows("不少于 10 人")
	c.shows("密钥由组织者自己保管")
	c.tap("看最新情况")
	c.readsBack(receipt)
	c.tap("现在截止")
	c.tap("截止，不再打开")
	c.shows("已截止")
	c.shows("服务器打不开内容，所以聊天里导不出文件")
	c.shows("soundings export " + string(c.round.ID) + " --out 目录 --identity 密钥文件")
	c.noDocuments()
	c.readsBack(receipt)
	if _, err := c.opinions.All(t.Context(), c.round.ID, nil); flows.KeyOf(err) != "identity.needed" {
		t.Errorf("the server reads it: %v", err)
	}
	// As the command line does; then the desk is the same.
	office := organize.Office{Rounds: c.rounds, Tickets: c.tickets, Opinions: c.opinions, Results: storage.NewResults(c.rounds),
		Random: rand.Reader, Now: c.clock}
	result, err := office.Release(t.Context(), c.round.ID, key)
	c.must(err)
	if said := result.Model.Opinions; len(said) != 1 || said[0].Text != "每季度到窗口坐班一天" {
		t.Errorf("released %+v", said)
	}
	c.tap("看最新情况")
	c.shows("--identity 密钥文件")
	c.noDocuments()
	if got := c.readsBack(receipt); !strings.Contains(got, "密钥在组织者自己手里") {
		t.Errorf("the author is told what the server cannot know:\n%s", got)
	}
}

func (c *town) noDocuments() {
	c.t.Helper()
	for _, row := range c.net.last("tg:1").Buttons {
		for _, b := range row {
			if strings.Contains(b.Label, "导出文件") {
				c.t.Error("documents are offered")
			}
		}
	}
	if len(c.net.files) != 0 {
		c.t.Errorf("%d files handed over", len(c.net.files))
	}
}

func TestBelowKAnOwnKeyDoesNotHelp(t *testing.T) {
	c, _, _ := toOwnKey(t, 2)
	c.tap("现在截止")
	c.tap("截止，不再打开")
	c.shows("永远不公开")
	if strings.Contains(c.net.last("tg:1").Text, "--identity") {
		t.Errorf("an export is described:\n%s", c.net.last("tg:1").Text)
	}
	c.noDocuments()
}

// TestAnExportAskedForByAnOldButton: of the time before the desk knew. Whether
// the tap is still taken or not, the answer is in the same words.
func TestAnExportAskedForByAnOldButton(t *testing.T) {
	c, _, _ := toOwnKey(t, 11)
	c.tap("现在截止")
	c.tap("截止，不再打开")
	_, look := c.net.find("tg:1", "看最新情况")
	nonce, _, _ := strings.Cut(look, ".")
	u := c.update("tg:1", dialogue.Input{Kind: dialogue.Tapped, Text: nonce + ".a.export"})
	u.Tap, u.Message = "tap", c.net.last("tg:1").id
	c.do(u)
	c.shows("聊天里导不出文件")
	c.noDocuments()

	c.bot.Effects[organize.EffectStatus] = c.bot.Effects[organize.EffectExport] // a tap that is taken
	c.tap("看最新情况")
	if got := c.net.last("tg:1").Text; strings.Count(got, "聊天里导不出文件") != 2 {
		t.Errorf("the refusal has other words than the desk:\n%s", got)
	}
	c.noDocuments()
	if r, err := c.rounds.Round(t.Context(), c.round.ID); err != nil || r.State != flows.Closed {
		t.Errorf("the round is %s (%v)", r.State, err)
	}
}
