package bot_test

import (
	"strings"
	"testing"
)

// TestEveryLimitIsSaid: those of promise 11, in its order, in /privacy; the ones
// a newcomer must know also on the first screen.
func TestEveryLimitIsSaid(t *testing.T) {
	for _, c := range []struct {
		lang, screen string
		limits       []string
	}{
		{"zh-hans", "/privacy", []string{"Telegram", "管服务器又有密钥的人", "备份", "文风、细节", "从盒子里抽", "多用几个码", "回执码给别人看", "不得填写涉密内容", "问题线索请走信访举报渠道"}},
		{"en", "/privacy", []string{"Telegram", "runs the server and holds its keys", "backups", "Style and details", "drawn from a box", "spare codes", "A receipt shown", "never enter classified", "official channels"}},
		{"zh-hans", "/start", []string{"Telegram", "管服务器的人", "文风、细节", "专门发给您的参与码", "回执码别给人看", "不得填写涉密内容", "检举控告请走信访举报渠道"}},
		{"en", "/start", []string{"Telegram", "whoever runs the server", "style and details", "sent a code to you", "your receipt to nobody", "never enter classified", "official reporting channels"}},
	} {
		town := newTown(t)
		town.do(town.inLang(c.lang, "/start r_"+string(town.round.ID)), town.inLang(c.lang, c.screen))
		screen := strings.ToLower(town.net.last("tg:1").Text)
		for _, limit := range c.limits {
			if !strings.Contains(screen, strings.ToLower(limit)) {
				t.Errorf("%s in %s does not say %q:\n%s", c.screen, c.lang, limit, screen)
			}
		}
	}
}
