package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"
)

// merges takes the workbook from the page, merges in it what it proposes, sends it
// back, and takes the documents out again, which say so; and takes that back.
func (b *browser) merges() {
	b.t.Helper()
	b.offersToSend(true)
	path := b.downloads("汇总表.xlsx")
	before := rowsOf(b.t, path, "归并意见", "序号")
	merged := follow(b.t, path)
	if merged == 0 {
		b.t.Fatal("the sample's workbook proposes nothing")
	}
	b.do(chromedp.SetUploadFiles("#file", []string{path}, chromedp.ByQuery))
	b.see("改好的表收下了")
	b.see("归并掉 1 条")
	b.shot("imported")
	b.tap("导出文件")
	b.do(chromedp.WaitVisible(`(//div[@role="log"]//a[contains(., "汇总表.xlsx")])[2]`, chromedp.BySearch))
	b.offersToSend(true)
	after := b.downloads("汇总表.xlsx")
	if got := rowsOf(b.t, after, "归并意见", "序号"); got != before-merged {
		b.t.Errorf("%d points, there were %d", got, before)
	}
	b.tap("撤回上次导入")
	b.see("汇总回到那次导入之前的样子")
	b.shot("undo")
	b.tap("↩️ 撤回")
	b.see("撤回了：意见建议 12 条，归并为 12 条")
}

// downloads is where the newest document of this name now lies.
func (b *browser) downloads(name string) string {
	b.t.Helper()
	var data string
	b.do(chromedp.Evaluate(`fetch([...document.querySelectorAll("#log a")].findLast(a => a.textContent.includes(`+quote(name)+`)).href)
		.then(r => r.arrayBuffer()).then(b => btoa(String.fromCharCode(...new Uint8Array(b))))`,
		&data, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	raw, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		b.t.Fatal(err)
	}
	path := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

// columns are a sheet's rows below its titles, and where a column is.
func columns(t testing.TB, path, sheet, title string) (rows [][]string, at int) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if rows, err = f.GetRows(sheet); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if at := slices.Index(row, title); at >= 0 {
			return rows[i+1:], at
		}
	}
	t.Fatalf("%s has no %s", sheet, title)
	return nil, 0
}

// rowsOf is how many rows have something in a column.
func rowsOf(t testing.TB, path, sheet, title string) (n int) {
	t.Helper()
	rows, at := columns(t, path, sheet, title)
	for _, row := range rows {
		if at < len(row) && strings.TrimSpace(row[at]) != "" {
			n++
		}
	}
	return n
}

// follow copies each number that is proposed, and says how many there were.
func follow(t testing.TB, path string) (n int) {
	t.Helper()
	rows, at := columns(t, path, "原始意见", "建议归入")
	for i, row := range rows {
		if at < len(row) && row[at] != "" {
			if err := editWorkbook(path, "原始意见", i+1, "归入序号", row[at]); err != nil {
				t.Fatal(err)
			}
			n++
		}
	}
	return n
}
