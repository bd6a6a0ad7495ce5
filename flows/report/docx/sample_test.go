package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

// sample has one of everything.
func sample(w io.Writer) error {
	d := New(w, Setup{Title: `情况"报告"`, Author: "某局 & 某处", Created: time.Date(2026, 1, 4, 23, 59, 0, 0, time.UTC),
		Charts: []Chart{{Series: "条", Alt: "甲1条、<乙>2条", Bars: []Bar{{"甲“引”", 1}, {"<乙>&", 2}}}}})
	d.Add(Title, "关于某事的\n情况报告")
	d.Add(Addressee, "市纪委：")
	d.Add(Heading1, "一、基本情况")
	d.Add(Body, "A & B <i>\"'</i>\t👩‍💻\x00\x1f\ufffe换\r\n行")
	d.Chart(0)
	d.Add(Caption, "图1")
	d.Paragraph(Paragraph{Style: Heading2, Runs: []Run{{Text: "（一）"}, {Text: "粗", Bold: true}}, Break: true})
	d.Paragraph(Paragraph{Style: Signature, Runs: Text("某局"), Left: 1550})
	d.Paragraph(Paragraph{Style: "no such style"})
	d.Section(Landscape)
	d.Add(AnnexMark, "附件")
	for range 2 {
		t := d.Table(Column{"序号", 20, true}, Column{"内容", 100, false}, Column{"备注", 105, false})
		t.Row(Cell{Text: "1"}, Cell{Text: "短"}, Cell{Text: "第一行\r\n\n第三行"})
		t.Row(Cell{Text: "2", Bold: true}, Cell{Text: strings.Repeat("长", whole), Span: 2})
		t.End()
	}
	form := d.Form(Column{Width: 40}, Column{Width: 110}, Column{Width: 75, Centre: true})
	form.Add(Row{Cells: []Cell{{Text: "姓名", Style: CellLabel}, {Text: "甲", Span: 2}}, Repeat: true})
	form.Add(Row{Cells: []Cell{{Text: "意见", Style: CellLabel}, {Text: strings.Repeat("长", whole), Top: true}, {}}, Height: 25})
	form.End()
	d.Section(Portrait)
	t := d.Table(Column{"唯一", 150, false})
	t.End()
	return d.Close()
}

// unzip gives the parts of a zip file by name.
func unzip(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

func written(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
