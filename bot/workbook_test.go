package bot_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// toDesk closes a round of five in which two have said the same, and brings an
// organizer to its desk.
func toDesk(t *testing.T) *town {
	t.Helper()
	c := newTown(t)
	for i, text := range []string{"窗口办事要跑三趟", "窗口办事要跑三趟，太慢"} {
		c.must(c.opinions.Put(t.Context(), c.round.ID, flows.NewReceipt([19]byte{byte(i)}),
			flows.Opinion{Subject: flows.TeamSubject, Aspect: "a1", Kind: flows.Problem, Text: text}))
	}
	for i := range 5 {
		c.must(c.tickets.Enter(t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
	c.close()
	c.organizes("tg:1", "张三")
	return c
}

// organizes makes a chat an organizer's.
func (c *town) organizes(chat bot.Chat, name string) {
	c.t.Helper()
	token, err := c.organizers.Invite(c.t.Context(), name)
	c.must(err)
	c.do(c.says(chat, "/start o_"+token), c.says(chat, "/status"))
}

// exports takes the documents out, for the first time in the session.
func (c *town) exports(chat bot.Chat) {
	c.t.Helper()
	c.tapAs(chat, "导出文件", "就在这里做")
}

// handed is the workbook that was handed over last, edited in this way.
func (c *town) handed(edit func(*excelize.File)) string {
	c.t.Helper()
	return c.handedAs("意见建议汇总表.xlsx", edit)
}

func (c *town) handedAs(name string, edit func(*excelize.File)) string {
	c.t.Helper()
	var data []byte
	for _, f := range c.net.files {
		if f.Name == name {
			data = f.Data
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	c.must(err)
	edit(f)
	var b bytes.Buffer
	c.must(f.Write(&b))
	return b.String()
}

func cell(sheet, at string, value any) func(*excelize.File) {
	return func(f *excelize.File) { _ = f.SetCellValue(sheet, at, value) }
}

func merging(f *excelize.File) { cell("原始意见", "A4", 1)(f) }

func (c *town) on(chat bot.Chat, part string) {
	c.t.Helper()
	if got := c.net.last(chat).Text; !strings.Contains(got, part) {
		c.t.Fatalf("%s does not read %q:\n%s", chat, part, got)
	}
}

// done is who did what to the round, the last first.
func (c *town) did() string {
	c.t.Helper()
	acts, err := c.rounds.Acts(c.t.Context(), c.round.ID)
	c.must(err)
	var all []string
	for _, a := range acts {
		all = append(all, a.By.Name+" "+string(a.Deed))
	}
	return strings.Join(all, ", ")
}

// TestTheWorkbookComesBackThroughTheChat: out, edited, in, out again, and one step
// back; and who did it is noted.
func TestTheWorkbookComesBackThroughTheChat(t *testing.T) {
	c := toDesk(t)
	c.exports("tg:1")
	c.shows("把那个 .xlsx 发到这里")
	once := len(c.net.files)
	c.do(c.sends("tg:1", "汇总表 改好.xlsx", c.handed(merging)))
	c.shows("改好的表收下了：\n归并掉 1 条\n1 条原始意见换了归入序号\n接下来：再点“📄 导出文件”")
	c.tap("导出文件") // told once
	c.shows("上面的文件")
	if len(c.net.files) != 2*once || once == 0 {
		t.Errorf("%d files handed over, and then %d more", once, len(c.net.files)-once)
	}
	c.tap("撤回上次导入")
	c.shows("上次导入：2026年11月2日 09:30，张三")
	c.tap("先不撤")
	c.tap("撤回上次导入")
	c.tap("↩️ 撤回")
	c.shows("撤回了：意见建议 2 条，归并为 2 条")
	if c.net.last("tg:1").has("撤回上次导入") {
		t.Error("there is another step back")
	}
	if got := c.did(); !strings.HasPrefix(got, "张三 undone, 张三 exported, 张三 imported, 张三 exported") {
		t.Error(got)
	}
	c.tap("谁做过什么")
	c.shows("张三：撤回上次导入")
	c.shows("张三：导入")
}

// The ledger comes back the same way. It is no step that can be taken back.
func TestTheLedgerComesBackThroughTheChat(t *testing.T) {
	c := toDesk(t)
	c.exports("tg:1")
	filled := c.handedAs("整改台账.xlsx", func(f *excelize.File) {
		rows, err := f.GetRows(f.GetSheetName(0))
		c.must(err)
		for i, row := range rows {
			for j, title := range row {
				if title == "状态" {
					at, _ := excelize.CoordinatesToCellName(j+1, i+2)
					c.must(f.SetCellValue(f.GetSheetName(0), at, "整改中"))
				}
			}
		}
	})
	c.do(c.sends("tg:1", "整改台账.xlsx", filled))
	c.shows("整改台账收下了")
	if c.net.last("tg:1").has("撤回上次导入") {
		t.Error("it is offered to be taken back")
	}
	if got := c.did(); !strings.HasPrefix(got, "张三 ledgered, 张三 exported") {
		t.Error(got)
	}
}

func TestEveryFaultOfAWorkbookIsToldWithItsPlace(t *testing.T) {
	c := toDesk(t)
	c.exports("tg:1")
	for name, w := range map[string]struct {
		file string
		edit func(*excelize.File)
		says []string
	}{
		"two slips": {"a.xlsx", func(f *excelize.File) { cell("原始意见", "A4", "三")(f); cell("归并意见", "F3", "")(f) },
			[]string{"有 2 处要改，所以什么都没有变", "“归并意见”第 3 行 F 列（归并意见）：空着", "“原始意见”第 4 行 A 列（归入序号）：“三”不是整数"}},
		"nothing":  {"a.xlsx", func(*excelize.File) {}, []string{"和原来一样，什么都没有变"}},
		"a sheet":  {"a.xlsx", func(f *excelize.File) { _ = f.DeleteSheet("其他渠道") }, []string{"“其他渠道”：没有这张表"}},
		"old form": {"a.xls", merging, []string{"这里收的是 .xlsx 文件"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.t = t
			c.do(c.sends("tg:1", w.file, c.handed(w.edit)))
			for _, part := range w.says {
				c.shows(part)
			}
		})
	}
	c.t = t
	c.do(c.sends("tg:1", "a.xlsx", "你好"))
	c.shows("不是 Excel 工作簿")
	if got := c.did(); strings.Contains(got, "imported") {
		t.Error(got)
	}
}

// TestFilesPassTheChatOnlyWhenTheOrganizerKnows: in either direction; and it is told
// once in a session.
func TestFilesPassTheChatOnlyWhenTheOrganizerKnows(t *testing.T) {
	c := toDesk(t)
	c.tap("导出文件")
	c.shows("聊天平台（如 Telegram）看得到")
	c.tap("我用命令行")
	c.shows("soundings export " + string(c.round.ID))
	if len(c.net.files) != 0 {
		t.Fatal("files were handed over")
	}
	c.exports("tg:1")
	data := c.handed(merging)

	c.organizes("tg:3", "李四") // another, who has not been told
	c.do(c.sends("tg:3", "a.xlsx", data))
	c.on("tg:3", "聊天平台（如 Telegram）看得到")
	if len(c.net.fetched) != 0 {
		t.Fatal("it was fetched")
	}
	c.do(c.taps("tg:3", "就在这里做"))
	c.on("tg:3", "现在把改好的汇总表（.xlsx）发到这里")
	c.do(c.sends("tg:3", "a.xlsx", data))
	c.on("tg:3", "归并掉 1 条")
	c.do(c.taps("tg:3", "导出文件"))
	c.on("tg:3", "上面的文件")
}

// TestOfTwoOrganizersTheSecondIsTold, and what the second sees last is what is
// taken back.
func TestOfTwoOrganizersTheSecondIsTold(t *testing.T) {
	c := toDesk(t)
	c.exports("tg:1")
	first, second := c.handed(merging), c.handed(cell("归并意见", "F3", "换一种说法"))
	c.organizes("tg:3", "李四")
	c.tapAs("tg:3", "交回改好的汇总表", "就在这里做")
	late := c.sends("tg:3", "a.xlsx", second)
	c.net.onFetch = func() { // while the other one is on its way
		c.net.onFetch = nil
		c.net.mu.Unlock()
		defer c.net.mu.Lock()
		c.do(c.sends("tg:1", "a.xlsx", first))
	}
	c.do(late)
	c.on("tg:3", "这个文件是旧的")
	c.shows("归并掉 1 条")

	c.do(c.taps("tg:3", "撤回上次导入"))
	c.now = c.now.AddDate(0, 0, 1)
	c.do(c.taps("tg:1", "导出文件"))
	c.do(c.sends("tg:1", "b.xlsx", c.handed(cell("归并意见", "F3", "又换一种说法"))))
	c.shows("改写 1 条")
	c.do(c.taps("tg:3", "↩️ 撤回"))
	c.on("tg:3", "刚才又有人导入或撤回过，所以没有撤")
	if got := c.did(); !strings.HasPrefix(got, "张三 imported") {
		t.Error(got)
	}
}

// TestAWorkbookThatComesAgainIsTakenOnce: by the network, and because the process
// ended before the session was saved.
func TestAWorkbookThatComesAgainIsTakenOnce(t *testing.T) {
	for _, restart := range []bool{false, true} {
		c := toDesk(t)
		c.exports("tg:1")
		data := c.handed(merging)
		u := c.sends("tg:1", "a.xlsx", data)
		if restart {
			office := c.bot.Clerk.Office.As(flows.Actor{Way: flows.ByChat, Name: "张三"})
			_, err := office.Import(t.Context(), c.round.ID, []byte(data), nil)
			c.must(err)
			c.wire()
		} else {
			c.do(u)
		}
		c.do(u)
		if restart {
			c.shows("归并掉 1 条")
		}
		if got := strings.Count(c.did(), "imported"); got != 1 {
			t.Errorf("restarted %v: %d imports", restart, got)
		}
	}
}

func TestAnUndoThatComesAgainDoesNothingMore(t *testing.T) {
	c := toDesk(t)
	c.exports("tg:1")
	c.do(c.sends("tg:1", "a.xlsx", c.handed(merging)))
	c.tap("撤回上次导入")
	u := c.taps("tg:1", "↩️ 撤回")
	_, err := c.bot.Clerk.Office.Undo(t.Context(), c.round.ID, nil)
	c.must(err)
	c.wire()
	c.do(u)
	c.shows("已经是上次导入之前的样子了")
}

// TestTheWorkbookOfAnOwnKeyIsRefusedUnread: the key must not come into the chat.
func TestTheWorkbookOfAnOwnKeyIsRefusedUnread(t *testing.T) {
	c, _, _ := toOwnKey(t, 11)
	c.tap("现在截止")
	c.tap("截止，不再打开")
	if c.net.last("tg:1").Takes != nil {
		t.Error("the screen says that it takes one")
	}
	c.do(c.sends("tg:1", "a.xlsx", "PK"))
	if got := c.net.last("tg:1").Text; strings.Count(got, "soundings import "+string(c.round.ID)) != 2 || len(c.net.fetched) != 0 {
		t.Errorf("%d fetched; it says:\n%s", len(c.net.fetched), got)
	}
	e := dialogue.Effect{Payload: string(c.round.ID), Sent: &dialogue.Sent{}} // Fetch would panic
	o, err := c.bot.Effects["organize.import"](t.Context(), c.bot.VisitorOf("tg:1"), e)
	if err != nil || !o.Failed || o.Notice.Key != "desk.own_key.command" {
		t.Errorf("%+v, %v", o, err)
	}
}
