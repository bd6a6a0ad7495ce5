package main

import (
	"fmt"
	"strings"

	"filippo.io/age"

	"soundings/bot/telegramtest"
	"soundings/flows"
	"soundings/flows/organize"
)

// A canary is somebody who gave an opinion.
type canary struct {
	*telegramtest.Person
	text, receipt string
}

// someone is a new person, whose names are known from here on.
func (c *canaryRound) someone(i int) *telegramtest.Person {
	chat := int64(7770010042 + 31*i)
	family, given, user := fmt.Sprintf("欧阳%c", '甲'+rune(i)*7), fmt.Sprintf("Canarygiven%d", i), fmt.Sprintf("canary_user_%d", i)
	c.authors = append(c.authors, fmt.Sprint(chat), family, given, user)
	return c.fake.Person(chat, telegramtest.Named(given, family), telegramtest.Username(user), telegramtest.Lang("zh-hans"))
}

// visits is one person's visit, with what goes wrong on the way: what is refused
// must leave nothing either.
func (c *canaryRound) visits(i int, ticket string) {
	c.t.Helper()
	p, text := c.someone(i), fmt.Sprintf("第%d只金丝雀说窗口办事要跑三趟", i)
	if i == 0 {
		c.mishaps(p)
	}
	receipt := speaks(p, "t_"+ticket, text)
	c.flock = append(c.flock, canary{p, text, receipt})
	c.texts = append(c.texts, text)
	c.secret(receipt)
	switch i {
	case 1:
		c.hesitates(p)
		hears(p)
	case 2:
		sweeps(p)
	case 3:
		asks(p)
		hears(p)
	case 5:
		asks(p)
		takesBack(p)
	}
}

// asks has somebody who comes from their receipt ask to be reminded.
func asks(p *telegramtest.Person) {
	p.Tap("完成")
	p.Tap("🔔 截止前提醒我")
	p.See("就得多存一样东西")
	p.Tap("🔔 同意，提醒我")
	p.See("好，截止前提醒您")
}

func takesBack(p *telegramtest.Person) {
	p.Tap("🔕 不再提醒")
	p.See("一截止就删掉")
	p.Tap("🔕 不再提醒")
	p.See("已经删掉")
}

// hears has somebody at home ask to hear how the round came out; hearsNot has them take
// that back once it has closed.
func hears(p *telegramtest.Person) {
	p.Tap("📣 结束后的结果")
	p.See("截止以后还得存着")
	p.Tap("📣 同意，结束后告诉我")
	p.See("好，有了结果告诉您")
}

func hearsNot(p *telegramtest.Person) {
	p.Send("/start")
	p.Settle()
	p.Tap("📣 结束后的结果")
	p.See("有了结果会告诉您")
	p.Tap("🔕 不用告诉我了")
	p.See("为这存着的联系方式已经删掉")
}

func sweeps(p *telegramtest.Person) {
	p.Tap("🧹 清理聊天记录")
	p.See("写着回执码的那条还留着")
	p.Tap("🧹 回执码那条也删掉")
	p.See("有些地方够不着")
}

// mishaps are a photo, a contact, documents, a forwarded message, an update that cannot be
// read, a network that fails.
func (c *canaryRound) mishaps(p *telegramtest.Person) {
	c.t.Helper()
	p.Send("/start")
	p.See("您还没有进入哪一轮")
	p.SendPhoto("金丝雀的照片说明")
	p.See("图片没有收下")
	p.SendContact("13812340042", "金丝雀的联系人")
	p.See("联系人没有收下")
	p.SendDocument("金丝雀的文件.yaml", []byte("金丝雀文件里的话"), "金丝雀的文件说明")
	p.See("文件和视频没有收下")
	p.ForwardDocument("金丝雀转发的文件.yaml", []byte("金丝雀文件里的话"), "金丝雀的同事")
	p.See("转发的消息没有收下")
	if n := c.fake.Count("getFile") + c.fake.Count("file"); n != 0 {
		c.t.Errorf("a respondent's file was fetched, in %d calls", n)
	}
	p.Forward("金丝雀转发的话", "金丝雀的同事")
	p.See("转发的消息没有收下")
	c.fake.InjectUpdate(p.ID(), "message", []byte(`{"message_id":"金丝雀写坏的消息","chat":{"id":`+fmt.Sprint(p.ID())+`}}`))
	c.fake.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.BadGateway, Times: 1})
	p.Send("金丝雀不该说的话")
	p.See("请点下面的按钮")
	c.fake.Calm()
	c.texts = append(c.texts, "金丝雀的照片说明", "13812340042", "金丝雀的联系人", "金丝雀转发的话", "金丝雀的同事", "金丝雀的文件", "金丝雀文件里的话", "金丝雀转发的文件", "金丝雀写坏的消息", "金丝雀不该说的话")
}

// hesitates: half of one more opinion, a look at what would be kept, and away.
func (c *canaryRound) hesitates(p *telegramtest.Person) {
	c.t.Helper()
	const draft = "金丝雀写了一半又不想提的话"
	p.Tap("➕ 再提一条")
	p.Tap("李红 · 副局长")
	p.Tap("不确定/其他")
	p.Tap("改进建议")
	p.See("请写下来")
	p.Send(draft)
	p.See("可以接着发")
	p.Send("/privacy")
	p.See("如果现在提交，保存的就是这一条")
	p.Tap("⬅️ 返回")
	p.See("可以接着发")
	p.Send("/cancel")
	p.See("已经取消")
	c.texts = append(c.texts, draft)
}

// elsewhere is a second round beside this one, with an organizer's own key, and
// one opinion in it.
func (c *canaryRound) elsewhere() (id string) {
	c.t.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		c.t.Fatal(err)
	}
	c.secret(key.String())
	id = c.created(roundYAML + "admission: open\nrecipient: " + key.Recipient().String() + "\n")
	c.s.CLI("round", "open", id)
	const text = "另一轮的金丝雀说食堂的饭凉了"
	c.secret(speaks(c.someone(canaries), "r_"+id, text))
	c.texts = append(c.texts, text)
	return id
}

// serves has a member of the team log a talk, and the one it was with object. They
// are known by name here, and their accounts and what they say are still nowhere in
// the open.
func (c *canaryRound) serves() {
	c.t.Helper()
	const said, why = "金丝雀班子成员自己说下基层少", "金丝雀另一方说那天没有谈"
	links := memberLinks(c.t, c.s.CLI("links", c.id))
	logsATalk(c.someone(canaries+3), links["li"], said)
	other := c.someone(canaries + 4)
	other.Send("/start " + links["wang"])
	other.See("您已登记为")
	other.Send("/talks")
	other.See("我的谈话")
	objects(other, why)
	c.texts, c.talked = append(c.texts, said, why), []string{said, why}
	for _, link := range links {
		c.secret(strings.TrimPrefix(link, organize.MemberLink))
	}
}

// secondThoughts: one reads back, with a wrong receipt and a mistyped one before
// the right one, and one withdraws.
func (c *canaryRound) secondThoughts() (withdrawn string) {
	c.t.Helper()
	reads, goes := c.flock[3], c.flock[4]
	wrong, mistyped := flows.NewReceipt([19]byte{7}).String(), "?"+reads.receipt[1:]
	c.secret(wrong, mistyped)
	reads.Send("/receipt")
	reads.See("请把回执码发过来")
	reads.Send(wrong)
	reads.See("没有找到这个回执码")
	reads.Send(mistyped)
	reads.See("回执码里有个地方不对")
	looksUp(reads.Person, reads.receipt, reads.text, "已经收下")
	looksUp(goes.Person, goes.receipt, goes.text, "已经收下")
	withdraws(goes.Person, goes.receipt)
	return goes.text
}

// strangers try tickets: one that was used, one that never was, one that is taken
// back; and somebody tries receipts until it is too much.
func (c *canaryRound) strangers(tickets []string) {
	c.t.Helper()
	p := c.someone(canaries + 1)
	never := string(flows.NewTicket(flows.RoundID(c.id), [15]byte{7}))
	c.secret(never)
	c.s.CLI("tickets", c.id, "--revoke-unused")
	for _, tried := range [][2]string{{tickets[0], "已经用过了"}, {never, "没有发过这个参与码"}, {tickets[canaries], "已经收回"}} {
		p.Send("/start t_" + tried[0])
		p.See(tried[1])
	}
	guesses := c.someone(canaries + 2)
	guesses.Send("/receipt")
	guesses.See("请把回执码发过来")
	for n := range 11 {
		guess := flows.NewReceipt([19]byte{8, byte(n)}).String()
		c.secret(guess)
		guesses.Send(guess)
		guesses.Settle()
	}
	guesses.See("分钟后再试")
}
