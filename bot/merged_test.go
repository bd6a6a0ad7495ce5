package bot_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/report"
	"soundings/storage"
)

// TestAnAuthorSeesTheWordingTheirsWasMergedInto: two say the same, the organizer
// makes one point of them in the workbook, and the receipt leads to it (promise 6).
func TestAnAuthorSeesTheWordingTheirsWasMergedInto(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	c.tap("提交")
	receipt := receiptForm.FindString(c.net.last("tg:1").Text)
	_, given, err := c.opinions.Find(t.Context(), c.receipt(receipt))
	c.must(err)
	given.Text = "窗口太慢，一件事跑几趟"
	c.must(c.opinions.Put(t.Context(), c.round.ID, flows.NewReceipt([19]byte{7}), given))
	for i := range 5 {
		c.must(c.tickets.Enter(t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
	c.close()
	office := organize.Office{Rounds: c.rounds, Tickets: c.tickets, Opinions: c.opinions, Results: storage.NewResults(c.rounds),
		Random: rand.Reader, Now: c.clock}
	result, err := office.Release(t.Context(), c.round.ID, nil)
	c.must(err)
	c.leadsTo(receipt, "单独列为一条，没有和别的意见合并")
	_, err = office.Import(t.Context(), c.round.ID, c.mergedInto("窗口办事一次办成", result.Model), nil)
	c.must(err)
	c.leadsTo(receipt, "和说同一件事的意见归并成了一条，写的是：\n窗口办事一次办成")
	_, err = office.Undo(t.Context(), c.round.ID, nil)
	c.must(err)
	c.leadsTo(receipt, "单独列为一条，没有和别的意见合并")
}

// TestAnAuthorSeesWhatIsDoneAboutTheirs: the organizer fills the ledger in, and the
// receipt leads to the state of that point; it needs nothing that connects the two but
// the receipt.
func TestAnAuthorSeesWhatIsDoneAboutTheirs(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	c.tap("提交")
	receipt := receiptForm.FindString(c.net.last("tg:1").Text)
	for i := range 5 {
		c.must(c.tickets.Enter(t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
	c.close()
	result, err := c.office.Release(t.Context(), c.round.ID, nil)
	c.must(err)
	c.leadsTo(receipt, "没有和别的意见合并")
	for _, state := range []string{"未开始 还没有开始整改", "整改中 正在整改", "已完成 已经完成整改", "长期坚持 要长期坚持"} {
		written, told, _ := strings.Cut(state, " ")
		_, err = c.office.Import(t.Context(), c.round.ID, c.ledger(result.Ledger, written), nil)
		c.must(err)
		c.leadsTo(receipt, told)
	}
}

// ledger is a ledger with the first of its points in a state.
func (c *town) ledger(l report.Ledger, state string) []byte {
	c.t.Helper()
	var b, edited bytes.Buffer
	c.must(report.Options{}.RenderLedger(l, &b))
	f, err := excelize.OpenReader(&b)
	c.must(err)
	c.must(f.SetCellValue("整改台账", "I3", state))
	c.must(f.Write(&edited))
	return edited.Bytes()
}

// leadsTo sees what the author is told who sends the receipt.
func (c *town) leadsTo(receipt, part string) {
	c.t.Helper()
	before := c.net.count("tg:1")
	c.say("/receipt")
	c.say(receipt)
	var all string
	for _, m := range c.net.chats["tg:1"][before:] {
		all += m.Text + "\n"
	}
	if !strings.Contains(all, part) {
		c.t.Errorf("the receipt does not say %q:\n%s", part, all)
	}
}

func (c *town) receipt(shown string) flows.Receipt {
	c.t.Helper()
	r, err := flows.ParseReceipt(shown)
	c.must(err)
	return r
}

// mergedInto is the workbook of a Model with two originals, edited so that they are
// one point of this wording.
func (c *town) mergedInto(wording string, m report.Model) []byte {
	c.t.Helper()
	var b, edited bytes.Buffer
	c.must(report.Options{}.Render(m, report.Excel, &b))
	f, err := excelize.OpenReader(&b)
	c.must(err)
	c.must(f.SetCellValue("原始意见", "A4", 1))
	titles, err := f.SearchSheet("归并意见", "归并意见")
	c.must(err)
	c.must(f.SetCellValue("归并意见", titles[len(titles)-1][:1]+"3", wording))
	c.must(f.Write(&edited))
	return edited.Bytes()
}
