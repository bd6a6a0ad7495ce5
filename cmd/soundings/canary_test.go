package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// TestTheCanaryRound is regression test (a) of DESIGN section 3: a whole round
// with people, names and texts that are known, and then everything that is left
// of it is searched, while it runs, after it closed, and after the export: the
// store's files, the log at debug level, temporary files, the documents. Authors
// are nowhere; texts are in the documents only. (TestAHuntFindsWhatIsThere shows
// that the search would find them.)
func TestTheCanaryRound(t *testing.T) {
	for _, store := range []string{"sqlite", "redis"} {
		t.Run(store, func(t *testing.T) { newCanaryRound(t, store).play() })
	}
}

// A canaryRound is the round, and where something of it could be left.
type canaryRound struct {
	t       *testing.T
	s       *served
	fake    *telegramtest.Server
	id      string
	places  []string // directories to search
	papers  string   // what the organizer holds: slips and documents
	authors []string
	texts   []string
	secrets []string // tickets and receipts
}

const canaries = 6

func newCanaryRound(t *testing.T, store string) *canaryRound {
	c := &canaryRound{t: t, fake: telegramtest.New(t), papers: t.TempDir()}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	env := map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": c.fake.Token(), "SOUNDINGS_TELEGRAM_API": c.fake.URL()}
	if store == "redis" {
		env["SOUNDINGS_STORE"], env["SOUNDINGS_KEY"] = storagetest.Redis(t, "--rdbcompression", "no"), serviceKey(t)
		c.places = append(c.places, storagetest.Admin(t, env["SOUNDINGS_STORE"]).ConfigGet(t.Context(), "dir").Val()["dir"])
	}
	c.s = startServe(t, env)
	c.places = append(c.places, temporary, c.s.Env["HOME"])
	return c
}

func (c *canaryRound) play() {
	c.t.Helper()
	file := filepath.Join(c.papers, "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML), 0o600); err != nil {
		c.t.Fatal(err)
	}
	c.id = strings.TrimSpace(c.s.CLI("round", "create", "-f", file))
	sheet := c.s.CLI("tickets", c.id, "--count", fmt.Sprint(canaries+2))
	c.s.CLI("round", "open", c.id)
	for i, line := range strings.Split(strings.TrimSpace(sheet), "\n")[1 : canaries+1] {
		ticket, _, _ := strings.Cut(line, ",")
		c.visits(i, ticket)
	}
	everything := append(append(append([]string{}, c.authors...), c.texts...), c.secrets...)
	c.searched("while it runs", everything)
	c.s.CLI("round", "close", c.id)
	c.searched("after it closed", everything)
	c.s.CLI("export", c.id, "--out", filepath.Join(c.papers, "out"))
	c.searched("after the export", everything)
	c.documented()
	if c.s.Stop() != 0 {
		c.t.Errorf("it does not end well:\n%s", c.s.Log())
	}
	c.searched("after it ended", everything)
}

// visits is one person's visit, with what goes wrong on the way: what is refused
// must leave nothing either.
func (c *canaryRound) visits(i int, ticket string) {
	c.t.Helper()
	chat := int64(7770010042 + 31*i)
	family, given, user := fmt.Sprintf("欧阳%c", '甲'+rune(i)*7), fmt.Sprintf("Canarygiven%d", i), fmt.Sprintf("canary_user_%d", i)
	text := fmt.Sprintf("第%d只金丝雀说窗口办事要跑三趟", i)
	p := c.fake.Person(chat, telegramtest.Named(given, family), telegramtest.Username(user), telegramtest.Lang("zh-hans"))
	if i == 0 {
		c.mishaps(p, chat)
	}
	receipt := speaks(p, "t_"+ticket, text)
	c.authors = append(c.authors, fmt.Sprint(chat), family, given, user)
	c.texts = append(c.texts, text)
	c.secrets = append(c.secrets, ticket, receipt, strings.ReplaceAll(receipt, "-", ""))
}

// mishaps are a photo, a contact, a forwarded message, an update that cannot be
// read, a network that fails.
func (c *canaryRound) mishaps(p *telegramtest.Person, chat int64) {
	c.t.Helper()
	p.Send("/start")
	p.See("您还没有进入哪一轮")
	p.SendPhoto("金丝雀的照片说明")
	p.See("图片没有收下")
	p.SendContact("13812340042", "金丝雀的联系人")
	p.See("联系人没有收下")
	p.Forward("金丝雀转发的话", "金丝雀的同事")
	p.See("转发的消息没有收下")
	c.fake.InjectUpdate(chat, "message", []byte(`{"message_id":"金丝雀写坏的消息","chat":{"id":`+fmt.Sprint(chat)+`}}`))
	c.fake.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.BadGateway, Times: 1})
	p.Send("金丝雀不该说的话")
	p.See("请点下面的按钮")
	c.fake.Calm()
	c.texts = append(c.texts, "金丝雀的照片说明", "13812340042", "金丝雀的联系人", "金丝雀转发的话", "金丝雀的同事", "金丝雀写坏的消息", "金丝雀不该说的话")
}

// searched looks through everything that is left.
func (c *canaryRound) searched(when string, prey []string) {
	c.t.Helper()
	h := huntFor(append(prey, c.fake.Token())...)
	var found []string
	for _, dir := range c.places {
		found = append(found, h.under(dir, c.papers)...)
	}
	found = append(found, h.in("the log", []byte(c.s.Log()))...)
	if len(found) > 0 {
		c.t.Errorf("%s:\n%s", when, strings.Join(found, "\n"))
	}
}

// documented sees that the documents hold each opinion and no author, ticket or
// receipt.
func (c *canaryRound) documented() {
	c.t.Helper()
	out := filepath.Join(c.papers, "out")
	if found := huntFor(append(append([]string{}, c.authors...), c.secrets...)...).under(out); len(found) > 0 {
		c.t.Errorf("the documents:\n%s", strings.Join(found, "\n"))
	}
	for _, text := range c.texts[len(c.texts)-canaries:] {
		if found := huntFor(text).under(out); len(found) < 5 {
			c.t.Errorf("%q is in %q only", text, found)
		}
	}
}
