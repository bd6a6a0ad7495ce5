package opinion

import (
	"regexp"
	"strings"
)

// accountRules know addresses and accounts on the net.
func accountRules() []rule {
	return []rule{
		{"link", regexp.MustCompile(`(?i)(?:https?://|www\.|t\.me/)[^\s，。；、）)”]+`), nil},
		{"link", regexp.MustCompile(`(?i)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|me|cc|top|vip)/[^\s，。；、）)”]+`), place.word},
		{"email", regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), nil},
		{"handle", regexp.MustCompile(`@(?:[A-Za-z0-9_]{2,32}|\p{Han}{2,4})`), handle},
		{"handle", regexp.MustCompile(`(?i)(?:微信|威信|薇信|v[x信]|wechat|qq|扣扣|钉钉|抖音|快手|微博|小红书)(?:群?号码?|群|id|账号|帐号)?[是为：: ]*([a-z][a-z0-9_-]{5,19}|\d{5,12})`), account},
		{"handle", regexp.MustCompile(`wxid_[A-Za-z0-9]{5,}`), nil},
	}
}

// handle: @ in a mail address is none, and @所有人 is nobody.
func handle(p place) bool {
	return !latin(p.prev()) && !strings.ContainsRune("._%+-", p.prev()) && !begins(p.match, "@所有 @全体 @全员 @大家 @符号 @了 @一下")
}

func account(p place) bool { return !latin(p.next()) && !p.counted() }
